"""The schema is compared as a whole with what the migrations make: no difference of it passes unseen."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from locales.sentences import describe
from models.doctor.fault import Fault
from models.doctor.store import structure as check
from models.store import connection, opening, schema, structure
from models.store.engines.engine import Engine

NOTHING = {
    "sqlite": "CREATE TRIGGER posting_refuses_UPDATE BEFORE UPDATE ON posting BEGIN SELECT 1; END",
    "postgresql": "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NULL; END $$",
}
"""A trigger of the right name, or the function that all of them call, that lets everything pass."""

SAME_ON_BOTH = {
    "an index": "DROP INDEX operation_client",
    "an index that keeps numbers apart": "DROP INDEX message_once_in_a_campaign; "
    "CREATE INDEX message_once_in_a_campaign ON message (campaign_id, recipient) "
    "WHERE campaign_id IS NOT NULL",
    "a table": "DROP TABLE draft",
    "a column": "ALTER TABLE setting DROP COLUMN trail_id",
    "another column": "ALTER TABLE client ADD COLUMN secret TEXT",
    "another table": "CREATE TABLE hidden (id INTEGER)",
    "a view": "CREATE VIEW debts AS SELECT id, balance FROM client",
    "a name": "ALTER TABLE setting RENAME COLUMN trail_id TO request_id",
}
ON_SQLITE = {
    "a CHECK": ("setting", "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT, trail_id INTEGER)"),
    "a STRICT": (
        "vat",
        "CREATE TABLE vat (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (name <> ''))",
    ),
    "a foreign key": (
        "till_held",
        "CREATE TABLE till_held (closing_id INTEGER NOT NULL, operation_id INTEGER "
        "NOT NULL, PRIMARY KEY (closing_id, operation_id)) STRICT",
    ),
}
ON_POSTGRES = {
    "a CHECK": "ALTER TABLE posting DROP CONSTRAINT posting_amount_check",
    "a CHECK that is not looked at": "ALTER TABLE posting DROP CONSTRAINT posting_amount_check; ALTER TABLE "
    "posting ADD CONSTRAINT posting_amount_check CHECK (amount <> 0) NOT VALID",
    "a default": "ALTER TABLE staff ALTER COLUMN may_send SET DEFAULT TRUE",
    "a NOT NULL": "ALTER TABLE posting ALTER COLUMN amount DROP NOT NULL",
    "a type": "ALTER TABLE setting ALTER COLUMN trail_id TYPE INTEGER",
    "an identity": "ALTER TABLE trail ALTER COLUMN id DROP IDENTITY",
    "a counter that turns": "ALTER SEQUENCE operation_id_seq CYCLE",
    "a foreign key": "ALTER TABLE sale_line DROP CONSTRAINT sale_line_product_id_fkey",
    "a trigger switched off": "ALTER TABLE posting DISABLE TRIGGER posting_refuses_update",
    "a rule": "CREATE RULE quietly AS ON INSERT TO trail DO INSTEAD NOTHING",
    "rows that some do not see": "ALTER TABLE client ENABLE ROW LEVEL SECURITY",
    "a table that a crash empties": "ALTER TABLE setting SET UNLOGGED",
}


def test_what_the_migrations_make_is_recorded(store: Engine) -> None:
    """`make structure` after each migration: with an old record the doctor would see faults everywhere."""
    assert structure.recorded_by(store.name) == schema.known()[-1]
    assert store.structure() == structure.recorded(store.name)
    assert list(check.all_is_as_it_was_made()) == []


@pytest.mark.parametrize("what", SAME_ON_BOTH)
def test_a_schema_that_differs_is_a_fault(what: str, store: Engine) -> None:
    with undone(SAME_ON_BOTH[what]) as faults:
        assert faults
        assert {fault.invariant for fault in faults} == {"schema"}
        assert all("{" not in describe(fault) for fault in faults)


@pytest.mark.parametrize("what", ON_SQLITE)
def test_a_table_that_holds_anything_is_a_fault(what: str, file_store: Engine) -> None:
    table, text = ON_SQLITE[what]
    with undone(f"DROP TABLE {table}; {text}") as faults:
        assert f"table {table}" in {fault.figures.get("object") for fault in faults}


@pytest.mark.postgres
@pytest.mark.parametrize("what", ON_POSTGRES)
def test_what_postgres_no_longer_refuses_is_a_fault(what: str, postgres_target: str) -> None:
    opening.open_database(postgres_target)
    with undone(ON_POSTGRES[what]) as faults:
        assert faults


def test_a_trigger_that_does_nothing_is_a_fault(store: Engine) -> None:
    """INV-03: of the right name on the right table, it would hide that the ledger can be rewritten."""
    drop = "DROP TRIGGER posting_refuses_UPDATE; " if store.name == "sqlite" else ""
    with undone(f"{drop}{NOTHING[store.name]}") as faults:
        (fault,) = faults
        assert fault.invariant == ("INV-03" if store.name == "sqlite" else "schema")


def test_a_trigger_that_nobody_knows_is_a_fault(file_store: Engine) -> None:
    """It could write what nobody asked for."""
    with undone(
        "CREATE TRIGGER half AFTER INSERT ON sale_line BEGIN UPDATE client SET balance = 0; END"
    ) as faults:
        (fault,) = faults
        assert (fault.invariant, fault.figures["trigger"]) == ("INV-03", "half")


@contextmanager
def undone(sql: str) -> Iterator[list[Fault]]:
    """What the doctor says of the schema after this SQL, which is then rolled back."""
    current = connection.engine()
    with current.database.atomic() as transaction:
        for statement in split(sql):
            current.database.execute_sql(statement)
        yield list(check.all_is_as_it_was_made())
        transaction.rollback()


def split(sql: str) -> list[str]:
    """The statements, a trigger's own being one."""
    first, semicolon, rest = sql.partition("; ")
    if not semicolon or first.startswith("CREATE"):
        return [sql]
    return [first, *split(rest)]
