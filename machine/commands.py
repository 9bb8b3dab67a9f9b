"""The commands that keys of the fiche may run, named in `config.toml` of the machine on which they run:

    [commands]
    "Print a label" = ["label-printer", "--copies", "1"]

The pharmacy's settings only say which key stands for which name, so nothing can be run from there that is not
named here. A command gets the client's number and their name as its last two arguments, and no shell reads
them (`machine.programs`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from machine import programs, settings
from machine.programs import PATIENCE
from models.pharmacy.programmable_keys import is_command_name
from models.refusals import N_, Refused
from models.values import Progress

SETTING = "commands"


@dataclass
class NoSuchCommand(Refused):
    """The settings of this machine name no such command."""

    command: str
    sentence: ClassVar[str] = N_("This machine has no command “{command}”: its config.toml names none.")


def named() -> Mapping[str, Sequence[str]]:
    """The commands of this machine by their names; those that cannot be used are left out."""
    table = settings.value(SETTING)
    return {name: table[name] for name in table if not fault(name, table[name])} if _is_table(table) else {}


def fault(name: str, value: Any) -> bool:
    """Whether this is no command, or no key can stand for its name."""
    return not (programs.is_command(value) and is_command_name(name))


def faults(table: Any) -> Sequence[str]:
    """The names of the commands that cannot be used; `SETTING` itself if it is no table."""
    return [name for name in table if fault(name, table[name])] if _is_table(table) else [SETTING]


def run(name: str, client: int, client_name: str, progress: Progress, patience: float = PATIENCE) -> None:
    """Runs a command for a client, and returns once it has ended. Raises `NoSuchCommand`, or what
    `programs.run` raises.
    """
    command = named().get(name)
    if command is None:
        raise NoSuchCommand(name)
    with TemporaryDirectory(prefix="officine-") as folder:
        # A name that begins with a dash would be taken for an option.
        last = client_name.lstrip("-\u2010\u2011\u2012\u2013\u2014 ")
        programs.run([*command, str(client), last], folder, progress, patience)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)
