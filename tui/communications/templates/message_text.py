"""The text of a message, typed on several lines, with what it costs underneath as one types.

    MessageField("body", N_("Text"))                        a text that leaves as it is
    MessageField("body", N_("Text"), template=True)         one with {client}, {solde} … left open

In a form it is a field like any other. Alone, `MessageEntry(MessageField(…))` is mounted on a screen and says
`Entry.Edited`; `for_person` counts the text as one client would get it.
"""

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from locales import N_, _
from models.outbox import rules
from models.outbox.channels.registry import MAIN, rules_of
from models.outbox.messages.campaign import Goal
from models.outbox.templates import rendering
from models.outbox.templates.rendering import Person, Placeholder
from models.refusals import Missing, Refused, TooLong
from tui.communications.templates.cost import cost, simplified, too_long
from tui.dialogs.choose import ChooseDialog, Way
from tui.forms.entries import entry_for
from tui.forms.entry import Entry
from tui.forms.fields import NoteField
from tui.forms.note import NoteEntry
from tui.frame.base import BaseScreen, asking
from tui.terminal.inert import inert

_OVER = "-over"
_AT_THE_EDGES = 4
"""Cells of its line that are left free beside what a border says."""


@dataclass(frozen=True)
class MessageField(NoteField):
    """A message's text. Empty is ""; refused are control characters and, of a text that is no template, more
    characters than the settings allow (sms-150)."""

    lines: int = 5
    template: bool = False
    """Whether names and amounts may be left open; what nobody knows how to fill in is then refused."""
    person: Person | None = None
    """For whom a template is filled in when it is counted; without one, braces count as they stand."""
    goal: Goal = Goal.CUSTOM
    """What the template is for: it says what may be left open."""


@entry_for.register
def _message(field: MessageField) -> Entry:
    return MessageEntry(field)


class MessageEntry(NoteEntry):
    """Where it is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f4",
            "insert",
            N_("Insert"),
            id="message.insert",
            tooltip=N_("The client's name, balance, the date…"),
        ),
        Binding(
            "f8",
            "fold",
            N_("Simplify"),
            id="message.fold",
            tooltip=N_("ç ê ’ become c e ': the SMS costs less"),
        ),
    ]

    field: MessageField

    def __init__(self, field: MessageField) -> None:
        super().__init__(field)
        self.styles.height = field.lines + 1  # the last line is the cost
        self._person = field.person
        self._goal = field.goal
        self._longest = rules.sending_rules().longest
        self.border_subtitle = self._cost()

    def for_person(self, person: Person | None) -> None:
        """Counts the text as this client would get it."""
        self._person = person
        self._count()

    def for_goal(self, goal: Goal) -> None:
        """Checks and counts the template as one for this goal."""
        self._goal = goal
        self._count()

    @property
    def reads(self) -> str:
        """The text as it would leave; as typed where it cannot be filled in."""
        if self.field.template and self._person is not None and self.text.strip():
            try:
                return rendering.example(self.text, self._goal, self._person).text
            except Refused:
                return self.text
        return unicodedata.normalize("NFC", self.text).strip()

    def read(self) -> str:
        if not self.text.strip():
            if self.field.required:
                raise Missing(self.field.name)
            return ""
        if self.field.template:
            return rendering.checked(self.text, self._goal)
        text = rendering.checked_text(self.text)
        if too_long(text, self._longest):
            raise TooLong(self.field.name, len(text), self._longest)
        return text

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        self._count()

    def _count(self) -> None:
        self.border_subtitle = self._cost()
        self.set_class(too_long(self.reads, self._longest), _OVER)

    def _cost(self) -> Text:
        return Text(inert(cost(self.reads, self._longest, self.size.width - _AT_THE_EDGES)))

    def on_resize(self) -> None:
        self._count()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.field.template if action == "insert" else super().check_action(action, parameters)

    @asking
    async def action_insert(self) -> None:
        person = self._person
        names = rendering.known(self._goal)
        ways = [Way(f"{{{name}}}", f"{{{name}}}", _filled(name, self._goal, person)) for name in names]
        chosen = await _place(self).ask(ChooseDialog(_("Insert"), "", ways))
        if chosen is not None:
            self.insert(chosen)

    def action_fold(self) -> None:
        before = unicodedata.normalize("NFC", self.text)
        after, said = simplified(before)
        if after != self.text:
            self._put(after)
        _place(self).tell(said)

    def _put(self, folded: str) -> None:
        """In one step, which Ctrl+Z takes back; the cursor stays behind the same letter."""
        before = self.document.get_text_range((0, 0), self.cursor_location)
        *above, line = rules_of(MAIN).fold(before).split("\n")
        self.replace(folded, (0, 0), self.document.end)
        self.move_cursor((len(above), len(line)))


def _place(entry: MessageEntry) -> BaseScreen[object]:
    place = entry.screen
    assert isinstance(place, BaseScreen)
    return place


def _filled(name: Placeholder, goal: Goal, person: Person | None) -> str:
    return rendering.example(f"{{{name}}}", goal, person).text if person else ""
