"""The user's own keys: a `[keys]` table in `config.toml`, by the id of a binding.

    [keys]
    "clients.create" = "f2,ctrl+n"

Entries that are wrong are reported, and the others used: a typing mistake locks nobody out.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from locales import _

_MODIFIERS = {"ctrl", "shift", "alt", "meta", "super", "hyper"}
_TAKEN = {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+[", "ctrl+@"}
"""Terminals send these as Backspace, Tab, Enter, Esc and NUL."""
_NAMED = {key.value.rpartition("+")[2] for key in Keys} | set(KEY_NAME_REPLACEMENTS.values())
_ID = re.compile(r"[a-z_]+(\.[a-z0-9_]+)*")


@dataclass(frozen=True, slots=True)
class KeyMap:
    """The keys by id, and what could not be read, in sentences."""

    keys: dict[str, str]
    faults: list[str]


def read(file: Path) -> KeyMap:
    """The user's keys; none where there is no file."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return KeyMap({}, [])
    except (OSError, ValueError) as error:
        return _unreadable(file, error)
    import tomllib  # Most people have no keys of their own: their start does without it.

    try:
        written = tomllib.loads(text)
    except ValueError as error:
        return _unreadable(file, error)
    table = written.get("keys", {})
    if not isinstance(table, dict):
        return KeyMap({}, [_("{file}: “keys” is not a table.").format(file=file)])
    keys: dict[str, str] = {}
    faults: list[str] = []
    for name, value in table.items():
        if not _ID.fullmatch(name) or not isinstance(value, str) or not all(map(_is_key, value.split(","))):
            faults.append(_("{file}: “{name}” is not a key.").format(file=file, name=f"{name} = {value}"))
        else:
            keys[name] = ",".join(key.strip() for key in value.split(","))
    return KeyMap(keys, faults)


def _unreadable(file: Path, error: Exception) -> KeyMap:
    return KeyMap({}, [_("{file} cannot be read: {reason}").format(file=file, reason=error)])


def _is_key(text: str) -> bool:
    *modifiers, key = text.strip().split("+")
    if not set(modifiers) <= _MODIFIERS or text.strip() in _TAKEN:
        return False
    return len(key) == 1 or key in _NAMED
