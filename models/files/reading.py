"""Reads a file that a person names: regular files only, of a limited size, and never waiting for one."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from models.refusals import N_, Refused
from models.store.text import is_control

MEGABYTE = 1_000_000
_LONGEST = 100


@dataclass
class FileRefused(Refused):
    """The file cannot be read."""

    file: str
    sentence: ClassVar[str] = N_("{file} cannot be read.")


class FileGone(FileRefused):
    sentence: ClassVar[str] = N_("There is no file {file}.")


class NotAFile(FileRefused):
    """A folder, a device, a pipe, a socket."""

    sentence: ClassVar[str] = N_("{file} is not a file.")


class SymbolicLink(FileRefused):
    """A link may lead to what the person did not mean to give."""

    sentence: ClassVar[str] = N_("{file} is a link to another file. Choose that file itself.")


class MayNotRead(FileRefused):
    sentence: ClassVar[str] = N_("You may not read {file}.")


@dataclass
class FileTooBig(FileRefused):
    limit: int
    sentence: ClassVar[str] = N_("{file} is too big: at most {limit} MB are kept.")


def read(path: Path, megabytes: int) -> bytes:
    """The content of a file of at most so many megabytes. Raises a `FileRefused`."""
    shown = printable(path.name)[:_LONGEST]
    with refused_as(shown):
        handle = _open(path, shown)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise NotAFile(shown)
            content = file.read(megabytes * MEGABYTE + 1)
    if len(content) > megabytes * MEGABYTE:
        raise FileTooBig(shown, megabytes)
    return content


@contextmanager
def refused_as(shown: str) -> Iterator[None]:
    """Raises an error of the system as a `FileRefused`, with the name that is shown of the file."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileGone(shown) from error
    except IsADirectoryError as error:
        raise NotAFile(shown) from error
    except PermissionError as error:
        raise MayNotRead(shown) from error
    except (OSError, ValueError) as error:
        raise FileRefused(shown) from error


def _open(path: Path, shown: str) -> int:
    """Without following a link, and without waiting for somebody at the other end of a pipe."""
    facts = path.lstat()
    if stat.S_ISLNK(facts.st_mode):
        raise SymbolicLink(shown)
    if not stat.S_ISREG(facts.st_mode):
        raise NotAFile(shown)  # opening some devices already does something
    return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)


def printable(text: str) -> str:
    """A file name made safe to show and store: without control characters."""
    return "".join("\ufffd" if is_control(letter) else letter for letter in text)
