"""The camera of this machine: a command that takes a photo, named in `config.toml`.

    camera = ["fswebcam", "--no-banner", "--resolution", "1280x720", "{file}"]

`{file}` is where the command has to write a JPEG. It is run in a folder of its own which is gone afterwards
(`machine.programs`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, TypeGuard

from machine import programs, settings
from machine.programs import PATIENCE
from models.files import reading
from models.files.reading import FileGone
from models.people.photos.pictures import MOST_MEGABYTES
from models.refusals import N_, Refused
from models.values import Progress

SETTING = "camera"
FILE = "{file}"
EXAMPLE = ["fswebcam", "--no-banner", FILE]


@dataclass
class CameraGaveNothing(Refused):
    """It said that all was well, and wrote no file."""

    sentence: ClassVar[str] = N_("The camera's command wrote no picture.")


def command() -> Sequence[str]:
    """The command that this machine's settings name; empty if there is none, or none that can be used."""
    named = settings.value(SETTING)
    return named if is_camera(named) else ()


def is_camera(value: Any) -> TypeGuard[list[str]]:
    """Whether this setting is the command of a camera: one of its arguments says where the file goes."""
    return programs.is_command(value) and any(FILE in part for part in value[1:])


def take(command: Sequence[str], progress: Progress, patience: float = PATIENCE) -> bytes:
    """What the camera's command wrote. `progress` hears of the seconds; False from it ends the command.

    Raises the refusals of `programs.run`, `CameraGaveNothing`, and a `FileRefused` for what is no file, or
    too big a one.
    """
    with TemporaryDirectory(prefix="officine-") as folder:
        file = Path(folder) / "photo.jpg"
        programs.run([part.replace(FILE, str(file)) for part in command], folder, progress, patience)
        try:
            return reading.read(file, MOST_MEGABYTES)
        except FileGone as gone:
            raise CameraGaveNothing from gone
