"""A list narrowed by a few letters as they are typed: Enter chooses the entry under the cursor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from locales import N_, _
from models.store.search.folding import loose
from tui.frame.base import Dialog
from tui.widgets.search import SearchField

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Entry(Generic[Found]):
    """An entry of the list. Texts are in the user's language."""

    value: Found
    name: str
    beside: str = ""
    """What stands behind the name: its keys, its group."""
    also: str = ""
    """What it is found by besides its name."""


class FindDialog(Dialog[Found]):
    """Asks for one thing of many by a part of its name, whatever its accents. Those that begin so are first.

    | Key | Description |
    | :- | :- |
    | up, down | Move the cursor. |
    | enter | Answer with the value of the entry under the cursor. |
    | escape | Answer None. |
    """

    PLACEHOLDER: ClassVar[str] = ""
    """What is to be typed, marked with `N_`."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("enter", "choose", N_("Choose"), id="find.choose"),
    ]

    def __init__(self, entries: Sequence[Entry[Found]]) -> None:
        super().__init__()
        self._entries = self._found = entries

    def content(self) -> ComposeResult:
        yield SearchField(_(self.PLACEHOLDER))
        choices = OptionList(*map(_option, self._entries), compact=True, markup=False)
        choices.can_focus = False
        yield choices

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = 0

    @on(Input.Changed)
    def find(self, event: Input.Changed) -> None:
        self._found = self.matching(event.value)
        choices = self.query_one(OptionList)
        choices.clear_options()
        choices.add_options(map(_option, self._found))
        choices.highlighted = 0 if self._found else None

    def matching(self, text: str) -> Sequence[Entry[Found]]:
        """The entries for what was typed, the best first."""
        return found(self._entries, text)

    def action_move(self, step: int) -> None:
        choices = self.query_one(OptionList)
        if self._found:
            choices.highlighted = ((choices.highlighted or 0) + step) % len(self._found)

    def action_choose(self) -> None:
        chosen = self.query_one(OptionList).highlighted
        if chosen is None:
            self.warn(_("Nothing is called so."))
        else:
            self.dismiss(self._found[chosen].value)


def found(entries: Sequence[Entry[Found]], text: str) -> list[Entry[Found]]:
    """The entries that hold every word typed: those whose name begins with it, those of which a word does,
    then the others, each in their order. Signs alone find nothing.
    """
    words = loose(text).split()
    if text.strip() and not words:
        return []
    matching = [each for each in entries if all(word in loose(f"{each.name} {each.also}") for word in words)]
    return sorted(matching, key=lambda each: _how_far(loose(each.name), words))


def _how_far(name: str, words: Sequence[str]) -> int:
    """0 for the best match."""
    if not words or name.startswith(" ".join(words)):
        return 0
    return 1 if any(part.startswith(words[0]) for part in name.split()) else 2


def _option(entry: Entry[Found]) -> Option:
    line = Text(entry.name)
    line.append(f"  {entry.beside}", "bold")
    return Option(line)
