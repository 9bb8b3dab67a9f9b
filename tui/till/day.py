"""One day of the till: each mode, the turnover beside it, and what became of it."""

from datetime import date, timedelta
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import ledger as words
from locales.words.seals import sealed
from models.money.till import held as till_held
from models.money.till import verbs as till
from models.money.till.figures import Closing, TillDay
from models.money.till.paper import seal_of
from models.store import clock
from tui.frame.base import STYLES, Desk, asking
from tui.till import modes
from tui.till.held import HeldDesk
from tui.till.modes import ModeRow
from tui.widgets.rows import Rows
from tui.widgets.text_lines import Line, Lines, wrapped
from tui.widgets.window import Fixed


class _Modes(Rows[ModeRow]):
    """The modes; Enter lists the operations of one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Operations"), id="rows.open", tooltip=N_("What this mode is made of")),
    ]


class DayDesk(Desk[None]):
    """What a day came to, while it is open and once it is closed."""

    PURPOSE = N_("One day of the till: what should be there, counting it, closing it.")
    GUIDE = "caisse.md#compter-et-clore"
    CSS_PATH: ClassVar = [STYLES / "fiche.tcss", STYLES / "till.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2", "close", N_("Close day"), id="till.close", tooltip=N_("Count the till of this day")),
        Binding("r,f6", "reopen", N_("Reopen"), id="till.reopen", tooltip=N_("With the security code")),
        Binding("P,shift+p,f8", "print", N_("Print"), id="till.print", tooltip=N_("The closing, as a PDF")),
        Binding(
            "less_than_sign",
            "go(-1)",
            N_("Day before"),
            id="till.before",
            show=False,
            tooltip=N_("The till of the day before"),
        ),
        Binding(
            "greater_than_sign",
            "go(1)",
            N_("Day after"),
            id="till.after",
            show=False,
            tooltip=N_("The till of the day after"),
        ),
        Binding(
            "f5",
            "refresh",
            N_("Refresh"),
            id="till.refresh",
            show=False,
            tooltip=N_("Read the figures again"),
        ),
        Binding("escape", "back", N_("Back"), id="till.back", tooltip=N_("Back to the days")),
    ]

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = till.day(day)

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(self._title(), markup=False, classes="title")
            yield Static(_state(self.day), markup=False, classes="who")
        yield _Modes(modes.COLUMNS, identity=lambda row: row.account)
        yield Lines(self._about, id="day-about")

    def on_mount(self) -> None:
        self.query_one(_Modes).show(Fixed(modes.rows(self.day)))

    def read_again(self) -> None:
        before, self.day = self.day, till.day(self.day.day)
        if self.day != before:
            self._show()

    def _show(self) -> None:
        self.query_one(".title", Static).update(self._title())
        self.query_one(".who", Static).update(_state(self.day))
        self.query_one(_Modes).show(Fixed(modes.rows(self.day)), keep_cursor=True)
        self.query_one("#day-about", Lines).put(self._about)
        self.refresh_bindings()

    def _title(self) -> str:
        return _("Till of {day}").format(day=formats.day(self.day.day))

    def _about(self, width: int) -> list[Line]:
        return [*_turnover(self.day, width), [], *_story(self.day, width)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        closed = self.day.closing is not None
        if action in ("close", "reopen", "print"):
            return closed is not (action == "close")
        if action == "go" and parameters == (1,):
            return self.day.day < clock.today()
        return super().check_action(action, parameters)

    def action_go(self, days: int) -> None:
        self.day = till.day(self.day.day + timedelta(days=days))
        self._show()

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.open(event.row)

    @asking
    async def open(self, row: ModeRow) -> None:
        """Lists the operations of a mode, or of the day."""
        await self.ask(HeldDesk(self._title(), row.name, till_held.of(self.day, row.account)))

    @asking
    async def action_close(self) -> None:
        from tui.till.closing import close

        await close(self, self.day)

    @asking
    async def action_reopen(self) -> None:
        from tui.till.reopening import reopen

        await reopen(self, self.day)

    @asking
    async def action_print(self) -> None:
        from tui.till.printing import print_till

        await print_till(self, self.day.day)


def _state(day: TillDay) -> str:
    return still_open(day.day) if day.closing is None else _("day closed")


def still_open(day: date) -> str:
    """The name of a day that is not closed: today's may wait until the evening."""
    return _("under way") if day == clock.today() else _("to be closed")


def _turnover(day: TillDay, width: int) -> list[Line]:
    """The turnover, and beside or below it its parts."""
    sold = day.turnover
    parts = [
        (_("Sales"), sold.sales),
        (_("Returns"), -sold.returns),
        (_("Cancellations"), -sold.cancelled),
    ]
    detail = "   ".join(f"{label} {formats.amount(figure)}" for label, figure in parts if figure)
    net = f"{_('Turnover')}  {formats.amount(sold.net)}"
    if cell_len(f"{net}   {detail}") <= width:
        lines: list[Line] = [[(net, "strong"), (f"   {detail}", "quiet")]]
    else:
        lines = [[(net, "strong")], *([(line, "quiet")] for line in wrapped(detail, width))]
    if sold.discounts:
        discounts = f"{_('Discounts granted when paying')}  {formats.amount(sold.discounts)}"
        lines.append([(discounts, "quiet")])
    return lines


def _story(day: TillDay, width: int) -> list[Line]:
    """The closings of the day in order, or what to do."""
    if day.closing is None and not day.earlier:
        return [[(_("Not counted yet: n closes the day."), "quiet")]]
    closings = [*day.earlier, *([day.closing] if day.closing else [])]
    lines: list[Line] = []
    for closing in closings:
        difference = (
            modes.differences(day) if closing is day.closing else words.difference(closing.difference)
        )
        for sentence, meaning in _told(closing, difference):
            lines += [[(line, meaning)] for line in wrapped(sentence, width)]
    return lines


def _told(closing: Closing, difference: str) -> list[tuple[str, str]]:
    said = _("Closed on {at} by {by} · {difference}").format(
        at=formats.moment(closing.at), by=closing.by, difference=difference
    )
    found = [(said, "plain")]
    if closing.note:
        found.append((_("Note: {note}").format(note=closing.note), "quiet"))
    if closing.reopened_at is not None:
        again = _("Reopened on {at} by {by}: {reason}").format(
            at=formats.moment(closing.reopened_at), by=closing.reopened_by, reason=closing.reason
        )
        found.append((again, "quiet"))
    else:
        found.append((sealed(seal_of(closing)), "quiet"))
    return found
