"""F4 in the catalogue: a file of products, or of new prices."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from locales import N_, _, formats
from locales.importing import clients as importing
from locales.importing import products as product_importing
from models.importing.files.separated import LineFault
from models.importing.products import verbs as product_import
from models.importing.products.plan import Change, PlannedProduct
from models.importing.products.verbs import ProductPreview, ProductsImported
from models.values import Progress
from tui.importing.choosing import ChoosingDesk
from tui.importing.preview import InOrder, Numbered, PreviewDesk
from tui.widgets.columns import Column
from tui.widgets.rows import Rows

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
        if not await self.confirmed():
            return None
        return await self.carry_out(self._carry_out)

    def _carry_out(self, progress: Progress) -> ProductsImported:
        """Runs in a thread."""
        return product_import.carry_out(
            self._preview, by=self.officine.by(self.request_key), progress=progress
        )


class ProductImporterDesk(ChoosingDesk[ProductPreview]):
    """The files of products."""

    GUIDE = "catalogue.md#importer-des-produits-et-des-prix"
    TITLE = N_("Import products")
    ASIDE = N_("CSV with titles: code, name, category, price, VAT")

    def read(self, path: Path, progress: Progress, encoding: str) -> ProductPreview:
        return product_import.read(path, progress, encoding)

    def preview(self, read: ProductPreview) -> ProductPreviewDesk:
        return ProductPreviewDesk(read)

    def imported(self, done: Any) -> str:
        return product_importing.imported(done)
