"""Sends the reminder of one appointment, once asked."""

from typing import Any

from locales import _, formats
from locales.words import appointments as words
from models.appointments.listing import AppointmentRow
from models.appointments.reminders import rules
from models.appointments.reminders import verbs as reminders
from models.appointments.reminders.letter import letter
from models.people.clients import verbs as clients
from models.requests import rights
from models.requests.rights import Right
from tui.dialogs.choose import Way
from tui.dialogs.sure import sure
from tui.frame.base import BaseScreen


async def remind(desk: BaseScreen[Any], row: AppointmentRow) -> None:
    """Shows the text and to whom it goes; sends it where it is confirmed. Raises what is in its way."""
    by = desk.officine.by()
    rights.check(by.actor, Right.SEND_MESSAGES)
    message = letter(row, clients.get(row.client), rules.chosen())
    heading = _("Remind {who} now?").format(who=words.who(row))
    effect = _("to {number}").format(number=formats.phone(message.recipient))
    if await sure(desk, heading, message.body, Way("send", _("Send the SMS"), effect)):
        desk.attempt(reminders.send, row.id, version=row.version, by=by)
        desk.officine.sending.begin()
        desk.read_again()
