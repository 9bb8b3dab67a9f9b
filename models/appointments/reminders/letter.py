"""What a reminder says, and to which address it goes."""

from models.appointments import times
from models.appointments.listing import AppointmentRow
from models.appointments.reminders.rules import ReminderRules
from models.money.ledger.client_status import check_may_operate
from models.outbox import single
from models.outbox.channels.addresses import address_of, address_of_contact
from models.outbox.channels.registry import MAIN, rules_of
from models.outbox.messages.campaign import Goal
from models.outbox.messages.queueing import NewMessage
from models.outbox.templates import rendering
from models.outbox.templates import verbs as templates
from models.outbox.templates.rendering import Visit
from models.people.clients.table import Client
from models.people.contacts.table import Contact


def letter(row: AppointmentRow, owner: Client, rules: ReminderRules) -> NewMessage:
    """The message that reminds of an appointment as it stands; letters that cost more are replaced.

    It goes to the contact who comes, where they can be reached, else to the client. Raises `ClientBlocked`,
    `ClientArchived`, `ClientInTrash`, `WantsNoMessage`, `NotEnoughUnits`, `TooLong`, or the channel's refusal
    where neither can be reached.
    """
    check_may_operate(owner)
    contact = Contact.get_by_id(row.contact) if row.contact is not None else None
    address = address_of_contact(contact, MAIN) if contact else ""
    if not rules_of(MAIN).reaches(address):
        address = address_of(owner, MAIN)
    single.check_reached(owner, address, MAIN)
    who = contact or owner
    visit = Visit(who.last_name, who.first_name, row.day, times.hour(row.start), row.subject)
    body = rendering.of_visit(_text(rules), visit, fold=True, channel=MAIN)
    return single.new_message(owner.id, address, body, MAIN)


def _text(rules: ReminderRules) -> str:
    """The chosen template; the first one by name where it was retired, else what the program says."""
    offered = templates.available(Goal.APPOINTMENT, MAIN) or [templates.shipped(Goal.APPOINTMENT)]
    return next((each.body for each in offered if each.id == rules.template), offered[0].body)
