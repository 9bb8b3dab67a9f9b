"""A facture globale as it is printed: its documents, their lines, and the VAT by rate."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Operation
from models.pharmacy.parties import on_the_wall, party
from models.pharmacy.party import Party
from models.requests.trail import Trail
from models.trade.global_invoices.listing import InvoiceRow, one
from models.trade.global_invoices.remaining import Remaining, remaining_of
from models.trade.global_invoices.table import GlobalInvoice, GlobalInvoiceItem
from models.trade.prices import exemption
from models.trade.prices.amounts import VatBasis
from models.trade.prices.exemption import Exemption
from models.trade.returns import figures as returned
from models.trade.returns.vat_basis import bases_of
from models.trade.sales import detail as sale_detail
from models.trade.sales.detail import SoldLine
from models.trade.sales.vat_shares import VatShare, vat_shares
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class InvoicedDocument:
    """A sale or a return on an invoice, with its lines. A return's amounts are negative."""

    operation: int
    number: str
    day: date
    kind: OperationKind
    amount: Centimes
    lines: tuple[SoldLine, ...]


@dataclass(frozen=True, slots=True)
class GlobalInvoicePaper:
    """An invoice with everything its paper shows, frozen when it was issued (INV-44)."""

    row: InvoiceRow
    issued_at: datetime
    pharmacy: Party
    client: Party
    documents: tuple[InvoicedDocument, ...]
    shares: tuple[VatShare, ...]
    then: Remaining | None = None
    """What remained for the client to pay when it was issued; later payments are not on the paper.
    None if an organism pays it.
    """
    vat_basis: VatBasis = VatBasis.INCLUDED
    """How VAT was computed for all of it; with VAT where its sales differ."""
    exemption: Exemption | None = None
    """What stands on it where any of it is without VAT."""


def paper(invoice: int) -> GlobalInvoicePaper:
    """The invoice of this id, even if it was deleted."""
    issued = GlobalInvoice.get_by_id(invoice)
    parties, documents = json.loads(issued.parties), tuple(_documents(invoice))
    bases = bases_of([document.operation for document in documents])
    return GlobalInvoicePaper(
        row=one(invoice),
        issued_at=on_the_wall(Trail.get_by_id(issued.trail_id).at, parties),
        pharmacy=party(parties["pharmacy"]),
        client=party(parties["client"]),
        documents=documents,
        shares=tuple(vat_shares(line for document in documents for line in document.lines)),
        then=_then(issued),
        vat_basis=bases.pop() if len(bases) == 1 else VatBasis.INCLUDED,
        exemption=exemption.read(parties),
    )


def _then(issued: GlobalInvoice) -> Remaining | None:
    """The figures when it was issued. Settling a client's sale needs the lock on the client's row, as the
    invoice did: so a request with a later trail came later, and the same rows are counted for ever.
    """
    if issued.billing_id is not None:
        return None
    return remaining_of([issued.id], before=issued.trail_id)[issued.id]


def _documents(invoice: int) -> list[InvoicedDocument]:
    rows = list(
        GlobalInvoiceItem.select(
            Operation.id, Operation.number, Operation.value_date, Operation.kind, GlobalInvoiceItem.amount
        )
        .join(Operation)
        .where(GlobalInvoiceItem.invoice == invoice)
        .order_by(Operation.value_date, Operation.id)
        .tuples()
    )
    keys = [row[0] for row in rows]
    lines = sale_detail.lines(keys) | _returned(keys)
    return [
        InvoicedDocument(key, number, day, kind, Centimes(amount), tuple(lines.get(key, ())))
        for key, number, day, kind, amount in rows
    ]


def _returned(returns: list[int]) -> dict[int, list[SoldLine]]:
    """The lines of returns, as lines of sales with the opposite sign."""
    return {
        document: [line.given_back() for line in lines] for document, lines in returned.lines(returns).items()
    }
