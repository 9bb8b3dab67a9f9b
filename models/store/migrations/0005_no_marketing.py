"""No marketing: who wants none may still be reminded of what they owe. Every refusal so far was of both."""

from typing import Any

from models.store.connection import engine

STATEMENT = """
ALTER TABLE consent ADD COLUMN marketing_only {bool} NOT NULL DEFAULT FALSE
    CHECK (NOT (granted AND marketing_only))
"""


def up(migrator: Any, db: Any) -> None:
    db.execute_sql(STATEMENT.format(**engine().types))
