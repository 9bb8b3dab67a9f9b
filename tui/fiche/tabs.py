"""The tabs of the fiche, in their order. A new one is a module with a `TAB` and a line here."""

from collections.abc import Sequence

from models.money.ledger import open_items
from models.pharmacy import features
from tui.fiche import information, product_history
from tui.fiche.adjustments import pane as adjustments
from tui.fiche.avoirs import pane as avoirs
from tui.fiche.documents import orders, preparations, quotes
from tui.fiche.invoices import pane as global_invoices
from tui.fiche.messages import pane as communication
from tui.fiche.parts.pane import Tab
from tui.fiche.payments import pane as payments
from tui.fiche.returns import pane as returns
from tui.fiche.sales import pane as sales
from tui.fiche.sites import pane as sites
from tui.fiche.statements import pane as statements

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
    avoirs.TAB,
    adjustments.TAB,
    statements.TAB,
    communication.TAB,
    sites.TAB,
)

SIGNS = "1234567890jklhqwy"
"""The keys that open the tabs, in their order: the digits, then letters that mean nothing else on a fiche."""

SIGN = dict(zip([tab.key for tab in TABS], SIGNS, strict=False))
"""The key of each tab, by its name in the code: a tab keeps it where another one is not in use."""


def in_use() -> Sequence[Tab]:
    """The tabs of a fiche in this pharmacy: those of features that are off are left out."""
    used = features.in_use()
    return [tab for tab in TABS if tab.feature is None or tab.feature in used]


def first(client: int) -> Tab:
    """The one that a fiche opens with: sales, or where all that the client owes is seen."""
    if open_items.position(client).unpaid:
        for tab in (sales, adjustments, payments):
            if open_items.owes_for(client, tab.KINDS):
                return tab.TAB
    return sales.TAB
