"""Comments on clients, their contacts and their papers."""

from typing import Any

from models.personal.kinds import WITHHELD
from models.store.connection import engine

TABLES = """
CREATE TABLE comment (
    id {key},
    trail_id {int} NOT NULL UNIQUE REFERENCES trail (id),
    client_id {int} NOT NULL REFERENCES client (id),
    contact_id {int} REFERENCES contact (id),
    operation_id {int} REFERENCES operation (id),
    document_id {int} REFERENCES document (id),
    invoice_id {int} REFERENCES global_invoice (id),
    corrects_id {int} REFERENCES comment (id),
    remark {text} NOT NULL CHECK (remark <> ''),
    CHECK (
        (CASE WHEN contact_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN operation_id IS NULL THEN 0 ELSE 1 END)
        + (CASE WHEN document_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN invoice_id IS NULL THEN 0 ELSE 1 END)
        <= 1
    )
) {strict};
CREATE INDEX comment_client ON comment (client_id, id) WHERE corrects_id IS NULL;
CREATE INDEX comment_corrects ON comment (corrects_id, id) WHERE corrects_id IS NOT NULL
"""
SUBJECTS = ("contact_id", "operation_id", "document_id", "invoice_id")


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for statement in TABLES.format(**current.types).split(";"):
        db.execute_sql(statement.strip())
    for column in SUBJECTS:
        db.execute_sql(f"CREATE INDEX comment_{column} ON comment ({column}) WHERE {column} IS NOT NULL")
    for statement in (*current.append_only("comment"), *current.redactable("comment", {"remark": WITHHELD})):
        db.execute_sql(statement)
