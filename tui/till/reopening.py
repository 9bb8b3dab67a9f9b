"""Opening a closed day again: the security code, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from locales import N_, _, formats
from models.money.till import verbs as till
from models.money.till.figures import TillDay
from models.people.staff import security_code
from models.people.staff.security_code import NoSecurityCode
from models.refusals import Refused
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CodeField, TextField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist


@dataclass(frozen=True, slots=True)
class Reopening:
    """Why, and the code that allows it."""

    reason: str
    code: str


class ReopenDialog(FormDialog[Reopening]):
    """Why, then the code."""

    GUIDE = "caisse.md#une-journée-close"
    FINAL = True
    HEADING = N_("Reopen the till")
    FIELDS = (
        TextField("reason", N_("Reason"), required=True),
        CodeField("security_code", N_("Security code"), required=True),
    )

    def __init__(self, day: TillDay, again: Reopening | None, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._day = day
        self._again = again

    def heading(self) -> str:
        return _("Reopen the till of {day}").format(day=formats.day(self._day.day))

    def start(self) -> Mapping[str, Any]:
        return {"reason": self._again.reason if self._again else ""}

    def on_mount(self) -> None:
        if self._refused is not None:
            self.form.go_to("security_code")

    def answer(self, values: dict[str, Any]) -> Reopening:
        return Reopening(values["reason"], values["security_code"])


async def reopen(desk: BaseScreen[Any], day: TillDay) -> None:
    """Asks why and for the code, and opens the day again."""
    if not security_code.is_chosen():
        raise NoSecurityCode
    by = desk.officine.by()

    def do(asked: Reopening) -> bool:
        till.reopen(day.day, asked.reason, asked.code, by=by)
        return True

    if await insist(desk, lambda asked, refused: ReopenDialog(day, asked, refused), do):
        desk.tell(_("The day is open again; its closing stays to be seen."))
