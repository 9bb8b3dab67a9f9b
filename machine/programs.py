"""Other programs of this machine: run without a shell, without a terminal, and for a limited time."""

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any, ClassVar, TypeGuard

from models.refusals import N_, Refused
from models.values import Progress

PATIENCE = 30
"""The seconds that a program may take: some wake up a device first."""
_LOOK_EVERY = 0.1


@dataclass
class CommandMissing(Refused):
    """There is no such program, or it may not be run."""

    command: str
    sentence: ClassVar[str] = N_("The command “{command}” cannot be run on this machine.")


@dataclass
class CommandSlow(Refused):
    """It did not end in time, and was ended."""

    command: str
    seconds: int
    sentence: ClassVar[str] = N_("The command “{command}” was ended: it took more than {seconds} seconds.")


@dataclass
class CommandFailed(Refused):
    """It ended with an error."""

    command: str
    code: int
    sentence: ClassVar[str] = N_("The command “{command}” failed (code {code}). Try it outside of Officine.")


@dataclass
class CommandStopped(Refused):
    """The person gave up."""

    command: str
    sentence: ClassVar[str] = N_("Stopped: the command “{command}” was ended.")


def is_command(value: Any) -> TypeGuard[list[str]]:
    """Whether this is a command: a list of texts, the program's name first."""
    return (
        isinstance(value, list)
        and all(isinstance(part, str) and "\0" not in part for part in value)
        and bool(value and value[0])
    )


def run(arguments: Sequence[str], folder: str, progress: Progress, patience: float = PATIENCE) -> None:
    """Runs a program in a folder until it ends. `progress` hears of tenths of seconds; False from it ends the
    program, with all that it started.

    Raises `CommandMissing`, `CommandSlow`, `CommandFailed` or `CommandStopped`.
    """
    quiet, name = subprocess.DEVNULL, arguments[0]
    try:
        running = subprocess.Popen(
            arguments, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except (OSError, ValueError) as error:
        raise CommandMissing(name) from error
    began = monotonic()
    try:
        while running.poll() is None:
            passed = monotonic() - began
            if passed > patience:
                raise CommandSlow(name, round(patience))
            if not progress(round(10 * passed), round(10 * patience)):
                raise CommandStopped(name)
            with suppress(subprocess.TimeoutExpired):
                running.wait(_LOOK_EVERY)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)  # with what it started itself: its session is its group
            running.wait()
    if running.returncode:
        raise CommandFailed(name, running.returncode)
