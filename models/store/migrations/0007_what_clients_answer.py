"""What clients answer: every text that came in is kept, and what somebody decided of it."""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE incoming_text (
    id {key},
    trail_id {int} NOT NULL UNIQUE REFERENCES trail (id),
    at {moment} NOT NULL,
    channel {text} NOT NULL CHECK (channel IN ('sms', 'email')),
    sender {text} NOT NULL,
    body {text} NOT NULL,
    stopped {bool} NOT NULL
) {strict};
CREATE INDEX incoming_text_sender ON incoming_text (sender, id);

CREATE TABLE incoming_decision (
    incoming_id {int} PRIMARY KEY REFERENCES incoming_text (id),
    trail_id {int} NOT NULL REFERENCES trail (id),
    stopped {bool} NOT NULL
) {strict};
"""
APPEND_ONLY = ("incoming_text", "incoming_decision")


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for statement in TABLES.format(**current.types).split(";"):
        if statement.strip():
            db.execute_sql(statement.strip())
    for table in APPEND_ONLY:
        for statement in current.append_only(table):
            db.execute_sql(statement)
