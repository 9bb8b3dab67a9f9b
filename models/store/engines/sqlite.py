"""SQLite, the embedded default: several members of staff share the file over SSH."""

import json
import os
import re
import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from peewee import SQL, DatabaseError, InterfaceError, ModelSelect, fn

from models.store.engines import redaction
from models.store.engines.engine import SearchEntry, SearchQuery
from models.store.engines.redaction import Blank
from models.store.engines.sqlite_file import GONE, REPLACED, DatabaseFile
from models.store.engines.turns import alone_in
from models.store.place import problems
from models.store.search.folding import plain
from models.store.search.matches import Matches

STATUS_BITS = 2
"""The row id of the search index is the client's label in name order, then their status in the low bits:
matches come out sorted and filtered without reading the client table.
"""

_MOST_ORPHANS = 100
"""The limit of PRAGMA integrity_check itself."""


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
        self.database = DatabaseFile(path)
        self.database.problem = self.problem
        # The names of products occur again and again.
        self.database.register_function(lru_cache(10_000)(plain), "plain_letters", 1)

    def say_soon(self, seconds: int) -> None:
        self.database.timeout = seconds
        self.database.turns.longest = seconds

    def prepare(self) -> None:
        self.database.prepare()

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
    (GONE, problems.Gone),
    (REPLACED, problems.Replaced),
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
