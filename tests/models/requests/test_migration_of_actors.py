"""The trail of an older base names the programs that acted by themselves, and stays as it was otherwise."""

import shutil
from pathlib import Path

import pytest
from peewee import JOIN, DatabaseError

from models.requests.actors import Staff
from models.requests.trail import ActorKind, Trail
from models.store import connection, opening, schema

FIRST_OF_ALL = "0010_who_asked"
STAFF = (
    "INSERT INTO staff (name, name_key, code_hash, active, may_send, failures) "
    "VALUES ('S', 's', 'x', TRUE, TRUE, 0)"
)
REQUESTS = (
    ("sales.sell", 1),
    ("consents.stop", None),
    ("client_import.carry_out", None),
    ("demo.fill", None),
    ("payments.pay_credit", None),
)


def test_whoever_acted_is_who_the_older_trail_said(target: str | Path, tmp_path: Path) -> None:
    """Nobody signed the last one: the doctor says so, as it did before."""
    before = tmp_path / "before"
    before.mkdir()
    for file in schema.MIGRATIONS.glob("[0-9]*.py"):
        if file.stem < FIRST_OF_ALL:
            shutil.copy(file, before)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", before)
        opening.open_database(target)
        connection.database.execute_sql(STAFF)
        for number, (verb, staff) in enumerate(REQUESTS):
            connection.database.execute_sql(
                "INSERT INTO trail (op_id, verb, staff_id, at, detail) "
                f"VALUES ('{number}', '{verb}', {staff or 'NULL'}, '2026-11-12 10:30:00', '{{}}')"
            )
        connection.close()

    opening.open_database(target)

    rows = (
        Trail.select(Trail.actor, Staff.name, Trail.program).join(Staff, JOIN.LEFT_OUTER).order_by(Trail.id)
    )
    assert list(rows.tuples()) == [
        (ActorKind.STAFF, "S", ""),
        (ActorKind.PROGRAM, None, "incoming"),
        (ActorKind.PROGRAM, None, "shell"),
        (ActorKind.PROGRAM, None, "demo"),
        (ActorKind.PROGRAM, None, ""),
    ]
    with pytest.raises(DatabaseError, match="append-only"):
        connection.database.execute_sql("UPDATE trail SET program = 'shell'")
    connection.close()
