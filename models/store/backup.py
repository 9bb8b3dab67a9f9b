"""A copy that is known to open."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from models.refusals import N_, Refused
from models.store.connection import engine
from models.store.engine import Engine
from models.store.sqlite import SqliteEngine


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

    Raises `BackupExists` or `BackupFailed`.
    """
    if target.exists():
        raise BackupExists(str(target))
    current = engine()
    if isinstance(current, SqliteEngine):
        return copy_file(current, target)
    return _dump(current, target)


def copy_file(source: SqliteEngine, target: Path) -> Path:
    """One step of SQLite's online backup (a stepped one never ends beside a busy writer), then a check."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
        with closing(sqlite3.connect(target)) as copy:
            source.database.connection().backup(copy)
            copy.execute("PRAGMA journal_mode = delete")
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    except (OSError, sqlite3.Error) as error:
        target.unlink(missing_ok=True)
        raise BackupFailed(str(target), str(error)) from error
    if verdict != "ok":
        target.unlink(missing_ok=True)
        raise BackupFailed(str(target), verdict)
    return target


def _dump(source: Engine, target: Path) -> Path:
    if shutil.which("pg_dump") is None:
        raise BackupFailed(str(target), "pg_dump (postgresql-client)")
    address, environment = _password_apart(str(source.database.database))
    try:
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    except OSError as error:
        raise BackupFailed(str(target), str(error)) from error
    for command in (["pg_dump", "-Fc", "-f", str(target), address], ["pg_restore", "--list", str(target)]):
        run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if run.returncode:
            target.unlink(missing_ok=True)
            raise BackupFailed(str(target), run.stderr.strip().splitlines()[-1] if run.stderr else command[0])
    return target


def _password_apart(address: str) -> tuple[str, dict[str, str]]:
    """The address without its password, and an environment with it: everybody may read a command line."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    parts = conninfo_to_dict(address)
    password = parts.pop("password", None)
    environment = {**os.environ, "PGPASSWORD": str(password)} if password else dict(os.environ)
    return make_conninfo("", **parts), environment
