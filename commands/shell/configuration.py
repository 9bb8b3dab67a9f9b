"""The settings of this machine: a small TOML file, overridden by the environment.

    language = "fr"
    database = "/srv/officine/officine.db"
    theme = "light"
    camera = ["fswebcam", "--no-banner", "{file}"]

    [keys]
    "clients.create" = "f2,ctrl+n"

    [commands]
    "Print a label" = ["label-printer", "--copies", "1"]

The keys, the camera and the commands are read by the screens, which ignore mistakes. Here every mistake is
refused: a mistyped `database` must not open another pharmacy.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from machine.folders import config_file

_KEYS = "keys"


class Configuration(NamedTuple):
    """The settings of this machine; an empty one leaves each reader its own default."""

    language: str = ""
    database: str = ""
    theme: str = ""


def read(environment: Mapping[str, str] = os.environ) -> Configuration:
    """Reads the file, then OFFICINE_LANG, OFFICINE_DATABASE and OFFICINE_THEME if they are set.

    Raises `WrongSettings`.
    """
    path = config_file()
    found = _of_file(path) if path.is_file() else Configuration()
    return Configuration(
        language=environment.get("OFFICINE_LANG") or found.language,
        database=environment.get("OFFICINE_DATABASE") or found.database,
        theme=environment.get("OFFICINE_THEME") or found.theme,
    )


def _of_file(path: Path) -> Configuration:
    import tomllib

    from commands.shell.refusals import WrongSettings
    from locales import _
    from machine import camera, commands
    from models.pharmacy.programmable_keys import MOST_OF_COMMAND

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongSettings(str(path), str(error)) from error
    content.pop(_KEYS, None)
    if not camera.is_camera(content.pop(camera.SETTING, camera.EXAMPLE)):
        named = _("“{name}” must be a list of texts, one of them with {file} in it")
        raise WrongSettings(str(path), named.format(name=camera.SETTING, file=camera.FILE))
    wrong = commands.faults(content.pop(commands.SETTING, {}))
    if wrong:
        sentence = _("the command “{name}” must be a list of texts, and its name has at most {most} letters")
        raise WrongSettings(str(path), sentence.format(name=wrong[0], most=MOST_OF_COMMAND))
    fault = _fault(content)
    if fault:
        raise WrongSettings(str(path), fault)
    return Configuration(**content)


def _fault(content: Mapping[str, Any]) -> str:
    """The first setting that is unknown or is no text."""
    from locales import _

    for name, value in content.items():
        if name not in Configuration._fields:
            return _("there is no setting “{name}”").format(name=name)
        if not isinstance(value, str):
            return _("“{name}” must be a text between quotes").format(name=name)
    return ""
