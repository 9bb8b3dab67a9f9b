"""What a relevé says, as plain values: filled by a query, put on paper by a room that knows no database.

Every variant of one period has the same opening, totals and closing (INV-06), and the names are those of the
moment it was issued (INV-44): a reprint is made from the same values, so it is the same paper.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from models.pharmacy.party import Party
from models.values import ZERO, Centimes


class StatementDetail(StrEnum):
    """How much a relevé tells: *simplifié*, or *avancé* with document numbers and discounts."""

    SIMPLIFIED = "simplified"
    DETAILED = "detailed"


@dataclass(frozen=True, slots=True)
class ProductLine:
    """One product of a sale or a return. `amount` is what it adds to the document, discount deducted."""

    label: str
    quantity: int
    """In thousandths."""
    unit_price: Centimes
    discount: int
    """In hundredths of a percent."""
    amount: Centimes


@dataclass(frozen=True, slots=True)
class About:
    """Another operation that is named: the one that a line cancels, or whose goods came back."""

    kind: str
    number: str
    day: date


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One operation, and the balance after it. Exactly one of `debit` and `credit` is not zero."""

    day: date
    """The value date (INV-05)."""
    kind: str
    """The kind of the operation, as the ledger names it: "sale", "payment", …"""
    number: str
    """The number of its document; shown by the detailed variant only."""
    debit: Centimes
    credit: Centimes
    balance: Centimes
    products: tuple[ProductLine, ...] = ()
    about: About | None = None
    """What a cancellation cancels; the sale of which goods came back."""
    modes: tuple[str, ...] = ()
    """The till accounts it moved: "cash", "cheque", …"""
    invoice: str = ""
    """The number of the facture globale it was on when the relevé was issued."""


@dataclass(frozen=True, slots=True)
class Ageing:
    """What is unpaid at the end of the period, by age in days, and the credit that may still be used.

    The four ages add up to the unpaid total; less `available_credit`, they are the closing balance.
    """

    up_to_30: Centimes = ZERO
    up_to_60: Centimes = ZERO
    up_to_90: Centimes = ZERO
    over_90: Centimes = ZERO
    available_credit: Centimes = ZERO

    @property
    def unpaid(self) -> Centimes:
        """What remains of all debits."""
        return self.up_to_30 + self.up_to_60 + self.up_to_90 + self.over_90


@dataclass(frozen=True, slots=True)
class Statement:
    """A relevé: who, when, what it opened with, what happened, what it closes with."""

    number: str
    issued_at: datetime
    """Aware. Printed, and the creation date of the file: the same values make the same bytes."""
    pharmacy: Party
    client: Party
    start: date
    end: date
    detail: StatementDetail
    opening: Centimes
    """The balance at the end of the day before `start`."""
    lines: tuple[StatementLine, ...]
    """By value date, then by the ledger's own order."""
    total_debit: Centimes
    total_credit: Centimes
    closing: Centimes
    """The balance at the end of `end`: opening + total_debit - total_credit."""
    ageing: Ageing = field(default_factory=Ageing)
    total_discount: Centimes = ZERO
    """The discounts of the period less those cancelled in it; the detailed variant says it unless it is 0."""
