"""F4 in the catalogue: a file of products, or of new prices."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _, formats
from locales.importing import clients as importing
from locales.importing import products as product_importing
from locales.sentences import explain
from models.files.reading import FileRefused
from models.importing.batches import ImportSubject
from models.importing.files.reading import ReadAs
from models.importing.files.separated import LineFault
from models.importing.files.titles import FoundColumn
from models.importing.products import verbs as product_import
from models.importing.products.plan import Change, PlannedProduct, ProductWay
from models.importing.products.titles import CategoryMissing
from models.importing.products.verbs import ProductPreview, ProductsImported
from models.store.search.folding import fold
from models.store.text import check_text
from models.trade.catalogue import categories
from models.trade.catalogue.categories import begins_regulated
from models.values import Progress
from tui.catalogue.categories import FIRST
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import TextField
from tui.importing.choosing import ChoosingDesk
from tui.importing.preview import InOrder, Numbered, PreviewDesk
from tui.terminal.inert import inert
from tui.widgets.columns import Column
from tui.widgets.rows import Rows

_WAYS = {
    ProductWay.ADD: N_("Only the new ones"),
    ProductWay.COMPLETE: N_("Complete what is empty"),
    ProductWay.PRICES: N_("Only the prices"),
}
_CHANGES = {Change.CHANGED: N_("changed"), Change.NEW: N_("new"), Change.SAME: N_("unchanged")}


def _style(row: Numbered[PlannedProduct]) -> str:
    return "quiet" if row.item.change is Change.SAME else "plain"


def _before(row: Numbered[PlannedProduct]) -> str:
    old = row.item.old_price
    return formats.amount(old) if old is not None and old != row.item.fields.price else ""


_Row = Numbered[PlannedProduct]
PRODUCTS: list[Column[_Row]] = [
    Column("change", "", lambda row: _(_CHANGES[row.item.change]), 9, style=_style),
    Column("code", N_("Code"), lambda row: row.item.fields.code, 13, needs=60, style=_style),
    Column("name", N_("Name"), lambda row: row.item.fields.name, 18, grows=2, style=_style),
    Column("category", N_("Category"), lambda row: row.item.category, 14, needs=100, grows=1, style=_style),
    Column("before", N_("Before"), _before, 9, needs=50, right=True, style=lambda row: "quiet"),
    Column(
        "price", N_("Price"), lambda row: formats.amount(row.item.fields.price), 10, right=True, style=_style
    ),
]


class ProductPreviewDesk(PreviewDesk[ProductsImported]):
    """Shows what changes first, then what is new; an import that changes nothing is refused."""

    GUIDE = "catalogue.md#importer-des-produits-et-des-prix"

    def __init__(self, preview: ProductPreview) -> None:
        super().__init__(preview.plan.faults)
        self._preview = preview

    def totals(self) -> str:
        if self._preview.plan.faults:
            return _("Import products")
        return product_importing.totals(self._preview.plan)

    def encoding(self) -> str:
        return self._preview.source.encoding

    def read_as(self) -> str:
        return product_importing.read_as(self._preview.source)

    def warnings(self) -> Sequence[str]:
        plan = self._preview.plan
        if plan.faults:
            return [importing.errors(len(plan.faults), plan.fault_count)]
        return list(product_importing.warnings(self._preview))

    def items(self) -> Rows[_Row]:
        products: Rows[_Row] = Rows(PRODUCTS)
        products.show(InOrder(self._preview.plan.products))
        return products

    def column(self, fault: LineFault) -> str:
        return product_importing.column(self._preview.source.titles, fault)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        plan = self._preview.plan
        if action == "import" and plan.count(Change.SAME) == len(plan.products):
            return False
        return super().check_action(action, parameters)

    async def do(self) -> ProductsImported | None:
        plan = self._preview.plan
        if not plan.count(Change.CHANGED):
            way = ProductWay.ALL if await self.confirmed() else None
        else:
            chosen = await self.ask(ChooseDialog(_("Import"), self.totals(), self._ways()))
            way = ProductWay(chosen) if chosen else None
        return await self.carry_out(partial(self._carry_out, way=way)) if way is not None else None

    def _ways(self) -> list[Way]:
        """What may become of products that exist already; a way that would do nothing is left out."""
        ways = [Way(str(ProductWay.ALL), _("Import"), _("all of them, or none")), Way("", _("Go back"))]
        for way, label in _WAYS.items():
            narrowed = self._preview.plan.narrowed(way)
            if narrowed.count(Change.NEW) or narrowed.count(Change.CHANGED):
                ways.append(Way(str(way), _(label), product_importing.totals(narrowed)))
        return ways

    def _carry_out(self, progress: Progress, *, way: ProductWay) -> ProductsImported:
        """Runs in a thread."""
        return product_import.carry_out(
            self._preview, by=self.officine.by(self.request_key), way=way, progress=progress
        )


class CategoryOfAllDialog(FormDialog[str]):
    """Of which category the products of a file are that names none; returns its name."""

    ENTER_SUBMITS = True
    FIELDS = (TextField("category", N_("Category"), required=True),)

    def __init__(self, why: str) -> None:
        super().__init__()
        self._why = why
        self._known = {fold(row.name): row for row in categories.categories()}

    def heading(self) -> str:
        return _("Category of all products")

    def start(self) -> Mapping[str, Any]:
        return {"category": FIRST.name}

    def content(self) -> ComposeResult:
        yield Static(inert(self._why), markup=False, classes="sentence")
        yield from super().content()

    def show_effect(self) -> None:
        name = str(self.form.typed().get("category") or "")
        known = self._known.get(fold(name))
        regulated = known.regulated if known is not None else begins_regulated(name)
        said = _("exists already") if known is not None else _("will be created")
        prices = _("regulated prices") if regulated else _("discounts possible")
        self.form.aside("category", f"{said}, {prices}")

    def answer(self, values: dict[str, Any]) -> str:
        return check_text("category", str(values["category"]))


class ProductImporterDesk(ChoosingDesk[ProductPreview]):
    """The files of products."""

    GUIDE = "catalogue.md#importer-des-produits-et-des-prix"
    TITLE = N_("Import products")
    ASIDE = N_("CSV, XLSX, ODS with titles: code, name, price…")
    SUBJECT = ImportSubject.PRODUCTS
    WORDS = product_importing.COLUMNS

    def read(self, path: Path, progress: Progress, encoding: str, read_as: ReadAs) -> ProductPreview:
        return product_import.read(path, progress, encoding, read_as)

    def columns(self, read: ProductPreview) -> Sequence[FoundColumn]:
        return read.source.titles.columns

    async def lacking(self, refused: FileRefused, read_as: ReadAs) -> ReadAs | None:
        if not isinstance(refused, CategoryMissing):
            return await super().lacking(refused, read_as)
        category = await self.ask(CategoryOfAllDialog(explain(refused)))
        return replace(read_as, category=category) if category else None

    def preview(self, read: ProductPreview) -> ProductPreviewDesk:
        return ProductPreviewDesk(read)

    def imported(self, done: Any) -> str:
        return product_importing.imported(done)
