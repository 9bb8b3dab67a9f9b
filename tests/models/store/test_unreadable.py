"""What cannot be in a base is in it all the same: the doctor names it and goes on, without a traceback."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from locales.sentences import describe
from models import doctor
from models.doctor import examination
from models.doctor.fault import Fault
from models.store import connection, opening
from tests.models.conftest import Counter

UNREADABLE = {
    "text where an amount belongs": ("posting", "UPDATE posting SET amount = 'abc' WHERE id = 1", "amount"),
    "a kind that there is not": ("operation", "UPDATE operation SET kind = 'gift' WHERE id = 1", "kind"),
    "a day that there is not": (
        "operation",
        "UPDATE operation SET value_date = '0000-00-00' WHERE id = 1",
        "value_date",
    ),
    "a day of February too many": (
        "operation",
        "UPDATE operation SET value_date = '2026-02-30' WHERE id = 1",
        "value_date",
    ),
    "a moment that is none": ("trail", "UPDATE trail SET at = 'yesterday' WHERE id = 1", "at"),
    "half a centime": ("posting", "UPDATE posting SET amount = amount + 0.5 WHERE id = 1", "amount"),
    "bytes where a name belongs": (
        "client",
        "UPDATE client SET last_name = x'00ff' WHERE id = 1",
        "last_name",
    ),
    "neither yes nor no": ("client", "UPDATE client SET blocked = 2 WHERE id = 1", "blocked"),
    "nothing where something belongs": (
        "client",
        "UPDATE client SET last_name = NULL WHERE id = 1",
        "last_name",
    ),
    "letters of another century": ("client", "UPDATE client SET city = CAST(x'c3' AS TEXT) WHERE id = 1", ""),
}
"""What is done to which table of a file that lost its STRICT and its CHECKs, and the column that is named."""


@pytest.fixture
def a_sale(file_counter: Counter) -> Path:
    """A client who bought something; the file is closed."""
    file_counter.sell(file_counter.client(), 5_000, cash=2_000)
    path = Path(connection.engine().place)
    connection.close()
    return path


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_there_is_named_and_the_rest_looked_at(what: str, a_sale: Path) -> None:
    table, sql, column = UNREADABLE[what]
    with closing(sqlite3.connect(a_sale, isolation_level=None)) as base:
        base.execute("PRAGMA writable_schema = ON")
        base.execute(
            "UPDATE sqlite_master SET sql = replace(replace(replace(sql, ') STRICT', ')'),"
            " 'TEXT NOT NULL', 'TEXT'), 'INTEGER NOT NULL', 'INTEGER') WHERE type = 'table' AND name = ?",
            (table,),
        )
    with closing(sqlite3.connect(a_sale, isolation_level=None)) as base:
        for (name,) in base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
        ).fetchall():
            base.execute(f"DROP TRIGGER {name}")
        base.execute("PRAGMA ignore_check_constraints = 1")
        base.execute(sql)
    told: list[int] = []
    found = doctor.examine(lambda done, of: told.append(of - done))
    assert told[-1] == 0
    named = [fault.figures for fault in found if fault.invariant == "values"]
    assert {"table": table, **({"column": column} if column else {})}.items() <= named[0].items()
    assert "schema" in {fault.invariant for fault in found}
    for fault in found:
        assert "{" not in describe(fault)


def test_a_check_that_ends_is_a_fault_and_the_others_go_on(
    a_sale: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_then_ends() -> Iterator[Fault]:
        yield Fault("first", "What was found before.")
        raise ZeroDivisionError("a sum of {nothing}\nin two lines")

    def last() -> Iterator[Fault]:
        yield Fault("last", "What comes after.")

    monkeypatch.setattr(examination, "CHECKS", (one_then_ends, last))
    found = doctor.examine()
    assert [fault.invariant for fault in found] == ["first", "doctor", "last"]
    said = describe(found[1])
    assert "one then ends" in said
    assert "a sum of {nothing} in two lines" in said


@pytest.mark.parametrize("table", ["operation", "posting", "trail", "allocation", "sale_line", "client"])
def test_a_row_taken_out_between_two_others_is_seen(table: str, file_counter: Counter) -> None:
    """INV-03: SQLite counts without a hole; whatever went with the row, its number is missing."""
    for number in range(3):
        file_counter.sell(file_counter.client(f"Client {number}"), 1_000, cash=1_000)
    path = connection.engine().place
    connection.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            base.execute(f"DROP TRIGGER {name}")
        base.execute(f"DELETE FROM {table} WHERE id = 2")
    removed = [fault.figures["table"] for fault in doctor.examine() if "were removed" in fault.sentence]
    assert removed == [table]


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE sale_line SET product_id = 99", "foreign key: sale_line.product_id"),
        ("SELECT setval('operation_id_seq', 1)", "sequence behind its table"),
        ("UPDATE operation SET value_date = 'infinity' WHERE id = 1", "value_date"),
        ("UPDATE operation SET value_date = '0044-03-15 BC' WHERE id = 1", "value_date"),
    ],
)
def test_what_postgres_does_not_look_at_again_is_seen(sql: str, said: str, postgres_target: str) -> None:
    """Who switches triggers off, as a restore does, leaves rows that no constraint looks at any more."""
    from tests.conftest import establish

    opening.open_database(postgres_target)
    counter = Counter(establish().id)
    counter.sell(counter.client(), 5_000, cash=2_000)
    run = connection.engine().database.execute_sql
    run("SET session_replication_role = replica")
    run(sql)
    assert any(said in describe(fault) for fault in doctor.examine())
