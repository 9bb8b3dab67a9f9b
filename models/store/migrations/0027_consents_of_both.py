"""Where two fiches become one, the consent of both is written down: it came by no word of the client."""

from typing import Any

from models.store.connection import engine

SOURCES = ("spoken", "form", "phone", "letter", "incoming", "merging")


def up(migrator: Any, db: Any) -> None:
    engine().allow("consent", "source", SOURCES)
