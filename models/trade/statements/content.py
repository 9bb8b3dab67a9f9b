"""The content of a relevé, as plain values: filled by a query, printed by a room that knows no database.

Every variant of one period has the same opening, totals and closing (INV-06), and the names of the time of
issue (INV-44). A reprint is made from the same values, so it is the same paper.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from models.pharmacy.party import Party
from models.values import ZERO, Centimes


class StatementDetail(StrEnum):
    """The variant of a relevé: *simplifié*, or *avancé* with document numbers and discounts."""

    SIMPLIFIED = "simplified"
    DETAILED = "detailed"


class Grouping(StrEnum):
    """How the lines of a relevé stand: by day, or *regroupés par contact*."""

    NONE = "none"
    CONTACTS = "contacts"
    CONTACT_PAGES = "contact_pages"
    """Each contact begins a new page."""


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A product of a sale or a return. `amount` is what it adds to the document, after discount."""

    label: str
    quantity: int
    """In thousandths."""
    unit_price: Centimes
    discount: int
    """In hundredths of a percent."""
    amount: Centimes


@dataclass(frozen=True, slots=True)
class About:
    """Another operation that a line names: the one it cancels, or the sale of a return."""

    kind: str
    number: str
    day: date


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One operation, and the balance after it. Exactly one of `debit` and `credit` is not 0."""

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
    """The operation that a cancellation cancels; the sale of a return."""
    modes: tuple[str, ...] = ()
    """The till accounts it moved: "cash", "cheque", …"""
    invoice: str = ""
    """The number of its facture globale at the time of issue."""


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """The lines that are for one contact, by value date; `name` is empty for those that are for none.

    The debits and credits of all groups add up to those of the relevé (INV-06).
    """

    name: str
    lines: tuple[StatementLine, ...]

    @property
    def debit(self) -> Centimes:
        """The debits of the group."""
        return sum((line.debit for line in self.lines), ZERO)

    @property
    def credit(self) -> Centimes:
        """The credits of the group."""
        return sum((line.credit for line in self.lines), ZERO)


@dataclass(frozen=True, slots=True)
class Ageing:
    """Ageing: what is unpaid at the end of the period by age in days, and the available credit.

    The four ages add up to the unpaid total; less `available_credit`, they are the closing balance.
    """

    up_to_30: Centimes = ZERO
    up_to_60: Centimes = ZERO
    up_to_90: Centimes = ZERO
    over_90: Centimes = ZERO
    available_credit: Centimes = ZERO

    @property
    def unpaid(self) -> Centimes:
        """The remainder of all debits."""
        return self.up_to_30 + self.up_to_60 + self.up_to_90 + self.over_90


@dataclass(frozen=True, slots=True)
class Statement:
    """A relevé: the client, the period, its opening balance, its lines, its closing balance."""

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
    """By value date, then in the ledger's own order."""
    total_debit: Centimes
    total_credit: Centimes
    closing: Centimes
    """The balance at the end of `end`: opening + total_debit - total_credit."""
    ageing: Ageing = field(default_factory=Ageing)
    total_discount: Centimes = ZERO
    """The discounts of the period less those cancelled in it; the detailed
    variant shows it unless it is 0.
    """
    groups: tuple[StatementGroup, ...] = ()
    """The same lines by contact, those for none last; empty where the relevé is not grouped."""
    grouping: Grouping = Grouping.NONE
