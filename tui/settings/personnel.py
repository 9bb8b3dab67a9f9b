"""Who works here: engaging, codes, leaving and coming back."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar

from textual.binding import Binding, BindingType

from locales import N_, _
from models.people.staff import verbs as personnel
from models.people.staff.login import Member
from models.people.staff.verbs import Colleague
from models.refusals import Refused
from tui.forms.form import CodeField, Field, TextField
from tui.frame.base import BaseScreen, asking
from tui.frame.insist import insist
from tui.parts.short_list import ShortListDesk
from tui.settings.codes import CodesDialog
from tui.settings.messages.right_to_send import let_send
from tui.settings.section import Fact, Section
from tui.settings.with_code import SECURITY, refuse_without_code, with_code
from tui.widgets.columns import Column

Done = TypeVar("Done")

_NAME = TextField("name", N_("Name"), required=True)
_OWN = CodeField("current", N_("Code in use"), required=True, width=24)


class PersonnelDesk(ShortListDesk[Colleague]):
    """Everybody who works here, then those who left."""

    PURPOSE = N_("Who works here: codes to log in, who leaves, who may send SMS.")
    GUIDE = "parametres.md#personnel"
    TITLE = N_("Staff")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2", "create", N_("Engage"), id="personnel.engage", tooltip=N_("Somebody new")),
        Binding(
            "f3", "edit", N_("Code"), id="personnel.code", tooltip=N_("A new one; also for who comes back")
        ),
        Binding(
            "m,f4",
            "let_send",
            N_("SMS right"),
            id="personnel.may_send",
            tooltip=N_("Give the right to send SMS, or take it"),
        ),
        Binding("delete", "deactivate", N_("Leaves"), id="personnel.leave", tooltip=N_("Log in no more")),
    ]

    def columns(self) -> Sequence[Column[Colleague]]:
        return [
            Column("name", N_("Name"), lambda row: row.name, 30),
            Column("sends", N_("Sends SMS"), self._sends, 12, style=lambda row: "quiet"),
            Column("status", "", self._status, 16, grows=1, style=lambda row: "quiet"),
        ]

    def _sends(self, row: Colleague) -> str:
        return (_("yes") if row.may_send else _("no")) if row.active else ""

    def _status(self, row: Colleague) -> str:
        if row.id == self.officine.staff:
            return _("at this desk")
        return "" if row.active else _("left")

    def now(self) -> Sequence[Colleague]:
        return personnel.colleagues()

    @asking
    async def action_create(self) -> None:
        by = self.officine.by()

        def engage(typed: dict[str, Any]) -> Member:
            security = typed[SECURITY.name]
            return personnel.engage(typed["name"], typed["code"], security=security, by=by)

        refuse_without_code()
        engaged = await self._ask_code(_("Engage"), [SECURITY, _NAME], engage)
        if engaged is not None:
            self.go_to(engaged.id)
            said = _("{name} can log in. m gives the right to send SMS.")
            self.tell(said.format(name=engaged.name))

    @asking
    async def action_edit(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return

        def change_own(typed: dict[str, Any]) -> bool:
            personnel.change_code(typed["code"], current=typed["current"], by=by)
            return True

        def give(typed: dict[str, Any]) -> bool:
            security = typed["security_code"]
            personnel.give_code(row.id, typed["code"], security=security, by=by)
            return True

        if row.id == by.staff:
            done = await self._ask_code(_("My code"), [_OWN], change_own)
        else:
            heading = _("New code for {name}") if row.active else _("{name} comes back")
            done = await self._ask_code(heading.format(name=row.name), [SECURITY], give)
        if done is not None:
            self.tell(_("{name} has a new code.").format(name=row.name))

    @asking
    async def action_let_send(self) -> None:
        row = self.current
        if row is not None and row.active:
            await let_send(self, row)

    async def _ask_code(
        self, heading: str, first: Sequence[Field], verb: Callable[[dict[str, Any]], Done]
    ) -> Done | None:
        """What the verb returned, once it has accepted what was typed."""

        def dialog(typed: dict[str, Any] | None, refused: Refused | None) -> CodesDialog:
            return CodesDialog(heading, first, {"name": (typed or {}).get("name", "")}, refused)

        return await insist(self, dialog, verb)

    @asking
    async def action_deactivate(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None or not row.active:
            return
        sentence = _("They can log in no more. What they did keeps their name.")
        heading = _("{name} leaves").format(name=row.name)

        def leave(code: str) -> bool:
            personnel.deactivate(row.id, security=code, by=by)
            return True

        if await with_code(self, heading, sentence, leave) and row.id == by.staff:
            await self.officine.action_change_person()


def facts() -> Sequence[Fact]:
    """The names of those who work here."""
    return [(_("Staff"), "\n".join(row.name for row in personnel.colleagues() if row.active))]


async def open_personnel(desk: BaseScreen[Any]) -> None:
    """Opens their list."""
    await desk.ask(PersonnelDesk())


SECTION = Section("personnel", N_("Staff"), facts, open_personnel, guide="parametres.md#personnel")
