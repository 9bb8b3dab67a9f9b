"""The facture globale: each sale and return with its products, and the VAT of each rate (S0 6.4)."""

import re
from pathlib import Path

from locales import _, formats
from models.trade.global_invoice_detail import GlobalInvoicePaper
from models.values import ZERO
from printing import files, geometry, global_invoice_sheet, letterhead, pagination
from printing.paper import About, Progress, template, typeset
from printing.text import inert


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
    about = About(
        title=" · ".join(filter(None, [title(paper), inert(paper.client.name)])),
        author=inert(paper.pharmacy.name),
        created=paper.issued_at,
    )
    return typeset(pages(paper), "global_invoice.css", about, progress)


def pages(paper: GlobalInvoicePaper) -> list[str]:
    """The HTML of each page."""
    found = pagination.paginate(
        global_invoice_sheet.lines(paper.documents),
        ZERO,
        global_invoice_sheet.capacity,
        global_invoice_sheet.ending(paper),
    )
    page, drawn = template("global_invoice.html"), []
    for one in found:
        sheet = global_invoice_sheet.sheet(one, len(found))
        drawn.append(
            page.render(
                geometry=geometry,
                letter=letterhead.written(paper.pharmacy, paper.client, _facts(paper)),
                title=title(paper),
                deleted=paper.row.deleted,
                sheet=sheet,
                vat=global_invoice_sheet.vat_table(paper, sheet.bottom),
            )
        )
    return drawn


def title(paper: GlobalInvoicePaper) -> str:
    """Facture globale F-2026-00012"""
    return f"{_('Global invoice')} {inert(paper.row.number)}"


def file_name(paper: GlobalInvoicePaper) -> str:
    """A name to propose: letters that every file system keeps."""
    who = re.sub(r"[^\w]+", "-", inert(paper.client.name)).strip("-_")[:60]
    parts = [_("invoice"), inert(paper.row.number), who]
    return re.sub(r"[^\w.-]+", "-", "-".join(filter(None, parts))) + ".pdf"


def _facts(paper: GlobalInvoicePaper) -> list[tuple[str, str]]:
    days = [document.day for document in paper.documents]
    facts = [
        (_("Invoice date"), formats.day(paper.row.day)),
        (_("Period"), f"{formats.day(min(days))} – {formats.day(max(days))}"),
    ]
    if paper.row.organism:
        facts.append((_("Paid by"), inert(paper.row.organism)))
    return facts + letterhead.identifiers(paper.client)
