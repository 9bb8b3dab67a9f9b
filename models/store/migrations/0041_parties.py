"""Papers keep the address of their client taken apart and the numbers of their company: the triggers are made
anew, so that these can be redacted as the rest of what is personal.
"""

from importlib import import_module
from typing import Any

from models.store.connection import engine

IN_PARTIES: dict[tuple[str, ...], Any] = {("client", "place"): {}, ("client", "ids"): {}}


def up(migrator: Any, db: Any) -> None:
    current = engine()
    personal = import_module("models.store.migrations.0009_what_is_personal")
    parties = personal.PARTIES | IN_PARTIES
    tables = {
        "document": personal.APPEND_ONLY["document"] | {"parties": parties},
        "global_invoice": {"parties": parties},
        "statement": {"parties": parties, "contacts": ""},
    }
    for table, blanks in tables.items():
        for statement in current.redactable(table, blanks):
            db.execute_sql(statement)
