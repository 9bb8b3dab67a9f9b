"""The camera of this machine: a command that takes a photo, named in `config.toml`.

    camera = ["fswebcam", "--no-banner", "--resolution", "1280x720", "{file}"]

`{file}` is where the command has to write a JPEG. It is run without a shell, in a folder of its own which is
gone afterwards, and with no terminal that it could write to.
"""

import os
import signal
import subprocess
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any, ClassVar, TypeGuard

from machine.folders import config_file
from models.files import reading
from models.files.reading import FileGone
from models.people.photos.pictures import MOST_MEGABYTES
from models.refusals import N_, Refused
from models.values import Progress

SETTING = "camera"
FILE = "{file}"
EXAMPLE = ["fswebcam", "--no-banner", FILE]
PATIENCE = 30
"""The seconds that a camera may take: some have to wake up, or wait for light."""
_LOOK_EVERY = 0.1


@dataclass
class CameraMissing(Refused):
    """There is no such command, or it may not be run."""

    command: str
    sentence: ClassVar[str] = N_("The camera's command “{command}” cannot be run on this machine.")


@dataclass
class CameraSlow(Refused):
    """It did not end in time, and was ended."""

    seconds: int
    sentence: ClassVar[str] = N_("The camera gave no picture within {seconds} seconds.")


@dataclass
class CameraFailed(Refused):
    """It ended with an error."""

    code: int
    sentence: ClassVar[str] = N_("The camera's command failed (code {code}). Try it outside of Officine.")


@dataclass
class CameraGaveNothing(Refused):
    """It said that all was well, and wrote no file."""

    sentence: ClassVar[str] = N_("The camera's command wrote no picture.")


@dataclass
class CameraStopped(Refused):
    """The person gave up."""

    sentence: ClassVar[str] = N_("Stopped. No photo was taken.")


def command() -> Sequence[str]:
    """The command that this machine's settings name; empty if there is none, or none that can be used."""
    try:
        named: Any = tomllib.loads(config_file().read_text(encoding="utf-8")).get(SETTING)
    except (OSError, ValueError):
        return ()
    return named if is_command(named) else ()


def is_command(value: Any) -> TypeGuard[list[str]]:
    """Whether this setting is a command: a list of texts, one of which says where the file goes."""
    return (
        isinstance(value, list)
        and all(isinstance(part, str) and "\0" not in part for part in value)
        and any(FILE in part for part in value[1:])
    )


def take(command: Sequence[str], progress: Progress, patience: float = PATIENCE) -> bytes:
    """What the camera's command wrote. `progress` hears of the seconds; False from it ends the command.

    Raises the refusals above, and a `FileRefused` for what is no file, or too big a one.
    """
    with TemporaryDirectory(prefix="officine-") as folder:
        file = Path(folder) / "photo.jpg"
        _run([part.replace(FILE, str(file)) for part in command], folder, progress, patience)
        try:
            return reading.read(file, MOST_MEGABYTES)
        except FileGone as gone:
            raise CameraGaveNothing from gone


def _run(arguments: Sequence[str], folder: str, progress: Progress, patience: float) -> None:
    quiet = subprocess.DEVNULL
    try:
        running = subprocess.Popen(
            arguments, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except (OSError, ValueError) as error:
        raise CameraMissing(arguments[0]) from error
    began = monotonic()
    try:
        while running.poll() is None:
            passed = monotonic() - began
            if passed > patience:
                raise CameraSlow(round(patience))
            if not progress(round(10 * passed), round(10 * patience)):
                raise CameraStopped
            with suppress(subprocess.TimeoutExpired):
                running.wait(_LOOK_EVERY)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)  # with what it started itself: its session is its group
            running.wait()
    if running.returncode:
        raise CameraFailed(running.returncode)
