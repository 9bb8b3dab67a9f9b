"""Imports can be undone as a whole: which clients and products came in or were changed with each."""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE import_batch (
    id {key},
    trail_id {int} NOT NULL UNIQUE REFERENCES trail (id),
    subject {text} NOT NULL CHECK (subject IN ('clients', 'products'))
) {strict};

CREATE TABLE imported_client (
    id {key},
    batch_id {int} NOT NULL REFERENCES import_batch (id),
    client_id {int} NOT NULL REFERENCES client (id),
    edit_id {int} REFERENCES trail (id)
) {strict};
CREATE INDEX imported_client_batch ON imported_client (batch_id);
CREATE INDEX imported_client_client ON imported_client (client_id);

CREATE TABLE imported_product (
    id {key},
    batch_id {int} NOT NULL REFERENCES import_batch (id),
    product_id {int} NOT NULL REFERENCES product (id),
    changes {text} NOT NULL
) {strict};
CREATE INDEX imported_product_batch ON imported_product (batch_id);
CREATE INDEX imported_product_product ON imported_product (product_id);

CREATE TABLE import_undoing (
    batch_id {int} PRIMARY KEY REFERENCES import_batch (id),
    trail_id {int} NOT NULL UNIQUE REFERENCES trail (id)
) {strict}
"""

APPEND_ONLY = ("import_batch", "imported_client", "imported_product", "import_undoing")


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for statement in TABLES.format(**current.types).split(";"):
        db.execute_sql(statement.strip())
    for table in APPEND_ONLY:
        for statement in current.append_only(table):
            db.execute_sql(statement)
