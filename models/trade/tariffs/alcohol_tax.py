"""The tax on a litre of pure alcohol, with VAT, in centimes: each amount from a day on.

Where a pharmacy bears one, it changes with the year's finance law; a document keeps that of its day.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.trade.tariffs.rules import check_price, lock
from models.trade.tariffs.table import AlcoholTax
from models.values import Centimes

SETS, DROPS = "alcohol_tax.set_rate", "alcohol_tax.drop_rate"


@dataclass(frozen=True, slots=True)
class AlcoholTaxRow:
    """The tax from a day on."""

    since: date
    amount: Centimes

    @property
    def id(self) -> date:
        """Identifies it after it was read again."""
        return self.since


@dataclass
class TaxChanged(Refused):
    """Another person changed it since it was read."""

    since: date
    field: ClassVar[str] = "since"
    sentence: ClassVar[str] = N_("The tax from {since} on was changed meanwhile. Look at it again.")


@dataclass
class TaxKnown(Refused):
    """There is already a tax from that day on, and adding one must not replace it."""

    since: date
    field: ClassVar[str] = "since"
    sentence: ClassVar[str] = N_("There is already a tax from {since} on: correct that one.")


def history() -> list[AlcoholTaxRow]:
    """Every amount, the newest first."""
    rows = AlcoholTax.select(AlcoholTax.since, AlcoholTax.amount).order_by(AlcoholTax.since.desc())
    return [AlcoholTaxRow(*row) for row in rows.tuples()]


@verb(SETS, Right.EDIT_CATALOGUE)
def set_rate(amount: Centimes, since: date, *, seen: Centimes | None, by: By) -> None:
    """Sets the tax from a day on; replaces one that begins that very day. 0 is none.

    `seen` is the amount of that very day as the person saw it, None to add one (optimistic locking). Raises
    `TaxKnown`, `TaxChanged`, `NotAnAmount` or `AmountTooLarge`.
    """
    lock()
    check_price(amount)
    before = _on(since)
    if before != seen:
        raise TaxKnown(since) if seen is None else TaxChanged(since)
    if before == amount:
        return
    if before is None:
        AlcoholTax.create(since=since, amount=amount)
    else:
        AlcoholTax.update(amount=amount).where(AlcoholTax.since == since).execute()
    trail.leave(by, since=since, changes={"amount": [before, amount]})


@verb(DROPS, Right.EDIT_CATALOGUE)
def drop_rate(since: date, *, seen: Centimes, by: By) -> None:
    """Deletes the amount that begins that day, as a mistake; the one before continues. Raises `TaxChanged` if
    it is no longer `seen`.
    """
    lock()
    if _on(since) != seen:
        raise TaxChanged(since)
    AlcoholTax.delete().where(AlcoholTax.since == since).execute()
    trail.leave(by, since=since, changes={"amount": [seen, None]})


def _on(since: date) -> Centimes | None:
    row: AlcoholTax | None = AlcoholTax.get_or_none(AlcoholTax.since == since)
    return row.amount if row is not None else None
