"""Issuing the invoice of one sale and the credit note of one return; drafts, and what was sent.

A sale may be a ticket only: who asks for the invoice later gets it later, with the number and the day of
then. An invoice is no operation, so it is issued for a client who is blocked or archived as well.
"""

import json
from dataclasses import dataclass
from typing import ClassVar

from models.money.closings.periods import numbers
from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import Operation, Posting
from models.money.ledger.reversal import NoSuchOperation, refuse_if_reversed
from models.people.clients import addresses
from models.people.clients.aliases import survivor_of
from models.people.clients.table import Client
from models.people.clients.verbs import lock
from models.pharmacy.parties import parties_today
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock
from models.trade.global_invoices.table import invoice_of
from models.trade.invoices import factur_x, terms
from models.trade.invoices.factur_x import Lack
from models.trade.invoices.kinds import kind_of
from models.trade.invoices.table import (
    OPERATIONS,
    SERIES,
    Invoice,
    InvoiceDraft,
    InvoiceDraftDrop,
    InvoiceKind,
    InvoiceSending,
    Issued,
    NoSuchInvoice,
    SentBy,
    corrected_by,
    draft_of,
    issued,
)
from models.trade.invoices.terms import Agreed
from models.trade.prices import exemption
from models.trade.returns.table import SaleReturn
from models.trade.returns.vat_basis import bases_of
from models.values import Centimes

ISSUE, PREPARE, DROP, SEND = "invoices.issue", "invoices.prepare", "invoices.drop", "invoices.send"


@dataclass
class NothingToBill(Refused):
    """Only a sale has an invoice, and only a return a credit note."""

    number: str
    sentence: ClassVar[str] = N_("{number} is no sale and no return: there is nothing to invoice.")


@dataclass
class HasInvoice(Refused):
    """A sale has at most one invoice, and a return one credit note (INV-19). `invoice` is its id."""

    number: str
    issued: str
    invoice: int
    sentence: ClassVar[str] = N_("{number} already has the invoice {issued}.")


@dataclass
class OnGlobalInvoice(Refused):
    """What is on a facture globale has no invoice of its own (INV-19)."""

    number: str
    issued: str
    sentence: ClassVar[str] = N_("{number} is on the global invoice {issued}: it has no other.")


@dataclass
class CorrectsGlobalInvoice(Refused):
    """What came back of a sale on a facture globale is put on a facture globale, which lowers it."""

    number: str
    sale: str
    issued: str
    sentence: ClassVar[str] = N_(
        "The sale {sale} is on the global invoice {issued}: put {number} on the next global invoice."
    )


@dataclass
class NoDraft(Refused):
    """The draft was issued or dropped meanwhile."""

    number: str
    sentence: ClassVar[str] = N_("{number} has no draft any more: look at it again.")


@verb(ISSUE, Right.ISSUE_INVOICES, answers=lambda done: issued(Invoice.get(Invoice.trail == done)))
def issue(operation: int, agreed: Agreed | None = None, *, by: By) -> Issued:
    """Issues the invoice of a sale, or the credit note of a return, with the number and the day of today.

    `agreed` are its terms; None for those of its draft, or else of the fiche. The paper keeps both parties,
    the terms and what the law wants as they are at present (INV-44). Raises `NoSuchOperation`,
    `AlreadyReversed`, `NothingToBill`, `HasInvoice`, `OnGlobalInvoice`, `CorrectsGlobalInvoice`,
    `AddressMissing`, `NotOffered`, `PeriodClosed`, `NoSuchClient`, `ClientAnonymised` or `ClientInTrash`.
    """
    found, row = _billable(operation)
    if found.kind is OperationKind.SALE:
        addresses.demand(row)  # A credit note corrects what was issued, whatever the fiche lacks since.
    chosen = _agreed(found, row, agreed)
    record = trail.leave(by, client=row.id)
    return issued(_write(record, found, row, chosen))


@verb(PREPARE, Right.ISSUE_INVOICES, answers=lambda done: InvoiceDraft.get(InvoiceDraft.trail == done).id)
def prepare(operation: int, agreed: Agreed | None = None, *, by: By) -> int:
    """Keeps a draft without a number, with these terms; it takes the place of an earlier one, and the
    client's address may be missing. Raises what `issue` raises, but `AddressMissing` and `PeriodClosed`.
    """
    found, row = _billable(operation)
    chosen = _agreed(found, row, agreed)
    record = trail.leave(by, client=row.id, number=found.number)
    draft = InvoiceDraft.create(
        trail=record,
        kind=kind_of(found),
        client=found.client_id,
        operation=found,
        payment_terms=chosen.payment_terms,
        shipping_terms=chosen.shipping_terms,
        payment_mode=chosen.payment_mode,
    )
    return int(draft.id)


