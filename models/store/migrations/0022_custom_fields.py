"""Custom fields: what the pharmacy adds to clients and products by itself.

The values of a record stand together as JSON in one column: of a client beside their row, where neither a
sale nor the list reads them. What a search finds of them stands in the row, of which its entry is made.
"""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE custom_field (
    id {key},
    record {text} NOT NULL CHECK (record IN ('client', 'product')),
    name {text} NOT NULL CHECK (name <> ''),
    name_key {text} NOT NULL,
    kind {text} NOT NULL CHECK (kind IN
        ('text', 'note', 'whole', 'decimal', 'amount', 'date', 'yes_no', 'list', 'several')),
    position {int} NOT NULL,
    searchable {bool} NOT NULL,
    retired {bool} NOT NULL,
    UNIQUE (record, name_key)
) {strict};
CREATE TABLE custom_option (
    id {key},
    field_id {int} NOT NULL REFERENCES custom_field (id),
    name {text} NOT NULL CHECK (name <> ''),
    name_key {text} NOT NULL,
    position {int} NOT NULL,
    retired {bool} NOT NULL,
    UNIQUE (field_id, name_key)
) {strict};
ALTER TABLE client_details ADD COLUMN custom {text} NOT NULL DEFAULT '{{}}';
ALTER TABLE client ADD COLUMN custom_words {text} NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN custom {text} NOT NULL DEFAULT '{{}}'
"""


def up(migrator: Any, db: Any) -> None:
    for statement in TABLES.format(**engine().types).split(";"):
        db.execute_sql(statement.strip())
