"""Pro forma: a price on paper by which nothing is due, until it is ordered or sold (doc-proforma)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_
from models.pharmacy.features import Feature
from models.trade.documents.listing import Awaited, DocumentListing
from models.trade.documents.table import DocumentKind, DocumentState
from tui.fiche.documents.pane import DocumentPane, columns, keys
from tui.fiche.parts.pane import Group, Tab
from tui.frame.base import BaseScreen, asking

KIND = DocumentKind.PRO_FORMA


class ProFormasPane(DocumentPane):
    """Ordered, or sold, once."""

    PURPOSE = N_("prices on paper for who has to ask or to pay first; nothing is due by one.")
    GUIDE = "devis.md#pro-forma"
    TITLE = N_("Pro forma")
    EMPTY = N_("No pro forma yet. F2 makes the first one.")
    KIND = KIND
    COLUMNS = columns(N_("Valid until"), number=13, state=10)
    STATES = (
        *(DocumentState.OPEN, DocumentState.EXPIRED, DocumentState.ORDERED, DocumentState.PREPARED),
        *(DocumentState.DELIVERED, DocumentState.INVOICED, DocumentState.CANCELLED),
    )
    WAITS = (Awaited.INVOICE, Awaited.ORDER, Awaited.DELIVERY)
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("pro_formas", N_("Sold"), N_("Cancel it")),
        Binding(
            "b", "order", N_("Order"), id="pro_formas.order", tooltip=N_("Make an order of it, at its prices")
        ),
    ]

    @asking
    async def action_order(self) -> None:
        from tui.fiche.documents.actions import order

        await self._with_current(order)


async def resume(desk: BaseScreen[Any], client: int, draft: Mapping[str, Any]) -> None:
    """Goes on with a pro forma that was not finished."""
    from tui.fiche.documents.desk import create

    await create(desk, KIND, client, draft=draft)


TAB = Tab(
    "pro_formas",
    N_("Pro forma"),
    ProFormasPane,
    group=Group.DOCUMENTS,
    feature=Feature.PROFESSIONALS,
    count=lambda client: DocumentListing(client, KIND).counting(),
)
