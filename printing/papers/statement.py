"""The relevé: what a client owes, why, and since when."""

import re
from pathlib import Path

from locales import _, formats
from locales.words import currency
from models.trade.statements.content import Statement
from models.values import Progress
from printing import files
from printing.page import geometry, letterhead, pagination, words
from printing.page.paper import About, template, typeset
from printing.page.rows import columns, continued, rows
from printing.page.sheet import Sheet, opening_label, sheet
from printing.page.text import inert


def write(
    statement: Statement, path: Path, progress: Progress | None = None, *, replace: bool = False
) -> Path:
    """Prints into a file: the whole of it or nothing, 0600, an existing one only with `replace`.

    `progress` is called with (done, total), and False from it cancels. Raises what is in `printing.refusals`.
    """
    files.check(path, replace=replace)
    return files.write(render(statement, progress), path, replace=replace)


def render(statement: Statement, progress: Progress | None = None) -> bytes:
    """The PDF. The same statement in the same language is the same bytes."""
    about = About(
        title=" · ".join(filter(None, [title(statement), inert(statement.client.name)])),
        author=inert(statement.pharmacy.name),
        created=statement.issued_at,
    )
    sheets = _sheets(statement)
    written = [one.written for one in sheets]
    return typeset(_pages(statement, sheets), "statement.css", about, progress, written=written)


def pages(statement: Statement) -> list[str]:
    """The HTML of each page: all but the rows that are written onto it."""
    return _pages(statement, _sheets(statement))


def _sheets(statement: Statement) -> list[Sheet]:
    table = columns(statement)
    room = geometry.title_room(table)
    found = pagination.paginate(
        rows(statement),
        statement.opening,
        geometry.capacity,
        geometry.ENDING_ROWS,
        lambda row: continued(row, room),
    )
    return [sheet(statement, one, len(found), table) for one in found]


def _pages(statement: Statement, sheets: list[Sheet]) -> list[str]:
    page, country = template("statement.html"), statement.pharmacy.country
    shared = {
        "geometry": geometry,
        "letter": letterhead.letterhead(statement),
        "title": title(statement),
        "summary": _summary(statement),
        "ageing": _ageing(statement),
        "closing_label": _closing_label(statement),
        "closing": words.balance(statement.closing, country),
        "discount": currency.amount(statement.total_discount, country) if statement.total_discount else "",
        "unit": currency.heading(country),
    }
    return [page.render(sheet=one, **shared) for one in sheets]


def title(statement: Statement) -> str:
    """Relevé de compte R-2026-00012"""
    return " ".join(filter(None, [_("Statement of account"), inert(statement.number)]))


def file_name(statement: Statement) -> str:
    """The proposed file name: only letters that every file system allows, with the last day for sorting."""
    who = re.sub(r"[^\w]+", "-", inert(statement.client.name)).strip("-_")[:60]
    parts = [_("statement"), inert(statement.number), who, statement.end.isoformat()]
    return re.sub(r"[^\w.-]+", "-", "-".join(filter(None, parts))) + ".pdf"


def _closing_label(statement: Statement) -> str:
    return _("Balance on {day}").format(day=formats.day(statement.end))


def _summary(statement: Statement) -> list[tuple[str, str]]:
    return [
        (opening_label(statement), words.running_balance(statement.opening)),
        (_("Debit of the period"), formats.amount(statement.total_debit)),
        (_("Credit of the period"), formats.amount(statement.total_credit)),
    ]


def _ageing(statement: Statement) -> list[tuple[str, str]]:
    ageing = statement.ageing
    figures = [
        (_("0 to 30 days"), ageing.up_to_30),
        (_("31 to 60 days"), ageing.up_to_60),
        (_("61 to 90 days"), ageing.up_to_90),
        (_("Over 90 days"), ageing.over_90),
        (_("Total unpaid"), ageing.unpaid),
        (_("Credit to use"), ageing.available_credit),
    ]
    return [(label, formats.amount(figure)) for label, figure in figures]
