"""For which contact of its client an operation or a document is; for none of those that stand already."""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE attribution (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    operation_id {int} NOT NULL REFERENCES operation (id),
    contact_id {int} REFERENCES contact (id),
    kind {text} NOT NULL,
    day {day} NOT NULL
) {strict};
CREATE INDEX attribution_operation ON attribution (operation_id, id, contact_id);
CREATE INDEX attribution_contact ON attribution (contact_id, day, operation_id, kind, id)
    WHERE contact_id IS NOT NULL;

CREATE TABLE document_attribution (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    document_id {int} NOT NULL REFERENCES document (id),
    contact_id {int} REFERENCES contact (id),
    kind {text} NOT NULL,
    day {day} NOT NULL
) {strict};
CREATE INDEX document_attribution_document ON document_attribution (document_id, id, contact_id);
CREATE INDEX document_attribution_contact ON document_attribution (contact_id, kind, day, document_id, id)
    WHERE contact_id IS NOT NULL
"""


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for statement in TABLES.format(**current.types).split(";"):
        db.execute_sql(statement.strip())
    for table in ("attribution", "document_attribution"):
        for statement in current.append_only(table):
            db.execute_sql(statement)
