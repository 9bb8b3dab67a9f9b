"""The catalogue: search, and every product that matches."""

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import currency
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store.connection import persevere
from models.traceability.about import OfPharmacy
from models.trade.catalogue import table as catalogue
from models.trade.catalogue import verbs as product_editing
from models.trade.catalogue.listing import ProductListing, row_of
from models.trade.catalogue.table import ProductRow
from tui.catalogue.columns import COLUMNS
from tui.frame.base import asking
from tui.frame.keys import without_key
from tui.frame.screens import new_screen
from tui.parts.search_desk import SearchDesk
from tui.widgets.rows import Rows


class CatalogueDesk(SearchDesk[ProductRow]):
    """The products on sale, or those withdrawn."""

    PURPOSE = N_("The products that are sold, with their prices.")
    GUIDE = "catalogue.md"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f3", "edit", N_("Edit"), id="catalogue.edit", tooltip=N_("Edit the product")),
        Binding("f2", "create", N_("Create"), id="catalogue.create", tooltip=N_("Add a product")),
        Binding("f4", "import", N_("Import"), id="catalogue.import", tooltip=N_("Products from a CSV file")),
        Binding("f6", "view(False)", N_("Withdrawn"), id="catalogue.withdrawn", tooltip=N_("No longer sold")),
        Binding("f6", "view(True)", N_("Products"), id="catalogue.sold", tooltip=N_("Back to what is sold")),
        Binding("f7", "categories", N_("Categories"), id="catalogue.categories", tooltip=N_("Their names")),
        Binding("f8", "vat", N_("VAT"), id="catalogue.vat", tooltip=N_("The rates, and from when")),
        Binding(
            "f11",
            "breaks",
            N_("By quantity"),
            id="catalogue.breaks",
            tooltip=N_("What the product costs from a quantity on"),
        ),
        Binding(
            "f12",
            "tariffs",
            N_("Prices"),
            id="catalogue.tariffs",
            tooltip=N_("Price lists, cross discounts, tax on alcohol"),
        ),
        Binding(
            "f9",
            "withdraw",
            N_("Withdraw"),
            id="catalogue.withdraw",
            show=False,
            tooltip=N_("Sell it no more"),
        ),
        Binding("f9", "put_back", N_("Put back"), id="catalogue.put_back", tooltip=N_("Sell it again")),
        Binding(
            without_key("catalogue.changes"),
            "changes",
            N_("Traceability"),
            id="catalogue.changes",
            show=False,
            key_display="",
            tooltip=N_("Who created and changed this product"),
        ),
        Binding(
            "f5",
            "refresh",
            N_("Refresh"),
            id="catalogue.refresh",
            show=False,
            tooltip=N_("Read the list again"),
        ),
        Binding("escape", "back", N_("Back"), id="catalogue.back", tooltip=N_("Out of the search first")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.listing = ProductListing()
        self._used = features.in_use()

    def content(self) -> ComposeResult:
        beside = _("prices in {currency}, VAT included").format(currency=currency.sign())
        yield from self.topped("", beside, Rows(COLUMNS), _("name or code"))

    def _show(self, *, keep_cursor: bool = False, at: ProductRow | None = None) -> None:
        listing = self.listing
        self.rows.say_when_empty(self._empty())
        self.rows.show(listing, keep_cursor=keep_cursor, at=at)
        title = _("Catalogue") if listing.active else _("No longer sold")
        self.query_one(".title", Static).update(title)
        self.say_count(formats.count(listing.count()), listing.total())

    def _empty(self) -> str:
        if self.listing.search:
            return _("No product matches “{search}”. F2 creates one.").format(search=self.listing.search)
        if not self.listing.active:
            return _("Products that are no longer sold will be here. F9 withdraws one.")
        return _("Products will be here. F2 creates the first one, F4 imports a file.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "view":
            return parameters != (self.listing.active,)
        if action in ("withdraw", "put_back"):
            return self.listing.active is (action == "withdraw")
        if action == "breaks":
            return Feature.TARIFFS in self._used
        if action == "tariffs":
            return bool(self._used & {Feature.TARIFFS, Feature.ALCOHOL_TAX})
        return True

    def action_view(self, active: bool) -> None:
        self.listing = replace(self.listing, active=active)
        self._show()
        self.refresh_bindings()

    def _meant(self) -> ProductRow | None:
        """The product whose exact code was typed or scanned, else the one under the cursor."""
        scanned = self.listing.active and not self.steered
        return (catalogue.by_code(self.typed) if scanned else None) or self.rows.current

    def is_code(self, text: str) -> bool:
        return catalogue.by_code(text) is not None

    def is_elsewhere(self, code: str) -> bool:
        return not self.is_code(code) and super().is_elsewhere(code)

    def _go_to(self, product: int | None) -> None:
        """Moves the cursor to the product that was created or edited, wherever it is now."""
        row = row_of(product) if product is not None else None
        if row is None:
            return
        numbers = [each.id for each in self.rows.window]
        if row.id in numbers and self.rows.current is not None:
            self.rows.move(numbers.index(row.id) - numbers.index(self.rows.current.id))
            return
        self.field.value = ""
        self.listing = ProductListing(active=row.active)
        self._show(at=row)
        self.refresh_bindings()

    @asking
    async def action_create(self) -> None:
        from tui.catalogue.product_dialog import create_product

        sought = "" if self.rows.window else self.field.value
        self._go_to(await create_product(self, sought))

    def go_deeper(self) -> None:
        self.action_edit()

    @asking
    async def action_edit(self) -> None:
        from tui.catalogue.product_dialog import edit_product

        row = self._meant()
        if row is not None:
            self.forget_code(lambda: row)
            self._go_to(await edit_product(self, row.id))
            self.begin_anew()

    def action_withdraw(self) -> None:
        row = self.rows.current
        if row is None:
            return
        persevere(product_editing.withdraw, row.id, by=self.officine.by())
        self.read_again()
        self.tell(_("{name} is no longer sold. F6 shows it.").format(name=row.name))

    def action_put_back(self) -> None:
        row = self.rows.current
        if row is None:
            return
        persevere(product_editing.put_back, row.id, by=self.officine.by())
        self.read_again()
        self.tell(_("{name} is sold again.").format(name=row.name))

    @asking
    async def action_breaks(self) -> None:
        from tui.catalogue.tariffs.breaks import BreaksDesk

        row = self._meant()
        if row is not None:
            await self.ask(BreaksDesk(row))

    @asking
    async def action_tariffs(self) -> None:
        from tui.catalogue.tariffs.hub import open_tariffs

        await open_tariffs(self)

    @asking
    async def action_categories(self) -> None:
        await self.ask(new_screen("categories"))

    @asking
    async def action_vat(self) -> None:
        await self.ask(new_screen("vat"))

    @asking
    async def action_changes(self) -> None:
        row = self.rows.current
        if row is not None:
            title = _("Traceability of {name}").format(name=row.name)
            await self.ask(new_screen("changes", OfPharmacy(product=row.id), title))

    @asking
    async def action_import(self) -> None:
        imported = await self.ask(new_screen("product_importer"))
        if imported:
            self.tell(imported)
