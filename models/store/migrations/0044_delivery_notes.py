"""Delivery notes and pro forma: two more kinds of documents, where a document is delivered to and by whom,
and who signed for what was delivered.

One sale may take several delivery notes, and a note is free again once its sale was cancelled, so a sale may
stand in more than one step. SQLite has the column that allowed it once only in a table of its own: the rows
are copied into one without that rule.
"""

from typing import Any

from models.store.connection import engine

KINDS = ("quote", "preparation", "order", "delivery_note", "pro_forma")
STATES = (
    *("open", "accepted", "refused", "to_do", "ready", "handed_over", "ordered", "prepared"),
    *("delivered", "invoiced", "cancelled"),
)
TOLD_ELSEWHERE = (
    *("sales.sell", "sales.cancel", "returns.take_back", "refunds.pay_back", "reversal.reverse"),
    *("payments.pay_credit", "payments.pay_selected", "credits.grant"),
    *("entries.open_balance", "entries.adjust", "entries.receive_advance"),
    *("quotes.create", "quotes.sell", "quotes.accepted", "quotes.open", "quotes.refused"),
    *("preparations.create", "preparations.sell", "preparations.ready", "preparations.to_do"),
    *("preparations.cancelled", "orders.create", "orders.from_quote", "orders.sell", "orders.delivered"),
    *("orders.ordered", "orders.cancelled", "global_invoices.issue", "global_invoices.delete"),
    "invoices.issue",
    *("organism_billing.collect", "statements.issue", "consents.record", "consents.stop"),
    *("messages.due", "messages.test", "messages.try", "messages.again"),
    *("orders.from_pro_forma", "pro_formas.create", "pro_formas.sell", "pro_formas.cancelled"),
    *("delivery_notes.create", "delivery_notes.from_order", "delivery_notes.delivered"),
    *("delivery_notes.prepared", "delivery_notes.cancelled", "delivery_notes.sell"),
)
DELIVERY = """
CREATE TABLE delivery (
    document_id {int} PRIMARY KEY REFERENCES document (id),
    site_id {int} REFERENCES site (id),
    courier_id {int} REFERENCES reference (id),
    place {text} NOT NULL
) {strict};
CREATE INDEX delivery_site ON delivery (site_id, document_id) WHERE site_id IS NOT NULL;
CREATE INDEX document_to_deliver ON document (until, id) WHERE kind = 'delivery_note'
"""
STEP = """
CREATE TABLE document_step (
    id {key},
    document_id {int} NOT NULL REFERENCES document (id),
    trail_id {int} NOT NULL REFERENCES trail (id),
    state {text} NOT NULL CHECK (state IN ({states})),
    reason {text} NOT NULL,
    sale_id {int} REFERENCES sale (operation_id),
    received_by {text} NOT NULL DEFAULT '',
    received_on {day},
    received_at {int}
) {strict}
"""
COLUMNS = (
    "ALTER TABLE document_step ADD COLUMN received_by {text} NOT NULL DEFAULT ''",
    "ALTER TABLE document_step ADD COLUMN received_on {day}",
    "ALTER TABLE document_step ADD COLUMN received_at {int}",
    "ALTER TABLE document_step DROP CONSTRAINT document_step_sale_id_key",
    "DROP INDEX document_sold_once",
)
BY_SALE = "CREATE INDEX document_step_sale ON document_step (sale_id, document_id) WHERE sale_id IS NOT NULL"
WITHHELD = "–"
STEP_BLANKS: dict[str, Any] = {"reason": WITHHELD, "received_by": ""}
PLACE_BLANKS: dict[str, Any] = {
    "place": {("name",): WITHHELD, ("address",): [], ("contact",): "", ("phone",): ""}
}
_BEFORE = "document_step_before"


def up(migrator: Any, db: Any) -> None:
    current = engine()
    current.allow("document", "kind", KINDS)
    for statement in DELIVERY.format(**current.types).split(";"):
        db.execute_sql(statement.strip())
    if current.name == "sqlite":
        _copy_steps(db)
    else:
        for statement in COLUMNS:
            db.execute_sql(statement.format(**current.types))
        current.allow("document_step", "state", STATES)
    db.execute_sql(BY_SALE)
    for statement in (
        *current.append_only("delivery"),
        *current.redactable("delivery", PLACE_BLANKS),
        *current.redactable("document_step", STEP_BLANKS),
    ):
        db.execute_sql(statement)
    verbs = ", ".join(f"'{verb}'" for verb in TOLD_ELSEWHERE)
    db.execute_sql("DROP INDEX trail_client_others")
    db.execute_sql(
        "CREATE INDEX trail_client_others ON trail (client_id, at, id) "
        f"WHERE client_id IS NOT NULL AND verb NOT IN ({verbs})"
    )


def _copy_steps(db: Any) -> None:
    current = engine()
    states = ", ".join(f"'{state}'" for state in STATES)
    columns = "id, document_id, trail_id, state, reason, sale_id"
    db.execute_sql(f"ALTER TABLE document_step RENAME TO {_BEFORE}")
    db.execute_sql(STEP.format(**current.types, states=states))
    db.execute_sql(f"INSERT INTO document_step ({columns}) SELECT {columns} FROM {_BEFORE} ORDER BY id")
    db.execute_sql(f"DROP TABLE {_BEFORE}")
    db.execute_sql("CREATE INDEX document_step_last ON document_step (document_id, id)")
    for statement in current.append_only("document_step"):
        db.execute_sql(statement)
