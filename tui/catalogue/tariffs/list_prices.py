"""The prices of one list: those of products, found by a search; those of whole categories, behind F7."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import tariffs as words
from models.refusals import Refused
from models.store.search.folding import fold
from models.trade.catalogue.categories import categories
from models.trade.tariffs import list_prices, listing
from models.trade.tariffs.list_prices import ListPriceFields
from models.trade.tariffs.listing import CountedList, ListPriceListing, ListPriceRow
from tui.catalogue.pick import PickProductDialog
from tui.catalogue.tariffs.row_dialog import ListPriceDialog
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.sure import sure
from tui.frame.base import asking
from tui.frame.insist import insist
from tui.parts.merging import merged
from tui.parts.search_desk import SearchDesk
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed


def _catalogue(row: ListPriceRow) -> str:
    return "" if row.of_catalogue is None else formats.amount(row.of_catalogue)


COLUMNS: Sequence[Column[ListPriceRow]] = [
    Column("code", N_("Code"), lambda row: row.code, 13, needs=100, style=lambda row: "quiet"),
    Column("name", N_("Name"), lambda row: row.name, 20, grows=1),
    Column("catalogue", N_("Catalogue"), _catalogue, 10, right=True, needs=70),
    Column("price", N_("Price"), lambda row: words.price_or_rate(row.price, row.rate), 10, right=True),
    Column("days", N_("Days"), lambda row: formats.days(row.since, row.until), 23, style=lambda row: "quiet"),
]


class ListPricesDesk(SearchDesk[ListPriceRow]):
    """The prices of one list.

    Args:
        of: the list.
    """

    PURPOSE = N_("The prices of one list, product by product or for whole categories.")
    GUIDE = "tarifs.md#les-listes-de-prix"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f3", "edit", N_("Edit"), id="list_prices.edit"),
        Binding("f2", "create", N_("Add"), id="list_prices.create", tooltip=N_("A price of another product")),
        Binding("f4", "import", N_("Import"), id="list_prices.import", tooltip=N_("Prices from a file")),
        Binding(
            "f7", "view(True)", N_("Categories"), id="list_prices.categories", tooltip=N_("Whole categories")
        ),
        Binding(
            "f7", "view(False)", N_("Products"), id="list_prices.products", tooltip=N_("Back to products")
        ),
        Binding(
            "f9,delete", "remove", N_("Take out"), id="list_prices.remove", tooltip=N_("Out of the list")
        ),
        Binding("f5", "refresh", N_("Refresh"), id="list_prices.refresh", show=False),
        Binding("escape", "back", N_("Back"), id="list_prices.back", tooltip=N_("Out of the search first")),
    ]

    def __init__(self, of: CountedList) -> None:
        super().__init__()
        self._of = of
        self.listing = ListPriceListing(of.id)
        self._whole = of.rows > 0 == self.listing.count()
        """Whether the prices of whole categories are shown."""

    def content(self) -> ComposeResult:
        beside = words.with_vat(self._of.with_vat)
        yield from self.topped(words.name(self._of), beside, Rows(COLUMNS), _("name or code"))

    def _show(self, *, keep_cursor: bool = False, at: ListPriceRow | None = None) -> None:
        self.rows.say_when_empty(self._empty())
        if self._whole:
            every = listing.of_categories(self._of.id)
            found = [row for row in every if fold(self.listing.search) in fold(row.name)]
            self.rows.show(Fixed(found), keep_cursor=keep_cursor, at=at)
            self.say_count(formats.count(len(found)), len(every))
        else:
            self.rows.show(self.listing, keep_cursor=keep_cursor, at=at)
            self.say_count(formats.count(self.listing.count()), self.listing.total())
        title = _("{name}: categories") if self._whole else _("{name}: products")
        self.query_one(".title", Static).update(title.format(name=words.name(self._of)))
        self.refresh_bindings()

    def _empty(self) -> str:
        if self.listing.search:
            return _("Nothing in this list matches “{search}”. F2 adds a price.").format(
                search=self.listing.search
            )
        if self._whole:
            return _("Prices of whole categories will be here. F2 adds one.")
        return _("The prices of this list will be here. F2 adds one, F4 imports a file.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "view":
            return parameters != (self._whole,)
        if action == "import":
            return not self._whole
        return True

    def action_view(self, whole: bool) -> None:
        self._whole = whole
        self.field.value = ""
        self.listing = replace(self.listing, search="")
        self._show()

    def go_deeper(self) -> None:
        self.action_edit()

    @asking
    async def action_create(self) -> None:
        found = await (self._which_category() if self._whole else self._which_product())
        if found is None:
            return
        name, begun = found
        by = self.officine.by()

        def dialog(typed: ListPriceFields | None, refused: Refused | None) -> ListPriceDialog:
            return ListPriceDialog(name, typed or begun, refused, with_vat=self._of.with_vat)

        def add(values: ListPriceFields) -> int:
            return list_prices.add(self._of.id, values, by=by)

        self._go_to(await insist(self, dialog, add))

    async def _which_product(self) -> tuple[str, ListPriceFields] | None:
        sought = "" if self.rows.window else self.field.value
        row = await self.ask(PickProductDialog(_("Which product?"), sought))
        return (row.name, ListPriceFields(product=row.id)) if row is not None else None

    async def _which_category(self) -> tuple[str, ListPriceFields] | None:
        free = {str(row.id): row.name for row in categories() if not row.regulated}
        if not free:
            self.tell(_("All categories have regulated prices."))
            return None
        ways = [Way(key, name) for key, name in free.items()]
        chosen = await self.ask(ChooseDialog(_("Which category?"), "", ways))
        return (free[chosen], ListPriceFields(category=int(chosen))) if chosen else None

    @asking
    async def action_edit(self) -> None:
        row, by = self.rows.current, self.officine.by()
        if row is None:
            return
        seen = list_prices.fields_of(row.id)

        def dialog(typed: ListPriceFields | None, refused: Refused | None) -> ListPriceDialog:
            nonlocal seen
            before, seen = seen, list_prices.fields_of(row.id)
            shown = merged(before, typed or before, seen)
            return ListPriceDialog(row.name, shown, refused, with_vat=self._of.with_vat)

        def edit(values: ListPriceFields) -> int:
            list_prices.edit(row.id, values, seen=seen, by=by)
            return row.id

        self._go_to(await insist(self, dialog, edit))

    @asking
    async def action_remove(self) -> None:
        row = self.rows.current
        if row is None:
            return
        doing = Way("remove", _("Take out"), _("the catalogue's price holds again"))
        if await sure(self, row.name, _("Take this price out of the list?"), doing):
            seen = list_prices.fields_of(row.id)
            self.attempt(list_prices.remove, row.id, seen=seen, by=self.officine.by())
            self.read_again()

    @asking
    async def action_import(self) -> None:
        from tui.catalogue.tariffs.importer import PriceImporterDesk

        imported = await self.ask(PriceImporterDesk(self._of))
        if imported:
            self.tell(imported)
        self.read_again()

    def _go_to(self, row: int | None) -> None:
        """Shows the row that was added or edited, out of the search if that hides it."""
        if row is None:
            return
        every = listing.of_categories(self._of.id) if self._whole else [listing.row_of(row)]
        at = next((each for each in every if each is not None and each.id == row), None)
        if at is not None and at.id not in [each.id for each in self.rows.window]:
            self.field.value = ""
            self.listing = replace(self.listing, search="")
        self._show(at=at)
