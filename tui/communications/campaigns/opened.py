"""One campaign: its progress, pausing and cancelling it, and at the end who got nothing and why."""

from collections.abc import Callable
from time import monotonic
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats, ngettext
from locales.words import messages as words
from locales.words.exclusions import why
from locales.words.goals import goal_name
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.missed import MissedListing, MissedRow
from models.outbox.messages.campaign import CampaignState
from models.outbox.messages.table import MessageState
from models.requests.by import By
from tui.communications.campaigns.figures import CampaignFigures, drawing
from tui.communications.trouble import NotebookLine, TroubleLine
from tui.frame.base import STYLES, Desk, asking
from tui.frame.screens import new_screen
from tui.frame.sending import READ_EVERY, Sending
from tui.widgets.beside import Beside
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.text_lines import Lines

Done = TypeVar("Done")
_REST = 5
"""Pause between two readings, as a multiple of the time that one took."""


COLUMNS: list[Column[MissedRow]] = [
    Column("client", N_("Client"), lambda row: row.name, 16, grows=1),
    Column("number", N_("Number"), lambda row: formats.phone(row.address) or "–", 14, needs=50),
    Column("why", N_("Reason"), why, 20, grows=2, style=lambda row: "quiet" if row.exclusion else "warns"),
]


class CampaignDesk(Desk[None]):
    """The progress of a campaign, which does not depend on this screen being open."""

    PURPOSE = N_("How far one campaign is, and who got nothing.")
    GUIDE = "communications.md#les-campagnes"
    CSS_PATH = STYLES / "communications.tcss"
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p,f6", "pause", N_("Pause"), id="campaign.pause", tooltip=N_("Hold back what has not left")),
        Binding("p,f6", "resume", N_("Go on"), id="campaign.resume", tooltip=N_("Let the rest leave")),
        Binding(
            "x,f9",
            "cancel",
            N_("Cancel rest"),
            id="campaign.cancel",
            tooltip=N_("What has not left never will"),
        ),
        Binding(
            "m,f7", "messages", N_("Messages"), id="campaign.messages", tooltip=N_("Those of this campaign")
        ),
        Binding(
            "P,shift+p,f8",
            "report",
            N_("Report"),
            id="campaign.report",
            tooltip=N_("Who got nothing, as a CSV"),
        ),
        Binding(
            "f5",
            "refresh",
            N_("Refresh"),
            id="campaign.refresh",
            show=False,
            tooltip=N_("Read the figures again"),
        ),
        Binding(
            "escape", "back", N_("Back"), id="campaign.back", tooltip=N_("It goes on without this screen")
        ),
    ]

    def __init__(self, campaign: int) -> None:
        super().__init__()
        self.figures = _read(campaign)
        self._beside = Beside(self, self._show)
        self._not_before = 0.0
        self._resumed = False

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            row = self.figures.row
            title = f"{goal_name(row.goal)} · {formats.moment(row.at)}"
            yield Static(title, markup=False, classes="title")
            yield Static(self._state(), markup=False, classes="who")
        yield NotebookLine()
        yield TroubleLine()
        yield Lines(lambda width: drawing(self.figures, width), id="figures")
        yield Static(self._missed(), markup=False, classes="subtitle")
        yield Rows(COLUMNS, identity=lambda row: row.key, empty=_("Nobody."))

    def on_mount(self) -> None:
        self._rows.show(MissedListing(self.campaign))
        self._trouble()
        self.set_interval(READ_EVERY, self._look)
        self.call_after_refresh(self.officine.sending.begin_if_due)

    @property
    def campaign(self) -> int:
        """Which one."""
        return self.figures.row.id

    @property
    def _rows(self) -> Rows[MissedRow]:
        return self.query_one(Rows)

    def _state(self) -> str:
        return words.campaign(self.figures.row.state)

    def _missed(self) -> str:
        count, unknown = self.figures.missed, self.figures.row.messages.get(MessageState.UNKNOWN, 0)
        said = ngettext("{count} got nothing", "{count} got nothing", count - unknown)
        said = said.format(count=formats.count(count - unknown))
        if not unknown:
            return said
        perhaps = ngettext("of {count} nobody knows", "of {count} nobody knows", unknown)
        return f"{said} · {perhaps.format(count=formats.count(unknown))}"

    def read_again(self) -> None:
        if not self._resumed:
            self._resumed = True  # It was read a moment ago.
            return
        self._beside.drop()  # A reading that began earlier is outdated.
        self._show(_read(self.campaign))

    @on(Sending.Moved)
    def _look(self) -> None:
        """Runs in a thread: a campaign may have a hundred thousand messages to count."""
        if self.is_current and not self._beside.asks and monotonic() >= self._not_before:
            self._beside.ask(self._read_beside)

    def _read_beside(self) -> CampaignFigures:
        began = monotonic()
        figures = _read(self.campaign)
        self._not_before = monotonic() + _REST * (monotonic() - began)
        return figures

    def _show(self, figures: CampaignFigures) -> None:
        """Paints what changed."""
        before, self.figures = self.figures, figures
        self._trouble()
        if figures == before:
            return
        self.query_one(".who", Static).update(self._state())
        self.query_one("#figures", Lines).put(lambda width: drawing(figures, width))
        if figures.missed != before.missed:
            self.query_one(".subtitle", Static).update(self._missed())
            self._rows.read_again()
        self.refresh_bindings()

    def _trouble(self) -> None:
        """Why waiting messages do not leave; the figures tell about those that left."""
        self.query_one(NotebookLine).look(concerned=self.figures.row.waiting > 0)
        self.query_one(TroubleLine).look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        state = self.figures.row.state
        if action == "cancel":
            return state in (CampaignState.RUNNING, CampaignState.PAUSED) and self.figures.row.waiting > 0
        if action == "pause":
            return state is CampaignState.RUNNING and self.figures.row.waiting > 0
        if action == "resume":
            return state is CampaignState.PAUSED
        return True

    def action_pause(self) -> None:
        self._do(campaigns.pause, self.officine.by())

    @asking
    async def action_resume(self) -> None:
        from tui.dialogs.choose import Way
        from tui.dialogs.sure import sure

        waiting, by = self.figures.row.waiting, self.officine.by()
        sentence = ngettext(
            "{count} message has not left yet.", "{count} messages have not left yet.", waiting
        ).format(count=formats.count(waiting))
        if await sure(self, _("Go on"), sentence, Way("resume", _("Let the rest leave"))):
            self._do(campaigns.resume, by)
            self.officine.sending.begin()

    def _do(self, verb: Callable[..., Done], by: By) -> Done | None:
        done = self.attempt(verb, self.campaign, by=by)
        self.read_again()
        return done

    @asking
    async def action_cancel(self) -> None:
        from tui.dialogs.choose import ChooseDialog, Way

        waiting, by = self.figures.row.waiting, self.officine.by()
        sentence = ngettext(
            "{count} message has not left. It never will; what has left cannot be called back.",
            "{count} messages have not left. They never will; what has left cannot be called back.",
            waiting,
        ).format(count=formats.count(waiting))
        ways = [Way("", _("Go back"), _("nothing changes")), Way("cancel", _("Cancel rest"), "")]
        if await self.ask(ChooseDialog(_("Cancel rest"), sentence, ways)) == "cancel":
            cancelled = self._do(campaigns.cancel, by)
            if cancelled is not None:
                said = ngettext("{count} message cancelled.", "{count} messages cancelled.", cancelled)
                self.tell(said.format(count=formats.count(cancelled)))

    @asking
    async def action_messages(self) -> None:
        from tui.communications.history.listing import CommunicationsDesk

        await self.ask(CommunicationsDesk(self.campaign))

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.open(event.row)

    @asking
    async def open(self, row: MissedRow) -> None:
        """Opens the message that did not arrive, or the excluded client."""
        from tui.communications.history.opened import open_message

        if row.message is not None:
            await open_message(self, row.message)
        elif row.client is not None:
            await self.ask(new_screen("fiche", row.client))

    @asking
    async def action_report(self) -> None:
        from tui.communications.campaigns.report import write_report

        await write_report(self, self.campaign)


def _read(campaign: int) -> CampaignFigures:
    return CampaignFigures(campaigns.read(campaign))
