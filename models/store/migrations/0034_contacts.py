"""Contacts: people around a client, the words by which they are found, and the list of their relations."""

from typing import Any

from models.store.connection import engine
from models.store.search.folding import fold

KINDS = ("payment_terms", "shipping_terms", "representative", "courier", "relation")
RELATIONS = ("Conjoint", "Enfant", "Parent", "Représentant", "Acheteur", "Aidant", "Autre")
"""What the list holds at first: a new pharmacy gets it when it is established (`references.ensure`)."""
TABLES = """
CREATE TABLE contact (
    id {key},
    client_id {int} NOT NULL REFERENCES client (id),
    relation_id {int} NOT NULL REFERENCES reference (id),
    last_name {text} NOT NULL,
    first_name {text} NOT NULL,
    name_key {sorted} NOT NULL,
    mobile {text} NOT NULL,
    phone {text} NOT NULL,
    email {text} NOT NULL,
    birth_date {day},
    site_id {int} REFERENCES site (id),
    note {text} NOT NULL,
    active {bool} NOT NULL
) {strict};
CREATE INDEX contact_client ON contact (client_id);
CREATE INDEX contact_by_name ON contact (name_key, id, client_id) WHERE active;
CREATE INDEX contact_birthday ON contact (({number}), client_id) WHERE birth_date IS NOT NULL;

CREATE TABLE contact_word (
    word {sorted} NOT NULL,
    contact_id {int} NOT NULL REFERENCES contact (id),
    PRIMARY KEY (word, contact_id)
) {strict};
CREATE INDEX contact_word_contact ON contact_word (contact_id)
"""


def up(migrator: Any, db: Any) -> None:
    current = engine()
    current.allow("reference", "kind", KINDS)
    number = current.month_day.format(day="birth_date")
    for statement in TABLES.format(**current.types, number=number).split(";"):
        db.execute_sql(statement.strip())
    if db.execute_sql("SELECT count(*) FROM staff").fetchone()[0] == 0:
        return
    for position, name in enumerate(RELATIONS, start=1):
        db.execute_sql(
            "INSERT INTO reference (kind, name, name_key, position, active, phone, end_of_month) "
            f"VALUES ('relation', {', '.join([db.param] * 3)}, TRUE, '', FALSE)",
            (name, fold(name), position),
        )
