"""Photos of clients, and the files they are: each stored once, under the digest of its content."""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE stored_file (
    hash {text} NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
    media_type {text} NOT NULL CHECK (media_type IN ('image/jpeg')),
    size {int} NOT NULL,
    content {bytes} NOT NULL,
    CHECK (size = length(content))
) {strict};

CREATE TABLE client_photo (
    id {key},
    client_id {int} NOT NULL REFERENCES client (id),
    number {int} NOT NULL CHECK (number > 0),
    file_hash {text} NOT NULL REFERENCES stored_file (hash),
    shown {bool} NOT NULL,
    trail_id {int} NOT NULL REFERENCES trail (id),
    UNIQUE (client_id, number)
) {strict};
CREATE UNIQUE INDEX client_photo_shown ON client_photo (client_id) WHERE shown;
CREATE INDEX client_photo_file ON client_photo (file_hash)
"""


def up(migrator: Any, db: Any) -> None:
    for statement in TABLES.format(**engine().types).split(";"):
        db.execute_sql(statement.strip())
