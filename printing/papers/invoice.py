"""The invoice of one sale, and the credit note of one return (doc-invoices, doc-credit-notes)."""

from pathlib import Path

from locales import N_, _, formats
from locales.words import invoices as words
from locales.words import ledger
from locales.words.prices import exempt
from models.trade.invoices.detail import BilledNote, InvoicePaper
from models.trade.invoices.table import InvoiceKind
from models.values import Progress
from printing import files
from printing.einvoice import factur_x, from_paper
from printing.einvoice.invoice import Invoice
from printing.page.text import inert
from printing.papers import priced, priced_sheet
from printing.papers.priced import PricedPaper
from printing.papers.priced_sheet import PLAIN

_FILES = {
    InvoiceKind.INVOICE: N_("invoice"),
    InvoiceKind.SERVICES: N_("invoice"),
    InvoiceKind.CREDIT_NOTE: N_("credit-note"),
}


def write(
    paper: InvoicePaper, path: Path, progress: Progress | None = None, *, replace: bool = False
) -> Path:
    """Prints into a file: the whole of it or nothing, 0600, an existing one only with `replace`.

    `progress` is called with (done, total), and False from it cancels. Raises what is in `printing.refusals`.
    """
    files.check(path, replace=replace)
    return files.write(render(paper, progress), path, replace=replace)


def render(paper: InvoicePaper, progress: Progress | None = None) -> bytes:
    """The PDF. The same invoice in the same language is the same bytes, whatever became of it since."""
    made = _in_xml(paper)
    carried = factur_x.embedded(made, paper.issued_at) if made else None
    return priced.render(drawn(paper), progress, carried)


def drawn(paper: InvoicePaper) -> PricedPaper:
    """Its texts."""
    return PricedPaper(
        title=f"{words.kind(paper.row.kind)} {inert(paper.row.number)}",
        created=paper.issued_at,
        pharmacy=paper.pharmacy,
        client=paper.client,
        facts=_facts(paper),
        look=PLAIN,
        rows=[
            *priced_sheet.remarks([_note(each) for each in paper.notes], PLAIN),
            *priced_sheet.products(paper.lines, PLAIN, paper.vat_basis, counted=True),
        ],
        basis=paper.vat_basis,
        shares=paper.shares,
        settled=_settled(paper),
        role=_("Billed to"),
        mentions=_mentions(paper),
    )


def file_name(paper: InvoicePaper) -> str:
    """The proposed file name: only letters that every file system allows."""
    return priced.file_name(_(_FILES[paper.row.kind]), paper.row.number, paper.client)


def _facts(paper: InvoicePaper) -> list[tuple[str, str]]:
    row, terms, corrects = paper.row, paper.terms, paper.corrects
    of = _("Return") if corrects else _("Sale")
    facts = [
        (_("Date"), formats.day(row.day)),
        (of, f"{inert(row.operation_number)} · {formats.day(row.operation_day)}"),
        (_("Corrects"), f"{inert(corrects.number)} · {formats.day(corrects.day)}" if corrects else ""),
        (_("To be paid by"), formats.day(row.due) if row.due else ""),
        (_("Mode of payment"), ledger.mode(terms.mode) if terms.mode else ""),
        (_("Contact"), inert(paper.contact)),
    ]
    return [(label, value) for label, value in facts if value]


def _note(note: BilledNote) -> str:
    return _("Delivery note {note}").format(note=inert(words.billed_note(note)))


def _settled(paper: InvoicePaper) -> str:
    """What was paid when it was issued, and what remained; of a credit note, what became of it."""
    then, credit = paper.then, paper.corrects is not None
    day = formats.day(paper.issued_at)
    goods = _("Deducted from what was owed: {amount}") if credit else _("Returned by {day}: {amount}")
    paid = _("Paid back or used by {day}: {amount}") if credit else _("Paid by {day}: {amount}")
    left = _("Still to be used: {amount}") if credit else _("Still to be paid: {amount}")
    said = [
        sentence.format(day=day, amount=formats.amount(amount))
        for sentence, amount in ((goods, then.goods), (paid, then.paid))
        if amount
    ]
    return "\n".join([*said, left.format(amount=formats.amount(then.remaining))])


def _mentions(paper: InvoicePaper) -> list[str]:
    terms = paper.terms
    agreed = (
        (_("Terms of payment: {terms}"), terms.payment),
        (_("Delivery: {terms}"), terms.shipping),
    )
    said = [sentence.format(terms=inert(text)) for sentence, text in agreed if text]
    exemption = exempt(paper.exemption)
    return [part for part in (*exemption, *said, words.mentions(terms.mentions), _rounding(paper)) if part]


def _rounding(paper: InvoicePaper) -> str:
    """What the XML says of a centime that its VAT and that of the paper are apart; the paper says it too."""
    made = _in_xml(paper)
    if made is None or not made.totals.rounding:
        return ""
    said = _("Factur-X (EN 16931): VAT {vat}, rounding {rounding}.")
    return said.format(vat=formats.amount(made.totals.vat), rounding=formats.amount(made.totals.rounding))


def _in_xml(paper: InvoicePaper) -> Invoice | None:
    """The invoice as its XML says it; None if the paper carries none."""
    nature = paper.terms.factur_x
    return None if nature is None else from_paper.invoice(paper, nature)
