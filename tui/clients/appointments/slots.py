"""The lines of a planning: half hours, free or taken, of one day or of a week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.appointments.listing import AppointmentRow
from models.appointments.reminders.state import Reminder
from models.appointments.table import DAY_MINUTES

STEP = 30
WEEK = 7


@dataclass(frozen=True, slots=True)
class Slot:
    """A line of one day: an appointment, or a half hour at which none begins. `start` is in minutes after
    midnight; `taken`: somebody is still there.
    """

    start: int
    appointment: AppointmentRow | None = None
    taken: bool = False
    reminder: Reminder | None = None

    @property
    def id(self) -> tuple[int, int]:
        """Tells it from all others of its day."""
        return self.start, self.appointment.id if self.appointment else 0


@dataclass(frozen=True, slots=True)
class WeekSlot:
    """A half hour of a week: by day of the week, the appointments that begin then, and whether somebody who
    came before is still there.
    """

    start: int
    begins: tuple[tuple[AppointmentRow, ...], ...]
    taken: tuple[bool, ...]

    @property
    def id(self) -> int:
        """Tells it from the others."""
        return self.start


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def of_day(rows: Sequence[AppointmentRow], reminders: Mapping[int, Reminder]) -> list[Slot]:
    """All lines of a day, each with the reminder of its appointment. A half hour at which one begins
    has the line of that one alone.
    """
    slots = []
    for start in range(0, DAY_MINUTES, STEP):
        begins = _begin(rows, start)
        if not begins or begins[0].start > start:
            slots.append(Slot(start, taken=_is_taken(rows, start)))
        slots += [Slot(row.start, row, reminder=reminders.get(row.id)) for row in begins]
    return slots


def found_in(lines: Sequence[Slot], start: int, appointment: int | None) -> Slot:
    """The line of an appointment where it is among these, else the last one that begins by then."""
    for line in lines:
        if line.appointment and line.appointment.id == appointment:
            return line
    return [line for line in lines if line.start <= start][-1]


def of_week(first: date, rows: Sequence[AppointmentRow]) -> list[WeekSlot]:
    """The half hours of the week that begins on `first`."""
    days = [[row for row in rows if row.day == first + timedelta(days=number)] for number in range(WEEK)]
    return [
        WeekSlot(
            start,
            tuple(tuple(_begin(day, start)) for day in days),
            tuple(_is_taken(day, start) for day in days),
        )
        for start in range(0, DAY_MINUTES, STEP)
    ]


def _begin(rows: Sequence[AppointmentRow], start: int) -> list[AppointmentRow]:
    return [row for row in rows if start <= row.start < start + STEP]


def _is_taken(rows: Sequence[AppointmentRow], start: int) -> bool:
    return any(row.start < start < row.end for row in rows)
