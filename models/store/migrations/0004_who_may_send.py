"""Who may send: the right to send SMS. Everybody who was here could, and still can."""

from typing import Any

from models.store.connection import engine

STATEMENTS = (
    "ALTER TABLE staff ADD COLUMN may_send {bool} NOT NULL DEFAULT FALSE",
    "UPDATE staff SET may_send = TRUE",
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement.format(**engine().types))
