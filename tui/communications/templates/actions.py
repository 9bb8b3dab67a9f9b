"""What is done with templates, wherever it is asked for."""

from typing import Any

from locales import _
from models.outbox.messages.campaign import Goal
from models.outbox.templates import verbs as templates
from models.outbox.templates.rendering import Person
from models.outbox.templates.verbs import TemplateChanged, TemplateRow
from models.refusals import Refused
from tui.communications.templates.dialog import TemplateDialog, TemplateTyped
from tui.frame.base import BaseScreen
from tui.frame.insist import insist


async def create_template(
    desk: BaseScreen[Any], *, goal: Goal = Goal.BALANCE_REMINDER, person: Person | None = None
) -> int | None:
    """Asks for a new template and keeps it; its number. None where somebody gave up."""
    by = desk.officine.by()

    def ask(again: TemplateTyped | None, refused: Refused | None) -> TemplateDialog:
        return TemplateDialog(goal=goal, person=person, again=again, refused=refused)

    def keep(typed: TemplateTyped) -> tuple[int, str]:
        made = templates.create(typed.name, typed.goal, typed.body, by=by)
        return made, typed.name

    done = await insist(desk, ask, keep)
    if done is None:
        return None
    desk.tell(_("{name} is kept.").format(name=done[1]))
    return done[0]


async def edit_template(
    desk: BaseScreen[Any], row: TemplateRow, *, person: Person | None = None
) -> TemplateRow | None:
    """Edits a template in place; how it is now. None where somebody gave up.

    `person` is whose message is shown while one types. Where somebody else saved it meanwhile, their text is
    not overwritten before one was told.
    """
    by, version = desk.officine.by(), row.version

    def ask(again: TemplateTyped | None, refused: Refused | None) -> TemplateDialog:
        nonlocal version
        if isinstance(refused, TemplateChanged):
            version = refused.version
        return TemplateDialog(row, person=person, again=again, refused=refused)

    def keep(typed: TemplateTyped) -> TemplateRow:
        now = templates.edit(row.id, typed.name, typed.body, version=version, by=by)
        return TemplateRow(row.id, typed.name, row.goal, row.channel, typed.body, now)

    done = await insist(desk, ask, keep)
    if done is not None:
        desk.tell(_("{name} is kept.").format(name=done.name))
    return done
