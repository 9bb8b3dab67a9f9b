"""Other pharmacies are listed apart, so an index holds them; and to be one is a reason to get no campaign."""

from typing import Any

from models.store.connection import engine

REASONS = (
    *("archived", "blocked", "pharmacy", "no_number", "nothing_owed", "stopped", "no_consent"),
    *("nothing_to_say", "too_long", "tested", "same_number"),
)


def up(migrator: Any, db: Any) -> None:
    db.execute_sql("CREATE INDEX client_pharmacy ON client (place) WHERE kind = 'pharmacy'")
    engine().allow("campaign_exclusion", "reason", REASONS)
