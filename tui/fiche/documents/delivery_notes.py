"""Bons de livraison: what was brought to the client; those of a month become one sale (doc-delivery)."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from locales import N_, _, formats, ngettext
from models.pharmacy.features import Feature
from models.trade.documents.listing import Awaited, DocumentListing, DocumentRow
from models.trade.documents.table import DocumentKind, DocumentState
from models.values import ZERO
from tui.fiche.documents.pane import DocumentPane, columns, keys
from tui.fiche.parts.pane import Group, Tab
from tui.frame.base import asking
from tui.widgets.search import SearchField
from tui.widgets.text_lines import Lines
from tui.widgets.ticks import Ticks

KIND = DocumentKind.DELIVERY_NOTE
_NEEDS = {"site": 66, "until": 78, "became": 92, "contact": 108, "author": 122}
"""From which width on these columns are shown: the site before all others."""
_COLUMNS = [
    replace(column, needs=_NEEDS.get(column.key, column.needs))
    for column in sorted(
        columns(N_("To deliver"), number=13, state=9), key=lambda column: _NEEDS.get(column.key, 0)
    )
]


class DeliveryNotesPane(DocumentPane):
    """Space ticks notes; those that are ticked become one sale, or else the one under the cursor."""

    PURPOSE = N_("what was brought to the client, and which of it waits to be invoiced.")
    GUIDE = "livraisons.md"
    TITLE = N_("Delivery notes")
    EMPTY = N_("No delivery note yet. F2 makes the first one.")
    KIND = KIND
    COLUMNS = _COLUMNS
    STATES = (
        *(DocumentState.PREPARED, DocumentState.DELIVERED, DocumentState.INVOICED),
        DocumentState.CANCELLED,
    )
    WAITS = (Awaited.INVOICE, Awaited.DELIVERY)
    BINDINGS: ClassVar[list[BindingType]] = keys(
        "delivery_notes", N_("Signed for, then sold"), N_("Cancel it"), sells=True
    )

    def compose(self) -> ComposeResult:
        yield Lines(classes="pane-head")
        yield SearchField(placeholder=_(self.FINDS))
        yield Ticks(self.COLUMNS, empty=_(self.EMPTY), among_all=_can_be_sold)

    @property
    def ticks(self) -> Ticks[DocumentRow]:
        """The list itself."""
        return self.query_one(Ticks)

    def show(self, client: int) -> None:
        self.ticks.tick(())
        super().show(client)

    def said(self) -> list[str]:
        ticked = self.ticks.ticked
        if not ticked:
            return super().said()
        word = ngettext("{count} ticked", "{count} ticked", len(ticked))
        total = formats.amount(sum((row.total for row in ticked), ZERO))
        return [word.format(count=formats.count(len(ticked))), total, *super().said()]

    @on(Ticks.Ticked)
    def ticked(self) -> None:
        self._head()

    @asking
    async def action_sell(self) -> None:
        from tui.fiche.documents.delivering import sell

        rows = self.ticks.ticked or ((self.current,) if self.current is not None else ())
        if rows and await sell(self.desk, rows) is not None:
            self.ticks.tick(())


def _can_be_sold(row: DocumentRow) -> bool:
    return row.state not in {DocumentState.INVOICED, DocumentState.CANCELLED}


TAB = Tab(
    "delivery_notes",
    N_("Deliveries"),
    DeliveryNotesPane,
    group=Group.DOCUMENTS,
    feature=Feature.DELIVERY,
    count=lambda client: DocumentListing(client, KIND).counting(),
)
