"""The appointments of the example pharmacy, some days before and after today."""

from collections.abc import Sequence
from datetime import date, timedelta

from models.appointments import verbs as appointments
from models.appointments.table import AppointmentFields
from models.requests.actors import StaffMember
from models.requests.by import By

_SUBJECTS = ("Vaccin contre la grippe", "Prise de tension", "Bilan de médication", "Essai de bas", "Glycémie")
_DAYS = range(-5, 10)
_HOURS = (9 * 60 + 30, 11 * 60, 15 * 60, 17 * 60 + 30)
_EVERY = 15
"""One person in so many has an appointment, as long as there are hours."""


def add(persons: Sequence[int], staff: Sequence[int], today: date, name: str) -> None:
    """Takes appointments for a part of these clients, with one member of staff after another."""
    days = [today + timedelta(days=number) for number in _DAYS]
    hours = [(day, start) for start in _HOURS for day in days if day.weekday() < 6]
    for place, (client, (day, start)) in enumerate(zip(persons[7::_EVERY], hours, strict=False)):
        member = staff[place % len(staff)]
        values = AppointmentFields(day, start, (15, 30)[place % 2], _SUBJECTS[place % len(_SUBJECTS)], member)
        appointments.create(client, values, even_so=True, by=By(StaffMember(member), f"{name}-{place}"))
