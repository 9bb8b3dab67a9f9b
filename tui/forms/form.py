"""A form: fields declared as data, one below the other, or in two columns if there is room.

    form = Form((TextField("name", N_("Name"), required=True), AmountField("paid", N_("Paid"))))

`read` returns every value; or it shows what is wrong beside each field, goes to the first
of them, and returns None.
"""

from collections.abc import Iterator, KeysView, Mapping, Sequence
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
from tui.forms.layout import firsts_of, in_columns
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
"""Enter pressed before the program controls the terminal arrives as a line feed, which is Ctrl+J."""


class Form(Vertical):
    """Fields, what was typed into them, and what is wrong with it.

    | Key | Description |
    | :- | :- |
    | enter, down, tab | Go to the next field; enter on the last one posts `Submitted`. |
    | up, shift+tab | Go to the previous field. |
    | pagedown, pageup | Go to the first field of the next group, or of the one before. |

    Args:
        fields: the fields, with a `Group` before those that belong together.
        values: the first values, by field; an absent one is empty.
        enter_submits: whether Enter submits from any field.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
    ]

    class Changed(Message):
        """The value of a field changed, by typing or by `put`."""

        def __init__(self, form: "Form", name: str) -> None:
            super().__init__()
            self.form = form
            self.name = name

        @property
        def control(self) -> "Form":
            return self.form

    class Submitted(Message):
        """Enter was pressed on the last field, or on any if `enter_submits`."""

        def __init__(self, form: "Form") -> None:
            super().__init__()
            self.form = form

        @property
        def control(self) -> "Form":
            return self.form

    class Beyond(Message):
        """A key that moves by `step`, or by group, was pressed where no field follows that way."""

        def __init__(self, form: "Form", step: int, *, by_group: bool) -> None:
            super().__init__()
            self.form = form
            self.step = step
            self.by_group = by_group

    WIDE: ClassVar[int] = 110
    """From this width of the form on (cells), it has two columns if it has groups."""

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
        """Doubted values that the person confirmed."""
        self._untaken_at: set[str] = set()
        """The fields beside which untaken input is reported."""

    def compose(self) -> ComposeResult:
        # The usual width, so that the form is laid out only once.
        self.set_class(not self.screen.is_modal and self.app.size.width >= Form.WIDE, "-wide")
        for number, column in enumerate(in_columns(self._declared)):
            with Vertical(classes="form-column" if number else "form-column -first"):
                yield from self._parts(column)

    def _parts(self, column: Sequence[Field | Group]) -> Iterator[Widget]:
        # Classes instead of `:first-of-type`: with that in a style sheet, each mount styles all neighbours
        # again.
        first = True
        for part in column:
            if isinstance(part, Field):
                yield self._lines[part.name]
            elif part.label:
                yield Heading(part, first=first)
                first = False

    def on_mount(self) -> None:
        # The screen would scroll to the first field before it knows that the field is visible.
        chain = self.screen.focus_chain
        if (
            self.screen.focused is None
            and self.screen.AUTO_FOCUS == "*"
            and chain
            and self in chain[0].ancestors
        ):
            self.screen.set_focus(chain[0], scroll_visible=False)

    def value(self, name: str, default: Any = None) -> Any:
        """The present value of a field, even a hidden one; `default` if it cannot be read."""
        try:
            return self._lines[name].entry.read()
        except Refused:
            return default

    def read(self) -> dict[str, Any] | None:
        """Every value by name; a hidden field is empty. None after showing what is wrong."""
        values, wrong = self.readable()
        # Faults of the last try do not apply to this one.
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
        """The text of each field, right or wrong, for a draft. Codes are left out."""
        return {
            name: line.entry.typed
            for name, line in self._lines.items()
            if not isinstance(line.field, CodeField)
        }

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Restores a draft."""
        for name in typed.keys() & self._lines.keys():
            self._lines[name].entry.retype(typed[name])

    @property
    def touched(self) -> set[str]:
        """The fields with another value than at the start."""
        return {name for name, typed in self.typed().items() if typed != self._at_start[name]}

    @property
    def changed(self) -> bool:
        """Whether there is unsaved input."""
        return bool(self.touched)

    def settle(self, values: Mapping[str, Any] | None = None) -> None:
        """Makes these values, or the present ones, the start: they were saved."""
        for name, value in (values or {}).items():
            self.put(name, value)
        self._at_start = self.typed()
        self.clear_faults()

    def doubts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The questions about these values, by field: only about what was typed here and not asked before."""
        asked = {
            name: self._lines[name].field.doubt(values[name])
            for name in self.touched & values.keys()
            if name not in self._meant or self._meant[name] != self._lines[name].entry.typed
        }
        return {name: asked[name] for name in self._lines if asked.get(name)}

    def mean(self) -> None:
        """The person confirmed the doubted values: they are not asked about again."""
        self._meant = self.typed()

    def fault(self, name: str, sentence: str) -> bool:
        """Shows what is wrong beside a field and goes there. False if no such field is visible."""
        line = self._lines.get(name)
        if line is None or not line.display:
            return False
        line.say(sentence)
        self.go_to(name)
        return True

    def say(self, name: str, sentence: str) -> None:
        """Shows what is wrong beside a field; the cursor stays where it is."""
        self._lines[name].say(sentence)

    def refuse(self, refused: Refused) -> bool:
        """Shows a refusal beside the field it names. False if it names none of these."""
        return self.fault(getattr(refused, "field", ""), explain(refused))

    def says(self, sentence: str) -> bool:
        """Whether this sentence is shown beside a visible field."""
        return any(line.fault == sentence for line in self._in_sight())

    def faults(self, wrong: Mapping[str, Refused]) -> None:
        """Shows all of them, and goes to the first."""
        self.clear_faults()
        for name in reversed([name for name in self._lines if name in wrong]):
            self.fault(name, explain(wrong[name]))

    def clear_faults(self) -> None:
        for line in self._lines.values():
            line.say("")

    def label(self, name: str) -> str:
        """The label of a field, not translated yet."""
        return self._lines[name].field.label

    def aside(self, name: str, text: str) -> None:
        """Shows a dimmed text at the right of a field."""
        self._lines[name].aside = text

    def reveal(self, name: str, shown: bool = True) -> None:
        """Shows or hides a field that has a meaning only for some values of another."""
        self._lines[name].display = shown

    def go_to(self, name: str, *, scroll: bool = True) -> None:
        """Focuses a field at once, so that keys typed ahead go to it."""
        if self.is_attached:
            self.screen.set_focus(self._lines[name].entry, scroll_visible=scroll)

    @property
    def names(self) -> KeysView[str]:
        """The fields, from the first to the last."""
        return self._lines.keys()

    def fault_of(self, name: str) -> str:
        """What is said to be wrong with a field; empty for nothing."""
        return self._lines[name].fault

    def aside_of(self, name: str) -> str:
        """The dimmed text beside a field."""
        return self._lines[name].aside

    @property
    def at(self) -> str:
        """The name of the field that has the focus, or empty."""
        # The screen knows at once; the field itself hears of it later.
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
        if not self._step(step):
            self.post_message(self.Beyond(self, step, by_group=False))

    def on_key(self, event: events.Key) -> None:
        # Not a binding, as the key bar shows Enter with the name of what the screen does at the end.
        if event.key in _ENTER:
            event.stop()
            if not self._says_untaken():
                self.next()

    def _says_untaken(self) -> bool:
        """Repeats beside a choice that letters typed there matched no option."""
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
        firsts = list(firsts_of(self._declared))
        here = max((n for n, name in enumerate(firsts) if self._before(name, self.at)), default=0)
        if 0 <= here + step < len(firsts):
            self.go_to(firsts[here + step])
        else:
            self.post_message(self.Beyond(self, step, by_group=True))

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
        """Reports it beside the field, which stays unchanged."""
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
        """Near the start, scrolls to the start with its heading."""
        line = self._lines.get(self.at)
        if line is not None and isinstance(line.parent, Widget):
            bottom = line.parent.virtual_region.y + line.virtual_region.bottom
            if bottom <= self.size.height:
                self.scroll_home(animate=False)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= self.WIDE, "-wide")
