"""Ctrl+P: any command of the screen, found by its name."""

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from locales import N_, _
from models.store.search.folding import loose
from models.store.text import limit_of
from tui.frame.base import Dialog
from tui.frame.keys import Command, commands
from tui.widgets.one_line import OneLine


class Palette(Dialog[None]):
    """The commands of the screen beneath: type a part of a name, Enter does it."""

    HEADING = N_("Menu")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("enter", "choose", N_("Do it"), id="palette.choose"),
    ]

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        every = commands(about.active_bindings.values())
        found = [each for each in every if each.enabled and each.id != "palette"]
        # The commands of the key bar come first, moves in a list last.
        self._commands = sorted(found, key=lambda each: (not each.shown, each.id.startswith("rows.")))
        self._found = self._commands

    def content(self) -> ComposeResult:
        yield OneLine(_("Name of a command"), select_on_focus=False, max_length=limit_of("search"))
        choices = OptionList(*map(_option, self._commands), compact=True, markup=False)
        choices.can_focus = False
        yield choices

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = 0

    @on(Input.Changed)
    def find(self, event: Input.Changed) -> None:
        words = loose(event.value).split()
        nothing = bool(event.value.strip()) and not words
        self._found = [
            command
            for command in self._commands
            if not nothing and all(word in loose(f"{command.name} {command.explanation}") for word in words)
        ]
        choices = self.query_one(OptionList)
        choices.clear_options()
        choices.add_options(map(_option, self._found))
        choices.highlighted = 0 if self._found else None

    def action_move(self, step: int) -> None:
        choices = self.query_one(OptionList)
        if self._found:
            choices.highlighted = ((choices.highlighted or 0) + step) % len(self._found)

    @on(Input.Submitted)
    async def action_choose(self) -> None:
        chosen = self.query_one(OptionList).highlighted
        self.dismiss(None)
        if chosen is not None:
            command = self._found[chosen]
            self.app.call_later(self.app.run_action, command.action, command.node)


def _option(command: Command) -> Option:
    line = Text(command.name)
    line.append(f"  {' '.join(command.keys)}", "bold")
    return Option(line)
