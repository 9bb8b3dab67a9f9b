"""The tabs of the fiche, group by group. A new one is a module with a `TAB` and a line here."""

from collections.abc import Sequence
from functools import cache

from locales import formats
from models.money.ledger import open_items
from models.pharmacy.features import Feature
from models.store.prepared import Counts
from tui.fiche import information, product_history
from tui.fiche.adjustments import pane as adjustments
from tui.fiche.animals import pane as animals
from tui.fiche.appointments import pane as appointments
from tui.fiche.avoirs import pane as avoirs
from tui.fiche.comments import pane as comments
from tui.fiche.contacts import pane as contacts
from tui.fiche.dashboard import pane as dashboard
from tui.fiche.documents import delivery_notes, orders, preparations, pro_formas, quotes
from tui.fiche.global_invoices import pane as global_invoices
from tui.fiche.invoices import credit_notes, invoices, services
from tui.fiche.messages import pane as communication
from tui.fiche.parts.pane import Group, Tab
from tui.fiche.payments import pane as payments
from tui.fiche.photos import pane as photos
from tui.fiche.returns import pane as returns
from tui.fiche.sales import pane as sales
from tui.fiche.sites import pane as sites
from tui.fiche.statements import pane as statements
from tui.fiche.technical_sheets import pane as technical_sheets
from tui.fiche.traceability import pane as traceability

_LISTED: tuple[Tab, ...] = (
    dashboard.TAB,
    information.TAB,
    sales.TAB,
    quotes.TAB,
    returns.TAB,
    preparations.TAB,
    orders.TAB,
    invoices.TAB,
    credit_notes.TAB,
    services.TAB,
    delivery_notes.TAB,
    pro_formas.TAB,
    global_invoices.TAB,
    product_history.TAB,
    payments.TAB,
    avoirs.TAB,
    adjustments.TAB,
    statements.TAB,
    communication.TAB,
    contacts.TAB,
    animals.TAB,
    technical_sheets.TAB,
    appointments.TAB,
    sites.TAB,
    photos.TAB,
    comments.TAB,
    traceability.TAB,
)

TABS: tuple[Tab, ...] = tuple(sorted(_LISTED, key=lambda tab: list(Group).index(tab.group)))
"""All tabs in the order of the sidebar: by group, and in each group as listed."""

LETTERS = {"adjustments": "j", "statements": "k", "messages": "l"}
"""The tabs that a letter opens too, whatever the digits do. `g` goes to all those that have no key."""


def tabs_of(features: frozenset[Feature]) -> tuple[Tab, ...]:
    """The tabs of a pharmacy that uses these features."""
    return tuple(tab for tab in TABS if tab.feature is None or tab.feature in features)


def counts(tabs: Sequence[Tab], client: int) -> list[str]:
    """The number of rows of each tab in one statement, as text; empty for a tab that is no list."""
    counted = tuple(tab for tab in tabs if tab.count)
    found = dict(zip(counted, _counts(counted).about(client), strict=True))
    return [formats.count(found[tab]) if tab in found else "" for tab in tabs]


@cache
def _counts(tabs: tuple[Tab, ...]) -> Counts:
    return Counts([tab.count for tab in tabs if tab.count])


def first(client: int) -> Tab:
    """The one that a fiche opens with: sales, or where all that the client owes is seen."""
    if open_items.position(client).unpaid:
        for tab in (sales, adjustments, payments):
            if open_items.owes_for(client, tab.KINDS):
                return tab.TAB
    return sales.TAB
