"""Several contacts at a site: the one that each has becomes its main contact."""

from typing import Any

from models.store.connection import engine

TABLE = """
CREATE TABLE site_contact (
    id {key},
    site_id {int} NOT NULL REFERENCES site (id),
    name {text} NOT NULL,
    role {text} NOT NULL,
    phone {text} NOT NULL,
    main {bool} NOT NULL,
    active {bool} NOT NULL
) {strict};
CREATE INDEX site_contact_site ON site_contact (site_id);
CREATE UNIQUE INDEX site_contact_main ON site_contact (site_id) WHERE main;
INSERT INTO site_contact (site_id, name, role, phone, main, active)
    SELECT id, contact, '', phone, TRUE, TRUE FROM site WHERE contact <> '' OR phone <> '' ORDER BY id;
ALTER TABLE site DROP COLUMN contact;
ALTER TABLE site DROP COLUMN phone
"""
"""The words of `site_word` stay as they are: they were those of the site and of its one contact."""


def up(migrator: Any, db: Any) -> None:
    for statement in TABLE.format(**engine().types).split(";"):
        db.execute_sql(statement.strip())
