"""A choice of one option: ← → or Space move on, letters go to the option that
begins with them (typeahead).
"""

from typing import Any, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from locales import N_
from models.refusals import Missing
from models.store.search.folding import loose
from tui.forms.fields import NOT_CHOSEN, ChoiceField
from tui.forms.untaken import Untaken
from tui.terminal.inert import inert

_GAP = "  "


class ChoiceEntry(Untaken, can_focus=True):
    """All options on one line if they fit, the chosen one in brackets; else only the chosen one."""

    COMPONENT_CLASSES = {"choice--chosen", "choice--other", "choice--typed"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", N_("Next choice"), id="field.next_choice", show=False),
        Binding("left", "step(-1)", N_("Previous choice"), id="field.previous_choice", show=False),
        Binding("home", "choose(0)", show=False),
        Binding("end", "choose(-1)", show=False),
        Binding("backspace,delete", "forget", show=False),
    ]

    chosen: reactive[int] = reactive(0)

    def __init__(self, field: ChoiceField) -> None:
        super().__init__()
        self.kind = field
        self.field = field
        self._sought = ""
        self.options = tuple(option for option in field.options if option.offered)

    def render(self) -> Text:
        others = self.get_component_rich_style("choice--other", partial=True)
        line = self._line(range(len(self.options)))
        if cell_len(line.plain) > self.size.width:
            line = self._line([self.chosen])
            line.append(f"{_GAP}{self.chosen + 1}/{len(self.options)}", others)
        return line

    def _line(self, numbers: Any) -> Text:
        line = Text(no_wrap=True, end="")
        for number in numbers:
            label = inert(self.options[number].label)
            if number == self.chosen:
                line.append(f"‹{label}›", self.get_component_rich_style("choice--chosen", partial=True))
            else:
                line.append(f" {label} ", self.get_component_rich_style("choice--other", partial=True))
        return line

    def watch_chosen(self) -> None:
        self.forget_untaken()
        self.said()

    def takes(self, letter: str) -> bool:
        return self._seek(letter)

    def on_blur(self) -> None:
        self._sought = ""

    def _seek(self, letter: str) -> bool:
        """Letters typed one after the other narrow the search; a letter that matches nothing starts a new
        one from the next option.
        """
        longer = self._sought + letter
        if self._go_to(longer, self.chosen):
            self._sought = longer
            return True
        self._sought = letter
        return self._go_to(letter, self.chosen + 1)

    def _go_to(self, sought: str, first: int) -> bool:
        wanted, count = loose(sought), len(self.options)
        for number in (*range(first, count), *range(min(first, count))):
            words = loose(self.options[number].label)
            if wanted and (words.startswith(wanted) or f" {wanted}" in words):
                self.chosen = number
                return True
        return False

    def action_step(self, step: int) -> None:
        self._sought = ""
        self.forget_untaken()
        self.chosen = (self.chosen + step) % len(self.options)

    def action_choose(self, number: int) -> None:
        self._sought = ""
        self.forget_untaken()
        self.chosen = number % len(self.options)

    def action_forget(self) -> None:
        """Forgets what was typed and not taken; without that, goes to the first option."""
        if self._untaken:
            self._sought = ""
            self.forget_untaken()
        else:
            self.action_choose(0)

    def read(self) -> Any:
        self.check_taken()
        value = self.options[self.chosen].value
        if value == NOT_CHOSEN or (value is None and self.kind.required):
            raise Missing(self.kind.name)
        return value

    def put(self, value: Any) -> None:
        self._show(value)
        for number, option in enumerate(self.options):
            if option.value == value:
                self.chosen = number

    def _show(self, value: Any) -> None:
        """What was chosen before is among the options from here on, even if it is no longer offered."""
        among = {option.value for option in self.options} | {value}
        options = tuple(option for option in self.kind.options if option.value in among)
        if options != self.options:
            now = self.options[self.chosen]
            self.options = options
            self.set_reactive(ChoiceEntry.chosen, options.index(now))
            self.refresh()

    @property
    def typed(self) -> Any:
        return self.options[self.chosen].value

    def retype(self, typed: Any) -> None:
        self.put(typed)
