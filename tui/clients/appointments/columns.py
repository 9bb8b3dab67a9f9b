"""What a planning shows in its lines, of one day and of a week."""

from datetime import date, timedelta

from locales import N_, formats
from locales.words import appointments as words
from models.appointments import times
from tui.clients.appointments.slots import WEEK, Slot, WeekSlot
from tui.widgets.columns import Column

_TAKEN = "┊"
"""Somebody who came before is still there."""


def _hour(slot: Slot | WeekSlot) -> str:
    return formats.hour(times.hour(slot.start))


def _hours(slot: Slot) -> str:
    return words.hours(slot.appointment) if slot.appointment else _hour(slot)


def _who(slot: Slot) -> str:
    return words.who(slot.appointment) if slot.appointment else _TAKEN * slot.taken


def _subject(slot: Slot) -> str:
    return slot.appointment.subject if slot.appointment else ""


def _staff(slot: Slot) -> str:
    return slot.appointment.staff_name if slot.appointment else ""


def _quiet_if_free(slot: Slot) -> str:
    return "plain" if slot.appointment else "quiet"


def _strong_if_taken(slot: Slot) -> str:
    return "strong" if slot.appointment else "quiet"


OF_A_DAY: list[Column[Slot]] = [
    Column("hour", N_("Hour"), _hours, 11, style=_quiet_if_free),
    Column("who", N_("Who comes"), _who, 20, grows=2, style=_strong_if_taken),
    Column("subject", N_("Subject"), _subject, 16, grows=2),
    Column("staff", N_("Received by"), _staff, 12, needs=60, grows=1),
    Column(
        "reminder",
        N_("SMS"),
        lambda slot: words.mark(slot.reminder),
        9,
        needs=72,
        style=lambda slot: words.mark_style(slot.reminder),
    ),
]


def of_week(first: date, chosen: date) -> list[Column[WeekSlot]]:
    """The hour, then a column for each day; the one where the cursor is has a mark before its name."""
    days = [first + timedelta(days=number) for number in range(WEEK)]
    return [
        Column("hour", N_("Hour"), _hour, 5, style=lambda slot: "quiet"),
        *(_day(day, chosen) for day in days),
    ]


def _day(day: date, chosen: date) -> Column[WeekSlot]:
    number = day.weekday()

    def text(slot: WeekSlot) -> str:
        begins = slot.begins[number]
        names = ", ".join(row.who for row in begins) or _TAKEN * slot.taken[number]
        if len(begins) > 1:
            names = f"{len(begins)}: {names}"
        return names or ("·" if day == chosen else "")

    def style(slot: WeekSlot) -> str:
        return "strong" if slot.begins[number] else "quiet"

    mark = "▸" if day == chosen else ""
    return Column(
        day.isoformat(), f"{mark}{formats.week_day(day)[:4]}{day.day}", text, 9, grows=1, style=style
    )
