"""Appointments as a calendar file (RFC 5545), which any calendar reads.

Times are written in UTC, by the rules of the zone as they are known today: no definition of the zone is
needed then. What is exported again replaces what was, by the same UID and a higher SEQUENCE; one that is
cancelled says so. Texts of clients are escaped by the library.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.appointments import times
from models.appointments.listing import AppointmentRow
from models.store import clock

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//Officine//Officine//FR"


def calendar(rows: Sequence[AppointmentRow], pharmacy: str) -> bytes:
    """The file; `pharmacy` is where they take place."""
    from icalendar import Calendar

    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", _PRODUCT)
    made.add("method", "PUBLISH")
    for row in rows:
        made.add_component(_event(row, pharmacy))
    return bytes(made.to_ical())


def _event(row: AppointmentRow, pharmacy: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{row.uid}@officine")
    event.add("sequence", row.version)
    event.add("dtstamp", clock.now())
    event.add("dtstart", times.moment(row.day, row.start))
    event.add("dtend", times.end_moment(row.day, row.start, row.minutes))
    event.add("summary", f"{row.who} – {row.subject}")
    event.add("description", row.staff_name)
    event.add("location", pharmacy)
    event.add("status", "CONFIRMED" if row.kept else "CANCELLED")
    return event
