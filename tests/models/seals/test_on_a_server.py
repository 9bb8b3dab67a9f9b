"""What only a server has: transactions that are open while a seal is made, and a base from SQLite."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from models.seals import drawing, listing, verbs, verification
from models.seals.table import Occasion
from models.seals.verification import What
from models.store import connection, opening
from models.store.engines.engine import Engine
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.doctor.planted.planted import plant

pytestmark = pytest.mark.postgres

TRAIL = (
    "INSERT INTO trail (op_id, verb, actor, program, at, detail) "
    "VALUES ('{key}', 'demo.fill', 'program', 'demo', '2026-11-12 10:30:00', '{{}}')"
)
OTHER = """
import sys, psycopg
with psycopg.connect(sys.argv[1]) as line:
    line.execute(sys.argv[2])
    print("written", flush=True)
    sys.stdin.readline()
print("committed", flush=True)
"""


@contextmanager
def another_process(address: str, statement: str) -> Iterator[Any]:
    """A program that has written something and does not commit before it is told to."""
    command = [sys.executable, "-c", OTHER, address, statement]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin
        assert other.stdout
        answer = other.stdout
        assert answer.readline() == "written\n"

        def commit() -> None:
            print("now", file=other.stdin, flush=True)
            assert answer.readline() == "committed\n"

        yield commit
        if other.poll() is None:
            other.kill()


@pytest.fixture
def counter(
    postgres_server: str | None, stopped_clock: Any, kept_postgres: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Counter]:
    from tests.conftest import establish

    monkeypatch.setattr(drawing, "_PAUSE", 0)
    opening.open_database(kept_postgres.emptied())
    yield Counter(kept_postgres.again(establish).id)
    connection.close()


def seal(counter: Counter) -> list[Any]:
    return list(verbs.seal(Occasion.DEMAND, by=by_staff(counter.staff)))


def found() -> list[tuple[What, str, str]]:
    return [(each.what, each.table, each.row) for each in verification.verify(whole=True)]


def keys(where: str) -> list[int]:
    rows = connection.engine().database.execute_sql(f"SELECT id FROM trail WHERE {where} ORDER BY id")
    return [key for (key,) in rows.fetchall()]


def test_what_is_not_committed_falls_to_the_next_seal(counter: Counter, kept_postgres: Any) -> None:
    """The other one draws a lower key, and commits it after the seal: no fault, and the next seal has it."""
    counter.sell(counter.client(), 1_000)
    before = keys("TRUE")
    with another_process(kept_postgres.address, TRAIL.format(key="slow")) as commit:
        counter.sell(counter.client("Alami"), 2_000)
        younger = keys("TRUE")[-1]
        seal(counter)
        assert listing.over("trail", before[-1]) is not None
        assert listing.over("trail", younger) is None  # its transaction began after one that is still open
        commit()
    (slow,) = keys("op_id = 'slow'")
    assert slow < keys("TRUE")[-1]
    assert listing.over("trail", slow) is None
    assert found() == []
    second = seal(counter)[-1]
    for row in (slow, younger):
        made = listing.over("trail", row)
        assert made is not None
        assert made.number == second.number
    assert found() == []
    plant(f"UPDATE trail SET verb = 'demo.other' WHERE id = {slow}")
    assert found() == [(What.ALTERED, "trail", str(slow))]


def test_a_key_below_the_last_one_that_comes_late_is_sealed_too(counter: Counter, kept_postgres: Any) -> None:
    """Two who draw keys in turn: the first commits what it drew last, and the second comes after the seal."""
    import psycopg

    counter.sell(counter.client(), 1_000)
    with psycopg.connect(kept_postgres.address) as older:
        older.execute("SELECT pg_current_xact_id()")
        with another_process(kept_postgres.address, TRAIL.format(key="lower")) as commit:
            older.execute(TRAIL.format(key="higher"))
            older.commit()
            seal(counter)
            (higher,) = keys("op_id = 'higher'")
            assert listing.over("trail", higher) is not None
            commit()
    (lower,) = keys("op_id = 'lower'")
    assert lower < higher
    assert found() == []
    seal(counter)
    assert found() == []
    sealed = listing.over("trail", lower)
    assert sealed is not None
    assert sealed.number == 2
    plant(f"DELETE FROM trail WHERE id = {lower}")
    assert found() == [(What.ERASED, "trail", str(lower))]


def test_a_row_put_in_below_what_is_settled_is_named(counter: Counter) -> None:
    counter.sell(counter.client(), 1_000)
    with connection.transaction() as database:
        database.execute_sql(TRAIL.format(key="never committed"))
        database.rollback()
    counter.sell(counter.client("Alami"), 2_000)
    seal(counter)
    there = set(keys("TRUE"))
    hole = next(key for key in range(1, max(there)) if key not in there)
    plant(
        TRAIL.format(key="made up")
        .replace("(op_id", "(id, op_id")
        .replace("('made up'", f"({hole}, 'made up'")
    )
    assert found() == [(What.PUT_IN, "trail", str(hole))]


def test_a_base_that_is_moved_keeps_its_seals(
    file_store: Engine, file_counter: Counter, kept_postgres: Any
) -> None:
    """Row by row into the same tables of the other engine: every seal holds, and the next one follows."""
    client = file_counter.client("L'Hôpital", 'Zoë \\ “quoted” "too"', address="1, rue 'A'\n2e étage")
    file_counter.sell(client, 1_000, cash=400)
    file_counter.pay(client, 100)
    verbs.seal(Occasion.DEMAND, by=by_staff(file_counter.staff))
    assert found() == []
    rows = copied()
    connection.close()
    opening.open_database(kept_postgres.emptied())
    try:
        put(rows)
        assert found() == []
        verbs.seal(Occasion.DEMAND, by=by_staff(file_counter.staff))
        assert [row.number for row in listing.newest()] == [2, 1]
        assert found() == []
        plant("UPDATE operation SET note = 'x' WHERE id = 1")
        assert found() == [(What.ALTERED, "operation", "1")]
    finally:
        connection.close()


def copied() -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    """Every table of the open SQLite base, but its migrations and its search index."""
    run = connection.engine().database.execute_sql
    names = run(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'client_search%' "
        "AND name NOT IN ('schema_migration', 'sqlite_sequence')"
    ).fetchall()
    rows = {}
    for (name,) in names:
        found = run(f"SELECT * FROM {name}")
        rows[name] = ([column[0] for column in found.description], found.fetchall())
    return rows


def put(rows: dict[str, tuple[list[str], list[tuple[Any, ...]]]]) -> None:
    """Copies them in, whatever the order of the tables, and sets the counters of the keys."""
    current = connection.engine()
    run = current.database.execute_sql
    run("SET session_replication_role = replica")
    for name, (columns, values) in rows.items():
        run(f"DELETE FROM {name}")
        current.insert_rows(name, [f'"{column}"' for column in columns], values)
        if "id" in columns and values:
            run(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")
    run("SET session_replication_role = DEFAULT")


def test_what_is_open_in_another_database_of_the_server_holds_nothing_up(
    counter: Counter, postgres_server: str
) -> None:
    with another_process(postgres_server, "SELECT pg_current_xact_id()"):
        counter.sell(counter.client(), 1_000)
        (made,) = seal(counter)
    assert made.row_count > len(keys("TRUE"))
    assert drawing.waiting() == 1, "the trail of the seal itself"
    assert found() == []
