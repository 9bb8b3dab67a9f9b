"""Giving the right to send SMS, and taking it: with the security code (sms-rights)."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _
from models.people import rights, security_code
from models.people.personnel import Colleague
from models.people.security_code import NoSecurityCode
from models.people.trail import new_op_id
from models.refusals import Refused
from tui.base import Place
from tui.inert import inert
from tui.insist import insist
from tui.widgets.form import CodeField
from tui.widgets.form_dialog import FormDialog


class RightDialog(FormDialog[str]):
    """What they could do from now on, or no longer, and the security code."""

    FINAL = True
    ENTER_SUBMITS: ClassVar[bool] = True
    FIELDS = (CodeField("security_code", N_("Security code"), required=True, width=24),)

    def __init__(self, member: Colleague, refused: Refused | None = None) -> None:
        super().__init__(refused=refused)
        self._member = member

    def heading(self) -> str:
        return _("Right to send SMS")

    def content(self) -> ComposeResult:
        sentence = (
            _("{name} sends no more messages, neither to one client nor to many.")
            if self._member.may_send
            else _("{name} may write to clients in the pharmacy's name; each message takes credits.")
        )
        yield Static(inert(sentence.format(name=self._member.name)), markup=False, classes="sentence")
        yield from super().content()

    def answer(self, values: dict[str, Any]) -> str:
        return str(values["security_code"])


async def let_send(desk: Place[Any], member: Colleague) -> None:
    """Asks for the code, and gives the right to who has it not, or takes it from who has."""
    if not security_code.is_chosen():
        raise NoSecurityCode
    op_id, may = new_op_id(), not member.may_send

    def change(code: str) -> bool:
        rights.let_send(member.id, may, security=code, staff=desk.officine.staff, op_id=op_id)
        return True

    if await insist(desk, lambda _answer, refused: RightDialog(member, refused), change):
        said = _("{name} may send SMS.") if may else _("{name} may no longer send SMS.")
        desk.tell(said.format(name=member.name))
