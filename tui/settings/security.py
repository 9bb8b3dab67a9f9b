"""The security code."""

from collections.abc import Sequence
from typing import Any

from locales import N_, _
from models.people.staff import security_code
from models.refusals import Refused
from tui.forms.form import CodeField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist
from tui.settings.codes import CodesDialog
from tui.settings.section import Fact, Section

IN_USE = CodeField("security_code", N_("Code in use"), required=True, width=24)


def facts() -> Sequence[Fact]:
    """Whether there is one, never which."""
    return [
        (_("Security code"), _("chosen") if security_code.is_chosen() else _("not chosen yet")),
        (
            _("Asked before"),
            _(
                "deleting a global invoice, opening a closed day, closing or opening a period, who joins "
                "and who leaves, giving a code or a right, the SMS gateway, activating credits"
            ),
        ),
    ]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks for the one in use, where there is one, and for the new one."""
    by = desk.officine.by()

    def dialog(_typed: dict[str, Any] | None, refused: Refused | None) -> CodesDialog:
        first = [IN_USE] if security_code.is_chosen() else []
        return CodesDialog(_("Security code"), first, {}, refused)

    def choose(typed: dict[str, Any]) -> bool:
        current = typed.get("security_code", "")
        security_code.choose(typed["code"], current=current, by=by)
        return True

    if await insist(desk, dialog, choose):
        desk.tell(_("The security code is changed."))


SECTION = Section("security", N_("Security code"), facts, change, guide="parametres.md#code-de-sécurité")
