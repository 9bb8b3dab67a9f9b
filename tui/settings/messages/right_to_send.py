"""Giving the right to send SMS, and taking it: with the security code (sms-rights)."""

from typing import Any

from locales import _
from models.people.staff import senders
from models.people.staff.verbs import Colleague
from tui.frame.base import BaseScreen
from tui.settings.with_code import with_code


async def let_send(desk: BaseScreen[Any], member: Colleague) -> None:
    """Asks for the code, and gives the right to who has it not, or takes it from who has."""
    by, may = desk.officine.by(), not member.may_send
    sentence = (
        _("{name} may write to clients in the pharmacy's name; each message takes credits.")
        if may
        else _("{name} sends no more messages, neither to one client nor to many.")
    )

    def change(code: str) -> bool:
        senders.let_send(member.id, may, security=code, by=by)
        return True

    if await with_code(desk, _("Right to send SMS"), sentence.format(name=member.name), change):
        said = _("{name} may send SMS.") if may else _("{name} may no longer send SMS.")
        desk.tell(said.format(name=member.name))
