"""Invoices and credit notes of one sale or one return, their drafts, and when they were sent."""

from importlib import import_module
from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE invoice (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    kind {text} NOT NULL CHECK (kind IN ('invoice', 'services', 'credit_note')),
    number {text} NOT NULL UNIQUE,
    day {day} NOT NULL,
    due {day},
    client_id {int} NOT NULL REFERENCES client (id),
    operation_id {int} NOT NULL UNIQUE REFERENCES operation (id),
    corrects_id {int} REFERENCES invoice (id),
    total {int} NOT NULL CHECK (total > 0),
    parties {text} NOT NULL,
    terms {text} NOT NULL
) {strict};
CREATE INDEX invoice_client ON invoice (client_id, kind, day, id);
CREATE INDEX invoice_day ON invoice (kind, day, id);
CREATE INDEX invoice_corrects ON invoice (corrects_id) WHERE corrects_id IS NOT NULL;
CREATE TABLE invoice_draft (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    kind {text} NOT NULL CHECK (kind IN ('invoice', 'services', 'credit_note')),
    client_id {int} NOT NULL REFERENCES client (id),
    operation_id {int} NOT NULL REFERENCES operation (id),
    payment_terms_id {int} REFERENCES reference (id),
    shipping_terms_id {int} REFERENCES reference (id),
    payment_mode {text} CHECK (payment_mode IN ('cash', 'card', 'cheque', 'transfer'))
) {strict};
CREATE INDEX invoice_draft_client ON invoice_draft (client_id, kind, id);
CREATE INDEX invoice_draft_operation ON invoice_draft (operation_id, id);
CREATE TABLE invoice_draft_drop (
    id {key},
    draft_id {int} NOT NULL UNIQUE REFERENCES invoice_draft (id),
    trail_id {int} NOT NULL REFERENCES trail (id)
) {strict};
CREATE TABLE invoice_sending (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    invoice_id {int} NOT NULL REFERENCES invoice (id),
    means {text} NOT NULL CHECK (means IN ('hand', 'post', 'email'))
) {strict};
CREATE INDEX invoice_sending_of ON invoice_sending (invoice_id)
"""
APPEND_ONLY = ("invoice", "invoice_draft", "invoice_draft_drop", "invoice_sending")
PREFIXES = {"FA": ("FAC", "FACT", "FCT", "FAX"), "AV": ("AVF", "AVO", "AVR", "AVX")}
"""The prefix of each new series, and what it is called where the pharmacy gave that one to other papers."""
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
)


def up(migrator: Any, db: Any) -> None:
    for statement in TABLES.format(**engine().types).split(";"):
        db.execute_sql(statement.strip())
    for table in APPEND_ONLY:
        for statement in engine().append_only(table):
            db.execute_sql(statement)
    personal = import_module("models.store.migrations.0009_what_is_personal").PARTIES
    later = import_module("models.store.migrations.0041_parties").IN_PARTIES
    for statement in engine().redactable("invoice", {"parties": personal | later}):
        db.execute_sql(statement)
    verbs = ", ".join(f"'{verb}'" for verb in TOLD_ELSEWHERE)
    db.execute_sql("DROP INDEX trail_client_others")
    db.execute_sql(
        "CREATE INDEX trail_client_others ON trail (client_id, at, id) "
        f"WHERE client_id IS NOT NULL AND verb NOT IN ({verbs})"
    )
    _leave_prefixes_to_their_papers(db)


def _leave_prefixes_to_their_papers(db: Any) -> None:
    """A prefix means one kind of paper for ever: a pharmacy that numbers others by it keeps it for them."""
    mark = db.param
    taken = {prefix for (prefix,) in db.execute_sql("SELECT prefix FROM number_prefix").fetchall()}
    for series, others in PREFIXES.items():
        if series in taken:
            free = next(prefix for prefix in others if prefix not in taken)
            put = f"({mark}, {mark})"
            db.execute_sql(
                f"INSERT INTO setting (name, value) VALUES {put}", (f"number_prefix.{series}", free)
            )
            db.execute_sql(f"INSERT INTO number_prefix (prefix, series) VALUES {put}", (free, series))
