"""The texts that are sent again and again."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _
from locales.words.goals import goal_name
from models.outbox.templates import verbs as templates
from models.outbox.templates.verbs import TemplateRow
from models.store.connection import persevere
from tui.communications.templates.actions import create_template, edit_template
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen, asking
from tui.parts.short_list import ShortListDesk
from tui.settings.section import Fact, Section
from tui.widgets.columns import Column, on_one_line


class TemplatesDesk(ShortListDesk[TemplateRow]):
    """Those in use, by name."""

    PURPOSE = N_("The texts that are sent again and again.")
    GUIDE = "parametres-sms.md#modèles-sms"
    TITLE = N_("SMS templates")
    EMPTY = N_("Templates will be here. F2 creates the first one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "retire", N_("Retire"), id="templates.retire", tooltip=N_("Out of the lists")),
    ]

    def columns(self) -> Sequence[Column[TemplateRow]]:
        return [
            Column("name", N_("Name"), lambda row: row.name, 24),
            Column("goal", N_("Goal"), lambda row: goal_name(row.goal), 19, style=lambda row: "quiet"),
            Column("body", N_("Text"), lambda row: on_one_line(row.body), 20, grows=1),
        ]

    def now(self) -> Sequence[TemplateRow]:
        return templates.available()

    @asking
    async def action_create(self) -> None:
        self.go_to(await create_template(self))

    @asking
    async def action_edit(self) -> None:
        if self.current is not None:
            await edit_template(self, self.current)

    @asking
    async def action_retire(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return
        sentence = _("It can no longer be chosen. What was sent with it stays in the history.")
        heading = _("Retire {name}").format(name=row.name)
        if await self.ask(ChooseDialog(heading, sentence, [Way("retire", _("Confirm"))])) is not None:
            persevere(templates.retire, row.id, version=row.version, by=by)
            self.read_again()
            self.tell(_("{name} is retired.").format(name=row.name))


def facts() -> Sequence[Fact]:
    """Their names."""
    return [(_("Templates"), "\n".join(row.name for row in templates.available()))]


async def open_templates(desk: BaseScreen[Any]) -> None:
    """Opens the list."""
    await desk.ask(TemplatesDesk())


SECTION = Section(
    "templates", N_("SMS templates"), facts, open_templates, guide="parametres-sms.md#modèles-sms"
)
