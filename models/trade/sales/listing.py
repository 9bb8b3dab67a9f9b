"""The list of a client's sales, filtered by state and by product."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from peewee import ModelSelect, fn

from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationListing, OperationRow
from models.money.ledger.open_items import allocated
from models.money.ledger.postings import Operation, Posting
from models.money.ledger.reversal import is_reversed
from models.people.clients.aliases import about
from models.store.text_search import says
from models.trade.catalogue.table import bearing
from models.trade.sales.table import Sale, SaleLine


class SaleState(StrEnum):
    """The state of a sale: never stored, derived from what remains of it (INV-10)."""

    UNPAID = "unpaid"
    PARTLY_PAID = "partly paid"
    PAID = "paid"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SaleListing(OperationListing):
    """A `Listing` of one client's sales (keyset pagination). `text` may also be part of a sold product's
    name, its whole code, or part of the contact; `state` selects one state.
    """

    kinds: tuple[OperationKind, ...] = (OperationKind.SALE,)
    state: SaleState | None = None

    def _narrowed(self, query: ModelSelect) -> ModelSelect:
        query = OperationListing._narrowed(replace(self, text=""), query)
        if self.state is not None:
            query = query.where(Operation.id.in_(_in_state(self.client, self.state)))
        if self.text.strip():
            query = query.where(_says(self.text))
        return query


def state_of(row: OperationRow) -> SaleState:
    """The state of this sale."""
    if row.reversed_by:
        return SaleState.CANCELLED
    if not row.open:
        return SaleState.PAID
    return SaleState.UNPAID if row.open == row.amount else SaleState.PARTLY_PAID


def _says(text: str) -> Any:
    """Whether a sale, one of its lines or its contact matches this text."""
    own = says(text, Operation.number, Operation.reference, Operation.note)
    lines = SaleLine.select(SaleLine.id).where(SaleLine.sale == Operation.id)
    sold = fn.EXISTS(lines.where(says(text, SaleLine.label) | SaleLine.product.in_(bearing(text))))
    documents = Sale.select(Sale.operation).where(Sale.operation == Operation.id, Sale.contact != "")
    came = fn.EXISTS(documents.where(says(text, Sale.contact)))
    return own | sold | came


def _in_state(client: int, state: SaleState) -> ModelSelect:
    """The debits of a client in this state."""
    cancelled = is_reversed(Posting.operation)
    debits = Posting.select(Posting.operation).where(about(Posting.client, client), Posting.amount > 0)
    if state is SaleState.CANCELLED:
        return debits.where(cancelled)
    return debits.where(~cancelled, _paid(state))


def _paid(state: SaleState) -> Any:
    settled = allocated(Posting.operation, debit=True)
    if state is SaleState.PAID:
        return Posting.amount == settled
    if state is SaleState.PARTLY_PAID:
        return (settled > 0) & (settled < Posting.amount)
    return settled == 0
