"""SQLite, the embedded default: several members of staff share the file over SSH."""

import json
import os
import re
import sqlite3
import stat
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from peewee import (
    SQL,
    DatabaseError,
    InterfaceError,
    ModelSelect,
    OperationalError,
    SqliteDatabase,
    fn,
)

from models.store.engines import redaction
from models.store.engines.engine import SearchEntry, SearchQuery
from models.store.engines.redaction import Blank
from models.store.engines.turns import LONGEST, Turns, alone_in
from models.store.place import names, problems
from models.store.place.private import make_folder
from models.store.place.waiting import Patient
from models.store.search.folding import plain
from models.store.search.matches import Matches

STATUS_BITS = 2
"""The row id of the search index is the client's label in name order, then their status in the low bits:
matches come out sorted and filtered without reading the client table.
"""

_WAL_SAFE = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
_MOST_ORPHANS = 100
"""The limit of PRAGMA integrity_check itself."""
_WRITES = "IMMEDIATE"
_DELETED, _EMPTIED = "delete", "truncate"
"""What happens to a rollback journal after the transaction."""
_GONE, _REPLACED = "the file has no name any more", "another file bears the name"
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
        self._path = path
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
            raise OperationalError(_GONE if self._file() is None else _REPLACED)

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
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


class _File(Patient, _InTurn):
    """The file is locked by somebody: the screens wait for it."""