@verb(DROP, Right.ISSUE_INVOICES)
def drop(operation: int, *, by: By) -> None:
    """Drops the draft of a sale or a return; nothing of it has a number. Raises `NoSuchOperation`, `NoDraft`,
    or what `lock` raises.
    """
    found = _find(operation)
    row = lock(found.client_id)
    draft = draft_of(operation)
    if draft is None:
        raise NoDraft(found.number)
    record = trail.leave(by, client=row.id, number=found.number)
    InvoiceDraftDrop.insert(draft=draft, trail=record).execute()


@verb(SEND, Right.ISSUE_INVOICES)
def note_sent(invoice: int, means: SentBy, *, by: By) -> None:
    """Notes that an invoice went to the client, as often as it does. Raises `NoSuchInvoice`, or what `lock`
    raises.
    """
    found = Invoice.get_or_none(Invoice.id == invoice)
    if found is None:
        raise NoSuchInvoice
    row = lock(found.client_id)
    record = trail.leave(by, client=row.id, number=found.number, means=str(means))
    InvoiceSending.insert(trail=record, invoice=found, means=means).execute()


def check(operation: int) -> None:
    """Checks whether an invoice would be refused, before a screen asks for its terms. Raises what `issue`
    raises about the operation.
    """
    _refuse(_find(operation))


def client_of(operation: int) -> int:
    """The client to whom the invoice of an operation would be issued."""
    return survivor_of(_find(operation).client_id)


def proposed(operation: int) -> Agreed:
    """The terms that a screen proposes: those of the draft, else of the fiche."""
    draft = draft_of(operation)
    return terms.of_draft(draft) if draft else terms.agreed_with(client_of(operation))


def lacking(operation: int) -> list[Lack] | None:
    """What the invoice of an operation would lack today to carry its XML, for a screen to say it before; None
    where none is wanted.
    """
    found = _find(operation)
    row = survivor_of(found.client_id)
    if not (factur_x.in_use() and terms.is_professional(row)):
        return None
    return factur_x.lacks(found, parties_today(Client.get_by_id(row)))


def _billable(operation: int) -> tuple[Operation, Client]:
    """The operation, and its client, whose row is locked. Raises what `issue` raises about them."""
    found = _find(operation)
    row = lock(found.client_id)
    _refuse(found)
    return found, row


def _find(operation: int) -> Operation:
    found = Operation.get_or_none(Operation.id == operation)
    if found is None:
        raise NoSuchOperation(operation)
    if found.kind not in OPERATIONS:
        raise NothingToBill(found.number)
    return found


def _refuse(found: Operation) -> None:
    refuse_if_reversed(found)
    own = Invoice.get_or_none(Invoice.operation == found)
    if own is not None:
        raise HasInvoice(found.number, own.number, own.id)
    for number in invoice_of([found.id]).values():
        raise OnGlobalInvoice(found.number, number)
    if found.kind is OperationKind.RETURN:
        sale = SaleReturn.get_by_id(found.id).sale_id
        for number in invoice_of([sale]).values():
            raise CorrectsGlobalInvoice(found.number, Operation.get_by_id(sale).number, number)


def _agreed(found: Operation, row: Client, agreed: Agreed | None) -> Agreed:
    """The terms to write; what is retired may stay only where it was proposed. A credit note has none, as
    nothing is paid or delivered on it. Raises `NotOffered`.
    """
    if found.kind is OperationKind.RETURN:
        return Agreed()
    draft = draft_of(found.id)
    before = terms.of_draft(draft) if draft else terms.agreed_with(row.id)
    if agreed is None:
        return before
    terms.check(agreed, before)
    return agreed


def _write(record: Trail, found: Operation, row: Client, agreed: Agreed) -> Invoice:
    today, kind = clock.today(), kind_of(found)
    credit = kind is InvoiceKind.CREDIT_NOTE
    parties = exemption.kept_with(parties_today(row), *bases_of([found.id]))
    carried = factur_x.carried(found, parties) if terms.is_professional(row.id) else None
    return Invoice.create(
        trail=record,
        kind=kind,
        number=numbers(SERIES[kind], today)[0],
        day=today,
        due=None if credit else terms.due_day(agreed, today),
        client=found.client_id,
        operation=found,
        corrects=corrected_by(found) if credit else None,
        total=_total(found),
        parties=json.dumps(parties, ensure_ascii=False),
        terms=terms.frozen(agreed, row.id, mentioned=not credit, factur_x=carried),
    )


def _total(found: Operation) -> Centimes:
    posted = Posting.get(Posting.operation == found, Posting.account == Account.RECEIVABLE)
    return Centimes(abs(int(posted.amount)))
