"""Asks for a template: its name, what it is for, its text; underneath, how it reads for one client."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _
from locales.sentences import explain
from locales.words.goals import goal_name
from models.outbox.messages.campaign import Goal
from models.outbox.templates.rendering import Person, Placeholder, preview
from models.outbox.templates.verbs import TemplateRow
from models.refusals import Refused
from models.values import Centimes
from tui.communications.templates.message_text import MessageEntry, MessageField
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import ChoiceField, Field, Group, Option, TextField
from tui.terminal.inert import inert

SOMEBODY = Person("EL AMRANI", "Fatima", Centimes(125_000))
"""For whom a template is shown where nobody in particular is meant."""


@dataclass(frozen=True, slots=True)
class TemplateTyped:
    """What was typed. The goal of a template that exists stays what it is."""

    name: str
    goal: Goal
    body: str


class TemplateDialog(FormDialog[TemplateTyped]):
    """Creates a template, or edits the one given. Enter begins a new line of the text; Ctrl+S confirms.

    `person` is whose message is shown underneath; `again` and `refused`: asked once more.
    """

    HEADING = N_("New template")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "submit", N_("Save"), id="template.save"),
    ]

    def __init__(
        self,
        row: TemplateRow | None = None,
        *,
        goal: Goal = Goal.BALANCE_REMINDER,
        person: Person | None = None,
        again: TemplateTyped | None = None,
        refused: Refused | None = None,
    ) -> None:
        super().__init__(refused=refused)
        self._row = row
        self._goal = row.goal if row else goal
        self._person = person or SOMEBODY
        self._again = again

    def heading(self) -> str:
        if self._row is None:
            return super().heading()
        return _("Template: {goal}").format(goal=goal_name(self._goal))

    def fields(self) -> Sequence[Field | Group]:
        goals = tuple(Option(goal, goal_name(goal)) for goal in Goal)
        name = TextField("name", N_("Name"), required=True)
        text = MessageField("body", N_("Text"), required=True, template=True, person=self._person)
        return [name, text] if self._row else [name, ChoiceField("goal", N_("Goal"), options=goals), text]

    def start(self) -> Mapping[str, Any]:
        known = self._again or self._row
        if known is None:
            return {"goal": self._goal}
        return {"name": known.name, "body": known.body, "goal": known.goal}

    def content(self) -> ComposeResult:
        yield from super().content()
        yield Static(" ".join(f"{{{name}}}" for name in Placeholder), markup=False, classes="known")
        whose = f"{self._person.first_name} {self._person.last_name}".strip()
        yield Static(inert(_("{name} reads:").format(name=whose)), markup=False, classes="quiet")
        yield Static(markup=False, classes="reads")

    def on_mount(self) -> None:
        if self._row is not None:  # who edits a template comes for its text
            self.query_one(MessageEntry).focus()

    def show_effect(self) -> None:
        typed, shown = self.query_one(MessageEntry).text, self.query_one(".reads", Static)
        text, wrong = "", False
        if typed.strip():
            try:
                text = preview(typed, self._person).text
            except Refused as refused:
                text, wrong = explain(refused), True
        shown.set_class(wrong, "-wrong")
        shown.update(inert(text))

    def answer(self, values: dict[str, Any]) -> TemplateTyped:
        return TemplateTyped(values["name"], values.get("goal", self._goal), values["body"])
