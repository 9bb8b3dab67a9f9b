"""Which product something is about: a search and the products found."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_
from models.trade.catalogue import table as catalogue
from models.trade.catalogue.listing import ProductListing
from models.trade.catalogue.table import ProductRow
from tui.catalogue.columns import COLUMNS
from tui.parts.pick import PickDialog
from tui.widgets.columns import Column
from tui.widgets.rows import STEERING

_SHOWN = ("name", "price")


class PickProductDialog(PickDialog[ProductRow]):
    """Enter answers the product that was scanned, else the one under the cursor."""

    PURPOSE = N_("Find the product by a few letters, or scan it.")
    FINDS = N_("name or code")
    EMPTY = N_("No product matches.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", N_("This product"), id="pick.product"),
        *STEERING,
    ]

    def columns(self) -> Sequence[Column[ProductRow]]:
        return [column for column in COLUMNS if column.key in _SHOWN]

    def listing(self, text: str) -> ProductListing:
        return ProductListing(search=text)

    def action_pick(self) -> None:
        scanned = catalogue.by_code(self.typed)
        if scanned is not None:
            self.dismiss(scanned)
        else:
            super().action_pick()
