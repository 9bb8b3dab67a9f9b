"""What a planted fault is, and how it is planted."""

from dataclasses import dataclass

from models.doctor.fault import Check
from models.store import connection
from models.store.engines.sqlite import SqliteEngine


@dataclass(frozen=True)
class Planted:
    """SQL that breaks one rule, and the check that must say so. `lifted`: a constraint that forbids it."""

    check: Check
    invariant: str
    sql: str
    lifted: tuple[str, str] | None = None


def one(table: str, which: str, column: str, value: str) -> str:
    """The first (`min`) or the last (`max`) row of a table where a column has this value."""
    return f"(SELECT {which}(id) FROM {table} WHERE {column} = '{value}')"


def first(kind: str) -> str:
    """The first operation of this kind."""
    return one("operation", "min", "kind", kind)


def plant(sql: str, lifted: tuple[str, str] | None = None) -> None:
    """Runs SQL as somebody who found a way round every guard; the guards are back afterwards."""
    engine = connection.engine()
    run = engine.database.execute_sql
    if not isinstance(engine, SqliteEngine):
        if lifted:
            run(f"ALTER TABLE {lifted[0]} DROP CONSTRAINT {lifted[1]}")
        run("SET session_replication_role = replica")
        run(sql)
        run("SET session_replication_role = DEFAULT")
        return
    triggers = run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        run(f"DROP TRIGGER {name}")
    for pragma in ("foreign_keys = 0", "ignore_check_constraints = 1"):
        run(f"PRAGMA {pragma}")
    run(sql)
    for _, again in triggers:
        run(again)
