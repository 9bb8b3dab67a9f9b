"""The invoice of EN 16931 that an invoice or a credit note is, as its paper shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from locales import _
from locales.words import factur_x as words
from models.trade.invoices.detail import InvoicePaper
from models.trade.invoices.factur_x import FRANCE, VAT_SCHEMES, Company, Nature
from models.trade.prices.amounts import VatBasis, alcohol_net
from models.trade.sales.detail import SoldLine
from printing.einvoice.amounts import Sold, Untaxed, amounts
from printing.einvoice.invoice import (
    Address,
    Invoice,
    Kind,
    Note,
    NoteSubject,
    Preceding,
    Process,
    Totals,
    TradeParty,
    VatCategory,
)

_SIREN_ADDRESS = "0225"
"""The scheme of electronic addresses of the French platforms: they begin with a SIREN."""
_PAID = {
    Nature.GOODS: Process.GOODS_PAID,
    Nature.SERVICES: Process.SERVICES_PAID,
    Nature.BOTH: Process.BOTH_PAID,
}
_OPEN = {Nature.GOODS: Process.GOODS, Nature.SERVICES: Process.SERVICES, Nature.BOTH: Process.BOTH}


def invoice(paper: InvoicePaper, nature: Nature) -> Invoice:
    """The invoice in terms of EN 16931, in the language of the paper."""
    row, credit = paper.row, paper.corrects is not None
    made = amounts(list(sold(paper.lines)), paper.then.goods + paper.then.paid, _untaxed(paper))
    return Invoice(
        number=row.number,
        kind=Kind.CREDIT_NOTE if credit else Kind.INVOICE,
        day=row.day,
        process=(_PAID if _is_paid(made.totals) and not credit else _OPEN)[nature],
        seller=_party(paper.pharmacy.name, paper.seller),
        buyer=_party(paper.client.name, paper.buyer),
        lines=made.lines,
        vat=made.vat,
        totals=made.totals,
        notes=_notes(paper),
        due=row.due,
        terms=_("To be deducted or paid back.") if credit else paper.terms.payment,
        delivered=row.operation_day,
        deliver_to=None if paper.buyer.country == FRANCE else _address(paper.buyer),
        despatch=paper.notes[0].number if len(paper.notes) == 1 else "",
        preceding=(Preceding(paper.corrects.number, paper.corrects.day),) if paper.corrects else (),
    )


def _is_paid(totals: Totals) -> bool:
    """Whether it is an invoice that was paid before (B2, S2, M2). Then what was paid has to be the total with
    VAT (BR-FR-CO-09), which it is not where a rounding stands between.
    """
    return not totals.payable and not totals.rounding


def sold(lines: Iterable[SoldLine]) -> Iterator[Sold]:
    """The lines of a paper; the tax on alcohol is one of its own, as there."""
    for line in lines:
        if not line.alcohol_tax:
            yield _line(line)
            continue
        tax_net = None if line.net is None else alcohol_net(line)
        if line.amount != line.alcohol_tax:
            net = None if line.net is None or tax_net is None else line.net - tax_net
            yield replace(_line(line), amount=line.amount - line.alcohol_tax, net=net)
        unit_price = line.alcohol_tax if tax_net is None else tax_net
        yield Sold(_("Tax on alcohol"), 1000, unit_price, line.vat_rate, line.alcohol_tax, net=tax_net)


def _line(line: SoldLine) -> Sold:
    return Sold(
        name=line.label,
        quantity=line.quantity,
        unit_price=line.unit_price if line.net_price is None else line.net_price,
        rate=line.vat_rate,
        amount=line.amount,
        discount=line.discount,
        net=line.net,
    )


def _untaxed(paper: InvoicePaper) -> Untaxed | None:
    """Why there is no VAT: an exempt client at home, or goods for a company elsewhere in the Union."""
    if paper.vat_basis is not VatBasis.EXEMPT:
        return None
    if paper.buyer.country == FRANCE:
        return Untaxed(VatCategory.EXEMPT, _(words.EXEMPT))
    return Untaxed(VatCategory.INTRA_COMMUNITY, _(words.INTRA_COMMUNITY))


def _party(name: str, company: Company) -> TradeParty:
    french = company.country == FRANCE
    endpoint = (
        (_SIREN_ADDRESS, company.siren) if french else (VAT_SCHEMES[company.country], company.vat_number)
    )
    return TradeParty(
        name=name,
        address=_address(company),
        endpoint=endpoint,
        siren=company.siren if french else "",
        siret=company.siret if french else "",
        vat_number=company.vat_number,
    )


def _address(company: Company) -> Address:
    return Address(tuple(company.street.splitlines()), company.postal_code, company.city, company.country)


def _notes(paper: InvoicePaper) -> tuple[Note, ...]:
    """What the French rules want to be said (BR-FR-05): the pharmacy's own text, or else the law's."""
    treatment = "B2B" if paper.buyer.country == FRANCE else "B2BINT"
    own = paper.terms.mentions.own
    return (
        Note(NoteSubject.RECOVERY_COSTS, own or _(words.RECOVERY_COSTS)),
        Note(NoteSubject.LATE_PAYMENT, own or _(words.LATE_PAYMENT)),
        Note(NoteSubject.EARLY_PAYMENT, own or _(words.EARLY_PAYMENT)),
        Note(NoteSubject.TREATMENT, treatment),
    )
