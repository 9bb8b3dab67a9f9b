"""The answers of clients, newest first: read, and decided where they are no plain STOP;
all, or those of one number.
"""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats, ngettext
from models.outbox import incoming_texts
from models.outbox.incoming_texts import IncomingListing, IncomingRow
from models.store import clock
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import STYLES, Desk, asking
from tui.frame.screens import new_screen
from tui.terminal.inert import inert
from tui.widgets.columns import Column, on_one_line
from tui.widgets.rows import Rows

_STOP, _NOTHING, _FICHE = "stop", "nothing", "fiche"


def to_read(count: int) -> str:
    """The number of answers that nobody has read; empty if 0."""
    said = ngettext("{count} reply to read", "{count} replies to read", count)
    return said.format(count=formats.count(count)) if count else ""


def _who(row: IncomingRow) -> str:
    return row.name or formats.phone(row.sender)


def _state(row: IncomingRow) -> str:
    if not row.decided:
        return _("to read")
    return _("STOP noted") if row.stopped else _("read")


def _style(row: IncomingRow) -> str:
    return "quiet" if row.decided else "strong"


COLUMNS: list[Column[IncomingRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(clock.local_day(row.at)), 10),
    Column("time", N_("Time"), lambda row: formats.time(row.at), 5, needs=90, style=lambda row: "quiet"),
    Column("who", N_("Client"), _who, 18),
    Column("body", N_("Content"), lambda row: on_one_line(row.body), 16, grows=1, style=_style),
    Column("state", N_("State"), _state, 11, style=_style),
    Column("by", N_("By"), lambda row: row.decided_by, 12, needs=100),
]


class RepliesDesk(Desk[None]):
    """The texts that came in."""

    PURPOSE = N_("What clients answered. STOP holds at once; Enter says what another answer means.")
    GUIDE = "communications.md#les-réponses"
    CSS_PATH = STYLES / "communications.tcss"
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f,f4", "fiche", N_("Fiche"), id="replies.fiche", tooltip=N_("Open the client's fiche")),
        Binding(
            "f5",
            "refresh",
            N_("Refresh"),
            id="replies.refresh",
            show=False,
            tooltip=N_("Read the list again"),
        ),
        Binding("escape", "back", N_("Back"), id="replies.back", tooltip=N_("Back to the messages")),
    ]

    def __init__(self, sender: str = "") -> None:
        """`sender`: of this number only."""
        super().__init__()
        self.listing = IncomingListing(sender)

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(_("Replies"), markup=False, classes="title")
            yield Static(markup=False, classes="who")
        yield Rows(COLUMNS, empty=_("What clients answer will be here. STOP is noted by itself."))

    def on_mount(self) -> None:
        self.rows.show(self.listing)
        self._head()

    @property
    def rows(self) -> Rows[IncomingRow]:
        """The list itself."""
        return self.query_one(Rows)

    def read_again(self) -> None:
        self.rows.read_again()
        self._head()

    def _head(self) -> None:
        waiting = to_read(incoming_texts.waiting(self.listing.sender))
        said = [part for part in (formats.count(self.listing.count()), waiting) if part]
        self.query_one(".who", Static).update(" · ".join(said))

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.action_decide()

    @asking
    async def action_decide(self) -> None:
        row = self.rows.current
        if row is None:
            return
        sentence = f"{formats.moment(row.at)} · {_who(row)}\n{row.body}"
        chosen = await self.ask(ChooseDialog(_state(row).capitalize(), sentence, _ways(row)))
        if chosen == _FICHE:
            await self._to_fiche(row)
        elif chosen in (_STOP, _NOTHING):
            by, stop = self.officine.by(), chosen == _STOP
            incoming_texts.decide(row.id, stop=stop, by=by)
            self.read_again()
            if stop:
                self.tell(_("STOP: nothing more is sent to {number}.").format(number=inert(_who(row))))

    @asking
    async def action_fiche(self) -> None:
        if self.rows.current is not None:
            await self._to_fiche(self.rows.current)

    async def _to_fiche(self, row: IncomingRow) -> None:
        if row.client is None:
            self.warn(_("This number is no client's."))
        else:
            await self.ask(new_screen("fiche", row.client))


def _ways(row: IncomingRow) -> list[Way]:
    """Going back to read comes first: the key that leads here decides nothing."""
    ways = [Way("", _("Go back"), _("nothing is written"))]
    if not row.decided:
        ways.append(Way(_NOTHING, _("Nothing to note"), _("it was read")))
        if incoming_texts.is_address(row.sender, row.channel):
            ways.append(Way(_STOP, _("STOP"), _("no message at all any more")))
    if row.client is not None:
        ways.append(Way(_FICHE, _("Fiche"), _("open the client's fiche")))
    return ways
