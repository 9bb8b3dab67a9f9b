"""Communications: every message, what became of it, and the way to the composer and the campaigns."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import messages as words
from locales.words.ledger import quoted
from models.outbox import incoming_texts
from models.outbox.messages.listing import MessageListing, MessageRow, MessageSort
from models.outbox.messages.table import MessageState
from tui.communications.history.columns import COLUMNS
from tui.communications.history.counting import Counting
from tui.communications.history.replies import to_read
from tui.communications.trouble import TroubleLine
from tui.frame.base import STYLES, asking
from tui.frame.screens import new_screen
from tui.frame.sending import READ_EVERY, Sending
from tui.parts.composing import compose
from tui.parts.hidden_search import HiddenSearchDesk
from tui.parts.period import Period
from tui.widgets.rows import Rows
from tui.widgets.search import SearchField

_ALL = "all"


class CommunicationsDesk(HiddenSearchDesk[None]):
    """The messages, newest first, or those of one campaign."""

    PURPOSE = N_("Every message, what became of it, and writing to many clients.")
    GUIDE = "communications.md"
    CSS_PATH = STYLES / "communications.tcss"
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Open"), id="messages.open", tooltip=N_("All that is known of it")),
        Binding("n,f2", "compose", N_("Write"), id="messages.compose", tooltip=N_("A message to many")),
        Binding(
            "c,f6", "campaigns", N_("Campaigns"), id="messages.campaigns", tooltip=N_("What was sent to many")
        ),
        Binding(
            "r,f4",
            "replies",
            N_("Replies"),
            id="messages.replies",
            tooltip=N_("What clients answered, STOP…"),
        ),
        Binding(
            "a,f7",
            "birthdays",
            N_("Birthdays"),
            id="messages.birthdays",
            show=False,
            tooltip=N_("Whose birthday is near: print them, write to them"),
        ),
        Binding("slash", "search", N_("Find"), id="messages.search", tooltip=N_("Name, number or text")),
        Binding("e,f9", "state", N_("Status"), id="messages.state", tooltip=N_("Only those of one status")),
        Binding(
            "d,f8", "period", N_("Period"), id="messages.period", tooltip=N_("Only the days of a period")
        ),
        Binding("ctrl+t", "sort", N_("Sort"), id="messages.sort", show=False, tooltip=N_("Sort by a column")),
        Binding(
            "f5",
            "refresh",
            N_("Refresh"),
            id="messages.refresh",
            show=False,
            tooltip=N_("Read the list again"),
        ),
        Binding("escape", "back", N_("Back"), id="messages.back", tooltip=N_("Out of the search first")),
    ]

    def __init__(self, campaign: int | None = None) -> None:
        super().__init__()
        self.every = MessageListing(campaign=campaign)
        """What is listed without a filter."""
        self.listing = self.every
        self.period = Period()
        self._counting = Counting(self, self._head)
        self._fresh = False
        self._first = 0
        """The first message of the list when it was last shown from its start."""

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            title = _("Communications") if self.every.campaign is None else _("Messages of the campaign")
            yield Static(title, markup=False, classes="title")
            yield Static(markup=False, classes="who")
        yield SearchField(placeholder=_("Name, number or text"))
        yield TroubleLine()
        rows: Rows[MessageRow] = Rows(COLUMNS)
        rows.mark_sorted(self.listing.sort.value, self.listing.descending)
        yield rows

    def on_mount(self) -> None:
        self._show()
        self.set_interval(READ_EVERY, self._look)
        self.call_after_refresh(self.officine.sending.begin_if_due)

    @property
    def rows(self) -> Rows[MessageRow]:
        """The list itself."""
        return self.query_one(Rows)

    @property
    def searched(self) -> str:
        return self.listing.search

    def search_for(self, text: str) -> None:
        self._narrow(replace(self.listing, search=text))

    def read_again(self) -> None:
        self._show(keep_cursor=not self._at_the_start)

    @on(Sending.Moved)
    def moved(self) -> None:
        """Messages were sent: reads again."""
        self._look()

    def _look(self) -> None:
        if self.is_current:
            self.read_again()

    @property
    def _at_the_start(self) -> bool:
        """Whether the cursor is on the first row: then new messages are shown at once."""
        rows = self.rows
        if not rows.window or rows.current != rows.window[0]:
            return False
        newest_first = self.listing.sort is MessageSort.MOMENT and self.listing.descending
        top = rows.window[0].id
        return top == self._first or (newest_first and top > self._first)

    def _show(self, *, keep_cursor: bool = False) -> None:
        rows = self.rows
        rows.say_when_empty(self._empty())
        rows.show(self.listing, keep_cursor=keep_cursor)
        self._fresh = self._fresh or not keep_cursor
        self.query_one(TroubleLine).look()
        self.call_after_refresh(self._count)

    def _empty(self) -> str:
        if self._narrowed:
            return _("None of these.")
        return _("Messages will be here. n writes to many; a fiche writes to one client.")

    @property
    def _narrowed(self) -> bool:
        plain = replace(self.listing, sort=self.every.sort, descending=self.every.descending)
        return plain != self.every

    def _count(self) -> None:
        rows = self.rows
        shown = rows.listing is self.listing
        if self._fresh and rows.window:
            self._first, self._fresh = rows.window[0].id, False
        self._counting.ask(self.listing, len(rows.window) if shown and not rows.full else None)

    def _head(self, found: int | None) -> None:
        """The number of messages, and the filter."""
        said = " · ".join(part for part in self._said(found) if part)
        self.query_one(".who", Static).update(said)

    def _said(self, found: int | None) -> Iterator[str]:
        yield "" if found is None else formats.count(found)
        yield words.state(self.listing.state).lower() if self.listing.state else ""
        yield self.period.said()
        yield quoted(self.listing.search) if self.listing.search else ""
        yield to_read(incoming_texts.waiting()) if self.every.campaign is None else ""

    def _narrow(self, listing: MessageListing) -> None:
        self.listing = listing
        self._show()

    @asking
    async def action_sort(self) -> None:
        from tui.dialogs.sorting import Sort, SortDialog

        chosen = await self.ask(SortDialog(COLUMNS, Sort(self.listing.sort.value, self.listing.descending)))
        if chosen is not None:
            self.rows.mark_sorted(chosen.key, chosen.descending)
            self._narrow(replace(self.listing, sort=MessageSort(chosen.key), descending=chosen.descending))

    @asking
    async def action_state(self) -> None:
        from tui.dialogs.choose import ChooseDialog, Way

        ways = [Way(_ALL, _("All")), *(Way(state, words.state(state)) for state in MessageState)]
        chosen = await self.ask(ChooseDialog(_("Status"), "", ways))
        if chosen is not None:
            self._narrow(replace(self.listing, state=None if chosen == _ALL else MessageState(chosen)))

    @asking
    async def action_period(self) -> None:
        from tui.parts.period_dialog import PeriodDialog

        period = await self.ask(PeriodDialog(self.period))
        if period is not None:
            self.period = period
            self._narrow(replace(self.listing, since=period.start, until=period.end))

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.action_open()

    @asking
    async def action_open(self) -> None:
        from tui.communications.history.opened import open_message

        if self.rows.current is not None and await open_message(self, self.rows.current.id) is not None:
            self._show_newest()

    @asking
    async def action_birthdays(self) -> None:
        await self.ask(new_screen("birthdays"))

    @asking
    async def action_campaigns(self) -> None:
        await self.ask(new_screen("campaigns"))

    @asking
    async def action_replies(self) -> None:
        await self.ask(new_screen("replies"))

    @asking
    async def action_compose(self) -> None:
        if await compose(self) is not None:
            self._show_newest()

    def _show_newest(self) -> None:
        """Shows the newest message first, as the person just queued one."""
        self.leave_search()
        self.period = Period()
        self.rows.mark_sorted(self.every.sort.value, self.every.descending)
        self._narrow(self.every)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.every.campaign is None or action not in ("campaigns", "compose", "replies")
