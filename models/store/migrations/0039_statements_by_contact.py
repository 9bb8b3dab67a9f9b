"""Statements grouped by contact: how one is grouped, up to which attribution, and what the contacts were
called. The triggers are made anew, so that these columns stay as written, but for names that are redacted.
"""

from importlib import import_module
from typing import Any

from models.store.connection import engine

COLUMNS = (
    "ALTER TABLE statement ADD COLUMN grouping {text} NOT NULL DEFAULT 'none' "
    "CHECK (grouping IN ('none', 'contacts', 'contact_pages'))",
    "ALTER TABLE statement ADD COLUMN last_attribution {int} NOT NULL DEFAULT 0",
    "ALTER TABLE statement ADD COLUMN contacts {text} NOT NULL DEFAULT ''",
)


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for statement in COLUMNS:
        db.execute_sql(statement.format(**current.types))
    personal = import_module("models.store.migrations.0009_what_is_personal")
    blanks = {**personal.APPEND_ONLY["statement"], "contacts": ""}
    for statement in current.redactable("statement", blanks):
        db.execute_sql(statement)
