"""The words of appointments."""

from datetime import date

from locales import _, formats, ngettext
from models.appointments import times
from models.appointments.listing import AppointmentRow


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


def counted(count: int) -> str:
    """`4 rendez-vous`"""
    said = ngettext("{count} appointment", "{count} appointments", count)
    return said.format(count=formats.count(count))


def week(first: date, last: date) -> str:
    """`30/11 – 06/12/2026`"""
    return f"{formats.short_day(first)} – {formats.day(last)}"
