"""Where pairs of clients with something in common are found: a join of the clients with themselves along an
index, in which no row is read before a pair is found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any, TypeAlias

from peewee import JOIN, SQL, ModelSelect, fn

from models.people.clients.table import Client, in_a_list
from models.people.duplicates.apart import ClientApart
from models.people.duplicates.at_entry import sounds_like
from models.store import many
from models.store.keyset import Keyset, Start

Position: TypeAlias = tuple[Any, int, int]
"""What both clients of a pair have, and where each of them stands among all who have it."""

_A, _B = Client.alias("a"), Client.alias("b")
"""The two clients of a pair, of whom only columns of an index are read."""
_ONE, _OTHER = Client.alias("one"), Client.alias("other")
"""The same two, read from their rows to tell whether the pair is listed."""

_PHONES = ("mobile", "work_phone", "home_phone")
CHUNK = 200
"""So many pairs at once are asked whether their names sound alike."""


@dataclass(frozen=True, slots=True)
class Arm:
    """Pairs who have the same value in two columns, in the order of that value.

    Attributes:
      one, other: the columns; where they differ, `one` is the column that fewer clients have filled in
      order: the column by which an index holds all who have the same value
      nobodys: the value that says nothing, written as SQL, as a partial index has it
      beside: what else must be true of the two rows
    """

    one: str
    other: str
    order: str = "id"
    nobodys: str = "''"
    beside: tuple[Any, ...] = ()

    def beside_which(self, *conditions: Any) -> "Arm":
        """The same, of which these conditions are true too."""
        return replace(self, beside=(*self.beside, *conditions))

    @property
    def found(self) -> Any:
        """The condition that two rows are a pair of this arm."""
        straight = _both(getattr(_ONE, self.one), getattr(_OTHER, self.other))
        if self.one == self.other:
            return straight
        return straight | _both(getattr(_ONE, self.other), getattr(_OTHER, self.one))

    def read(self, limit: int, begins: Start[Position]) -> list[tuple[Position, int, int]]:
        """So many pairs from there on: the position of each, and both ids."""
        rows: Sequence[tuple[Position, int, int]] = self._keyset.window(
            self._pairs(), limit, begins, lambda position: position, _read
        )
        return list(rows)

    def count(self, most: int) -> int:
        """The number of pairs, counted up to this many."""
        return int(self._pairs().limit(most).count())

    @property
    def _keyset(self) -> Keyset:
        return Keyset((getattr(_A, self.one), getattr(_A, self.order), getattr(_B, self.order)))

    def _pairs(self) -> ModelSelect:
        one, other = getattr(_A, self.one), getattr(_B, self.other)
        # A cross join is carried out as it is written: a planner that may choose reads all rows first.
        query = _A.select(*self._keyset.columns, _A.id, _B.id).join(_B, JOIN.CROSS)
        query = query.where(one != SQL(self.nobodys), other != SQL(self.nobodys), other == one)
        return query.where(*self._once(), self._listed(), ~fn.EXISTS(_said_apart()))

    def _once(self) -> Iterator[Any]:
        """That each pair is found in one order only."""
        if self.one == self.other:
            yield getattr(_B, self.order) > getattr(_A, self.order)
        else:
            also_swapped = _both(getattr(_A, self.other), getattr(_B, self.one))
            yield (_A.id < _B.id) | ((_A.id > _B.id) & ~also_swapped)

    def _listed(self) -> Any:
        """Whether the pair is listed: asked in a subquery, so that rows are read of found pairs only. Its
        offset of 0 is an optimizer fence: without it, PostgreSQL joins all clients of one name first.
        """
        both = (_ONE.id == _A.id) & (_OTHER.id == _B.id)
        there = in_a_list(_ONE), in_a_list(_OTHER)
        rows = _ONE.select(1).join(_OTHER, JOIN.CROSS).where(both, *there, *self.beside)
        return fn.EXISTS(rows.offset(0))


@dataclass(frozen=True, slots=True)
class Sounding:
    """The pairs of an arm whose names sound alike: the key of a sound is rougher than that."""

    arm: Arm

    def read(self, limit: int, begins: Start[Position]) -> list[tuple[Position, int, int]]:
        """As of an `Arm`."""
        found: list[tuple[Position, int, int]] = []
        while len(found) < limit:
            rows = self.arm.read(CHUNK, begins)
            kept = _alike(rows)
            found = [*kept, *found] if begins.backwards else [*found, *kept]
            if len(rows) < CHUNK:
                break
            begins = Start(rows[0 if begins.backwards else -1][0], begins.backwards)
        return found[-limit:] if begins.backwards else found[:limit]

    def count(self, most: int) -> int:
        """As of an `Arm`."""
        return len(self.read(most, Start()))


def _alike(rows: Sequence[tuple[Position, int, int]]) -> list[tuple[Position, int, int]]:
    ids = {client for _, *both in rows for client in both}
    query = Client.select(Client.id, Client.last_name, Client.first_name).where(many.among(Client.id, ids))
    names = {client: (last, first) for client, last, first in query.tuples()} if ids else {}
    return [row for row in rows if sounds_like(names[row[1]], names[row[2]])]


@dataclass(frozen=True, slots=True)
class Apart:
    """The pairs of whom somebody said that they are two persons, the last said first."""

    def read(self, limit: int, begins: Start[Position]) -> list[tuple[Position, int, int]]:
        """As of an `Arm`."""
        order = Keyset((ClientApart.trail, ClientApart.one, ClientApart.other), descending=True)
        rows: Sequence[tuple[Position, int, int]] = order.window(
            self._pairs().select(*order.columns, ClientApart.one, ClientApart.other),
            limit,
            begins,
            lambda position: position,
            _read,
        )
        return list(rows)

    def count(self, most: int) -> int:
        """As of an `Arm`."""
        return int(self._pairs().limit(most).count())

    def _pairs(self) -> ModelSelect:
        query = ClientApart.select().join(_ONE, on=ClientApart.one == _ONE.id).switch(ClientApart)
        query = query.join(_OTHER, on=ClientApart.other == _OTHER.id)
        return query.where(in_a_list(_ONE), in_a_list(_OTHER))


def _both(one: Any, other: Any) -> Any:
    return (one != "") & (one == other)


def _said_apart() -> ModelSelect:
    """The row that says that the two are two persons."""
    straight = (ClientApart.one == _A.id) & (ClientApart.other == _B.id)
    swapped = (ClientApart.one == _B.id) & (ClientApart.other == _A.id)
    return ClientApart.select(1).where(straight | swapped)


def _read(query: ModelSelect) -> list[tuple[Position, int, int]]:
    return [((value, first, second), one, other) for value, first, second, one, other in query.tuples()]


def _every_phone() -> tuple[Arm, ...]:
    """The six ways in which two clients have one phone; a pair is of the first that finds it."""
    ways = [Arm(name, name) for name in _PHONES]
    ways += [Arm("work_phone", "mobile"), Arm("home_phone", "mobile"), Arm("work_phone", "home_phone")]
    return tuple(
        arm.beside_which(*(~earlier.found for earlier in ways[:place])) for place, arm in enumerate(ways)
    )


NAME = Arm("name_key", "name_key", order="place", nobodys="'\t'")
"""The name of nobody is that of clients who were forgotten."""
REGISTRATION = Arm("registration_number", "registration_number")
SOUND = Arm("sound_key", "sound_key")
PHONES = _every_phone()

same_name = _ONE.name_key == _OTHER.name_key
same_registration = REGISTRATION.found
same_sound = SOUND.found
same_phone = reduce(or_, (arm.found for arm in PHONES))
one_registration = (_ONE.registration_number == "") | (_OTHER.registration_number == "") | same_registration
"""Conditions on the two rows of a pair; the last, that no registration tells them apart."""
