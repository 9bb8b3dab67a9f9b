"""A form: fields declared as data, asked one below the other, or in two columns where there is room.

    form = Form((TextField("name", N_("Name"), required=True), AmountField("paid", N_("Paid"))))

Enter, ↓ and Tab go to the next field, ↑ back; Enter on the last one says `Form.Submitted`. `read` gives every
value, or shows what is wrong beside each field, goes to the first of them and gives None.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from locales import _
from locales.sentences import explain
from models.refusals import Refused
from tui.forms.entry import Entry
from tui.forms.fields import (
    AmountField,
    CheckField,
    ChoiceField,
    CodeField,
    DateField,
    Field,
    Group,
    NoteField,
    Option,
    Percentage,
    PhoneField,
    TextField,
)
from tui.forms.form_line import Heading, Line
from tui.forms.untaken import NotAChoice

__all__ = [
    "AmountField",
    "CheckField",
    "ChoiceField",
    "CodeField",
    "DateField",
    "Field",
    "Form",
    "Group",
    "NoteField",
    "Option",
    "Percentage",
    "PhoneField",
    "TextField",
]

_ENTER = ("enter", "ctrl+j")
"""Enter typed before the terminal is ours arrives as a line feed, which is Ctrl+J."""
WIDE = 110
"""From this many cells on, a form with groups stands in two columns."""
_ONE_COLUMN = 10
"""A form of so few lines stays in one column."""


class Form(Vertical):
    """Fields, what was typed into them, and what is wrong with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
    ]

    class Changed(Message):
        """What stands in a field changed: by typing or by `put`."""

        def __init__(self, form: "Form", name: str) -> None:
            super().__init__()
            self.form = form
            self.name = name

        @property
        def control(self) -> "Form":
            return self.form

    class Submitted(Message):
        """Enter on the last field, or on any where the form was made so."""

        def __init__(self, form: "Form") -> None:
            super().__init__()
            self.form = form

        @property
        def control(self) -> "Form":
            return self.form

    def __init__(
        self,
        fields: Sequence[Field | Group],
        values: Mapping[str, Any] | None = None,
        *,
        enter_submits: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._declared = tuple(fields)
        self._enter_submits = enter_submits
        width = max((cell_len(_(field.label)) for field in fields if isinstance(field, Field)), default=0)
        self._lines = {field.name: Line(field, width + 3) for field in fields if isinstance(field, Field)}
        for name, line in self._lines.items():
            line.entry.put((values or {}).get(name, line.field.empty))
        self._at_start = self.typed()
        self._meant: dict[str, Any] = {}
        """What stood in fields that were doubted, and is meant all the same."""
        self._untaken_at: set[str] = set()
        """Where it is said that something was not taken."""

    def compose(self) -> ComposeResult:
        # Most often right from the start, so that nothing is laid out twice.
        self.set_class(not self.screen.is_modal and self.app.size.width >= WIDE, "-wide")
        for number, column in enumerate(_columns(self._declared)):
            with Vertical(classes="form-column" if number else "form-column -first"):
                yield from self._parts(column)

    def _parts(self, column: Sequence[Field | Group]) -> Iterator[Widget]:
        # Classes, not `:first-of-type`: with one of those in a sheet, each mount styles all neighbours again.
        first = True
        for part in column:
            if isinstance(part, Group):
                yield Heading(part, first=first)
                first = False
            else:
                yield self._lines[part.name]

    def on_mount(self) -> None:
        # The screen would scroll to the first field before it knows that it is in sight.
        chain = self.screen.focus_chain
        if (
            self.screen.focused is None
            and self.screen.AUTO_FOCUS == "*"
            and chain
            and self in chain[0].ancestors
        ):
            self.screen.set_focus(chain[0], scroll_visible=False)

    def value(self, name: str, default: Any = None) -> Any:
        """What one field holds now, hidden ones included; `default` where it cannot be read."""
        try:
            return self._lines[name].entry.read()
        except Refused:
            return default

    def read(self) -> dict[str, Any] | None:
        """Every value by name; a hidden field is empty. None after showing what is wrong."""
        values, wrong = self.readable()
        # What was said of the last try is not of this one.
        self.faults(wrong)
        return None if wrong else values

    def readable(self) -> tuple[dict[str, Any], dict[str, Refused]]:
        """The values that can be read, and the refusals of the others."""
        values: dict[str, Any] = {}
        wrong: dict[str, Refused] = {}
        for name, line in self._lines.items():
            try:
                values[name] = line.entry.read() if line.display else line.field.empty
            except Refused as refused:
                wrong[name] = refused
        return values, wrong

    def put(self, name: str, value: Any) -> None:
        """Shows a value in a field."""
        self._lines[name].entry.put(value)

    def typed(self) -> dict[str, Any]:
        """What stands in each field, right or wrong, for a draft. Codes are left out."""
        return {
            name: line.entry.typed
            for name, line in self._lines.items()
            if not isinstance(line.field, CodeField)
        }

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Puts a draft back."""
        for name in typed.keys() & self._lines.keys():
            self._lines[name].entry.retype(typed[name])

    @property
    def touched(self) -> set[str]:
        """The fields that hold something else than at the start."""
        return {name for name, typed in self.typed().items() if typed != self._at_start[name]}

    @property
    def changed(self) -> bool:
        """Whether anything was typed that is not saved."""
        return bool(self.touched)

    def settle(self, values: Mapping[str, Any] | None = None) -> None:
        """Takes these values, or what stands here now, as the start: it was saved."""
        for name, value in (values or {}).items():
            self.put(name, value)
        self._at_start = self.typed()
        self.clear_faults()

    def doubts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """What is to be asked about these values, by field: of what was typed here, and not asked yet."""
        asked = {
            name: self._lines[name].field.doubt(values[name])
            for name in self.touched & values.keys()
            if name not in self._meant or self._meant[name] != self._lines[name].entry.typed
        }
        return {name: asked[name] for name in self._lines if asked.get(name)}

    def mean(self) -> None:
        """What stands in the fields is meant: nothing is asked about it again."""
        self._meant = self.typed()

    def fault(self, name: str, sentence: str) -> bool:
        """Says what is wrong beside a field and goes there. False where there is no such field in sight."""
        line = self._lines.get(name)
        if line is None or not line.display:
            return False
        line.say(sentence)
        self.go_to(name)
        return True

    def refuse(self, refused: Refused) -> bool:
        """Says a refusal beside the field it names. False where it names none of these."""
        return self.fault(getattr(refused, "field", ""), explain(refused))

    def says(self, sentence: str) -> bool:
        """Whether this is said beside one of the fields in sight."""
        return any(line.fault == sentence for line in self._in_sight())

    def faults(self, wrong: Mapping[str, Refused]) -> None:
        """Says all of them, and goes to the first."""
        self.clear_faults()
        for name in reversed([name for name in self._lines if name in wrong]):
            self.fault(name, explain(wrong[name]))

    def clear_faults(self) -> None:
        for line in self._lines.values():
            line.say("")

    def label(self, name: str) -> str:
        """What a field is called, to be translated."""
        return self._lines[name].field.label

    def aside(self, name: str, text: str) -> None:
        """Says something quietly at the right of a field."""
        self._lines[name].aside = text

    def reveal(self, name: str, shown: bool = True) -> None:
        """Shows or hides a field that has a meaning only with another's value."""
        self._lines[name].display = shown

    def go_to(self, name: str) -> None:
        """Gives a field the focus, at once: what was typed ahead belongs to it."""
        if self.is_attached:
            self.screen.set_focus(self._lines[name].entry)

    @property
    def at(self) -> str:
        """The name of the field that has the focus, or empty."""
        # The screen knows at once; the field itself only hears of it later.
        focused = self.screen.focused if self.is_attached else None
        return next((name for name, line in self._lines.items() if line.entry is focused), "")

    def _in_sight(self) -> list[Line]:
        return [line for line in self._lines.values() if line.display]

    def _step(self, step: int) -> bool:
        lines, at = self._in_sight(), self.at
        here = next((number for number, line in enumerate(lines) if line.field.name == at), None)
        if here is None or not 0 <= here + step < len(lines):
            return False
        self.go_to(lines[here + step].field.name)
        return True

    def action_move(self, step: int) -> None:
        self._step(step)

    def on_key(self, event: events.Key) -> None:
        # No binding: on the screen's key bar Enter bears the name of what the screen does at the end.
        if event.key in _ENTER:
            event.stop()
            if not self._says_untaken():
                self.next()

    def _says_untaken(self) -> bool:
        """Where letters were typed at a choice and were none of it, they are said once more, and stay so."""
        name = self.at
        untaken = self._lines[name].entry.untaken if name else ""
        if untaken:
            self.fault(name, explain(NotAChoice(name, untaken)))
        return bool(untaken)

    def next(self) -> None:
        """What Enter does."""
        if self._enter_submits or not self._step(1):
            self.post_message(self.Submitted(self))

    def action_turn(self, step: int) -> None:
        """To the first field of the next group, or of the one before."""
        firsts = list(_firsts(self._declared))
        here = max((n for n, name in enumerate(firsts) if self._before(name, self.at)), default=0)
        if 0 <= here + step < len(firsts):
            self.go_to(firsts[here + step])

    def _before(self, name: str, other: str) -> bool:
        names = list(self._lines)
        return other in names and names.index(name) <= names.index(other)

    @on(Entry.Edited)
    def edited(self, event: Entry.Edited) -> None:
        event.stop()
        name = event.entry.field.name
        line = self._lines[name]
        if event.entry.untaken:
            line.say(explain(NotAChoice(name, event.entry.untaken)))
            self._untaken_at.add(name)
            return
        if name in self._untaken_at:
            self._untaken_at.discard(name)
            line.say("")
        line.edited()
        self.post_message(self.Changed(self, event.entry.field.name))

    @on(Entry.Full)
    def full(self, event: Entry.Full) -> None:
        """Beside the field, which stays as it was."""
        event.stop()
        self._lines[event.entry.field.name].say(explain(event.why))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        entry = event.widget
        if isinstance(entry, Entry) and entry.is_attached:
            try:
                entry.tidy()
            except Refused as refused:
                self._lines[entry.field.name].say(explain(refused))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if self.scroll_y:
            self.call_after_refresh(self._back_to_start)

    def _back_to_start(self) -> None:
        """Near the start the whole start is shown, with its heading."""
        line = self._lines.get(self.at)
        if line is not None and isinstance(line.parent, Widget):
            bottom = line.parent.virtual_region.y + line.virtual_region.bottom
            if bottom <= self.size.height:
                self.scroll_home(animate=False)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")


def _columns(parts: Sequence[Field | Group]) -> Iterator[Sequence[Field | Group]]:
    """All in one column, or cut before the group that leaves the two halves most alike."""
    starts = [number for number, part in enumerate(parts) if isinstance(part, Group) and number]
    if len(parts) <= _ONE_COLUMN or not starts:
        yield parts
        return
    cut = min(starts, key=lambda start: abs(_height(parts[:start]) - _height(parts[start:])))
    yield parts[:cut]
    yield parts[cut:]


def _height(parts: Iterable[Field | Group]) -> int:
    return sum(getattr(part, "lines", 1 if isinstance(part, Field) else 2) for part in parts)


def _firsts(parts: Sequence[Field | Group]) -> Iterator[str]:
    """The first field, and the first of each group."""
    waiting = True
    for part in parts:
        if isinstance(part, Group):
            waiting = True
        elif waiting:
            waiting = False
            yield part.name
