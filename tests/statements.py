"""How many statements something runs, and how many variables a statement may have."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from peewee import Database, SqliteDatabase

from models.store.connection import engine

FEW_VARIABLES = 999
"""What many builds of SQLite take in one statement."""
_IN_ONE_GO = ("run", "insert_row", "insert_rows", "update_rows", "search_put", "search_drop")
"""What an engine does with many rows at once; each counts as one."""


@contextmanager
def counted() -> Iterator[list[str]]:
    """What was run within this block: the words of each statement."""
    run: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        execute = Database.execute_sql

        def noting(self: Any, sql: str, *args: Any, **rest: Any) -> Any:
            run.append(sql)
            return execute(self, sql, *args, **rest)

        patch.setattr(Database, "execute_sql", noting)
        for name in _IN_ONE_GO:
            patch.setattr(engine(), name, _noting(run, name, getattr(engine(), name)))
        yield run


def _noting(run: list[str], name: str, does: Any) -> Any:
    def noting(*args: Any) -> Any:
        before = len(run)
        answer = does(*args)
        run[before:] = [f"{name} {args[0]}"]
        return answer

    return noting


@contextmanager
def few_variables() -> Iterator[None]:
    """Whatever connects to SQLite within this block takes 999 variables in one statement, and no more."""
    connect = SqliteDatabase._connect

    def limited(self: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(self)
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, FEW_VARIABLES)
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteDatabase, "_connect", limited)
        yield


@contextmanager
def planned() -> Iterator[list[list[str]]]:
    """How SQLite carries out what is read within this block: the steps of each statement."""
    plans: list[list[str]] = []
    execute = Database.execute_sql

    def noting(self: Any, sql: str, params: Any = None, *rest: Any) -> Any:
        if sql.startswith(("SELECT", "WITH")):
            steps = execute(self, f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
            plans.append([detail for *_, detail in steps])
        return execute(self, sql, params, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "execute_sql", noting)
        yield plans
