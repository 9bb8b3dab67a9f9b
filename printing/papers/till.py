"""The arrêté de caisse: the expected amounts, the counted ones, and every operation of the day."""

from pathlib import Path

from locales import _, formats
from locales.words import currency
from locales.words import ledger as words
from locales.words.seals import sealed
from models.money.till.figures import Closing
from models.money.till.paper import TillPaper
from models.pharmacy.party import Party
from models.values import ZERO, Progress
from printing import files
from printing.page import geometry, letterhead, pagination
from printing.page.paper import About, template, typeset
from printing.page.rows import Row
from printing.page.text import inert, wrap
from printing.papers import till_sheet

_NOTE_LINES = 4


def write(paper: TillPaper, path: Path, progress: Progress | None = None, *, replace: bool = False) -> Path:
    """Prints into a file: the whole of it or nothing, 0600, an existing one only with `replace`.

    `progress` is called with (done, total), and False from it cancels. Raises what is in `printing.refusals`.
    """
    files.check(path, replace=replace)
    return files.write(render(paper, progress), path, replace=replace)


def render(paper: TillPaper, progress: Progress | None = None) -> bytes:
    """The PDF. The same paper in the same language is the same bytes."""
    about = About(title(paper), inert(paper.pharmacy.name), paper.closing.at)
    return typeset(pages(paper), "till.css", about, progress)


def pages(paper: TillPaper) -> list[str]:
    """The HTML of each page."""
    lines = _ending(paper)
    moves = list[Row](till_sheet.moves(paper.day.day, paper.rows))
    found = pagination.paginate(moves, ZERO, till_sheet.capacity, till_sheet.ending(len(lines)))
    page = template("till.html")
    shared = {
        "geometry": geometry,
        "letter": letterhead.written(paper.pharmacy, Party(""), _facts(paper)),
        "title": title(paper),
        "unit": currency.heading(paper.pharmacy.country),
        "modes": till_sheet.modes(paper.day),
        "modes_top": till_sheet.MODES_TOP,
        "turnover": _turnover(paper),
        "ending": lines,
    }
    return [page.render(sheet=till_sheet.sheet(one, len(found)), **shared) for one in found]


def title(paper: TillPaper) -> str:
    """Arrêté de caisse du 12/11/2026"""
    return _("Till of {day}").format(day=formats.day(paper.day.day))


def file_name(paper: TillPaper) -> str:
    """The proposed file name, with the day for sorting."""
    return "-".join((_("till"), paper.day.day.isoformat())) + ".pdf"


def _facts(paper: TillPaper) -> list[tuple[str, str]]:
    return [
        (_("Closed on"), formats.moment(paper.closing.at)),
        (_("By"), inert(paper.closing.by)),
        (_("Operations"), formats.count(paper.day.held)),
    ]


def _turnover(paper: TillPaper) -> list[tuple[str, str]]:
    sold = paper.day.turnover
    figures = [
        (_("Sales"), sold.sales),
        (_("Returns"), -sold.returns),
        (_("Cancellations"), -sold.cancelled),
        (_("Turnover"), sold.net),
        (_("Discounts granted when paying"), sold.discounts),
    ]
    return [(label, formats.amount(figure)) for label, figure in figures]


def _ending(paper: TillPaper) -> list[str]:
    """The note, the closings that were reopened, and the seal."""
    said = [line for closing in paper.day.earlier for line in _wrapped(_reopened(closing))]
    if note := inert(paper.closing.note):
        said += _wrapped(_("Note: {note}").format(note=note))
    said.append(sealed(paper.seal))
    return said


def _reopened(closing: Closing) -> str:
    sentence = _("Closed by {by} on {at} ({difference}), reopened by {who} on {when}: {reason}")
    return sentence.format(
        by=inert(closing.by),
        at=formats.moment(closing.at),
        difference=words.difference(closing.difference),
        who=inert(closing.reopened_by),
        when=formats.moment(closing.reopened_at) if closing.reopened_at else "",
        reason=inert(closing.reason),
    )


def _wrapped(text: str) -> list[str]:
    return wrap(text, geometry.WIDTH - 2 * geometry.PADDING, geometry.OPERATION, _NOTE_LINES)
