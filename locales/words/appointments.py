"""The words of appointments."""

from collections.abc import Mapping
from datetime import date

from locales import N_, _, formats, ngettext
from locales.sentences import explain
from locales.words import messages
from models.appointments import times
from models.appointments.listing import AppointmentRow
from models.appointments.reminders.state import Reminder, ReminderState
from models.outbox.messages.table import MAY_BE_SENT_AGAIN


def hours(row: AppointmentRow) -> str:
    """`10:00–10:30`, by the clock on the wall."""
    return f"{formats.hour(times.hour(row.start))}–{formats.hour(times.hour(row.end))}"


def when(row: AppointmentRow) -> str:
    """`mar. 01/12 10:00–10:30`"""
    return f"{formats.week_day(row.day)} {hours(row)}"


def who(row: AppointmentRow) -> str:
    """Who comes; of a contact, whose they are too."""
    if not row.contact_name:
        return row.client_name
    return _("{contact} ({client})").format(contact=row.contact_name, client=row.client_name)


def state(row: AppointmentRow) -> str:
    """Whether it is cancelled."""
    return "" if row.kept else _("cancelled")


def reminder(value: Reminder) -> str:
    """What became of its reminder, or will; empty where none leaves by itself."""
    at = formats.moment(value.at) if value.at else ""
    match value.state:
        case ReminderState.WRITTEN:
            became = messages.state(value.message) if value.message else ""
            return _("{state}, written {at}").format(state=became, at=at)
        case ReminderState.OTHER_HOUR:
            return _("it said another hour, {at}; r sends the present one").format(at=at)
        case ReminderState.WILL_GO:
            return _("leaves {at}").format(at=at)
        case ReminderState.CANNOT:
            return _("cannot leave: {why}").format(why=explain(value.why) if value.why else "")
        case ReminderState.NONE:
            return ""


_MARKS: Mapping[ReminderState, str] = {
    ReminderState.WRITTEN: N_("told"),
    ReminderState.OTHER_HOUR: N_("old hour"),
    ReminderState.WILL_GO: N_("to come"),
    ReminderState.CANNOT: N_("cannot"),
    ReminderState.NONE: "",
}


def mark(value: Reminder | None) -> str:
    """The same in a word or two, for a list; what did not arrive says so."""
    if value is None or value.state is ReminderState.NONE:
        return ""
    if value.state is ReminderState.WRITTEN and value.message in MAY_BE_SENT_AGAIN:
        return messages.state(value.message)
    return _(_MARKS[value.state])


def mark_style(value: Reminder | None) -> str:
    """One of `rows.STYLES`."""
    if value is None or value.state in (ReminderState.WILL_GO, ReminderState.NONE):
        return "quiet"
    told = value.state is ReminderState.WRITTEN and value.message not in MAY_BE_SENT_AGAIN
    return "plain" if told else "warns"


def counted(count: int) -> str:
    """`4 rendez-vous`"""
    said = ngettext("{count} appointment", "{count} appointments", count)
    return said.format(count=formats.count(count))


def week(first: date, last: date) -> str:
    """`30/11 – 06/12/2026`"""
    return f"{formats.short_day(first)} – {formats.day(last)}"
