"""Says afterwards for which contact a sale or a document is (ct-attribute, X19); amounts and client stay."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar

from models.money.ledger import attribution
from models.money.ledger.accounts import OperationKind
from models.money.ledger.client_status import lock_for_operation
from models.money.ledger.postings import Operation
from models.money.ledger.reversal import NoSuchOperation
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import of_a_person
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import many
from models.trade.attributing.together import belonging, origin
from models.trade.documents import attribution as of_documents
from models.trade.documents import rules
from models.trade.documents.table import (
    GIVEN_UP,
    AlreadySold,
    Document,
    DocumentState,
    GivenUp,
    NoSuchDocument,
)
from models.trade.global_invoices.organisms import contact_of_all
from models.trade.global_invoices.table import GlobalInvoice, GlobalInvoiceItem

ATTRIBUTES, ATTRIBUTES_DOCUMENT = "attribution.attribute", "attribution.attribute_document"
_OF_THE_CLIENT = (OperationKind.OPENING, OperationKind.BILLING)


@dataclass
class OfTheClient(Refused):
    """What was owed before Officine, and what an organism took over, is the client's as a whole."""

    number: str
    sentence: ClassVar[str] = N_("{number} is of the client as a whole, and for no contact.")


@verb(ATTRIBUTES, Right.SELL)
def attribute(operation: int, contact: int | None, *, by: By) -> None:
    """Says that an operation, and all that belongs to one sale with it, is for this contact of its client;
    None: for none. It may be asked of any of these: a return means its sale as well.

    Raises `NoSuchOperation`, `OfTheClient`, `NotTheirContact`, `ContactRetired`, `ClientBlocked`,
    `ClientArchived`, `ClientInTrash` or `ClientAnonymised`.
    """
    asked = Operation.get_or_none(Operation.id == operation, Operation.client.is_null(False))
    if asked is None:
        raise NoSuchOperation(operation)
    row = lock_for_operation(asked.client_id)
    root = origin(asked)
    if root.kind in _OF_THE_CLIENT:
        raise OfTheClient(asked.number)
    attribution.chosen(row, contact)
    together = belonging(root)
    before = attribution.contacts_of(together)
    differ = [each for each in together if before.get(each) != contact]
    if not differ:
        return
    told = of_a_person({"contact": [before.get(root.id), contact]})
    done = trail.leave(by, client=row.id, operation=root.id, **told)
    attribution.attribute(done, differ, contact)
    _bring_billings_along(done, differ)


@verb(ATTRIBUTES_DOCUMENT, Right.PREPARE_DOCUMENTS)
def attribute_document(document: int, contact: int | None, *, by: By) -> None:
    """Says that a document is for this contact of its client; None: for none. A quote, the order that was
    made of it and its delivery note go together. One that was sold is attributed as its sale is.

    Raises `NoSuchDocument`, `AlreadySold`, `GivenUp`, `NotTheirContact`, `ContactRetired`, `ClientBlocked`,
    `ClientArchived`, `ClientInTrash` or `ClientAnonymised`.
    """
    asked = Document.get_or_none(Document.id == document)
    if asked is None:
        raise NoSuchDocument
    row = lock_for_operation(asked.client_id)
    together = list(_made_together(asked))
    for each in together:
        _refuse_ended(each)
    attribution.chosen(row, contact)
    before = of_documents.contacts_of([each.id for each in together])
    differ = [each for each in together if before.get(each.id) != contact]
    if not differ:
        return
    told = of_a_person({"contact": [before.get(document), contact]})
    done = trail.leave(by, client=row.id, document=document, **told)
    of_documents.attribute(done, differ, contact)


def _made_together(document: Document) -> Iterator[Document]:
    """A document with those it was made of and those made of it, but for what was cancelled."""
    yield document
    below = rules.made_of(document)
    while below is not None:
        yield below
        below = rules.made_of(below)
    while document.origin_id is not None and not _cancelled(document):
        document = document.origin
        yield document


def _cancelled(document: Document) -> bool:
    return rules.last_step(document).state is DocumentState.CANCELLED


def _refuse_ended(document: Document) -> None:
    """Raises `AlreadySold` or `GivenUp`."""
    last = rules.last_step(document)
    if last.sale is not None:
        raise AlreadySold(document.number, last.sale.number)
    if last.state in GIVEN_UP:
        raise GivenUp(document.number)


def _bring_billings_along(done: Trail, operations: Collection[int]) -> None:
    """A debt that an organism took over is for whom all is for that is on its invoice, or for none."""
    held = GlobalInvoiceItem.select(GlobalInvoiceItem.invoice)
    rows = (
        GlobalInvoice.select(GlobalInvoice.id, GlobalInvoice.billing)
        .where(GlobalInvoice.id.in_(held.where(many.among(GlobalInvoiceItem.operation, operations))))
        .where(GlobalInvoice.billing.is_null(False))
    )
    for invoice, billing in list(rows.tuples()):
        items = GlobalInvoiceItem.select(GlobalInvoiceItem.operation).where(
            GlobalInvoiceItem.invoice == invoice
        )
        contact = contact_of_all([key for (key,) in items.tuples()])
        together = belonging(Operation.get_by_id(billing))
        before = attribution.contacts_of(together)
        attribution.attribute(done, [each for each in together if before.get(each) != contact], contact)
