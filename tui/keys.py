"""Keys as people read them. A key is declared once, as a Textual `Binding` with an id; the key bar, the F1
help, the palette and the user's own key map all come from that declaration.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.keys import format_key

from locales import N_, _

_NAMES = {
    "enter": "⏎",
    "escape": N_("Esc"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "Pg↑",
    "pagedown": "Pg↓",
    "home": "↖",
    "end": "↘",
    "space": N_("Space"),
    "tab": "⇥",
    "delete": N_("Del"),
    "backspace": "⌫",
    "insert": N_("Ins"),
}


EVERYWHERE = ("help", "palette", "person", "quit", "repaint", "focus.next", "focus.previous")
"""The commands of every screen."""


@dataclass(frozen=True, slots=True)
class Command:
    """What can be done here, by which keys."""

    keys: tuple[str, ...]
    """As people read them: `⇧P`, `F8`."""
    name: str
    explanation: str
    shown: bool
    """Whether the key bar shows it."""
    enabled: bool
    action: str
    node: DOMNode
    id: str


def key_name(key: str) -> str:
    """`ctrl+q` as `Ctrl+Q`, `shift+p` and `P` as `⇧P`, `pagedown` as its name on the user's keyboard."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last)
    if name is not None:
        shown = _(name)
    elif len(last) == 1 and last.isalpha() and last.isupper():
        shown = f"⇧{last}"
    else:
        shown = format_key(last)
        shown = shown.upper() if modifiers or (shown[:1] == "f" and shown[1:].isdigit()) else shown
    for modifier in modifiers:
        shown = f"⇧{shown}" if modifier == "shift" else f"{modifier.capitalize()}+{shown}"
    return shown


def translated(active: dict[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """The same bindings in the user's language: they are declared with their class, before one is chosen."""
    return {key: _in_language(binding) for key, binding in active.items()}


def _in_language(active: ActiveBinding) -> ActiveBinding:
    binding = active.binding
    if not binding.description:
        return active
    spoken = replace(binding, description=_(binding.description), tooltip=_(binding.tooltip))
    return active._replace(binding=spoken, tooltip=spoken.tooltip)


def commands(active: Iterable[ActiveBinding]) -> list[Command]:
    """One command for each action that has a name, with all its keys, in the order of declaration;
    those that every screen has come last.
    """
    found: dict[tuple[str, object], list[ActiveBinding]] = {}
    for binding in active:
        if binding.binding.description:
            found.setdefault(_what(binding), []).append(binding)
    every = [_command(alike) for alike in found.values()]
    return sorted(every, key=lambda command: command.id in EVERYWHERE)


def _what(active: ActiveBinding) -> tuple[str, object]:
    """What makes bindings one command: the action; or a list and its dialog say the same of it."""
    if active.tooltip:
        return active.binding.description, active.tooltip
    return active.binding.action, id(active.node)


def _command(alike: list[ActiveBinding]) -> Command:
    first = alike[0]
    return Command(
        keys=tuple(dict.fromkeys(_key_names(active.binding for active in alike))),
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
        yield binding.key_display or key_name(binding.key)
