"""A copy that is known to open."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from models.refusals import N_, Refused
from models.store.connection import engine
from models.store.engines.engine import Engine
from models.store.engines.sqlite import SqliteEngine
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


def back_up(target: Path) -> Path:
    """Copies the open database to `target` while others work, and opens the copy to be sure.

    Raises `BackupExists`, `NameInUse` or `BackupFailed`.
    """
    if os.path.lexists(target):
        raise BackupExists(str(target))
    names.refuse(target)
    current = engine()
    if isinstance(current, SqliteEngine):
        return copy_file(current, target)
    with _unfinished(target) as copy:
        _dump(current, copy, target)
    return target


def copy_file(source: SqliteEngine, target: Path, *, replace: bool = False) -> Path:
    """One step of SQLite's online backup (a stepped one never ends beside a busy writer), then a check."""
    with _unfinished(target, replace=replace) as unfinished:
        with closing(sqlite3.connect(unfinished)) as copy:
            source.database.connection().backup(copy)
            copy.execute("PRAGMA journal_mode = delete")
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise BackupFailed(str(target), verdict)
    return target


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


def _dump(source: Engine, copy: Path, target: Path) -> None:
    if shutil.which("pg_dump") is None:
        raise BackupFailed(str(target), "pg_dump (postgresql-client)")
    address, environment = _password_apart(str(source.database.database))
    for command in (["pg_dump", "-Fc", "-f", str(copy), address], ["pg_restore", "--list", str(copy)]):
        run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if run.returncode:
            raise BackupFailed(str(target), run.stderr.strip().splitlines()[-1] if run.stderr else command[0])


def _password_apart(address: str) -> tuple[str, dict[str, str]]:
    """The address without its password, and an environment with it: everybody may read a command line."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    parts = conninfo_to_dict(address)
    password = parts.pop("password", None)
    environment = {**os.environ, "PGPASSWORD": str(password)} if password else dict(os.environ)
    return make_conninfo("", **parts), environment
