"""Asks about appointments, and calls their verbs. Two at one time are asked about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from locales import _
from locales.sentences import explain
from locales.words import appointments as words
from models.appointments import verbs as appointments
from models.appointments.listing import AppointmentRow
from models.appointments.table import AppointmentFields
from models.appointments.verbs import TwoAtOneTime
from models.people.clients import verbs as clients
from models.refusals import Refused
from models.store.connection import persevere
from tui.clients.appointments.dialog import AppointmentDialog
from tui.dialogs.choose import Way
from tui.dialogs.sure import sure
from tui.frame.base import BaseScreen

MINUTES = 30
"""How long an appointment lasts that nobody said more of."""

Arrange = Callable[[AppointmentFields, bool], int]
"""Makes or changes an appointment, beside another one if the second is true; returns its id."""


async def create(desk: BaseScreen[Any], client: int, day: date, start: int) -> int | None:
    """Asks for a new appointment of a client; returns its id. `start` is in minutes after midnight."""
    by = desk.officine.by()
    heading = _("Appointment of {name}").format(name=clients.full_name(clients.get(client)))
    first = AppointmentFields(day, start, MINUTES, "", desk.officine.staff)

    def dialog(typed: AppointmentFields | None, refused: Refused | None) -> AppointmentDialog:
        return AppointmentDialog(heading, client, typed or first, None, refused)

    def arrange(values: AppointmentFields, even_so: bool) -> int:
        return appointments.create(client, values, even_so=even_so, by=by)

    return await _insist(desk, dialog, arrange)


async def edit(desk: BaseScreen[Any], row: AppointmentRow) -> int | None:
    """Shows an appointment, to move it or to change what else was arranged; returns its id."""
    heading = _("Appointment of {name}").format(name=words.who(row))

    def dialog(typed: AppointmentFields | None, refused: Refused | None) -> AppointmentDialog:
        return AppointmentDialog(heading, row.client, typed or row.fields, row, refused)

    return await _insist(desk, dialog, _changing(desk, row))


async def move(desk: BaseScreen[Any], row: AppointmentRow, day: date, start: int) -> bool:
    """Moves an appointment to another day and hour, as it is otherwise; returns whether it was moved. Raises
    what `appointments.edit` refuses.
    """
    there = replace(row.fields, day=day, start=start)
    arrange = _changing(desk, row)
    try:
        persevere(arrange, there, False)
    except TwoAtOneTime as other:
        if not await _even_so(desk, other):
            return False
        persevere(arrange, there, True)
    desk.read_again()
    return True


async def cancel(desk: BaseScreen[Any], row: AppointmentRow) -> None:
    """Asks whether an appointment is to be cancelled."""
    by = desk.officine.by()
    heading = _("Cancel the appointment?")
    sentence = f"{words.when(row)}, {words.who(row)}"
    effect = _("it stays on the fiche, as cancelled")
    if await sure(desk, heading, sentence, Way("cancel", _("Cancel the appointment"), effect)):
        desk.attempt(appointments.cancel, row.id, version=row.version, by=by)
        desk.read_again()


def _changing(desk: BaseScreen[Any], row: AppointmentRow) -> Arrange:
    by = desk.officine.by()

    def arrange(values: AppointmentFields, even_so: bool) -> int:
        appointments.edit(row.id, values, version=row.version, even_so=even_so, by=by)
        return row.id

    return arrange


async def _insist(
    desk: BaseScreen[Any],
    dialog: Callable[[AppointmentFields | None, Refused | None], AppointmentDialog],
    arrange: Arrange,
) -> int | None:
    """Asks until it is arranged, or the person gives up: another appointment at that time is asked about."""
    values: AppointmentFields | None = None
    refused: Refused | None = None
    even_so = False
    while True:
        if not even_so:
            values = await desk.ask(dialog(values, refused))
        if values is None:
            return None
        try:
            done = persevere(arrange, values, even_so)
        except TwoAtOneTime as other:
            even_so, refused = await _even_so(desk, other), other
        except Refused as why:
            even_so, refused = False, why
        else:
            desk.read_again()
            return done


async def _even_so(desk: BaseScreen[Any], other: TwoAtOneTime) -> bool:
    way = Way("even_so", _("Both at one time"), _("this one beside the other"))
    return await sure(desk, _("Two at one time"), explain(other), way)
