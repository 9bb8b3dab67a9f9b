"""The tables of invoices and credit notes of one sale or one return, and queries about them (INV-19).

None of these rows changes: what was issued stands, a draft ends by being issued or dropped, and the state of
each is derived (`states`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from peewee import fn

from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Operation
from models.money.ledger.reversal import is_reversed
from models.people.clients.table import Client
from models.people.references.table import Reference
from models.refusals import N_, Refused
from models.requests.trail import Trail
from models.store import many
from models.store.connection import Table
from models.store.fields import AmountField, ChoiceField, DayField, ForeignKeyField, TextField
from models.store.numbering import Series
from models.trade.returns.table import SaleReturn
from models.values import Centimes, PaymentMode


class InvoiceKind(StrEnum):
    """What is billed: a sale with goods, a sale of services only, a return."""

    INVOICE = "invoice"
    SERVICES = "services"
    CREDIT_NOTE = "credit_note"


SERIES: Mapping[InvoiceKind, Series] = {
    InvoiceKind.INVOICE: Series.INVOICE,
    InvoiceKind.SERVICES: Series.INVOICE,
    InvoiceKind.CREDIT_NOTE: Series.INVOICE_CREDIT_NOTE,
}
"""Invoices for services have a list of their own, and the numbers of all invoices."""
OF_SALES = (InvoiceKind.INVOICE, InvoiceKind.SERVICES)
OPERATIONS = (OperationKind.SALE, OperationKind.RETURN)
"""The kinds of operation that have an invoice or a credit note."""


class Invoice(Table):
    """An invoice or a credit note as issued, once for its operation.

    Attributes:
      day: the day of the issue, which may be long after that of the sale
      client: that of the sale or return: where fiches that were merged are parted, both go together
      due: by when it has to be paid; None for a credit note
      corrects: the invoice of the sale of which goods came back; None if that sale had no invoice then
      parties: JSON, frozen (INV-44)
      terms: JSON, frozen: `terms.Terms`
    """

    trail = ForeignKeyField(Trail)
    kind = ChoiceField(InvoiceKind)
    number = TextField()
    day = DayField()
    due = DayField(null=True)
    client = ForeignKeyField(Client)
    operation = ForeignKeyField(Operation, unique=True)
    corrects = ForeignKeyField("self", null=True, backref="+")
    total = AmountField()
    parties = TextField()
    terms = TextField()


class InvoiceDraft(Table):
    """An invoice that is prepared and has no number. The newest draft of an operation counts; it ends when
    the operation gets its invoice, is cancelled, or the draft is dropped.

    Attributes:
      payment_terms, shipping_terms, payment_mode: what was agreed for this invoice; None for nothing
    """

    trail = ForeignKeyField(Trail)
    kind = ChoiceField(InvoiceKind)
    client = ForeignKeyField(Client)
    operation = ForeignKeyField(Operation)
    payment_terms = ForeignKeyField(Reference, null=True, backref="+")
    shipping_terms = ForeignKeyField(Reference, null=True, backref="+")
    payment_mode = ChoiceField(PaymentMode, null=True)


class InvoiceDraftDrop(Table):
    """A draft that was dropped."""

    draft = ForeignKeyField(InvoiceDraft, unique=True, backref="+")
    trail = ForeignKeyField(Trail)


class SentBy(StrEnum):
    """How an invoice went to the client."""

    HAND = "hand"
    POST = "post"
    EMAIL = "email"


class InvoiceSending(Table):
    """That an invoice went to the client, as somebody noted."""

    trail = ForeignKeyField(Trail)
    invoice = ForeignKeyField(Invoice, backref="+")
    means = ChoiceField(SentBy)


@dataclass(frozen=True, slots=True)
class Issued:
    """An invoice as the verb answers it that issued it. `total` in centimes."""

    id: int
    number: str
    kind: InvoiceKind
    day: date
    total: Centimes


def issued(invoice: Invoice) -> Issued:
    """The answer of a verb that issued this invoice."""
    return Issued(invoice.id, invoice.number, InvoiceKind(invoice.kind), invoice.day, invoice.total)


@dataclass
class NoSuchInvoice(Refused):
    sentence: ClassVar[str] = N_("This invoice does not exist any more.")


@dataclass
class Invoiced(Refused):
    """What has an invoice is not cancelled: the invoice stands, and a return corrects it (INV-19)."""

    number: str
    invoice: str
    sentence: ClassVar[str] = N_(
        "{number} has the invoice {invoice}, which stands. Take the goods back instead: that return gets its "
        "credit note."
    )


@dataclass
class Credited(Refused):
    """What has a credit note is not cancelled."""

    number: str
    invoice: str
    sentence: ClassVar[str] = N_(
        "{number} has the credit note {invoice}, which stands. If the goods went out again, enter a sale."
    )


def number_of(operations: Sequence[int]) -> dict[int, str]:
    """The invoice or credit note of each of these operations that has one, by its number."""
    rows = Invoice.select(Invoice.operation, Invoice.number).where(many.among(Invoice.operation, operations))
    return dict(rows.tuples())


def corrected_by(taken_back: Operation) -> Invoice | None:
    """The invoice that the credit note of a return corrects: that of its sale; None if it has none."""
    sale = SaleReturn.select(SaleReturn.sale).where(SaleReturn.operation == taken_back)
    found: Invoice | None = Invoice.get_or_none(Invoice.operation == sale)
    return found


def own_invoice_of(operations: Sequence[int]) -> dict[int, str]:
    """The same, and of the return of a sale that has an invoice, that one, which a credit note corrects. So
    neither is put on a facture globale (INV-19).
    """
    of_sales = (
        SaleReturn.select(SaleReturn.operation, Invoice.number)
        .join(Invoice, on=Invoice.operation == SaleReturn.sale)
        .where(many.among(SaleReturn.operation, operations))
    )
    return dict(of_sales.tuples()) | number_of(operations)


def has_own_paper(operation: Any) -> Any:
    """`own_invoice_of` as a condition on the column of a query that names a sale or a return."""
    own = fn.EXISTS(Invoice.select(Invoice.id).where(Invoice.operation == operation))
    of_its_sale = (
        SaleReturn.select(SaleReturn.operation)
        .join(Invoice, on=Invoice.operation == SaleReturn.sale)
        .where(SaleReturn.operation == operation)
    )
    return own | fn.EXISTS(of_its_sale)


def is_live(draft: Any = InvoiceDraft) -> Any:
    """The condition that a draft counts: the newest of its operation, neither dropped nor issued, of an
    operation that stands. `draft` is the table, or an alias of it.
    """
    later = InvoiceDraft.alias()
    return (
        ~fn.EXISTS(later.select(later.id).where(later.operation == draft.operation, later.id > draft.id))
        & ~fn.EXISTS(InvoiceDraftDrop.select(InvoiceDraftDrop.id).where(InvoiceDraftDrop.draft == draft.id))
        & ~fn.EXISTS(Invoice.select(Invoice.id).where(Invoice.operation == draft.operation))
        & ~is_reversed(draft.operation)
    )


def draft_of(operation: int) -> InvoiceDraft | None:
    """The draft of this operation that counts."""
    found: InvoiceDraft | None = InvoiceDraft.get_or_none(InvoiceDraft.operation == operation, is_live())
    return found


def refuse_invoiced(original: Operation) -> None:
    """A guard of `reversal.reverse`. Raises `Invoiced` or `Credited`."""
    if original.kind in OPERATIONS:
        for number in number_of([original.id]).values():
            refusal = Invoiced if original.kind is OperationKind.SALE else Credited
            raise refusal(original.number, number)
