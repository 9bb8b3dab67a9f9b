"""The last line of a screen: the keys that do something here."""

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from tui.inert import inert
from tui.keys import Command, commands, key_name

_HELP = "help"
_LAST = 2
"""How many at the end are always shown."""
_GAPS = ("  ", " ")
"""Between two keys; the narrow one where the wide one would leave a key out."""


class KeyBar(Widget):
    """One line derived from the active bindings: as many as fit, in order; the way out and Help end it."""

    COMPONENT_CLASSES = {"keybar--key", "keybar--disabled"}

    def on_mount(self) -> None:
        self._shown: tuple[Command, ...] = ()
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._look())

    def _look(self) -> None:
        if not self.is_attached or not self.screen.is_current:
            return
        shown = self._commands()
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def _commands(self) -> tuple[Command, ...]:
        every = commands(self.screen.active_bindings.values())
        shown = [command for command in every if command.shown]
        away = key_name("escape")
        return tuple(sorted(shown, key=lambda command: (command.id == _HELP, command.keys[0] == away)))

    def render(self) -> Text:
        self._shown = self._shown or self._commands()
        key_style = self.get_component_rich_style("keybar--key", partial=True)
        disabled = self.get_component_rich_style("keybar--disabled", partial=True)
        line = Text(no_wrap=True, end="")
        chosen, gap = _that_fit(self._shown, self.size.width - 1)
        for command in chosen:
            line.append(gap if line else " ")
            line.append(command.keys[0], key_style if command.enabled else disabled)
            line.append(f" {inert(command.name)}", "" if command.enabled else disabled)
        return line


def _that_fit(every: tuple[Command, ...], width: int) -> tuple[list[Command], str]:
    """The first ones, leaving room for the way out and Help; and what stands between two."""
    for gap in _GAPS:
        chosen = _with_gap(every, width, len(gap))
        if len(chosen) == len(every):
            break
    return chosen, gap


def _with_gap(every: tuple[Command, ...], width: int, gap: int) -> list[Command]:
    others, last = every[:-_LAST], every[-_LAST:]
    room = width - sum(_width(command) + gap for command in last)
    chosen: list[Command] = []
    for command in others:
        room -= _width(command) + gap
        if room < 0:
            break
        chosen.append(command)
    return [*chosen, *last]


def _width(command: Command) -> int:
    return cell_len(f"{command.keys[0]} {command.name}")
