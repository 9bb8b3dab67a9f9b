"""The tabs of the fiche, in their order. A new one is a module with a `TAB` and a line here."""

from models.money.ledger import open_items
from tui.fiche import (
    adjustments,
    communication,
    credits,
    global_invoices,
    information,
    orders,
    payments,
    preparations,
    product_history,
    quotes,
    returns,
    sales,
    statements,
)
from tui.fiche.pane import Tab

TABS: tuple[Tab, ...] = (
    information.TAB,
    sales.TAB,
    quotes.TAB,
    returns.TAB,
    preparations.TAB,
    orders.TAB,
    global_invoices.TAB,
    product_history.TAB,
    payments.TAB,
    credits.TAB,
    adjustments.TAB,
    statements.TAB,
    communication.TAB,
)


def first(client: int) -> int:
    """The one that a fiche opens with: sales, or where all that the client owes is seen."""
    if open_items.position(client).unpaid:
        for tab in (sales, adjustments, payments):
            if open_items.owes_for(client, tab.KINDS):
                return TABS.index(tab.TAB)
    return TABS.index(sales.TAB)
