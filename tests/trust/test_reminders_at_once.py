"""Several programs that send at once remind of each appointment once."""

from datetime import timedelta
from multiprocessing.context import ForkServerContext
from typing import Any

from models import doctor
from models.appointments import verbs as appointments
from models.appointments.reminders import rules
from models.appointments.table import Appointment, AppointmentFields
from models.outbox.messages.table import Message, MessageKind
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store import clock, connection
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk
from tests.trust.test_many_at_once import at_once

APPOINTMENTS = 12


def test_however_many_programs_send_each_is_reminded_of_once(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    desk = Desk(shared)
    desk.buy(100)
    features.choose(frozenset({Feature.APPOINTMENTS}), seen=features.in_use(), **desk.who)
    now = rules.chosen()
    rules.choose(rules.ReminderRules(3, now.hour), seen=now, **desk.who)
    day = clock.today() + timedelta(days=2)
    for number in range(APPOINTMENTS):
        values = AppointmentFields(day, 480 + number * 40, 30, "Vaccin", shared.staff)
        appointments.create(desk.client(), values, even_so=True, **desk.who)
    Appointment.update(arranged=None).execute()  # long ago
    written = at_once(processes, target, *[("remind_of_appointments",) for _ in range(4)])
    assert sum(map(int, written)) >= APPOINTMENTS  # who is told of the same request counts it too
    assert Message.select().where(Message.kind == MessageKind.APPOINTMENT).count() == APPOINTMENTS
    assert doctor.examine() == []
    connection.close()
