"""VAT rates, each percentage with its first day.

Finance law 2024, article 6, exempted medicines taxed at 7 % before: rates change, on known days. A document
keeps the rate of its own day, so no change here alters an issued paper.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.money.amounts import WHOLE, NotAPercentage
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import clock
from models.store.connection import Table, engine
from models.store.fields import DayField, ForeignKeyField, IntegerField, TextField
from models.store.prepared import Prepared
from models.store.search.folding import fold
from models.store.text import check_text

CREATES, RENAMES, SETS, DROPS = "vat.create", "vat.rename", "vat.set_rate", "vat.drop_rate"


class Vat(Table):
    """A rate by its name, such as "Taux normal"."""

    name = TextField()


class VatRate(Table):
    """The percentage of a rate from a day on, in hundredths of a percent."""

    vat = ForeignKeyField(Vat, backref="rates")
    since = DayField()
    rate = IntegerField()


@dataclass
class VatNameTaken(Refused):
    """Another rate has this name, in whatever spelling."""

    field: str
    name: str
    sentence: ClassVar[str] = N_("There is already a VAT rate called {name}.")


@dataclass
class NoSuchVat(Refused):
    vat: int
    sentence: ClassVar[str] = N_("This VAT rate is gone.")


@dataclass
class RateChanged(Refused):
    """Another person changed it since it was read."""

    field: str
    since: date
    sentence: ClassVar[str] = N_("The rate from {since} on was changed meanwhile. Look at it again.")


@dataclass
class RateKnown(Refused):
    """There is already a percentage for that day, and adding one must not replace it."""

    field: str
    since: date
    sentence: ClassVar[str] = N_("There is already a rate from {since} on: correct that one.")


@dataclass
class LastRate(Refused):
    """Without any percentage, the rate would be an exemption that nobody decided."""

    sentence: ClassVar[str] = N_("The only percentage of a rate cannot be taken away.")


@dataclass
class OnlyLaterRates(Refused):
    """Without it, sales until the next percentage would be at 0 %, an exemption that nobody decided."""

    since: date
    sentence: ClassVar[str] = N_("The other percentages begin on {since} only: until then it would be 0 %.")


@dataclass(frozen=True, slots=True)
class RateRow:
    """A percentage in hundredths, and its first day."""

    since: date
    rate: int

    @property
    def id(self) -> date:
        """Identifies it after it was read again."""
        return self.since


@dataclass(frozen=True, slots=True)
class VatRow:
    """A rate in a list: its percentage today, and the known later ones."""

    id: int
    name: str
    today: int
    next: RateRow | None
    begun: bool = True
    """Whether its first day has come; until then its products are sold at 0 %."""


_DATED = Prepared(
    lambda: VatRate.select(VatRate.vat, VatRate.since, VatRate.rate).order_by(VatRate.since.desc())
)


class Rates:
    """All rates, read once."""

    def __init__(self) -> None:
        self._rates: dict[int, list[tuple[date, int]]] = {}
        for vat, since, rate in _DATED.tuples():
            self._rates.setdefault(vat, []).append((VatRate.since.python_value(since), rate))

    def on(self, vat: int | None, day: date) -> int:
        """The percentage of a rate on that day, in hundredths; 0 without VAT and before its first day."""
        return next((rate for since, rate in self._rates.get(vat or 0, ()) if since <= day), 0)

    def begun(self, vat: int, day: date) -> bool:
        """Whether the rate has a percentage on that day."""
        return any(since <= day for since, _ in self._rates.get(vat, ()))

    def after(self, vat: int, day: date) -> RateRow | None:
        """The first change after that day."""
        later = [RateRow(since, rate) for since, rate in self._rates.get(vat, ()) if since > day]
        return later[-1] if later else None


def vats() -> list[VatRow]:
    """All rates, by name."""
    rates, today = Rates(), clock.today()
    rows = Vat.select(Vat.id, Vat.name).order_by(Vat.name).tuples()
    return [
        VatRow(key, name, rates.on(key, today), rates.after(key, today), rates.begun(key, today))
        for key, name in rows
    ]


def history(vat: int) -> list[RateRow]:
    """Every percentage of a rate, newest first."""
    rows = VatRate.select(VatRate.since, VatRate.rate).where(VatRate.vat == vat)
    return [RateRow(*row) for row in rows.order_by(VatRate.since.desc()).tuples()]


@verb(CREATES, Right.EDIT_CATALOGUE, answers=lambda done: int(done.details()["vat"]))
def create(name: str, rate: int, since: date, *, by: By) -> int:
    """Adds a rate with its percentage (in hundredths) from a day on; returns its id.

    Raises `Missing`, `VatNameTaken`, `NotAPercentage`, or what `check_text` raises.
    """
    clean = _name(name)
    _check_rate(rate)
    _check_name_is_free(clean, None)
    row = Vat.create(name=clean)
    VatRate.insert(vat=row.id, since=since, rate=rate).execute()
    trail.leave(by, vat=row.id, name=clean, since=since, rate=rate)
    return int(row.id)


@verb(RENAMES, Right.EDIT_CATALOGUE)
def rename(vat: int, name: str, *, by: By) -> None:
    """Renames a rate. Raises `Missing`, `VatNameTaken`, `NoSuchVat`, or what `check_text` raises."""
    clean = _name(name)
    row = _locked(vat)
    _check_name_is_free(clean, vat)
    Vat.update(name=clean).where(Vat.id == vat).execute()
    trail.leave(by, vat=vat, changes={"name": [row.name, clean]})


@verb(SETS, Right.EDIT_CATALOGUE)
def set_rate(vat: int, rate: int, since: date, *, seen: int | None, by: By) -> None:
    """Sets the percentage of a rate from a day on; replaces one that begins that very day.

    `seen` is the percentage of that very day as the person saw it, None to add one (optimistic
    locking). Raises `RateKnown` if there is one already, `RateChanged` if it changed meanwhile,
    `NotAPercentage` or `NoSuchVat`.
    """
    _check_rate(rate)
    _locked(vat)
    same_day = (VatRate.vat == vat) & (VatRate.since == since)
    before = VatRate.select(VatRate.rate).where(same_day).scalar()
    if before != seen:
        raise RateKnown("since", since) if seen is None else RateChanged("since", since)
    if before is None:
        VatRate.insert(vat=vat, since=since, rate=rate).execute()
    else:
        VatRate.update(rate=rate).where(same_day).execute()
    trail.leave(by, vat=vat, since=since, changes={"rate": [before, rate]})


@verb(DROPS, Right.EDIT_CATALOGUE)
def drop_rate(vat: int, since: date, *, seen: int, by: By) -> None:
    """Deletes the percentage that begins that day, as a mistake; the one before continues.

    Raises `RateChanged` if it is no longer `seen`, `LastRate` if there is no other, `OnlyLaterRates` if no
    other has begun, or `NoSuchVat`.
    """
    _locked(vat)
    known = {row.since: row.rate for row in history(vat)}
    if known.get(since) != seen:
        raise RateChanged("since", since)
    if len(known) == 1:
        raise LastRate
    others = known.keys() - {since}
    if since <= clock.today() < min(others):
        raise OnlyLaterRates(min(others))
    VatRate.delete().where(VatRate.vat == vat, VatRate.since == since).execute()
    trail.leave(by, vat=vat, since=since, rate=seen)


def _name(text: str) -> str:
    clean = check_text("name", text)
    if not fold(clean):
        raise Missing("name")
    return clean


def _check_rate(rate: int) -> None:
    if not 0 <= rate <= WHOLE:
        raise NotAPercentage(f"{rate / 100:g}")


def _check_name_is_free(name: str, but: int | None) -> None:
    engine().serialise("catalogue")
    for key, known in Vat.select(Vat.id, Vat.name).tuples():
        if key != but and fold(known) == fold(name):
            raise VatNameTaken("name", known)


def _locked(vat: int) -> Vat:
    engine().serialise("catalogue")
    row = Vat.get_or_none(Vat.id == vat)
    if row is None:
        raise NoSuchVat(vat)
    return row
