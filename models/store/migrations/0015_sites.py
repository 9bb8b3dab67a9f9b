"""Sites: the delivery addresses of clients, and the words by which they are found."""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE site (
    id {key},
    client_id {int} NOT NULL REFERENCES client (id),
    name {text} NOT NULL,
    name_key {sorted} NOT NULL,
    address {text} NOT NULL,
    postal_code {text} NOT NULL,
    city {text} NOT NULL,
    province {text} NOT NULL,
    country {text} NOT NULL,
    contact {text} NOT NULL,
    phone {text} NOT NULL,
    by_default {bool} NOT NULL,
    active {bool} NOT NULL
) {strict};
CREATE INDEX site_client ON site (client_id);
CREATE UNIQUE INDEX site_default ON site (client_id) WHERE by_default;
CREATE INDEX site_by_name ON site (name_key, id, client_id) WHERE active;

CREATE TABLE site_word (
    word {sorted} NOT NULL,
    site_id {int} NOT NULL REFERENCES site (id),
    PRIMARY KEY (word, site_id)
) {strict};
CREATE INDEX site_word_site ON site_word (site_id);
"""


def up(migrator: Any, db: Any) -> None:
    for statement in TABLES.format(**engine().types).split(";"):
        if statement.strip():
            db.execute_sql(statement.strip())
