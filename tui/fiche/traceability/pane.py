"""The tab of changes: every request about a client, a row for each field that it changed (trace-info)."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _
from models.traceability.about import About, OfClient
from models.traceability.change import Change
from models.traceability.listing import Changes
from tui.fiche.parts.list_pane import ListPane
from tui.fiche.parts.pane import Group, Tab
from tui.frame.base import asking
from tui.traceability import narrowing
from tui.traceability.columns import columns
from tui.traceability.words import ChangeWords
from tui.widgets.rows import Rows
from tui.widgets.search import SearchField
from tui.widgets.text_lines import Lines


class ChangesPane(ListPane[Change]):
    """The changes, newest first. Enter opens a request.

    Args:
        about: what they are about, for a client: all of it, or one thing of theirs, such as a contact.
    """

    PURPOSE = N_("who created and changed this fiche, field by field, and every request about it.")
    GUIDE = "tracabilite.md"
    TITLE = N_("Traceability")
    EMPTY = N_("Nothing is kept of it.")
    FINDS = N_("Person, field or value")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "person", N_("By whom"), id="changes.person", tooltip=N_("What one person did")),
        Binding("w", "export", N_("CSV"), id="changes.export", tooltip=N_("The list as a file")),
    ]

    def __init__(self, about: Callable[[int], About] = OfClient) -> None:
        self._about = about
        self._words = ChangeWords()
        super().__init__()

    def all_of(self, client: int) -> Changes:
        return Changes(self._about(client), said=self._words.said)

    def compose(self) -> ComposeResult:
        yield Lines(classes="pane-head")
        yield SearchField(placeholder=_(self.FINDS))
        yield Rows(columns(self._words), empty=_(self.EMPTY))

    def said(self) -> list[str]:
        """The filters. They are not counted, as a list of all that was ever done has to be read for it."""
        return narrowing.narrowed(self.listing, self.period) or [_("q by whom · d period · / find")]

    @asking
    async def action_person(self) -> None:
        chosen = await narrowing.ask_person(self.desk)
        if chosen is not None:
            self.narrow(replace(self.listing, staff=chosen[0]))

    @asking
    async def action_export(self) -> None:
        from tui.traceability.exporting import export

        await export(self.desk, self.listing, self._words)

    @asking
    async def open(self, row: Change) -> None:
        """Shows all that the request changed."""
        from tui.traceability.opened import ChangeDialog

        await self.desk.ask(ChangeDialog(row, self._words))


TAB = Tab("changes", N_("Traceability"), ChangesPane, group=Group.PERSON)
"""It is not counted, as the timeline is not: it shows no number."""
