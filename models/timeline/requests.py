"""Which requests are events of their own: those about a client whose doings no other source tells."""

from typing import Any

from peewee import SQL

from models.money.avoirs.verbs import USE
from models.money.ledger.deallocation import VERB as UNDO
from models.requests.trail import Trail

ELSEWHERE = (
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
"""The verbs that wrote rows which are events themselves. The index `trail_client_others` leaves out the same:
a later verb of this kind is added by a migration that makes the index anew."""

SINCE = ("appointment_reminders.send",)
"""The same for verbs that came after that index, and of which a client has too few to make it anew."""

ALLOCATES = (USE, UNDO)
"""The verbs that write allocations and no operation."""


def others(client: int) -> Any:
    """The condition that a request is about this client and no other source tells of it.

    Written exactly as in the index: with bound values, no engine would recognize it.
    """
    verbs = ", ".join(f"'{verb}'" for verb in ELSEWHERE)
    told = Trail.verb.not_in(SQL(f"({verbs})"))
    found = (Trail.client_id == client) & Trail.client_id.is_null(False) & told
    return found & Trail.verb.not_in(SINCE)
