"""Ctrl+P: any command of the screen, found by its name."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from locales import N_
from tui.dialogs.find import Entry, FindDialog
from tui.frame.keys import Command, commands


class Palette(FindDialog[Command]):
    """The commands of the screen beneath: type a part of a name, Enter does it."""

    HEADING = N_("Menu")
    PLACEHOLDER = N_("Name of a command")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Do it"), id="palette.choose"),
    ]

    def __init__(self, about: Screen[object]) -> None:
        every = commands(about.active_bindings.values())
        found = [each for each in every if each.enabled and each.id != "palette"]
        # The commands of the key bar come first, moves in a list last.
        found.sort(key=lambda each: (not each.shown, each.id.startswith("rows.")))
        super().__init__([Entry(each, each.name, " ".join(each.keys), each.explanation) for each in found])
