"""The settings of this machine: one small TOML file, and the environment above it. Read once, here."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

FILE = "config.toml"
DATABASE = "officine.db"
_TEXTS = ("language", "database", "theme")


class Configuration(NamedTuple):
    """What is set on this machine; empty where nothing is, so that each reader has its own default.

    `keys` gives other keys to commands, by the id of their binding: `{"fiche.pay": "p,f9"}`.
    """

    language: str = ""
    database: str = ""
    theme: str = ""
    keys: Mapping[str, str] = {}


def read(environment: Mapping[str, str] = os.environ) -> Configuration:
    """The file, then OFFICINE_LANG, OFFICINE_DATABASE and OFFICINE_THEME where they are set.

    Raises `WrongSettings`.
    """
    path = file()
    found = _of_file(path) if path.is_file() else Configuration()
    return found._replace(
        language=environment.get("OFFICINE_LANG") or found.language,
        database=environment.get("OFFICINE_DATABASE") or found.database,
        theme=environment.get("OFFICINE_THEME") or found.theme,
    )


def file() -> Path:
    """Where the settings of this user are on this system."""
    from platformdirs import user_config_path

    return user_config_path("officine", appauthor=False) / FILE


def default_database() -> str:
    """Where the data of this user is on this system."""
    from platformdirs import user_data_path

    return str(user_data_path("officine", appauthor=False) / DATABASE)


def _of_file(path: Path) -> Configuration:
    import tomllib

    from commands.refusals import WrongSettings

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongSettings(str(path), str(error)) from error
    fault = _fault(content)
    if fault:
        raise WrongSettings(str(path), fault)
    return Configuration(**content)


def _fault(content: Mapping[str, Any]) -> str:
    """The first setting that nobody would read, or that is no text."""
    from locales import _

    for name, value in content.items():
        if name == "keys":
            values = list(value.values()) if isinstance(value, dict) else [value]
        elif name in _TEXTS:
            values = [value]
        else:
            return _("there is no setting “{name}”").format(name=name)
        if not all(isinstance(each, str) for each in values):
            return _("“{name}” must be a text between quotes").format(name=name)
    return ""
