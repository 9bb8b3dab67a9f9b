"""Seals: digests of the rows that are never changed. An older base gets its first one when it is sealed.

Only the salts may change: that of a personal value is replaced when the value is redacted.
"""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE seal (
    id {key},
    trail_id {int} NOT NULL UNIQUE REFERENCES trail (id),
    number {int} NOT NULL UNIQUE CHECK (number > 0),
    at {moment} NOT NULL,
    occasion {text} NOT NULL CHECK (occasion IN ('till', 'backup', 'demand')),
    row_count {int} NOT NULL CHECK (row_count >= 0),
    previous {text} NOT NULL,
    digest {text} NOT NULL UNIQUE,
    CHECK ((number = 1) = (previous = ''))
) {strict};

CREATE TABLE seal_table (
    id {key},
    seal_id {int} NOT NULL REFERENCES seal (id),
    name {text} NOT NULL,
    columns {text} NOT NULL,
    personal {text} NOT NULL,
    first_key {int} NOT NULL,
    last_key {int} NOT NULL,
    settled_key {int} NOT NULL,
    row_count {int} NOT NULL CHECK (row_count > 0),
    root {text} NOT NULL,
    UNIQUE (seal_id, name),
    CHECK (first_key <= last_key)
) {strict};
CREATE INDEX seal_table_name ON seal_table (name, last_key);

CREATE TABLE seal_leaf (
    id {key},
    seal_table_id {int} NOT NULL REFERENCES seal_table (id),
    first_key {int} NOT NULL,
    last_key {int} NOT NULL,
    row_count {int} NOT NULL CHECK (row_count > 0),
    digest {text} NOT NULL,
    keys {text} NOT NULL,
    marks {text} NOT NULL,
    CHECK (first_key <= last_key)
) {strict};
CREATE INDEX seal_leaf_table ON seal_leaf (seal_table_id, first_key);

CREATE TABLE seal_salts (
    leaf_id {int} PRIMARY KEY REFERENCES seal_leaf (id),
    salts {text} NOT NULL
) {strict};

CREATE TABLE seal_redaction (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    table_name {text} NOT NULL,
    row_key {int} NOT NULL,
    column_name {text} NOT NULL,
    sealed {text} NOT NULL,
    renewed {text} NOT NULL
) {strict};
CREATE INDEX seal_redaction_row ON seal_redaction (table_name, row_key);
"""

APPEND_ONLY = ("seal", "seal_table", "seal_leaf", "seal_redaction")


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for statement in TABLES.format(**current.types).split(";"):
        if statement.strip():
            db.execute_sql(statement.strip())
    for table in APPEND_ONLY:
        for statement in current.append_only(table):
            db.execute_sql(statement)
