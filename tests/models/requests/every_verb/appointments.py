"""Appointments of a client and of their contact."""

from dataclasses import replace
from datetime import date

from models.appointments import verbs as appointments
from models.appointments.table import AppointmentFields
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    visit = AppointmentFields(date(2026, 11, 20), 600, 30, "Vaccin", shop.counter.staff, shop.contact)
    made = appointments.create(shop.jeanne, visit, **shop.who)
    appointments.edit(made, replace(visit, start=660, subject="Rappel"), version=0, **shop.who)
    own = replace(visit, contact=None)
    other = appointments.create(shop.jeanne, own, even_so=True, **shop.who)
    appointments.cancel(other, version=0, **shop.who)
