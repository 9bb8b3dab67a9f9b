"""Relevés: asked for, numbered, and written as a PDF; or written again."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from locales import _
from models.people.contacts import verbs as contacts
from models.refusals import Refused
from models.requests.by import new_key
from models.store.connection import own_connection
from models.trade.statements import verbs as statements
from models.trade.statements.content import Grouping, StatementDetail
from models.trade.statements.listing import StatementRow
from models.values import Progress
from printing.refusals import Cancelled, PangoMissing
from tui.dialogs.progress import work
from tui.fiche.statements.dialog import Request, StatementDialog
from tui.frame.base import BaseScreen
from tui.parts import papers
from tui.parts.period import Period


@dataclass
class _Keys:
    """One key for each relevé that is asked for: trying the same again numbers it once (INV-20)."""

    made: dict[tuple[Period, StatementDetail, Grouping], str] = field(default_factory=dict)

    def of(self, request: Request) -> str:
        return self.made.setdefault((request.period, request.detail, request.grouping), new_key())


async def issue_statement(fiche: BaseScreen[Any], client: int) -> int | None:
    """As the key of the fiche asks for it; the relevé."""
    return await issue(fiche, client)


async def issue(desk: BaseScreen[Any], client: int) -> int | None:
    """Asks which relevé, numbers it, writes its file, and says where it is; its key."""
    keys = _Keys()
    request: Request | None = None
    refused: Refused | None = None
    has_contacts = bool(contacts.all_of(client))
    while True:
        dialog = StatementDialog(request, refused, papers.folder(desk), has_contacts=has_contacts)
        request = await desk.ask(dialog)
        if request is None:
            return None
        try:
            number, path = await _issue(desk, client, request, keys.of(request))
        except (PangoMissing, Cancelled):
            raise
        except Refused as why:
            refused = why
            continue
        papers.written(desk, path, request.folder)
        return number


async def reprint(desk: BaseScreen[Any], row: StatementRow) -> None:
    """Writes the file of a relevé again, the same."""
    heading, writing = _("Statement of account"), _("Writing the statement")
    await papers.write(desk, heading, writing, lambda folder, progress: _print(row.id, folder, progress))


async def _issue(desk: BaseScreen[Any], client: int, request: Request, key: str) -> tuple[int, Path]:
    by, period = desk.officine.by(key), request.period
    if period.start is None or period.end is None:
        raise ValueError(f"a statement has two days: {period}")
    start, end = period.start, period.end

    def task(progress: Progress) -> tuple[int, Path]:
        from printing.page.pango import weasyprint

        # A number is taken only where there is something to print it with.
        weasyprint()
        with own_connection():
            number = statements.issue(client, start, end, request.detail, request.grouping, by=by)
            return number, _print(number, request.place, progress)

    return await work(desk, _("Writing the statement"), task)


def _print(statement: int, folder: Path, progress: Progress) -> Path:
    from printing.papers.statement import file_name, write

    paper = statements.content(statement)
    return write(paper, folder / file_name(paper), progress, replace=True)
