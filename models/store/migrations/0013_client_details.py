"""What is known of a client beside their row: fields that neither a sale nor the list reads.

A client has a row here once something of it is filled in. A later field is a column with a default. In the
trail, the changes of these fields stand apart (`changes_of_details`), so that a redaction takes them out as a
whole, and a new column needs no new trigger.
"""

from importlib import import_module
from typing import Any

from models.store.connection import engine

TABLE = """
CREATE TABLE client_details (
    client_id {int} PRIMARY KEY REFERENCES client (id),
    birth_date {day}
) {strict}
"""


def up(migrator: Any, db: Any) -> None:
    current = engine()
    db.execute_sql(TABLE.format(**current.types).strip())
    before = import_module("models.store.migrations.0009_what_is_personal").APPEND_ONLY["trail"]
    for statement in current.redactable(
        "trail", {"detail": {**before["detail"], ("changes_of_details",): {}}}
    ):
        db.execute_sql(statement)
