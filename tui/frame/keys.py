"""Commands and keys as people read them. A key is declared once, as a Textual `Binding` with an id; the key
bar, the F1 help, the palette and the user's own key map are derived from it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from textual.app import App
from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.keys import format_key
from textual.screen import Screen

from locales import N_, _

_NAMES = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "home": N_("Home"),
    "end": N_("End"),
    "space": N_("Space"),
    "tab": N_("Tab"),
    "delete": N_("Del"),
    "backspace": N_("Backspace"),
    "insert": N_("Ins"),
    "shift": N_("Shift"),
    "ctrl": N_("Ctrl"),
    "alt": N_("Alt"),
}
"""The names printed on the keys; a translation gives those of its keyboards."""


EVERYWHERE = ("help", "guide", "palette", "person", "quit", "repaint", "focus.next", "focus.previous")
"""The commands of every screen."""
_MOVES = {"steer", "move", "go", "tab", "scroll_up", "scroll_down", "page_up", "page_down"}
_MOVES |= {"scroll_home", "scroll_end", "focus_next", "focus_previous"}
"""Actions that only move the cursor."""


def without_key(name: str) -> str:
    """The key of a command that has none: no terminal sends it. With it the palette finds the command, and a
    user's own key map can give it a key. Its binding has `key_display=""`.
    """
    return f"no.key.{name}"


class Group(StrEnum):
    """The group in which F1 lists a command."""

    HERE = "here"
    """It belongs to the list or field with the focus."""
    SCREEN = "screen"
    MOVING = "moving"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the present screen, and its keys."""

    keys: tuple[str, ...]
    """As people read them: `Shift+P`, `F8`. Empty for a command that only the palette does."""
    pressed: tuple[str, ...]
    """As Textual names them: `P`, `f8`."""
    name: str
    explanation: str
    shown: bool
    """Whether the key bar shows it."""
    enabled: bool
    action: str
    node: DOMNode
    id: str

    @property
    def group(self) -> Group:
        """Where F1 lists it."""
        if self.action.partition("(")[0].rpartition(".")[2] in _MOVES:
            return Group.MOVING
        if self.id in EVERYWHERE:
            return Group.EVERYWHERE
        return Group.SCREEN if isinstance(self.node, Screen | App) else Group.HERE


def is_function_key(key: str) -> bool:
    """Whether it is `f1`, `f12` …, as Textual names them."""
    return key[:1] == "f" and key[1:].isdigit()


def key_name(key: str) -> str:
    """`ctrl+q` as `Ctrl+Q`, `shift+p` and `P` as `Shift+P`, `pagedown` as printed on that key."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last)
    if name is not None:
        shown = _(name)
    elif len(last) == 1 and last.isalpha() and last.isupper():
        modifiers, shown = [*modifiers, "shift"], last
    else:
        shown = format_key(last)
        shown = shown.upper() if modifiers or is_function_key(shown) else shown
    held = [_(_NAMES[modifier]) if modifier in _NAMES else modifier.capitalize() for modifier in modifiers]
    return "+".join([*held, shown])


def translated(active: dict[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """The same bindings in the user's language: they are declared before a language is chosen."""
    return {key: _in_language(binding) for key, binding in active.items()}


def _in_language(active: ActiveBinding) -> ActiveBinding:
    binding = active.binding
    if not binding.description:
        return active
    spoken = replace(binding, description=_(binding.description), tooltip=_(binding.tooltip))
    return active._replace(binding=spoken, tooltip=spoken.tooltip)


def commands(active: Iterable[ActiveBinding]) -> list[Command]:
    """One command for each action with a name, with all its keys, in the order of declaration; those
    of every screen come last.
    """
    found: dict[tuple[str, object], list[ActiveBinding]] = {}
    for binding in active:
        if binding.binding.description:
            found.setdefault(_what(binding), []).append(binding)
    every = [_command(alike) for alike in found.values()]
    nodes = list(dict.fromkeys(id(command.node) for command in every))

    def place(command: Command) -> tuple[bool, int, int]:
        declared = _declared(type(command.node)).get(command.id, 0)
        return command.id in EVERYWHERE, nodes.index(id(command.node)), declared

    return sorted(every, key=place)


def key_of(screen: Screen[Any], action: str) -> str:
    """The key that does this on a screen at present, as people read it; empty if none does."""
    able = (each for each in commands(screen.active_bindings.values()) if each.enabled)
    return next((each.keys[0] for each in able if each.action == action and each.keys), "")


@cache
def _declared(kind: type[DOMNode]) -> dict[str, int]:
    """The position of each id among the bindings of a class, its own before the inherited ones.

    Textual stores bindings by key, so one that a user mapped to another key would come last.
    """
    lists = (each.__dict__.get("BINDINGS", ()) for each in kind.__mro__)
    ids = [binding.id for bindings in lists for binding in bindings if isinstance(binding, Binding)]
    return {name: place for place, name in reversed(list(enumerate(ids))) if name}


def _what(active: ActiveBinding) -> tuple[str, object]:
    """What makes several bindings one command: their action; or a list and its dialog that mean the same."""
    if active.tooltip:
        return active.binding.description, active.tooltip
    return active.binding.action, id(active.node)


def _command(alike: list[ActiveBinding]) -> Command:
    first = alike[0]
    return Command(
        keys=tuple(dict.fromkeys(_key_names(active.binding for active in alike))),
        pressed=tuple(active.binding.key for active in alike),
        name=first.binding.description,
        explanation=first.tooltip,
        shown=first.binding.show,
        enabled=first.enabled,
        action=first.binding.action,
        node=first.node,
        id=first.binding.id or "",
    )


def _key_names(bindings: Iterable[Binding]) -> Iterator[str]:
    for binding in bindings:
        shown = key_name(binding.key) if binding.key_display is None else binding.key_display
        if shown:
            yield shown
