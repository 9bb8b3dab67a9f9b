"""Likely duplicates: pairs that are of two persons, and an index by which the same registration is found."""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE client_apart (
    one_id {int} NOT NULL REFERENCES client (id),
    other_id {int} NOT NULL REFERENCES client (id),
    trail_id {int} NOT NULL REFERENCES trail (id),
    PRIMARY KEY (one_id, other_id),
    CHECK (one_id < other_id)
) {strict};
CREATE INDEX client_apart_other ON client_apart (other_id);
CREATE INDEX client_registration ON client (registration_number) WHERE registration_number <> ''
"""


def up(migrator: Any, db: Any) -> None:
    for statement in TABLES.format(**engine().types).split(";"):
        db.execute_sql(statement.strip())
