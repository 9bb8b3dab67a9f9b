"""The six keys of the fiche to which a pharmacy gives a name and something to do (fiche-mcu)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from models.pharmacy import choices
from models.refusals import N_, Refused
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import settings
from models.store.text import check_text

VERB = "programmable_keys.choose"
KEYS = ("1", "2", "3", "4", "5", "6")
MOST_OF_COMMAND = 40
"""The most characters of a command's name."""


class Does(StrEnum):
    """What kind of thing a key does."""

    NOTHING = "nothing"
    FICHE = "fiche"
    """A command of the fiche, by the id of its key binding."""
    COMMAND = "command"
    """A command of the machine, by its name in the settings of that machine."""


@dataclass(frozen=True, slots=True)
class ProgrammableKey:
    """What a key is called, and what it does; `what` names it among those of its kind."""

    name: str = ""
    does: Does = Does.NOTHING
    what: str = ""


FREE = ProgrammableKey()
_BINDING = re.compile(r"fiche\.[a-z_.]{1,40}")


@dataclass
class NothingToDo(Refused):
    """A key with a name has something to do."""

    field: str
    name: str
    sentence: ClassVar[str] = N_("Choose what “{name}” does, or leave its name empty.")


@dataclass
class NotForAKey(Refused):
    """No key can do this."""

    field: str
    what: str
    sentence: ClassVar[str] = N_("A key cannot do “{what}”.")


def _name(key: str) -> str:
    return f"programmable_key.name_{key}"


def _does(key: str) -> str:
    return f"programmable_key.does_{key}"


SETTINGS = tuple(setting(key) for key in KEYS for setting in (_name, _does))
_chosen = settings.several(SETTINGS)


def programmable_keys(chosen: Mapping[str, str] | None = None) -> dict[str, ProgrammableKey]:
    """What each key does. `chosen`: the settings, if they were read."""
    chosen = _chosen() if chosen is None else chosen
    return {key: _understood(chosen.get(_name(key), ""), chosen.get(_does(key), "")) for key in KEYS}


@verb(VERB, Right.CHANGE_SETTINGS)
def choose(new: Mapping[str, ProgrammableKey], *, seen: Mapping[str, ProgrammableKey], by: By) -> None:
    """Saves what each key does; what differs from `seen` is written (optimistic locking).

    Raises `NothingToDo`, `NotForAKey`, a refusal of the text, or `ChangedMeanwhile`.
    """
    checked = {key: _checked(key, each) for key, each in new.items() if key in KEYS}
    choices.change(_as_settings(checked), _as_settings(seen), by=by)


def _checked(key: str, wanted: ProgrammableKey) -> ProgrammableKey:
    name = check_text("key_name", wanted.name)
    if wanted.does is Does.NOTHING:
        if name:
            raise NothingToDo(f"does_{key}", name)
        return FREE
    fits = _BINDING.fullmatch(wanted.what) if wanted.does is Does.FICHE else is_command_name(wanted.what)
    if not fits:
        raise NotForAKey(f"does_{key}", wanted.what)
    return ProgrammableKey(name, wanted.does, wanted.what)


def is_command_name(text: str) -> bool:
    """Whether a key can stand for a command of this name."""
    return 0 < len(text) <= MOST_OF_COMMAND and text.isprintable()


def _understood(name: str, does: str) -> ProgrammableKey:
    kind, _, what = does.partition(":")
    return ProgrammableKey(name, Does(kind), what) if what and kind in frozenset(Does) else FREE


def _as_settings(keys: Mapping[str, ProgrammableKey]) -> dict[str, str]:
    found = {}
    for key, each in keys.items():
        found[_name(key)] = each.name
        found[_does(key)] = f"{each.does}:{each.what}" if each.what else ""
    return found
