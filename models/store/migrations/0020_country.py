"""The province and the country of a client's address (fiche-country)."""

from typing import Any

from models.store.connection import engine

COLUMNS = ("province", "country")


def up(migrator: Any, db: Any) -> None:
    text = engine().types["text"]
    for column in COLUMNS:
        db.execute_sql(f"ALTER TABLE client_details ADD COLUMN {column} {text} NOT NULL DEFAULT ''")
