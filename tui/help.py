"""F1: every key of the screen one is on, with what it does."""

from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from locales import N_
from tui.base import Dialog
from tui.inert import inert
from tui.keys import Command, commands


class Help(Dialog[None]):
    """The keys of the screen beneath."""

    HEADING = N_("Keys")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "cancel", N_("Close"), id="help.close"),
    ]

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self.page = _page(commands(about.active_bindings.values()))
        """What is shown."""

    def content(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(self.page, markup=False)


def _page(every: list[Command]) -> Text:
    names = [" ".join(command.keys) for command in every]
    width = max(map(cell_len, names), default=0)
    page = Text()
    for name, command in zip(names, every, strict=True):
        page.append(name + " " * (width - cell_len(name)), "bold")
        explained = f" — {command.explanation}" if command.explanation else ""
        page.append(f"  {inert(command.name + explained)}\n")
    page.rstrip()
    return page
