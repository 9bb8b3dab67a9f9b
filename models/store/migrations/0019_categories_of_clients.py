"""Categories of clients, and the discount that all clients of one get.

The category stands in the client's own row: lists of a hundred thousand clients are filtered by it and read
in name order, for which one index has to hold both.
"""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE client_category (
    id {key},
    name {text} NOT NULL CHECK (name <> ''),
    name_key {text} NOT NULL UNIQUE,
    colour {text} NOT NULL CHECK (colour IN ('plain', 'blue', 'violet', 'turquoise')),
    discount {int} NOT NULL CHECK (discount BETWEEN 0 AND 10000),
    hold_lock {bool} NOT NULL,
    retired {bool} NOT NULL
) {strict};
ALTER TABLE client ADD COLUMN category_id {int} REFERENCES client_category (id);
CREATE INDEX client_category_place ON client (category_id, place, status) WHERE category_id IS NOT NULL
"""
REASONS = ("", "manual", "category", "permanent", "client_category")


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for statement in TABLES.format(**current.types).split(";"):
        db.execute_sql(statement.strip())
    for table in ("sale_line", "document_line"):
        current.allow(table, "discount_reason", REASONS)
