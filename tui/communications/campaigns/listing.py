"""The campaigns: what was sent to many, newest first. Enter opens one."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats, ngettext
from locales.words import messages as words
from locales.words.goals import goal_name
from models.outbox.campaigns.listing import CampaignLine, CampaignListing
from models.outbox.messages.campaign import CampaignState
from models.store import clock
from tui.communications.trouble import TroubleLine
from tui.frame.base import STYLES, Desk, asking
from tui.frame.screens import new_screen
from tui.frame.sending import Sending
from tui.parts.composing import compose
from tui.widgets.columns import Column, on_one_line
from tui.widgets.rows import Rows

_STYLES = {CampaignState.RUNNING: "strong", CampaignState.PAUSED: "warns"}


def _state(row: CampaignLine) -> str:
    """The state, and the number of messages that have not left."""
    said = words.campaign(row.state)
    if not row.waiting:
        return said
    waiting = ngettext("{count} waits", "{count} wait", row.waiting)
    return f"{said} · {waiting.format(count=formats.count(row.waiting))}"


COLUMNS: list[Column[CampaignLine]] = [
    Column("at", N_("Date"), lambda row: formats.day(clock.local_day(row.at)), 10),
    Column("time", N_("Time"), lambda row: formats.time(row.at), 5, needs=90, style=lambda row: "quiet"),
    Column("goal", N_("Type"), lambda row: goal_name(row.goal), 19),
    Column("body", N_("Content"), lambda row: on_one_line(row.body), 12, needs=70, grows=3),
    Column("recipients", N_("On list"), lambda row: formats.count(row.recipients), 8, right=True),
    Column("state", N_("State"), _state, 22, style=lambda row: _STYLES.get(row.state, "quiet")),
    Column("author", N_("By"), lambda row: row.author, 12, needs=100),
]


class CampaignsDesk(Desk[None]):
    """All of them."""

    PURPOSE = N_("What was sent to many at once, and how far each is.")
    GUIDE = "communications.md#les-campagnes"
    CSS_PATH = STYLES / "communications.tcss"
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2", "compose", N_("Write"), id="campaigns.compose", tooltip=N_("A message to many")),
        Binding(
            "f5",
            "refresh",
            N_("Refresh"),
            id="campaigns.refresh",
            show=False,
            tooltip=N_("Read the list again"),
        ),
        Binding("escape", "back", N_("Back"), id="campaigns.back", tooltip=N_("Back to the messages")),
    ]

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(_("Campaigns"), markup=False, classes="title")
            yield Static(markup=False, classes="who")
        yield TroubleLine()
        yield Rows(COLUMNS, empty=_("Campaigns will be here. n writes to many."))

    def on_mount(self) -> None:
        self.rows.show(CampaignListing())
        self._head()

    @property
    def rows(self) -> Rows[CampaignLine]:
        """The list itself."""
        return self.query_one(Rows)

    def read_again(self) -> None:
        rows = self.rows
        if rows.window and rows.current == rows.window[0]:
            rows.show(CampaignListing())
        else:
            rows.read_again()
        self._head()

    @on(Sending.Moved)
    def moved(self) -> None:
        """Messages were sent: reads again."""
        if self.is_current:
            self.read_again()

    def _head(self) -> None:
        self.query_one(".who", Static).update(formats.count(CampaignListing().count()))
        self.query_one(TroubleLine).look()

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.open(event.row.id)

    @asking
    async def open(self, campaign: int) -> None:
        """Shows how far one is, and its report."""
        await self.ask(new_screen("campaign", campaign))

    @asking
    async def action_compose(self) -> None:
        made = await compose(self)
        if made is not None:
            self.rows.show(CampaignListing(), at=CampaignListing().one(made))
