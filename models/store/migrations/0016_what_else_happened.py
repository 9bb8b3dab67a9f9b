"""What else happened with a client: the requests about them of which no other row tells.

A client of many years has a request for each sale and each payment. Without an index of the others, finding
the last change of their fiche goes through all of them.
"""

from typing import Any

TOLD_ELSEWHERE = (
    *("sales.sell", "sales.cancel", "returns.take_back", "refunds.pay_back", "reversal.reverse"),
    *("payments.pay_credit", "payments.pay_selected", "credits.grant"),
    *("entries.open_balance", "entries.adjust", "entries.receive_advance"),
    *("quotes.create", "quotes.sell", "quotes.accepted", "quotes.open", "quotes.refused"),
    *("preparations.create", "preparations.sell", "preparations.ready", "preparations.to_do"),
    *("preparations.cancelled", "orders.create", "orders.from_quote", "orders.sell", "orders.delivered"),
    *("orders.ordered", "orders.cancelled", "global_invoices.issue", "global_invoices.delete"),
    *("organism_billing.collect", "statements.issue", "consents.record", "consents.stop"),
    *("messages.due", "messages.test", "messages.try", "messages.again"),
)


def up(migrator: Any, db: Any) -> None:
    verbs = ", ".join(f"'{verb}'" for verb in TOLD_ELSEWHERE)
    db.execute_sql(
        "CREATE INDEX trail_client_others ON trail (client_id, at, id) "
        f"WHERE client_id IS NOT NULL AND verb NOT IN ({verbs})"
    )
