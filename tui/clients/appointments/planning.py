"""Planning: the appointments of a day and of a week, made and moved where the cursor is."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import appointments as words
from models.appointments import listing, times
from models.appointments.listing import AppointmentRow
from models.appointments.reminders.state import Reminder, reminders_of
from models.store import clock
from tui.clients.appointments import asked, columns, slots
from tui.clients.appointments.slots import STEP, WEEK, Slot, WeekSlot
from tui.frame.base import Desk, asking
from tui.frame.screens import new_screen
from tui.terminal.inert import inert
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed

_OPENS = 8 * 60
"""The first line that is shown of a day other than today."""


class PlanningRows(Rows[Any], inherit_bindings=False):
    """The half hours. Page keys go by weeks, so the list itself has only the arrows and
    End; Home is the beginning of a day of work.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "steer('up')", N_("Up"), show=False, id="rows.up"),
        Binding("down", "steer('down')", N_("Down"), show=False, id="rows.down"),
        Binding("end", "steer('end')", N_("Last"), show=False, id="rows.end"),
        Binding("enter", "open", N_("Open"), id="rows.open", tooltip=N_("Everything about it")),
    ]


class PlanningDesk(Desk[None]):
    """A day, or a week with a column for each day. The cursor is at a day and an hour in both.

    Args:
        day: the day that is shown first; today by default.
    """

    GUIDE = "rendez-vous.md#le-planning"
    PURPOSE = N_("Who comes when: make an appointment where the cursor is, move it, print the day.")
    AUTO_FOCUS = "PlanningRows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2", "create", N_("Create"), id="planning.create", tooltip=N_("Where the cursor is")),
        Binding("f3", "edit", N_("Edit"), id="planning.edit", tooltip=N_("Another hour, another subject")),
        Binding("m", "mark", N_("Move"), id="planning.mark", tooltip=N_("Take it, then put it elsewhere")),
        Binding("m", "put", N_("Put here"), id="planning.put", tooltip=N_("The appointment that is moved")),
        Binding("delete", "remove", N_("Cancel"), id="planning.cancel", tooltip=N_("Once asked")),
        Binding("r", "remind", N_("Remind"), id="planning.remind", tooltip=N_("An SMS now, once asked")),
        Binding("w", "turn", N_("Day/week"), id="planning.turn", tooltip=N_("A day, or a week")),
        Binding("t", "today", N_("Today"), id="planning.today", tooltip=N_("Back to today")),
        Binding("p,P", "print", N_("Print"), id="planning.print", tooltip=N_("The list of the day")),
        Binding("e", "export", N_("Calendar"), id="planning.export", tooltip=N_("What is shown, as .ics")),
        Binding("f", "fiche", N_("Fiche"), id="planning.fiche", tooltip=N_("The client's fiche")),
        Binding("left", "go(-1)", N_("Day before"), id="planning.before", show=False),
        Binding("right", "go(1)", N_("Day after"), id="planning.after", show=False),
        Binding("pageup", "go(-7)", N_("Week before"), id="planning.week_before", show=False),
        Binding("home", "morning", N_("Morning"), id="planning.morning", show=False),
        Binding("pagedown", "go(7)", N_("Week after"), id="planning.week_after", show=False),
        Binding("f5", "refresh", N_("Refresh"), id="planning.refresh", show=False),
        Binding("escape", "back", N_("Back"), id="planning.back"),
    ]

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self.day = day or clock.today()
        self.by_week = False
        self._moving: AppointmentRow | None = None
        self._found: Sequence[AppointmentRow] = ()
        self._reminders: Mapping[int, Reminder] = {}

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(_("Planning"), markup=False, classes="title")
            yield Static(markup=False, classes="who")
        yield Static(markup=False, classes="narrowed")
        yield PlanningRows(columns.OF_A_DAY, id="day")
        yield PlanningRows(columns.of_week(self.day, self.day), id="week")

    def on_mount(self) -> None:
        self.query_one("#week").display = False
        self.call_after_refresh(self._show, self._first_hour())  # its lines are placed by its height

    @property
    def rows(self) -> Rows[Any]:
        """The half hours of the day, or of the week."""
        return self.query_one("#week" if self.by_week else "#day", PlanningRows)

    @property
    def start(self) -> int:
        """The hour under the cursor, in minutes after midnight."""
        row: Slot | WeekSlot | None = self.rows.current
        return row.start if row else _OPENS

    @property
    def current(self) -> AppointmentRow | None:
        """The appointment under the cursor; in a week the first that begins in that half hour."""
        row = self.rows.current
        if isinstance(row, Slot):
            return row.appointment
        return next(iter(row.begins[self.day.weekday()]), None) if row else None

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that are shown."""
        if not self.by_week:
            return self.day, self.day
        first = slots.monday(self.day)
        return first, first + timedelta(days=WEEK - 1)

    def read_again(self) -> None:
        known = self._found, self._reminders
        if not self.rows.laid_out or self._read() == known:
            return
        self._show(self.start, at=self.current.id if self.current else None)

    def _show(self, start: int, *, at: int | None = None) -> None:
        """Reads the days that are shown, with the cursor at an hour, or at an appointment where it is among
        them.
        """
        self._found, self._reminders = self._read()
        if self.by_week:
            first, _last = self.days
            self.rows.use(columns.of_week(first, self.day))
            week = slots.of_week(first, self._found)
            self._show_at(week, week[start // STEP])
        else:
            day = slots.of_day(self._found, self._reminders)
            self._show_at(day, slots.found_in(day, start, at))
        self._say()

    def _read(self) -> tuple[Sequence[AppointmentRow], Mapping[int, Reminder]]:
        """Who comes in the days that are shown; in a day also where each reminder stands."""
        found = listing.in_days(*self.days)
        return found, {} if self.by_week else reminders_of(found)

    def _show_at(self, lines: Sequence[Slot | WeekSlot], here: Slot | WeekSlot) -> None:
        """Shows these lines with the cursor here, and where there is room from the morning on."""
        place = lines.index(here)
        top = next(number for number, line in enumerate(lines) if line.start >= min(_OPENS, here.start))
        self.rows.show(Fixed(lines), at=lines[top])
        self.rows.move(place - top)

    def _say(self) -> None:
        first, last = self.days
        shown = words.week(first, last) if self.by_week else formats.full_day(self.day)
        self.query_one(".who", Static).update(inert(f"{shown} · {words.counted(len(self._found))}"))
        self.query_one(".narrowed", Static).update(inert(self._under()))
        self.refresh_bindings()

    def _under(self) -> str:
        """What is moved at present, else what is under the cursor in a week, whose columns are narrow."""
        if self._moving is not None:
            return _("Moving {who}: m puts it where the cursor is, Esc leaves it where it was.").format(
                who=words.who(self._moving)
            )
        row = self.rows.current
        if isinstance(row, Slot):
            said = words.reminder(row.reminder) if row.reminder else ""
            return _("SMS: {said}").format(said=said) if said else ""
        if row is None:
            return ""
        found = row.begins[self.day.weekday()]
        told = [f"{words.hours(each)} {words.who(each)}, {each.subject}" for each in found]
        here = f"{formats.week_day(self.day)} {formats.hour(times.hour(row.start))}"
        return " · ".join(told) or here

    @on(Rows.Moved)
    def moved(self) -> None:
        self._say()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("mark", "put"):
            return (action == "put") == (self._moving is not None)
        if action in ("edit", "remove", "fiche", "remind") and self.is_mounted and self.current is None:
            return None
        return super().check_action(action, parameters)

    def action_go(self, days: int) -> None:
        self._to(self.day + timedelta(days=days))

    def action_morning(self) -> None:
        """Goes to the first hour of work, or to the first appointment where somebody comes before."""
        theirs = [row.start for row in self._found if row.day == self.day]
        self._show(min([_OPENS, *theirs]) // STEP * STEP)

    def action_today(self) -> None:
        self._to(clock.today())

    def _to(self, day: date) -> None:
        start, self.day = self.start, day
        self._show(start)

    def action_turn(self) -> None:
        start, at, before = self.start, self.current, self.rows
        self.by_week = not self.by_week
        before.display, self.rows.display = False, True
        self.set_focus(self.rows)
        self._show(start, at=at.id if at else None)

    @on(Rows.Opened)
    @asking
    async def opened(self) -> None:
        from tui.clients.appointments.dialog import AppointmentOpened

        row = self.rows.current
        if isinstance(row, WeekSlot) and len(row.begins[self.day.weekday()]) > 1:
            self.action_turn()  # the day has a line for each of them
        elif self.current is not None:
            await self.ask(AppointmentOpened(self.current))
        else:
            await self._create()

    @asking
    async def action_create(self) -> None:
        await self._create()

    async def _create(self) -> None:
        from tui.clients.pick import PickClientDialog

        day, start = self.day, self.start
        client = await self.ask(PickClientDialog(_("Appointment of whom?")))
        if client is not None:
            self._go_to(await asked.create(self, client.id, day, start))

    @asking
    async def action_edit(self) -> None:
        if self.current is not None:
            self._go_to(await asked.edit(self, self.current))

    def _go_to(self, appointment: int | None) -> None:
        row = listing.row_of(appointment) if appointment is not None else None
        if row is not None:
            self.day = row.day
            self._show(row.start, at=row.id)

    def action_mark(self) -> None:
        if self.current is None:
            self.warn(_("There is no appointment here: ↑ ↓ go to one, then m takes it."))
            return
        self._moving = self.current
        self._say()

    @asking
    async def action_put(self) -> None:
        row = self._moving
        if row is not None and await asked.move(self, row, self.day, self.start):
            self._moving = None
            self._go_to(row.id)

    @asking
    async def action_remove(self) -> None:
        if self.current is not None:
            await asked.cancel(self, self.current)

    @asking
    async def action_remind(self) -> None:
        from tui.clients.appointments.reminding import remind

        if self.current is not None:
            await remind(self, self.current)

    @asking
    async def action_fiche(self) -> None:
        if self.current is not None:
            await self.ask(new_screen("fiche", self.current.client))

    @asking
    async def action_print(self) -> None:
        from tui.clients.appointments.printing import print_day

        await print_day(self, self.day)

    @asking
    async def action_export(self) -> None:
        from tui.clients.appointments.exporting import export

        await export(self, self._found)

    def action_back(self) -> None:
        """Leaves the appointment that is moved where it was; else goes back."""
        if self._moving is None:
            self.dismiss(None)
            return
        self._moving = None
        self._say()

    def _first_hour(self) -> int:
        now = clock.local(clock.now())
        return now.hour * 60 + now.minute // STEP * STEP if self.day == clock.today() else _OPENS
