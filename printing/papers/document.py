"""A quote, a preparation or an order on paper: what was promised, to whom, at which prices."""

from collections.abc import Sequence
from pathlib import Path

from locales import N_, _, formats
from locales.words import ledger as words
from models.trade.documents.detail import DocumentPaper
from models.trade.documents.table import GIVEN_UP, DocumentKind
from models.trade.sales.detail import SoldLine
from models.values import ZERO, Progress
from printing import files
from printing.page.rows import Row
from printing.page.text import inert
from printing.papers import priced, priced_sheet
from printing.papers.priced import PricedPaper
from printing.papers.priced_sheet import PLAIN

_FILES = {
    DocumentKind.QUOTE: N_("quote"),
    DocumentKind.PREPARATION: N_("preparation"),
    DocumentKind.ORDER: N_("order"),
}


def write(
    paper: DocumentPaper, path: Path, progress: Progress | None = None, *, replace: bool = False
) -> Path:
    """Prints into a file: the whole of it or nothing, 0600, an existing one only with `replace`.

    `progress` is called with (done, total), and False from it cancels. Raises what is in `printing.refusals`.
    """
    files.check(path, replace=replace)
    return files.write(render(paper, progress), path, replace=replace)


def render(paper: DocumentPaper, progress: Progress | None = None) -> bytes:
    """The PDF. The same document in the same language is the same bytes, wherever it stands by then; one that
    was given up says so.
    """
    quote = paper.row.kind is DocumentKind.QUOTE
    return priced.render(
        PricedPaper(
            title=f"{words.document(paper.row.kind)} {inert(paper.row.number)}",
            created=paper.row.entered,
            pharmacy=paper.pharmacy,
            client=paper.client,
            facts=_facts(paper),
            look=PLAIN,
            rows=_rows(paper.lines),
            shares=paper.shares,
            notice=_("Given up: this paper is not valid.") if paper.row.state in GIVEN_UP else "",
            signing=_("Agreed, date and signature:") if quote else "",
        ),
        progress,
    )


def file_name(paper: DocumentPaper) -> str:
    """The proposed file name: only letters that every file system allows."""
    return priced.file_name(_(_FILES[paper.row.kind]), paper.row.number, paper.client)


def _rows(lines: Sequence[SoldLine]) -> list[Row]:
    found: list[Row] = []
    total = ZERO
    for line in lines:
        total += line.amount
        found.append(priced_sheet.product(line, PLAIN, (line.amount, ZERO, total)))
    return found


def _facts(paper: DocumentPaper) -> list[tuple[str, str]]:
    row = paper.row
    until = _("Valid until") if row.kind is DocumentKind.QUOTE else _("Wanted for")
    facts = [
        (_("Date"), formats.day(row.day)),
        (until, formats.day(row.until) if row.until else ""),
        (_("Contact"), inert(row.contact)),
    ]
    if row.kind is DocumentKind.ORDER:
        facts.append((_("Of quote"), inert(row.beside)))
    return [(label, value) for label, value in facts if value]
