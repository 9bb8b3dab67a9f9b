"""The tabs of the fiche, in their order. A new one is a module with a `TAB` and a line here."""

from tui.fiche import adjustments, information, payments, sales, statements
from tui.fiche.pane import Tab

TABS: tuple[Tab, ...] = (
    information.TAB,
    sales.TAB,
    payments.TAB,
    statements.TAB,
    adjustments.TAB,
)
FIRST = TABS.index(sales.TAB)
"""The one that a fiche opens with."""
