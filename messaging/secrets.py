"""Passwords of gateways: from the environment or a private file, never in the database or a log.

    # secrets.toml, beside config.toml, readable by its owner alone
    kannel_password = "…"
    incoming = "…"

`OFFICINE_SECRET_KANNEL_PASSWORD` in the environment takes precedence over the file.
"""

import json
import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote, quote_plus

from locales import N_
from models.refusals import ControlCharacters, Refused
from models.store.place.private import make_folder
from models.store.text import is_control

PREFIX = "OFFICINE_SECRET_"
INCOMING = "incoming"
"""The secret part of the address for incoming messages."""
_INSTEAD = "•••"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass
class SecretMissing(Refused):
    """The password was never set."""

    name: str
    file: str
    sentence: ClassVar[str] = N_("The secret “{name}” is missing: put it into {file}.")


@dataclass
class SecretsUnusable(Refused):
    """The file is no TOML, or has a value that is no text."""

    file: str
    sentence: ClassVar[str] = N_('{file} cannot be read: it holds lines such as name = "secret".')


@dataclass
class SecretsExposed(Refused):
    """Others than their owner can read the secrets."""

    file: str
    sentence: ClassVar[str] = N_("Others may read {file}. Type: chmod 600 {file}")


class Secret:
    """A text that does not show itself: neither printed, nor in a traceback, nor in
    a gateway's quoted answer.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return f"Secret({_INSTEAD})"

    __str__ = __repr__

    def reveal(self) -> str:
        """The text, for the one call that needs it."""
        return self._text

    def hide_in(self, text: str) -> str:
        """The text without the secret, also where it is quoted in an address."""
        for shape in {self._text, quote(self._text, safe=""), quote_plus(self._text)}:
            if shape:
                text = text.replace(shape, _INSTEAD)
        return text


def name_of(gateway: str, field: str) -> str:
    """The name under which the secret of a gateway's field is stored."""
    return f"{gateway}_{field}"


class Secrets:
    """The secrets of this machine."""

    def __init__(self, file: Path, environment: Mapping[str, str] = os.environ) -> None:
        self._file = file
        self._environment = environment

    def get(self, name: str) -> Secret:
        """The secret of this name. Raises `SecretMissing`, `SecretsExposed` or `SecretsUnusable`."""
        text = self._environment.get(PREFIX + name.upper()) or self._in_file().get(name)
        if not text:
            raise SecretMissing(name, str(self._file))
        return Secret(text)

    def has(self, name: str) -> bool:
        """Whether it is set. Raises as `get` does if the file cannot be used."""
        return bool(self._environment.get(PREFIX + name.upper()) or self._in_file().get(name))

    def edition(self) -> tuple[int, int] | None:
        """A value that changes each time the file is written; None if there is no file."""
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def keep(self, name: str, text: str) -> None:
        """Writes it into the file, which only its owner can read; the file is replaced atomically.

        Raises `ControlCharacters`, `SecretsExposed` or `SecretsUnusable`.
        """
        if any(is_control(letter) for letter in text):
            raise ControlCharacters(name)
        values = {**self._in_file(), name: text}
        lines = [f"{_quoted(key)} = {_quoted(value)}\n" for key, value in sorted(values.items()) if value]
        make_folder(self._file.parent)
        descriptor, unfinished = tempfile.mkstemp(dir=self._file.parent, prefix=".secrets")  # mode 0600
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as target:
                target.writelines(lines)
                target.flush()
                os.fsync(target.fileno())
            Path(unfinished).replace(self._file)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise

    def _in_file(self) -> dict[str, str]:
        import tomllib

        try:
            with self._file.open("rb") as source:
                if os.fstat(source.fileno()).st_mode & _OTHERS:
                    raise SecretsExposed(str(self._file))
                found = tomllib.load(source)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise SecretsUnusable(str(self._file)) from error
        if not all(isinstance(value, str) for value in found.values()):
            raise SecretsUnusable(str(self._file))
        return found


def _quoted(text: str) -> str:
    """Quoted for TOML: without control characters the same as JSON."""
    return json.dumps(text, ensure_ascii=False)
