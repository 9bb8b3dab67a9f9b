"""What is personal: a client can be forgotten, though what was written is never changed.

A personal value may become its blank while a redaction is under way that is named; all else is refused as
before. Which values are personal is as `models.personal` declared it when this was written.
"""

from typing import Any

from models.store.connection import engine

TABLE = """
CREATE TABLE redaction (
    id {key},
    trail_id {int} NOT NULL UNIQUE REFERENCES trail (id),
    client_id {int} NOT NULL REFERENCES client (id),
    state {text} NOT NULL CHECK (state IN ('under_way', 'done'))
) {strict};
CREATE INDEX redaction_client ON redaction (client_id);
CREATE INDEX redaction_under_way ON redaction (state) WHERE state = 'under_way'
"""
MOVES, FROZEN = (("under_way", "done"),), ("trail_id", "client_id")

WITHHELD = "–"
FICHE = (
    *("title", "last_name", "first_name", "mobile", "work_phone", "home_phone", "email"),
    *("address", "postal_code", "city", "organism", "code", "registration_number", "affiliation_number"),
    *("alert", "info"),
)
DETAIL: dict[tuple[str, ...], Any] = {
    **{("changes", field): [WITHHELD, WITHHELD] for field in FICHE},
    ("reason",): WITHHELD,
    ("address",): "",
}
IDENTIFIERS = {
    (name,): "" for name in ("code", "organism", "registration_number", "affiliation_number", "phone")
}
PARTIES = {
    ("client", "name"): WITHHELD,
    ("client", "address"): [],
    ("client", "phone"): "",
    ("client", "identifiers"): [],
}
AS_ISSUED = {"client_name": WITHHELD, "client_address": "", "client_identifiers": IDENTIFIERS}

APPEND_ONLY: dict[str, Any] = {
    "trail": {"detail": DETAIL},
    "operation": {"note": WITHHELD, "reference": WITHHELD},
    "sale": {**AS_ISSUED, "contact": ""},
    "sale_return": AS_ISSUED,
    "document": {"contact": "", "note": WITHHELD, "parties": PARTIES},
    "document_step": {"reason": WITHHELD},
    "global_invoice": {"parties": PARTIES},
    "global_invoice_deletion": {"reason": WITHHELD},
    "statement": {"parties": PARTIES},
    "consent": {"address": ""},
    "receipt": {"words": WITHHELD},
    "incoming_text": {"sender": WITHHELD, "body": WITHHELD},
}
MESSAGE = {"recipient": f"{WITHHELD}{{id}}", "body": WITHHELD}
MESSAGE_FROZEN = (
    *("trail_id", "staff_id", "client_id", "campaign_id", "again_of_id", "channel", "kind"),
    *("recipient", "body", "encoding", "segments", "at"),
)


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for statement in TABLE.format(**current.types).split(";"):
        db.execute_sql(statement.strip())
    statements = current.moves_forward("redaction", "state", MOVES, FROZEN)
    for table, blanks in APPEND_ONLY.items():
        statements += current.redactable(table, blanks)
    statements += current.redactable("message", MESSAGE, MESSAGE_FROZEN)
    for statement in statements:
        db.execute_sql(statement)
