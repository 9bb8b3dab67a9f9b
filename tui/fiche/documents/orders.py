"""Bons de commande: what was ordered for a client: ordered, delivered, invoiced (doc-orders)."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_
from models.trade.documents.listing import Awaited, DocumentListing
from models.trade.documents.table import DocumentKind, DocumentState
from tui.fiche.documents.pane import DocumentPane, columns, keys
from tui.fiche.parts import sites
from tui.fiche.parts.pane import Group, Tab
from tui.frame.base import asking

KIND = DocumentKind.ORDER


class OrdersPane(DocumentPane):
    """Each next step is one key; the last one is a sale."""

    PURPOSE = N_("what was ordered for the client, until it is handed over.")
    GUIDE = "devis.md"
    TITLE = N_("Orders")
    EMPTY = N_("No order yet. F2 makes the first one.")
    KIND = KIND
    COLUMNS = columns(N_("Wanted for"), number=13, state=9)
    STATES = (
        *(DocumentState.ORDERED, DocumentState.PREPARED, DocumentState.DELIVERED),
        *(DocumentState.INVOICED, DocumentState.CANCELLED),
    )
    WAITS = (Awaited.INVOICE, Awaited.DELIVERY)
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("orders", N_("Delivered, then invoiced and sold"), N_("Cancel it")),
        Binding(
            *("b", "delivery_note"),
            N_("Delivery note"),
            id="orders.delivery_note",
            tooltip=N_("It goes out with a delivery note, at its prices"),
        ),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "delivery_note" and not sites.used():
            return False
        return super().check_action(action, parameters)

    @asking
    async def action_delivery_note(self) -> None:
        from tui.fiche.documents.delivering import from_order

        await self._with_current(from_order)


TAB = Tab(
    "orders",
    N_("Orders"),
    OrdersPane,
    group=Group.DOCUMENTS,
    count=lambda client: DocumentListing(client, KIND).counting(),
)
