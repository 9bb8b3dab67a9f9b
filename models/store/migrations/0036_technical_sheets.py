"""Technical sheets: themes, criteria and answers to choose from, and what was noted of clients."""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE sheet_term (
    id {key},
    level {text} NOT NULL CHECK (level IN ('theme', 'criterion', 'answer')),
    parent_id {int} REFERENCES sheet_term (id),
    name {text} NOT NULL,
    name_key {text} NOT NULL,
    position {int} NOT NULL,
    active {bool} NOT NULL DEFAULT TRUE,
    CHECK ((level = 'theme') = (parent_id IS NULL))
) {strict};
CREATE UNIQUE INDEX sheet_term_name ON sheet_term (COALESCE(parent_id, 0), name_key);
CREATE INDEX sheet_term_parent ON sheet_term (parent_id);

CREATE TABLE sheet_entry (
    id {key},
    trail_id {int} NOT NULL UNIQUE REFERENCES trail (id),
    client_id {int} NOT NULL REFERENCES client (id),
    author_id {int} NOT NULL REFERENCES staff (id),
    criterion_id {int} NOT NULL REFERENCES sheet_term (id),
    answer_id {int} REFERENCES sheet_term (id),
    value {text} NOT NULL DEFAULT ''
) {strict};
CREATE INDEX sheet_entry_client ON sheet_entry (client_id, criterion_id);
CREATE INDEX sheet_entry_criterion ON sheet_entry (criterion_id);
CREATE INDEX sheet_entry_answer ON sheet_entry (answer_id);

ALTER TABLE staff ADD COLUMN writes_sheets {bool} NOT NULL DEFAULT TRUE
"""


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for statement in TABLES.format(**current.types).split(";"):
        db.execute_sql(statement.strip())
    for statement in (*current.append_only("sheet_entry"), *current.redactable("sheet_entry", {"value": ""})):
        db.execute_sql(statement)
