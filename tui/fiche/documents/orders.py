"""Bons de commande: what was ordered for a client: ordered, delivered, invoiced (doc-orders)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.binding import BindingType

from locales import N_
from models.trade.documents.listing import Awaited, DocumentListing
from models.trade.documents.table import DocumentKind, DocumentState
from tui.fiche.documents.pane import DocumentPane, columns, keys
from tui.fiche.parts.pane import Group, Tab
from tui.frame.base import BaseScreen

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
        *(DocumentState.ORDERED, DocumentState.DELIVERED, DocumentState.INVOICED),
        DocumentState.CANCELLED,
    )
    WAITS = (Awaited.INVOICE, Awaited.DELIVERY)
    BINDINGS: ClassVar[list[BindingType]] = keys(
        "orders", N_("Delivered, then invoiced and sold"), N_("Cancel it")
    )


async def resume(desk: BaseScreen[Any], client: int, draft: Mapping[str, Any]) -> None:
    """Goes on with an order that was not finished."""
    from tui.fiche.documents.desk import create

    await create(desk, KIND, client, draft=draft)


TAB = Tab(
    "orders",
    N_("Orders"),
    OrdersPane,
    group=Group.DOCUMENTS,
    count=lambda client: DocumentListing(client, KIND).counting(),
)
