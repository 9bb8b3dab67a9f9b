"""The key bar, the last line of a screen: the keys that do something here, and how many more F1 shows."""

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from locales import _, formats
from tui.frame.keys import Command, Group, commands
from tui.terminal.inert import inert

_HELP = "help"
_SAVES = "ctrl+s"
_OF_THE_SCREEN = (Group.HERE, Group.SCREEN)
_GAPS = ("  ", " ")
"""The gap between two keys; the narrow one if the wide one would leave a key out."""


class KeyBar(Widget):
    """One line derived from the active bindings: as many as fit, in order; always save, leave and Help.

    If there are more commands, Help shows their number: F1 lists them, and runs the one whose key is pressed.
    """

    COMPONENT_CLASSES = {"keybar--key", "keybar--disabled"}

    def on_mount(self) -> None:
        self._shown: tuple[Command, ...] = ()
        self._hidden = 0
        """The number of commands of this screen that the bar never shows."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._look())

    def _look(self) -> None:
        if not self.is_attached or not self.screen.is_current:
            return
        before = self._shown, self._hidden
        self._read()
        if (self._shown, self._hidden) != before:
            self.refresh()

    def _read(self) -> None:
        every = commands(self.screen.active_bindings.values())
        shown = [command for command in every if command.shown]
        self._shown = tuple(sorted(shown, key=_last))
        self._hidden = sum(not each.shown and each.group in _OF_THE_SCREEN for each in every)

    def render(self) -> Text:
        if not self._shown:
            self._read()
        key_style = self.get_component_rich_style("keybar--key", partial=True)
        disabled = self.get_component_rich_style("keybar--disabled", partial=True)
        line = Text(no_wrap=True, end="")
        chosen, gap = self._that_fit(self.size.width - 1)
        more = len(self._shown) - len(chosen) + self._hidden
        for command in chosen:
            line.append(gap if line else " ")
            line.append(command.keys[0], key_style if command.enabled else disabled)
            line.append(f" {_name(command, more)}", "" if command.enabled else disabled)
        return line

    def _that_fit(self, width: int) -> tuple[list[Command], str]:
        """The first commands that fit, and those that are always shown; and the gap."""
        for gap in _GAPS:
            chosen = self._with_gap(width, len(gap))
            if len(chosen) == len(self._shown):
                break
        return chosen, gap

    def _with_gap(self, width: int, gap: int) -> list[Command]:
        chosen = [command for command in self._shown if _always(command)]
        room = width - sum(self._width(command) + gap for command in chosen)
        for command in self._shown:
            if command not in chosen:
                room -= self._width(command) + gap
                if room < 0:
                    break
                chosen.append(command)
        return [command for command in self._shown if command in chosen]

    def _width(self, command: Command) -> int:
        """In cells; for Help with the largest number it may show."""
        return cell_len(f"{command.keys[0]} {_name(command, len(self._shown) + self._hidden)}")


def _last(command: Command) -> tuple[bool, bool]:
    """The end of the bar: Help, and before it the way out."""
    return command.id == _HELP, "escape" in command.pressed


def _always(command: Command) -> bool:
    """The commands shown at any width: save, the way out, Help."""
    return any(_last(command)) or _SAVES in command.pressed


def _name(command: Command, more: int) -> str:
    if command.id != _HELP or not more:
        return inert(command.name)
    return _("More ({count})").format(count=formats.count(more))
