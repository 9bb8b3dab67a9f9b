"""Imports of contacts can be undone as a whole. Which contacts came in stands in the trail of each import."""

from typing import Any

from models.store.connection import engine

SUBJECTS = ("clients", "products", "contacts")


def up(migrator: Any, db: Any) -> None:
    engine().allow("import_batch", "subject", SUBJECTS)
