"""Two fiches of one person: which was merged into which, and what was undone of it.

Rows that are never changed keep the client they were written with. `client_alias` leads from each merged
fiche to the one that stands for the person at present: in one step, however many were merged.
"""

from typing import Any

from models.store.connection import engine

STATUSES = ("active", "sleeping", "archived", "anonymised", "trashed", "merged")

TABLES = """
CREATE TABLE client_merge (
    id {key},
    trail_id {int} NOT NULL UNIQUE REFERENCES trail (id),
    survivor_id {int} NOT NULL REFERENCES client (id),
    merged_id {int} NOT NULL REFERENCES client (id),
    status {text} NOT NULL CHECK (status IN ('active', 'sleeping', 'archived')),
    CHECK (survivor_id <> merged_id)
) {strict};
CREATE INDEX client_merge_survivor ON client_merge (survivor_id);
CREATE INDEX client_merge_merged ON client_merge (merged_id);

CREATE TABLE client_merge_undoing (
    merge_id {int} PRIMARY KEY REFERENCES client_merge (id),
    trail_id {int} NOT NULL UNIQUE REFERENCES trail (id)
) {strict};

CREATE TABLE client_alias (
    client_id {int} PRIMARY KEY REFERENCES client (id),
    survivor_id {int} NOT NULL REFERENCES client (id),
    merge_id {int} NOT NULL UNIQUE REFERENCES client_merge (id),
    CHECK (client_id <> survivor_id)
) {strict};
CREATE INDEX client_alias_survivor ON client_alias (survivor_id, client_id);

ALTER TABLE client ADD COLUMN merged_words {text} NOT NULL DEFAULT ''
"""

APPEND_ONLY = ("client_merge", "client_merge_undoing")


def up(migrator: Any, db: Any) -> None:
    current = engine()
    current.allow("client", "status", STATUSES)
    for statement in TABLES.format(**current.types).split(";"):
        if statement.strip():
            db.execute_sql(statement.strip())
    for table in APPEND_ONLY:
        for statement in current.append_only(table):
            db.execute_sql(statement)
