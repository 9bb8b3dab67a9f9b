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
from models.outbox.templates import verbs as templates
from models.outbox.templates.rendering import Person, example, known
from models.outbox.templates.verbs import TemplateRow
from models.refusals import Refused
from models.values import Centimes
from tui.communications.templates.message_text import MessageEntry, MessageField
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import ChoiceField, Field, Group, Option, TextField
from tui.terminal.inert import inert

SOMEBODY = Person("EL AMRANI", "Fatima", Centimes(125_000))
"""For whom a template is shown where nobody in particular is meant."""


_BEGINS_WITH_A_TEXT = (Goal.BIRTHDAY, Goal.APPOINTMENT)


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
        self._shown_for = self._goal
        self._shipped = {"", *(templates.shipped(each).body for each in Goal if templates.has_shipped(each))}

    def heading(self) -> str:
        if self._row is None:
            return super().heading()
        return _("Template: {goal}").format(goal=goal_name(self._goal))

    def fields(self) -> Sequence[Field | Group]:
        goals = tuple(Option(goal, goal_name(goal)) for goal in Goal)
        name = TextField("name", N_("Name"), required=True)
        text = MessageField(
            "body", N_("Text"), required=True, template=True, person=self._person, goal=self._goal
        )
        return [name, text] if self._row else [name, ChoiceField("goal", N_("Goal"), options=goals), text]

    def start(self) -> Mapping[str, Any]:
        kept = self._again or self._row
        if kept is None:
            return {"goal": self._goal, "body": self._shipped_for(self._goal)}
        return {"name": kept.name, "body": kept.body, "goal": kept.goal}

    @staticmethod
    def _shipped_for(goal: Goal) -> str:
        """What a new template of this goal begins with; nobody typed it, so another goal replaces it."""
        return templates.shipped(goal).body if goal in _BEGINS_WITH_A_TEXT else ""

    def content(self) -> ComposeResult:
        yield from super().content()
        yield Static(markup=False, classes="known")
        whose = f"{self._person.first_name} {self._person.last_name}".strip()
        yield Static(inert(_("{name} reads:").format(name=whose)), markup=False, classes="quiet")
        yield Static(markup=False, classes="reads")

    def on_mount(self) -> None:
        if self._row is not None:  # who edits a template comes for its text
            self.query_one(MessageEntry).focus()

    def show_effect(self) -> None:
        goal = self._goal if self._row else self.form.value("goal")
        self.query_one(".known", Static).update(" ".join(f"{{{name}}}" for name in known(goal)))
        entry = self.query_one(MessageEntry)
        if goal is not self._shown_for:
            entry.for_goal(goal)
            if self._row is None and entry.text.strip() in self._shipped:
                self.form.put("body", self._shipped_for(goal))
            self._shown_for = goal
        typed, shown = entry.text, self.query_one(".reads", Static)
        text, wrong = "", False
        if typed.strip():
            try:
                text = example(typed, goal, self._person).text
            except Refused as refused:
                text, wrong = explain(refused), True
        shown.set_class(wrong, "-wrong")
        shown.update(inert(text))

    def answer(self, values: dict[str, Any]) -> TemplateTyped:
        return TemplateTyped(values["name"], values.get("goal", self._goal), values["body"])
