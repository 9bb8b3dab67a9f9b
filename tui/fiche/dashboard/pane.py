"""The dashboard: what the account came to, and below it everything that happened, newest first."""

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import events as words
from locales.words.ledger import quoted
from models.timeline.event import Event, EventKind
from models.timeline.listing import Timeline
from tui.fiche.dashboard.summary import drawing, summary
from tui.fiche.parts.list_pane import ListPane
from tui.fiche.parts.pane import Group, Tab
from tui.frame.base import asking
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.search import SearchField
from tui.widgets.text_lines import Lines

_ALL = "all"

COLUMNS: list[Column[Event]] = [
    Column("day", N_("Date"), lambda event: formats.day(event.position.day), 10, style=words.style),
    Column("what", N_("Event"), words.title, 12, style=words.style),
    Column("said", N_("Details"), words.said, 12, grows=1, style=words.style),
    Column("amount", N_("Amount"), words.amount, 10, needs=44, right=True, style=words.style),
    Column("author", N_("By"), words.author, 12, needs=76, style=lambda event: "quiet"),
    Column("entered", N_("Entered"), lambda event: formats.moment(event.position.at), 16, needs=100),
]


class DashboardPane(ListPane[Event]):
    """The summary, then the timeline. Enter opens an event."""

    PURPOSE = N_("what was invoiced and paid in all, the last documents, and everything by date.")
    GUIDE = "tableau-de-bord.md"
    TITLE = N_("Timeline")
    EMPTY = N_("Nothing happened yet.")
    FINDS = N_("Number, reference, note or message")
    COLUMNS = COLUMNS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "e",
            "kind",
            N_("Kind of event"),
            id="dashboard.kind",
            tooltip=N_("Only events of one kind, or all"),
        ),
    ]

    def all_of(self, client: int) -> Timeline:
        return Timeline(client)

    def compose(self) -> ComposeResult:
        yield Lines(id="summary")
        yield Lines(classes="pane-head")
        yield SearchField(placeholder=_(self.FINDS))
        yield Rows(self.COLUMNS, empty=_(self.EMPTY), heading=False)

    def said(self) -> list[str]:
        """The filters. A timeline is not counted: nobody asks how much happened."""
        kind = [_(words.KINDS[self.listing.kind]).lower()] if self.listing.kind else []
        text = [quoted(self.listing.text)] if self.listing.text else []
        period = [part for part in (self.period.said(),) if part]
        return [*kind, *period, *text] or [_("e kind · d period · / find")]

    def show(self, client: int) -> None:
        super().show(client)
        self._sum_up()

    def read_again(self) -> None:
        super().read_again()
        self._sum_up()

    def messages_moved(self) -> None:
        super().read_again()

    def _sum_up(self) -> None:
        self.query_one("#summary", Lines).put(drawing(summary(self.client, self.position.unpaid)))

    @asking
    async def action_kind(self) -> None:
        from tui.dialogs.choose import ChooseDialog, Way

        ways = [Way(_ALL, _("All")), *(Way(kind, _(name)) for kind, name in words.KINDS.items())]
        chosen = await self.desk.ask(ChooseDialog(_("Kind of event"), "", ways))
        if chosen is not None:
            self.narrow(replace(self.listing, kind=None if chosen == _ALL else EventKind(chosen)))

    @asking
    async def open(self, row: Event) -> None:
        """Shows everything about what an event is about."""
        from tui.fiche.dashboard.opened import open_event

        await open_event(self.desk, row)


TAB = Tab("dashboard", N_("Dashboard"), DashboardPane, group=Group.PERSON)
"""Its timeline is not counted, so it shows no number."""
