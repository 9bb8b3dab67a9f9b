"""Reminders of appointments: when they leave, and one by hand, which waits."""

from datetime import date

from models.appointments import verbs as appointments
from models.appointments.reminders import rules
from models.appointments.reminders import verbs as reminders
from models.appointments.table import AppointmentFields
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    rules.choose(rules.ReminderRules(2), seen=rules.chosen(), **shop.who)
    visit = AppointmentFields(date(2026, 11, 27), 600, 30, "Vaccin", shop.counter.staff)
    made = appointments.create(shop.desk.client("Visite"), visit, even_so=True, **shop.who)
    reminders.send(made, version=0, **shop.who)
