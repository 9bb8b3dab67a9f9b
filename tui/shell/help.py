"""F1: what the screen is for, then all its keys, by group. Pressing one of them does it."""

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from locales import N_, _
from tui.dialogs.detail import DetailDialog
from tui.frame.base import STYLES, BaseScreen
from tui.frame.keys import Command, Group, commands
from tui.terminal.inert import inert
from tui.widgets.columns import fit
from tui.widgets.text_lines import Line, wrapped

_HEADINGS = {
    Group.HERE: N_("Where the cursor is"),
    Group.SCREEN: N_("On this screen"),
    Group.MOVING: N_("Moving about"),
    Group.EVERYWHERE: N_("Everywhere"),
}
_WIDEST = 18
"""Cells for the keys of a command; more keys are shown above its name."""


class Help(DetailDialog):
    """The keys of the screen beneath."""

    CSS_PATH = STYLES / "fiche.tcss"
    HEADING = N_("Keys")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "cancel", N_("Close"), id="help.close"),
        Binding("f1", "app.guide", N_("Guide"), id="guide", tooltip=N_("The page about this screen")),
    ]

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self._commands = commands(about.active_bindings.values())
        self._purpose = about.purpose() if isinstance(about, BaseScreen) else ""

    def drawing(self, width: int) -> list[Line]:
        lines: list[Line] = [[(line, "plain")] for line in wrapped(self._purpose, width) if line]
        lines += [
            [(line, "quiet")]
            for line in wrapped(_("Press a key of this list to do it; F1 again opens the guide."), width)
        ]
        for group, heading in _HEADINGS.items():
            listed = [each for each in self._commands if each.group is group and each.keys]
            if listed:
                lines += [[], [(_(heading), "strong")], *_listed(listed, width)]
        return lines

    def on_key(self, event: events.Key) -> None:
        """A key of the screen beneath closes this and does what it does there."""
        if event.key in self.active_bindings:
            return
        meant = next((each for each in self._commands if each.enabled and event.key in each.pressed), None)
        if meant is not None:
            event.stop()
            self.dismiss(None)
            self.app.call_later(self.app.run_action, meant.action, meant.node)


def _listed(listed: list[Command], width: int) -> Iterator[Line]:
    """The keys, then what they do; what is explained goes on below where it is long."""
    keys = [" ".join(command.keys) for command in listed]
    room = min(max(map(cell_len, keys)), _WIDEST)
    for name, command in zip(keys, listed, strict=True):
        meaning = "plain" if command.enabled else "quiet"
        explained = f" — {command.explanation}" if command.explanation else ""
        said = wrapped(inert(command.name + explained), max(width - room - 2, 1))
        if cell_len(name) > room:
            yield [(name, "accent")]
            name = ""
        first, *more = said
        yield [(fit(name, room), "accent"), ("  ", "plain"), (first, meaning)]
        for rest in more:
            yield [(" " * (room + 2), "plain"), (rest, meaning)]
