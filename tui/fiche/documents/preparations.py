"""Préparations: what is made for a client: to do, ready, handed over (doc-preps)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.binding import BindingType

from locales import N_
from models.pharmacy.features import Feature
from models.trade.documents.listing import DocumentListing
from models.trade.documents.table import DocumentKind, DocumentState
from tui.fiche.documents.pane import DocumentPane, columns, keys
from tui.fiche.parts.pane import Group, Tab
from tui.frame.base import BaseScreen

KIND = DocumentKind.PREPARATION


class PreparationsPane(DocumentPane):
    """Each next step is one key; the last one is a sale."""

    PURPOSE = N_("what is being made for the client, until it is handed over.")
    GUIDE = "devis.md"
    TITLE = N_("Preparations")
    EMPTY = N_("No preparation yet. F2 makes the first one.")
    KIND = KIND
    COLUMNS = columns(N_("Wanted for"), number=13, state=9)
    STATES = (
        *(DocumentState.TO_DO, DocumentState.READY, DocumentState.HANDED_OVER),
        DocumentState.CANCELLED,
    )
    BINDINGS: ClassVar[list[BindingType]] = keys(
        "preparations", N_("Ready, then handed over and sold"), N_("Cancel it")
    )


async def resume(desk: BaseScreen[Any], client: int, draft: Mapping[str, Any]) -> None:
    """Goes on with a preparation that was not finished."""
    from tui.fiche.documents.desk import create

    await create(desk, KIND, client, draft=draft)


TAB = Tab(
    "preparations",
    N_("Preparations"),
    PreparationsPane,
    group=Group.DOCUMENTS,
    feature=Feature.PREPARATIONS,
    count=lambda client: DocumentListing(client, KIND).counting(),
)
