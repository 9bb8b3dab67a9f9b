"""A document on paper: what was promised, to whom, at which prices, and where it is delivered to."""

from dataclasses import replace
from pathlib import Path

from locales import N_, _, formats
from locales.words import ledger as words
from locales.words.documents import OF, UNTIL
from locales.words.prices import exempt
from models.pharmacy.party import Party
from models.trade.documents.detail import DocumentPaper
from models.trade.documents.table import GIVEN_UP, DocumentKind
from models.values import Progress
from printing import files
from printing.page.text import inert
from printing.papers import priced, priced_sheet
from printing.papers.priced import PricedPaper
from printing.papers.priced_sheet import PLAIN, UNPRICED

_FILES = {
    DocumentKind.QUOTE: N_("quote"),
    DocumentKind.PREPARATION: N_("preparation"),
    DocumentKind.ORDER: N_("order"),
    DocumentKind.DELIVERY_NOTE: N_("delivery note"),
    DocumentKind.PRO_FORMA: N_("pro forma"),
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
    kind, look = paper.row.kind, PLAIN if paper.priced else UNPRICED
    note = kind is DocumentKind.DELIVERY_NOTE
    return priced.render(
        PricedPaper(
            title=f"{words.document(paper.row.kind)} {inert(paper.row.number)}",
            created=paper.row.entered,
            pharmacy=paper.pharmacy,
            client=_at_the_place(paper) if note else paper.client,
            facts=_facts(paper),
            look=look,
            rows=priced_sheet.products(paper.lines, look, paper.vat_basis, counted=True),
            basis=paper.vat_basis,
            shares=paper.shares,
            notice=_("Given up: this paper is not valid.") if paper.row.state in GIVEN_UP else "",
            signing=_signing(kind),
            role=_("Delivered to") if note else "",
            mentions=exempt(paper.exemption),
        ),
        progress,
    )


def file_name(paper: DocumentPaper) -> str:
    """The proposed file name: only letters that every file system allows."""
    return priced.file_name(_(_FILES[paper.row.kind]), paper.row.number, paper.client)


def _signing(kind: DocumentKind) -> str:
    """What is written by hand below the lines, a line for each."""
    if kind is DocumentKind.QUOTE:
        return _("Agreed, date and signature:")
    if kind is not DocumentKind.DELIVERY_NOTE:
        return ""
    asked = (_("Received by (name):"), _("On, at:"), _("Refused at the door:"), _("Signature and stamp:"))
    return "\n".join(asked)


def _at_the_place(paper: DocumentPaper) -> Party:
    """The client where the goods go: the name of the site, and its address in the place of theirs."""
    place = paper.place
    if place is None or not place.name:
        return paper.client
    return replace(paper.client, address=(place.name, *place.address), phone=place.phone)


def _facts(paper: DocumentPaper) -> list[tuple[str, str]]:
    row = paper.row
    facts = [
        (_("Date"), formats.day(row.day)),
        (_(UNTIL[row.kind]), formats.day(row.until) if row.until else ""),
        *_delivery(paper),
        (_("Contact"), inert(row.contact)),
    ]
    if row.origin is not None:
        facts.append((_(OF[row.origin]), inert(row.beside)))
    return [(label, value) for label, value in facts if value]


def _delivery(paper: DocumentPaper) -> list[tuple[str, str]]:
    """Where it goes, whom to ask for there, and who brings it. A delivery note says the place above."""
    place = paper.place
    if place is None:
        return []
    note = paper.row.kind is DocumentKind.DELIVERY_NOTE
    return [
        (_("Delivered to"), "" if note else inert(", ".join((place.name, *place.address)))),
        (_("On site"), inert(place.contact)),
        (_("Phone"), formats.phone(place.phone) if place.phone and place.name else ""),
        (_("Courier"), inert(place.courier)),
    ]
