"""Sends a message again as a new one: only a person decides it, after a warning of
what it may lead to (INV-54).
"""

from typing import Any

from locales import N_, _, formats
from models.outbox import single
from models.outbox.messages.detail import MessageOpened
from models.outbox.messages.table import MessageKind, MessageState
from models.store import clock
from tui.communications.history.columns import recipient
from tui.communications.templates import cost
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen

_RISKS = {
    MessageState.UNKNOWN: N_("Nobody knows whether this message left: {name} may get it twice."),
    MessageState.EXPIRED: N_("The operator gave it up: {name} should not get it twice."),
}
_NO_RISK = N_("This message did not arrive. {name} gets it as a new one.")

_SAY_AN_AMOUNT = (MessageKind.REMINDER, MessageKind.DUE)


async def send_again(desk: BaseScreen[Any], message: MessageOpened) -> int | None:
    """Asks, and queues the same text to the client's present number; returns the new message."""
    row = message.row
    by = desk.officine.by()
    sentence = _(_RISKS.get(row.state, _NO_RISK)).format(name=recipient(row))
    if row.kind in _SAY_AN_AMOUNT and clock.local_day(row.at) != clock.today():
        written = _("Its text is of {day}: what is owed may have changed.")
        sentence += " " + written.format(day=formats.day(clock.local_day(row.at)))
    doing = Way("again", _("Send again"), cost.units(row.cost) if row.cost else "")
    back = Way("", _("Go back"), _("nothing leaves"))
    ways = [back, doing] if row.state is MessageState.UNKNOWN else [doing, back]
    if await desk.ask(ChooseDialog(_("Send again"), sentence, ways)) != "again":
        return None
    made = desk.attempt(single.send_again, row.id, by=by)
    if made is None:
        return None
    desk.officine.sending.begin()
    desk.tell(_("Queued as a new message."))
    return made
