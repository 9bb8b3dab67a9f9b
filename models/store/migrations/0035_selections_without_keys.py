"""Members of selections refer to clients without foreign keys, which a server checks row by row: a million
members took PostgreSQL 17 s instead of 3.

Who saves a selection takes the clients from their table, no client is ever deleted, and the doctor looks for
members who do not exist.
"""

from typing import Any

from models.store import schema
from models.store.connection import engine

WITHOUT = """
CREATE TABLE selection_member (
    selection_id {int} NOT NULL,
    client_id {int} NOT NULL,
    PRIMARY KEY (selection_id, client_id)
) {strict}, WITHOUT ROWID
"""
_BEFORE = "selection_member_with_keys"


def up(migrator: Any, db: Any) -> None:
    current = engine()
    if current.name != "sqlite":
        for column in ("client_id", "selection_id"):
            db.execute_sql(f"ALTER TABLE selection_member DROP CONSTRAINT selection_member_{column}_fkey")
        return
    db.execute_sql(f"ALTER TABLE selection_member RENAME TO {_BEFORE}")
    db.execute_sql(WITHOUT.format(**current.types).strip())
    saved = [key for (key,) in db.execute_sql("SELECT id FROM selection ORDER BY id").fetchall()]
    for done, selection in enumerate(saved, 1):
        db.execute_sql(
            f"INSERT INTO selection_member SELECT selection_id, client_id FROM {_BEFORE} "
            "WHERE selection_id = ? ORDER BY client_id",
            (selection,),
        )
        schema.report(done, len(saved))
    db.execute_sql(f"DROP TABLE {_BEFORE}")
