"""Pairs of clients who may be one person: the same phone, the same registration, the same name.

Each reason is one or several *arms*: a join of the clients with themselves along an index, in which the pairs
are found without reading a row. A pair that meets several reasons is listed once, by the first of its arms.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from models.people.clients.table import Client, ClientStatus
from models.people.duplicates import arms
from models.people.duplicates.arms import Apart, Arm, Position, Sounding
from models.people.duplicates.at_entry import sounds_like
from models.store import many
from models.store.keyset import Start, start
from models.values import Centimes

COUNTED = 10_000
"""No more pairs than this are counted: nobody goes through as many."""


class Reason(StrEnum):
    """What two fiches have in common."""

    NAME = "name"
    """The same folded last and first name."""
    REGISTRATION = "registration"
    """The same number at an insurer; the members of a family have one, too."""
    SOUND = "sound"
    """Names that differ and sound alike: Mohamed and Med, Benjelloun and Ben Jelloun."""
    PHONE = "phone"
    """The same number in any of the three fields. Alone it is weak: families share a phone."""


class PairView(StrEnum):
    """Which pairs a list shows."""

    LIKELY = "likely"
    """Those with a strong reason, the surest first; not those that share a phone and nothing else."""
    NAME = "name"
    REGISTRATION = "registration"
    SOUND = "sound"
    PHONE = "phone"
    APART = "apart"
    """Those of whom somebody said that they are two persons."""


@dataclass(frozen=True, slots=True)
class Fiche:
    """What tells one client of a pair from the other. Phones are E.164; `balance` positive: they owe."""

    id: int
    last_name: str
    first_name: str
    name_key: str
    mobile: str
    work_phone: str
    home_phone: str
    registration_number: str
    city: str
    balance: Centimes
    status: ClientStatus

    @property
    def names(self) -> tuple[str, str]:
        """Last and first name."""
        return self.last_name, self.first_name

    @property
    def phones(self) -> tuple[str, ...]:
        """The phones that are filled in."""
        return tuple(phone for phone in (self.mobile, self.work_phone, self.home_phone) if phone)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clients who may be one person, the older one first."""

    one: Fiche
    other: Fiche
    arm: int
    """Which arm of the view found it."""
    position: Position
    """Where it stands there."""

    @property
    def id(self) -> tuple[int, int]:
        """Both numbers: what tells the pair from all others."""
        return self.one.id, self.other.id

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What both have in common."""
        one, other = self.one, self.other
        same = {
            Reason.NAME: one.name_key == other.name_key,
            Reason.SOUND: one.name_key != other.name_key and sounds_like(one.names, other.names),
            Reason.PHONE: not set(one.phones).isdisjoint(other.phones),
            Reason.REGISTRATION: one.registration_number == other.registration_number != "",
        }
        return tuple(reason for reason, is_so in same.items() if is_so)


_NOTHING_ELSE = (~arms.same_phone, ~arms.same_registration, arms.one_registration)
"""Neither more that speaks for one person, nor a registration that speaks against it."""

ARMS: Mapping[PairView, Sequence[Arm | Sounding | Apart]] = {
    PairView.LIKELY: (
        *(phone.beside_which(arms.same_name | arms.same_sound) for phone in arms.PHONES),
        arms.REGISTRATION.beside_which(arms.same_name, ~arms.same_phone),
        arms.REGISTRATION.beside_which(~arms.same_name, ~(arms.same_phone & arms.same_sound)),
        arms.NAME.beside_which(*_NOTHING_ELSE),
        arms.Sounding(arms.SOUND.beside_which(~arms.same_name, *_NOTHING_ELSE)),
    ),
    PairView.NAME: (arms.NAME,),
    PairView.REGISTRATION: (arms.REGISTRATION,),
    PairView.SOUND: (arms.Sounding(arms.SOUND.beside_which(~arms.same_name)),),
    PairView.PHONE: arms.PHONES,
    PairView.APART: (arms.Apart(),),
}


@dataclass(frozen=True, slots=True)
class PairListing:
    """A `Listing` of pairs, one arm after the other, each in the order of its index (keyset pagination)."""

    view: PairView = PairView.LIKELY

    def count(self) -> int:
        """The number of pairs, counted up to `COUNTED`."""
        number = 0
        for arm in ARMS[self.view]:
            number += arm.count(COUNTED - number)
        return number

    def read(
        self, limit: int, *, after: Pair | None = None, before: Pair | None = None, at: Pair | None = None
    ) -> Sequence[Pair]:
        return self._window(limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[Pair]:
        return self._window(limit, Start(backwards=True))

    def _window(self, limit: int, begins: Start[Pair]) -> Sequence[Pair]:
        """The arms from the one of the first row on, each asked for what the ones before it left."""
        found: list[_Found] = []
        for number, within in self._from(begins):
            if len(found) >= limit:
                break
            arm = ARMS[self.view][number]
            rows = [(number, *row) for row in arm.read(limit - len(found), within)]
            found = [*rows, *found] if begins.backwards else [*found, *rows]
        return _pairs(found)

    def _from(self, begins: Start[Pair]) -> Iterator[tuple[int, Start[Position]]]:
        """The arms that may have a part in a window, in the order in which they are asked, and where in each
        the window begins.
        """
        numbers = range(len(ARMS[self.view]))
        for number in reversed(numbers) if begins.backwards else numbers:
            if begins.row is None or (
                number < begins.row.arm if begins.backwards else number > begins.row.arm
            ):
                yield number, Start(backwards=begins.backwards)
            elif number == begins.row.arm:
                yield number, Start(begins.row.position, begins.backwards, begins.inclusive)


_Found = tuple[int, Position, int, int]
"""The arm and the position of a pair, and both ids."""


def _pairs(found: Sequence[_Found]) -> list[Pair]:
    if not found:
        return []
    ids = {client for _, _, *both in found for client in both}
    columns = [getattr(Client, field.name) for field in fields(Fiche)]
    rows = Client.select(*columns).where(many.among(Client.id, ids)).tuples()
    fiches = {row[0]: Fiche(*row) for row in rows}
    return [
        Pair(fiches[min(one, other)], fiches[max(one, other)], arm, position)
        for arm, position, one, other in found
    ]
