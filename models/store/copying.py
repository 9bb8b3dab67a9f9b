"""Makes a copy of a database as a file: complete and verified, or not at all."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from models.refusals import N_, Refused
from models.store.engines.engine import Engine
from models.store.place import names


@dataclass
class BackupFailed(Refused):
    """The copy could not be made, or did not open afterwards; it was removed."""

    path: str
    reason: str
    sentence: ClassVar[str] = N_("The copy {path} was not made: {reason}.")


@dataclass
class BackupExists(Refused):
    """A backup never overwrites."""

    path: str
    sentence: ClassVar[str] = N_("{path} already exists; a backup never overwrites.")


def copy(source: Engine, target: Path, *, replace: bool = False) -> None:
    """Copies a database to `target` while others work, and verifies the copy.

    Raises `BackupFailed`; and `BackupExists` if something is there that may not be replaced.
    """
    with _unfinished(target, replace=replace) as unfinished:
        wrong = source.copy_into(unfinished)
        if wrong:
            raise BackupFailed(str(target), wrong)


@contextmanager
def _unfinished(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """A file beside the target, which gets its name when the block has filled and checked it.

    Whatever happens in the block, nothing is left behind. Raises `BackupFailed` or `BackupExists`.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=".officine-", dir=target.parent)  # mode 0600
    except OSError as error:
        raise BackupFailed(str(target), error.strerror or str(error)) from error
    os.close(descriptor)
    unfinished = Path(name)
    try:
        yield unfinished
        _give_name(unfinished, target, replace=replace)
    except FileExistsError as error:
        raise BackupExists(str(target)) from error
    except OSError as error:
        raise BackupFailed(str(target), error.strerror or str(error)) from error
    except sqlite3.Error as error:
        raise BackupFailed(str(target), str(error)) from error
    finally:
        for suffix in ("", *names.OF_SQLITE):
            unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)


def _give_name(unfinished: Path, target: Path, *, replace: bool) -> None:
    """In one step, to what is on the disk; a file that was made meanwhile is not replaced unasked."""
    descriptor = os.open(unfinished, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if replace:
        unfinished.replace(target)
        return
    try:
        target.hardlink_to(unfinished)
    except OSError:
        if os.path.lexists(target):
            raise FileExistsError from None
        unfinished.replace(target)  # a disk that knows no second name
