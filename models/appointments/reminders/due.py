"""Which appointments are to be reminded of now, and writing their reminders: what the program that sends does
beside sending.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from models.appointments import listing, reminded, times
from models.appointments.listing import AppointmentRow
from models.appointments.reminders import rules as reminder_rules
from models.appointments.reminders import verbs
from models.appointments.reminders.letter import letter
from models.appointments.reminders.rules import ReminderRules
from models.outbox.messages.table import alone
from models.people.clients.table import Client
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.refusals import Refused
from models.requests.actors import REMINDERS
from models.requests.by import By
from models.store import clock
from models.store.connection import transaction


def in_use() -> ReminderRules | None:
    """The rules, where reminders leave by themselves; None where they do not."""
    found = reminder_rules.chosen()
    if found.days is None or Feature.APPOINTMENTS not in features.in_use():
        return None
    return found


def due() -> Sequence[AppointmentRow]:
    """The appointments of which nobody was reminded and should be by now, whatever may be in the way.

    One that was arranged after its reminder should have left is none of them: whoever comes was just told.
    """
    rules, now = in_use(), clock.now()
    if rules is None or rules.days is None:
        return []
    today = clock.local_day(now)
    rows = listing.in_days(today, today + timedelta(days=rules.days), expected_by_message=True)
    coming = [row for row in rows if times.moment(row.day, row.start) > now and is_due(row, rules, now)]
    told = reminded.told([row.id for row in coming])
    done = {(each.appointment, each.day) for each in told if not each.called_off}
    return [row for row in coming if (row.id, row.day) not in done]


def is_due(row: AppointmentRow, rules: ReminderRules, now: datetime) -> bool:
    """Whether its reminder should have left by now."""
    moment = rules.due(row.day)
    return moment is not None and moment <= now and not too_late(row, moment)


def too_late(row: AppointmentRow, moment: datetime) -> bool:
    """Whether it was arranged when its reminder should have left already."""
    return row.arranged is not None and row.arranged >= moment


def queue_due() -> int:
    """Writes the reminders that are due, and cancels those that wait for an appointment that began; returns
    how many were written. Each is a request of its own; what is in the way of one is looked at again later.
    """
    if reminded.waiting_until(clock.now()):
        with transaction():
            alone()
            reminded.overtake(reminded.waiting_until(clock.now()))
    rules, written = reminder_rules.chosen(), 0
    for row in due():
        with suppress(Refused):  # it is shown beside the appointment (`state`)
            letter(row, Client.get_by_id(row.client), rules)
            # The same for all programs, and for each only once, whatever they know of one another.
            by = By(REMINDERS, f"appointment {row.uid} {row.version}")
            verbs.send(row.id, version=row.version, by=by)
            written += 1
    return written
