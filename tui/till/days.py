"""The days of the till, newest first; Enter opens one."""

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import ledger as words
from locales.words.ledger import amount
from models.money.till import verbs as till
from models.money.till.days import DayListing, DayRow
from models.store import clock
from tui.frame.base import STYLES, Desk, asking
from tui.till.day import DayDesk, still_open
from tui.widgets.columns import Column
from tui.widgets.rows import Rows


def _state(row: DayRow) -> str:
    if row.closed_at is None:
        return still_open(row.day)
    same_day = clock.local_day(row.closed_at) == row.day
    at = formats.time(row.closed_at) if same_day else formats.moment(row.closed_at)
    return _("closed {at} · {by}").format(at=at, by=row.closed_by)


def _state_style(row: DayRow) -> str:
    return "plain" if row.closed_at is None else "quiet"


def _difference_style(row: DayRow) -> str:
    return "warns" if row.difference else "quiet"


COLUMNS: list[Column[DayRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.day), 10),
    Column("state", N_("State"), _state, 22, grows=1, style=_state_style),
    Column("receipts", N_("Received"), lambda row: amount(row.receipts), 10, right=True),
    Column("refunds", N_("Paid out"), lambda row: amount(row.refunds), 12, needs=100, right=True),
    Column("turnover", N_("Net sales"), lambda row: amount(row.turnover), 13, right=True),
    Column(
        "difference",
        N_("Difference"),
        lambda row: words.difference(row.difference) if row.closed_at else "",
        18,
        right=True,
        style=_difference_style,
    ),
]


class TillDesk(Desk[None]):
    """Which days are closed, and what each came to."""

    PURPOSE = N_("The days of the till: what came in, what was counted.")
    GUIDE = "caisse.md#les-journées"
    CSS_PATH: ClassVar = [STYLES / "fiche.tcss", STYLES / "till.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2", "close", N_("Close day"), id="till.close", tooltip=N_("Count the till of this day")),
        Binding("d", "go_to_day", N_("Other day"), id="till.day", tooltip=N_("A day that is typed")),
        Binding(
            "f5", "refresh", N_("Refresh"), id="till.refresh", show=False, tooltip=N_("Read the list again")
        ),
        Binding("escape", "back", N_("Back"), id="till.back", tooltip=N_("Back to the clients")),
    ]

    def content(self) -> ComposeResult:
        session = self.officine.session
        with Horizontal(classes="topline"):
            yield Static(_("Till"), markup=False, classes="title")
            who = session.said if session else ""
            yield Static(who, markup=False, classes="who")
        yield Rows(COLUMNS, identity=lambda row: row.day)

    def on_mount(self) -> None:
        self.rows.show(DayListing())

    @property
    def rows(self) -> Rows[DayRow]:
        """The list itself."""
        return self.query_one(Rows)

    def read_again(self) -> None:
        self.rows.read_again()

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.open(event.row.day)

    @asking
    async def open(self, day: date) -> None:
        """Shows one day."""
        await self.ask(DayDesk(day))

    @asking
    async def action_close(self) -> None:
        from tui.till.closing import close

        if self.rows.current is not None:
            await close(self, till.day(self.rows.current.day))

    @asking
    async def action_go_to_day(self) -> None:
        from tui.till.day_dialog import DayDialog

        day = await self.ask(DayDialog())
        if day is not None:
            await self.ask(DayDesk(day))
