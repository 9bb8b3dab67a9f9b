"""The file of a SQLite database: recognized, created, opened, and written to by one at a time."""

import os
import sqlite3
import stat
from pathlib import Path
from typing import Any

from peewee import OperationalError, SqliteDatabase

from models.store.engines.turns import LONGEST, Turns
from models.store.place import names, problems
from models.store.place.private import make_folder
from models.store.place.waiting import Patient

_WAL_SAFE = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
_WRITES = "IMMEDIATE"
_DELETED, _EMPTIED = "delete", "truncate"
"""What happens to a rollback journal after the transaction."""
GONE, REPLACED = "the file has no name any more", "another file bears the name"
_OFFICINE = 0x0FF1C14E
"""The `application_id` of our databases; any other SQLite file is refused and left unchanged."""


def wal_is_safe(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite is free of the WAL-reset bug: two processes at a checkpoint may ruin the file."""
    if version >= _WAL_SAFE[0]:
        return True
    return any(version[:2] == fixed[:2] and version >= fixed for fixed in _WAL_SAFE[1:])


SYNCHRONOUS = "FULL" if wal_is_safe() else "EXTRA"
"""The durability of a commit: it survives a power cut."""


class _InTurn(SqliteDatabase):
    """Begins write transactions in turn (see `turns`), and only in the file that was opened."""

    def __init__(self, path: Path, **options: Any) -> None:
        super().__init__(str(path), lock_type=_WRITES, timeout=LONGEST, **options)
        self.path = path
        self.turns = Turns(path)

    def begin(self, lock_type: str | None = None) -> None:
        if lock_type not in (None, _WRITES):
            super().begin(lock_type)
            return
        try:
            held = self.turns.take()
        except TimeoutError as error:
            raise OperationalError("database is locked") from error
        try:
            super().begin(lock_type)
        finally:
            self.turns.give_back(held)
        if self._file() != self._state.conn_file:
            self.rollback()
            raise OperationalError(GONE if self._file() is None else REPLACED)

    def _initialize_connection(self, conn: Any) -> None:
        super()._initialize_connection(conn)
        (mode,) = conn.execute("PRAGMA journal_mode").fetchone()
        if mode == _DELETED:
            # The rollback journal is emptied, not deleted: as durable, and no write to its folder for each
            # transaction.
            conn.execute(f"PRAGMA journal_mode = {_EMPTIED}")
        self._state.conn_file = self._file()

    def _file(self) -> tuple[int, int] | None:
        """The file that has this name at present."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


class DatabaseFile(Patient, _InTurn):
    """The database in this file. While somebody locks it, the screens wait for it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            pragmas={
                "foreign_keys": 1,
                "recursive_triggers": 1,
                "synchronous": SYNCHRONOUS,
                "temp_store": "MEMORY",
                "cache_size": -8000,
                # A long write stays in memory, up to 256 MB: once it spills to disk, it locks every reader
                # out.
                "cache_spill": -256_000,
            },
        )

    def prepare(self) -> None:
        """Opens the file, and creates it where there is none. Raises a `StoreProblem` for what is no database
        of ours, or cannot be read or created.
        """
        place = str(self.path)
        if self.path.name.lower().endswith(names.BESIDE):
            raise problems.ReservedName(place)
        head = _head(self.path)
        if head is None:
            _create(self.path)
        if head and head != b"SQLite format 3\x00":
            raise problems.NotADatabase(place)
        connection = self.connection()
        # In this order: a program that creates the file at this moment writes the mark before the first
        # table.
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (ours,) = connection.execute("PRAGMA application_id").fetchone()
        # Another program's file may have no tables either: its mark or its version shows it.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if ours != _OFFICINE and (tables or ours or version):
            raise problems.NotADatabase(place)
        if not tables:
            connection.execute(f"PRAGMA application_id = {_OFFICINE}")
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        if wal_is_safe() != (mode == "wal"):
            connection.execute(f"PRAGMA journal_mode = {'wal' if wal_is_safe() else _EMPTIED}")


def _head(path: Path) -> bytes | None:
    """The first bytes of the file; None if there is none.

    Only a regular file is opened: reading a pipe would wait for ever.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise problems.NotAFile(str(path))
        with path.open("rb") as file:
            return file.read(16)
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise problems.NotReadable(str(path)) from error
    except OSError as error:
        raise problems.FolderMissing(str(path)) from error


def _create(path: Path) -> None:
    try:
        make_folder(path.parent)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise problems.FolderMissing(str(path)) from error
