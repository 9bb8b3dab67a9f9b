"""An invoice or a credit note as it is printed: frozen when it was issued (INV-44)."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from peewee import JOIN

from models.money.ledger.postings import Operation
from models.pharmacy.parties import on_the_wall, party
from models.pharmacy.party import Party
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.trade.invoices import settled, terms
from models.trade.invoices.factur_x import Company, company
from models.trade.invoices.rows import InvoiceRow, one
from models.trade.invoices.settled import Settled
from models.trade.invoices.table import OF_SALES, Invoice, InvoiceSending, SentBy
from models.trade.invoices.terms import Terms
from models.trade.prices import exemption
from models.trade.prices.amounts import VatBasis
from models.trade.prices.exemption import Exemption
from models.trade.returns import figures as returned
from models.trade.returns.table import SaleReturn
from models.trade.sales import detail as sale_detail
from models.trade.sales.detail import SoldLine
from models.trade.sales.table import Sale
from models.trade.sales.vat_shares import VatShare, vat_shares


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a credit note corrects: the invoice of the sale, else the sale itself."""

    number: str
    day: date
    invoice: bool


@dataclass(frozen=True, slots=True)
class BilledNote:
    """A delivery note that became part of the sale: its number, its day, and the site it went to, which is
    empty for the client's own address.
    """

    number: str
    day: date
    site: str


@dataclass(frozen=True, slots=True)
class InvoicePaper:
    """An invoice or a credit note with everything its paper shows.

    Attributes:
      row: as lists show it; its `remaining`, `sent` and `state` are of today and on no paper
      contact: who came for the goods, or for whom they are
      lines: of a credit note, what came back; all amounts are positive
      shares: the totals by rate of VAT
      corrects: None for an invoice
      then: what was paid of it when it was issued, and what remained
      exemption: what stands on it where there is no VAT
      vat_basis: how the amounts of its sale were computed
      seller, buyer: both parties as the XML needs them, which `terms.factur_x` asks for
      notes: the delivery notes that its sale was made of, as `documents.invoiced` adds them
    """

    row: InvoiceRow
    issued_at: datetime
    pharmacy: Party
    client: Party
    contact: str
    lines: tuple[SoldLine, ...]
    shares: tuple[VatShare, ...]
    terms: Terms
    corrects: Corrected | None
    then: Settled
    vat_basis: VatBasis
    seller: Company
    buyer: Company
    exemption: Exemption | None = None
    notes: tuple[BilledNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """That an invoice went to the client: when, how, and who noted it."""

    at: datetime
    means: SentBy
    author: str


def paper(invoice: int) -> InvoicePaper:
    """The invoice of this id, without its delivery notes: `documents.invoiced` completes it."""
    issued = Invoice.get_by_id(invoice)
    parties = json.loads(issued.parties)
    of_sale = issued.kind in OF_SALES
    source = sale_detail if of_sale else returned
    lines = tuple(source.lines([issued.operation_id]).get(issued.operation_id, ()))
    sale = Sale.get_by_id(
        issued.operation_id if of_sale else SaleReturn.get_by_id(issued.operation_id).sale_id
    )
    return InvoicePaper(
        row=one(invoice),
        issued_at=on_the_wall(Trail.get_by_id(issued.trail_id).at, parties),
        pharmacy=party(parties["pharmacy"]),
        client=party(parties["client"]),
        contact=sale.contact if of_sale else "",
        lines=lines,
        shares=tuple(vat_shares(lines)),
        terms=terms.read(issued.terms),
        corrects=None if of_sale else _corrected(issued, sale.operation),
        then=settled.at_issue(issued),
        exemption=exemption.read(parties),
        vat_basis=sale.vat_basis,
        seller=company(parties["pharmacy"]),
        buyer=company(parties["client"]),
    )


def sendings(invoice: int) -> list[Sent]:
    """When it went to the client, the last time first."""
    rows = (
        InvoiceSending.select(Trail.at, InvoiceSending.means, Staff.name)
        .join(Trail)
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
        .where(InvoiceSending.invoice == invoice)
        .order_by(InvoiceSending.id.desc())
    )
    return [Sent(at, SentBy(means), author or "") for at, means, author in rows.tuples()]


def _corrected(issued: Invoice, sale: Operation) -> Corrected:
    if issued.corrects is not None:
        return Corrected(issued.corrects.number, issued.corrects.day, invoice=True)
    return Corrected(sale.number, sale.value_date, invoice=False)
