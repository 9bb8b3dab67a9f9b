"""A client who was forgotten is anonymised: for good, and found by no search."""

from typing import Any

from models.store.connection import engine

STATUSES = ("active", "sleeping", "archived", "anonymised")


def up(migrator: Any, db: Any) -> None:
    engine().allow("client", "status", STATUSES)
