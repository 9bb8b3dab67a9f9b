"""Which product something is about: a search and the products found."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from locales import N_, _
from models.trade.catalogue import table as catalogue
from models.trade.catalogue.listing import ProductListing
from models.trade.catalogue.table import ProductRow
from tui.catalogue.columns import COLUMNS
from tui.frame.base import Dialog
from tui.widgets.rows import STEERING, Rows
from tui.widgets.search import SearchField

ROWS = 9
_SHOWN = ("name", "price")


class PickProductDialog(Dialog[ProductRow]):
    """Letters narrow, the arrows move while the search keeps the focus; Enter answers the product that was
    scanned, else the one under the cursor.

    Args:
        heading: the question, in the user's language.
        sought: what the search begins with.
    """

    PURPOSE = N_("Find the product by a few letters, or scan it.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", N_("This product"), id="pick.product"),
        *STEERING,
    ]

    def __init__(self, heading: str, sought: str = "") -> None:
        super().__init__()
        self._heading = heading
        self._listing = ProductListing(search=sought)

    def heading(self) -> str:
        return self._heading

    def content(self) -> ComposeResult:
        yield SearchField(_("name or code"))
        shown = [column for column in COLUMNS if column.key in _SHOWN]
        rows: Rows[ProductRow] = Rows(shown, empty=_("No product matches."))
        rows.can_focus = False
        rows.styles.height = ROWS
        rows.show(self._listing)
        yield rows

    def on_mount(self) -> None:
        self.query_one(SearchField).value = self._listing.search

    @property
    def rows(self) -> Rows[ProductRow]:
        """The products found."""
        return self.query_one(Rows)

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        event.stop()
        self.rows.show(replace(self._listing, search=event.value))

    def action_steer(self, where: str) -> None:
        self.rows.steer(where)

    def action_pick(self) -> None:
        found = catalogue.by_code(self.query_one(SearchField).value) or self.rows.current
        if found is not None:
            self.dismiss(found)
