"""Préparations: what is made for a client: to do, ready, handed over (doc-preps)."""

from typing import ClassVar

from textual.binding import BindingType

from locales import N_
from models.pharmacy.features import Feature
from models.trade.documents.listing import DocumentListing
from models.trade.documents.table import DocumentKind, DocumentState
from tui.fiche.documents.pane import DocumentPane, columns, keys
from tui.fiche.parts.pane import Group, Tab

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


TAB = Tab(
    "preparations",
    N_("Preparations"),
    PreparationsPane,
    group=Group.DOCUMENTS,
    feature=Feature.PREPARATIONS,
    count=lambda client: DocumentListing(client, KIND).counting(),
)