class SqliteEngine:
    """A single file; nothing else is needed."""

    name = "sqlite"
    errors = (DatabaseError, InterfaceError, sqlite3.Error)
    types = {
        "key": "INTEGER PRIMARY KEY",
        "int": "INTEGER",
        "text": "TEXT",
        "sorted": "TEXT",
        "bool": "INTEGER",
        "bytes": "BLOB",
        "day": "TEXT",
        "moment": "TEXT",
        "strict": "STRICT",
    }
    month_day = "CAST(substr({day}, 6, 2) || substr({day}, 9, 2) AS INTEGER)"
    listed = "(SELECT value FROM json_each(?))"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file: Path | None = path
        self.place = str(path)
        self.database = _File(
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
        self.database.problem = self.problem
        # The names of products occur again and again.
        self.database.register_function(lru_cache(10_000)(plain), "plain_letters", 1)

    def say_soon(self, seconds: int) -> None:
        self.database.timeout = seconds
        self.database.turns.longest = seconds

    def prepare(self) -> None:
        if self.path.name.lower().endswith(names.BESIDE):
            raise problems.ReservedName(self.place)
        head = self._head()
        if head is None:
            self._create()
        if head and head != b"SQLite format 3\x00":
            raise problems.NotADatabase(self.place)
        connection = self.database.connection()
        # In this order: a program that creates the file at this moment writes the mark before the first
        # table.
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (ours,) = connection.execute("PRAGMA application_id").fetchone()
        # Another program's file may have no tables either: its mark or its version shows it.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if ours != _OFFICINE and (tables or ours or version):
            raise problems.NotADatabase(self.place)
        if not tables:
            connection.execute(f"PRAGMA application_id = {_OFFICINE}")
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        if wal_is_safe() != (mode == "wal"):
            connection.execute(f"PRAGMA journal_mode = {'wal' if wal_is_safe() else _EMPTIED}")

    def _head(self) -> bytes | None:
        """The first bytes of the file; None if there is none.

        Only a regular file is opened: reading a pipe would wait for ever.
        """
        try:
            if not stat.S_ISREG(self.path.stat().st_mode):
                raise problems.NotAFile(self.place)
            with self.path.open("rb") as file:
                return file.read(16)
        except FileNotFoundError:
            return None
        except PermissionError as error:
            raise problems.NotReadable(self.place) from error
        except OSError as error:
            raise problems.FolderMissing(self.place) from error

    def _create(self) -> None:
        try:
            make_folder(self.path.parent)
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise problems.FolderMissing(self.place) from error

    def alone_while_migrating(self) -> AbstractContextManager[None]:
        return alone_in(self.path.parent)

    def copy_into(self, copy: Path) -> str:

        from models.store.engines import copies  # as it takes milliseconds

        return copies.of_sqlite(self.database.connection(), copy)

    def append_only(self, table: str) -> list[str]:
        return [
            f"CREATE TRIGGER {table}_refuses_{action} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for action in ("UPDATE", "DELETE")
        ]

    def moves_forward(
        self, table: str, column: str, moves: Iterable[tuple[str, str]], frozen: Sequence[str]
    ) -> list[str]:
        pairs = ", ".join(f"'{before}>{after}'" for before, after in moves)
        changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in frozen)
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: this may not change so'); END"
        return [
            f"CREATE TRIGGER {table}_refuses_DELETE BEFORE DELETE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_moves_forward BEFORE UPDATE OF {column} ON {table} WHEN OLD.{column} <> "
            f"NEW.{column} AND OLD.{column} || '>' || NEW.{column} NOT IN ({pairs}) {refuse}",
            f"CREATE TRIGGER {table}_stays_as_written BEFORE UPDATE OF {', '.join(frozen)} ON {table} "
            f"WHEN {changed} {refuse}",
        ]

    def redactable(self, table: str, blanks: Mapping[str, Blank], frozen: Sequence[str] = ()) -> list[str]:
        return redaction.in_sqlite(table, self.columns()[table], blanks, frozen)

    def allow(self, table: str, column: str, values: Iterable[str]) -> None:
        # SQLite's own advice for a changed CHECK (lang_altertable.html, 7): the schema's text, not a copy
        # of the table, which would take minutes, the triggers and the foreign keys with it.
        connection = self.database.connection()
        (text,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
        ).fetchone()
        listed = ", ".join(f"'{value}'" for value in values)
        changed, found = re.subn(
            rf"CHECK \({column} IN\s*\([^)]*\)\)", f"CHECK ({column} IN ({listed}))", text
        )
        if found != 1:
            raise RuntimeError(f"{table}.{column} has no list of values")
        (version,) = connection.execute("PRAGMA schema_version").fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (changed, table)
        )
        connection.execute(f"PRAGMA schema_version = {version + 1}")
        connection.execute("PRAGMA writable_schema = OFF")

    def triggers(self) -> set[str]:
        rows = self.database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in rows.fetchall()}

    def structure(self) -> dict[str, str]:
        from models.store.engines.structure import structure_in_sqlite

        rows = self.database.execute_sql("SELECT type, name, tbl_name, sql FROM sqlite_master")
        return structure_in_sqlite(rows.fetchall())

    def columns(self) -> Mapping[str, Collection[str]]:
        from models.store.engines.structure import columns_by_table

        return columns_by_table(
            self.database.execute_sql(
                "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c "
                "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' "
                "AND t.name NOT LIKE 'client!_search!_%' ESCAPE '!' ORDER BY c.cid"
            )
        )

    def search_schema(self) -> list[str]:
        # The words are already folded and separated. This tokenizer splits at blanks only; another one might
        # split a word by its own rules, which is a syntax error in a query.
        return [
            "CREATE VIRTUAL TABLE client_search USING fts5("
            "words, detail=none, columnsize=0, prefix='1 2 3', tokenize='ascii')"
        ]

    def locked(self, query: ModelSelect) -> ModelSelect:
        return query  # BEGIN IMMEDIATE locks the whole file already.

    def serialise(self, what: str) -> None:
        pass  # As above.

    def share(self, what: str) -> None:
        pass  # As above.

    @contextmanager
    def only_one(self, what: str) -> Iterator[bool]:
        if sys.platform == "win32":
            yield True
            return
        import fcntl

        # A separate file: SQLite's locks on the database are released when any handle on it is closed.
        name = f"{self.path}-{what}"
        try:
            beside = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise problems.NotOurs(name) from error
        try:
            fcntl.flock(beside, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
        finally:
            os.close(beside)

    def reserve_keys(self, table: str, count: int) -> Sequence[int]:
        (last,) = self.database.execute_sql(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()
        return range(last + 1, last + count + 1)

    def as_list(self, values: Sequence[Any]) -> str:
        return json.dumps(values)

    def among(self, column: Any, values: Sequence[Any]) -> Any:
        return column.in_(SQL(self.listed, [json.dumps(values, default=str)]))

    def run(self, words: str, values: Sequence[Any]) -> Any:
        return self.database.connection().execute(words, values)

    def insert_row(self, table: str, columns: Sequence[str], row: Sequence[Any]) -> int:
        made = self.database.connection().execute(_insert(table, tuple(columns)), row)
        return int(made.lastrowid)

    def insert_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        self.database.connection().executemany(_insert(table, tuple(columns)), rows)

    def update_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        changes = ", ".join(f"{column} = ?" for column in columns)
        self.database.connection().executemany(f"UPDATE {table} SET {changes} WHERE id = ?", rows)

    def search_put(self, entries: Iterable[SearchEntry]) -> None:
        self.database.connection().executemany(
            "INSERT INTO client_search(rowid, words) VALUES (?, ?)",
            ((_row(entry.place, entry.status), entry.words) for entry in entries),
        )

    def search_drop(self, entries: Iterable[SearchEntry]) -> None:
        self.database.connection().executemany(
            "DELETE FROM client_search WHERE rowid = ?",
            ((_row(entry.place, entry.status),) for entry in entries),
        )

    def search_count(self, query: SearchQuery) -> int:
        return self._matches(query).count()

    def search_places(self, query: SearchQuery) -> Any:
        where, values = _match(query)
        return SQL(f"(SELECT rowid >> {STATUS_BITS} FROM client_search WHERE {where})", values)

    def search_page(
        self, query: SearchQuery, *, after: int | None, before: int | None, limit: int
    ) -> Sequence[int]:
        first = None if after is None else _row(after, (1 << STATUS_BITS) - 1)
        last = None if before is None else _row(before, 0)
        return self._matches(query).page(after=first, before=last, limit=limit)

    def _matches(self, query: SearchQuery) -> Matches:
        return Matches(self.database, "rowid", f"rowid >> {STATUS_BITS}", *_match(query))

    def search_entries(self, after: int, until: int | None) -> Iterable[SearchEntry]:
        low = _row(after, (1 << STATUS_BITS) - 1)
        high = (1 << 63) - 1 if until is None else _row(until, (1 << STATUS_BITS) - 1)
        rows = self.database.execute_sql(
            "SELECT rowid, words FROM client_search WHERE rowid > ? AND rowid <= ?", (low, high)
        )
        for row, words in rows:
            yield SearchEntry(row >> STATUS_BITS, row & ((1 << STATUS_BITS) - 1), words)

    def plain(self, column: Any) -> Any:
        return fn.plain_letters(column)

    def reading(self) -> AbstractContextManager[Any]:
        return self.database.atomic("DEFERRED")

    def look_again(self) -> None:
        pass  # Without statistics SQLite prefers the indexes, which is right here.

    @contextmanager
    def overwriting(self) -> Iterator[None]:
        run = self.database.execute_sql
        (before,) = run("PRAGMA secure_delete").fetchone()
        run("PRAGMA secure_delete = ON")
        try:
            yield
        finally:
            run(f"PRAGMA secure_delete = {int(before)}")

    def rewrite(self) -> None:
        run = self.database.execute_sql
        run("INSERT INTO client_search (client_search) VALUES ('optimize')")  # it keeps words of removed rows
        run("VACUUM")
        run("PRAGMA wal_checkpoint (TRUNCATE)")

    def canonical(self, table: str) -> dict[str, str]:
        rows = self.database.execute_sql("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))
        return {name: f'"{name}"' for (name,) in rows.fetchall()}

    def as_json(self, words: Sequence[str]) -> str:
        return f"CAST(json_array({', '.join(words)}) AS BLOB)"

    def finished(self) -> str:
        return "1 = 1"  # Writers take turns, and nobody sees uncommitted rows.

    def others_are_open(self) -> bool:
        return False

    def problem(self, error: Exception) -> problems.StoreProblem | None:
        texts = " ".join(_chain(error)).lower()
        for phrase, kind in _PHRASES:
            if phrase in texts:
                return kind(self.place)
        return None

    def stamp(self) -> int:
        (version,) = self.database.execute_sql("PRAGMA data_version").fetchone()
        return int(version)

    def faults(self) -> list[str]:
        found = [text for (text,) in self.database.execute_sql("PRAGMA integrity_check").fetchall()]
        orphans = self.database.execute_sql("PRAGMA foreign_key_check").fetchmany(_MOST_ORPHANS)
        return [text for text in found if text != "ok"] + [
            f"foreign key: {table} {row} -> {parent}" for table, row, parent, _ in orphans
        ]


_PHRASES = (
    (_GONE, problems.Gone),
    (_REPLACED, problems.Replaced),
    ("disk is full", problems.DiskFull),
    ("disk i/o error", problems.StoreProblem),
    ("cannot rollback", problems.DiskFull),
    ("readonly", problems.ReadOnly),
    ("locked", problems.Busy),
    ("not a database", problems.NotADatabase),
    ("malformed", problems.NotADatabase),
    ("unable to open", problems.FolderMissing),
)


@lru_cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _row(place: int, status: int) -> int:
    return place << STATUS_BITS | status


def _match(query: SearchQuery) -> tuple[str, list[Any]]:
    expression = query.words('"{}"*', both=" AND ", either=" OR ", but=" NOT ")
    statuses = ", ".join(str(int(status)) for status in query.statuses)
    mask = (1 << STATUS_BITS) - 1
    return f"client_search MATCH ? AND rowid & {mask} IN ({statuses})", [expression]


def _chain(error: BaseException | None) -> Iterable[str]:
    while error is not None:
        yield str(error)
        error = error.__cause__ or error.__context__
