"""The facture globale: each sale and return with its products, and the VAT of each rate (global-print)."""

from collections.abc import Sequence
from pathlib import Path

from locales import _, formats
from locales.words import ledger as words
from locales.words.prices import exempt
from models.trade.global_invoices.detail import GlobalInvoicePaper, InvoicedDocument
from models.trade.prices.amounts import VatBasis
from models.values import ZERO, Progress
from printing import files
from printing.page.geometry import OPERATION
from printing.page.rows import Row
from printing.page.text import clip, inert
from printing.papers import priced, priced_sheet
from printing.papers.priced import PricedPaper
from printing.papers.priced_sheet import GROUPED, PricedRow


def write(
    paper: GlobalInvoicePaper, path: Path, progress: Progress | None = None, *, replace: bool = False
) -> Path:
    """Prints into a file: the whole of it or nothing, 0600, an existing one only with `replace`.

    `progress` is called with (done, total), and False from it cancels. Raises what is in `printing.refusals`.
    """
    files.check(path, replace=replace)
    return files.write(render(paper, progress), path, replace=replace)


def render(paper: GlobalInvoicePaper, progress: Progress | None = None) -> bytes:
    """The PDF. The same invoice in the same language is the same bytes."""
    return priced.render(
        PricedPaper(
            title=f"{_('Global invoice')} {inert(paper.row.number)}",
            created=paper.issued_at,
            pharmacy=paper.pharmacy,
            client=paper.client,
            facts=_facts(paper),
            look=GROUPED,
            rows=_rows(paper.documents, paper.vat_basis),
            basis=paper.vat_basis,
            mentions=exempt(paper.exemption),
            shares=paper.shares,
            settled=_settled(paper),
            role=_("Billed to"),
            notice=_("Deleted: this invoice is not valid.") if paper.row.deleted else "",
        ),
        progress,
    )


def file_name(paper: GlobalInvoicePaper) -> str:
    """The proposed file name: only letters that every file system allows."""
    return priced.file_name(_("invoice"), paper.row.number, paper.client)


def _rows(documents: Sequence[InvoicedDocument], basis: VatBasis) -> list[Row]:
    """Every document followed by its products."""
    found: list[Row] = []
    total = ZERO
    for document in documents:
        amount = document.amount
        if basis is VatBasis.ADDED:
            amount = sum((line.net or ZERO for line in document.lines), ZERO)
        total += amount
        title = f"{words.operation(document.kind)}  {inert(document.number)}"
        found.append(
            PricedRow(
                day=formats.day(document.day),
                title=clip(title, GROUPED.room, OPERATION),
                amount=formats.amount(amount),
                moved=(amount, ZERO, total),
            )
        )
        found += priced_sheet.products(document.lines, GROUPED, basis, counted=False)
    return found


def _settled(paper: GlobalInvoicePaper) -> str:
    """What was paid when it was issued, and what remained; empty if the total remained."""
    then = paper.then
    if then is None or not (then.settled or then.elsewhere):
        return ""
    day = formats.day(paper.issued_at)
    said = []
    if then.elsewhere:
        used = _("Returns already used or paid back: {amount}")
        said.append(used.format(amount=formats.amount(then.elsewhere)))
    if then.settled:
        said.append(_("Settled by {day}: {amount}").format(day=day, amount=formats.amount(then.settled)))
    return "\n".join([*said, _("Still to be paid: {amount}").format(amount=formats.amount(then.remaining))])


def _facts(paper: GlobalInvoicePaper) -> list[tuple[str, str]]:
    days = [document.day for document in paper.documents]
    facts = [
        (_("Invoice date"), formats.day(paper.row.day)),
        (_("Period"), f"{formats.day(min(days))} – {formats.day(max(days))}"),
    ]
    if paper.row.organism:
        facts.append((_("Paid by"), inert(paper.row.organism)))
    return facts
