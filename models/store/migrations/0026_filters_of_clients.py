"""Indexes for the filters of a list of clients: who is of one organism, and the few blocked ones.

Both hold the name order, and nothing that an operation changes: a sale writes no more than before.
"""

from typing import Any

INDEXES = """
CREATE INDEX client_organism_place ON client (organism_id, place, status) WHERE organism_id IS NOT NULL;
CREATE INDEX client_blocked ON client (place) WHERE blocked
"""


def up(migrator: Any, db: Any) -> None:
    for statement in INDEXES.split(";"):
        db.execute_sql(statement.strip())
