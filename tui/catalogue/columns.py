"""The columns of the catalogue."""

from locales import N_, _, formats
from models.trade.catalogue.table import ProductRow
from tui.widgets.columns import Column


def discount(row: ProductRow) -> str:
    """Why a product has no discount: PPV, as pharmacists call the regulated public price; or simply no."""
    if row.regulated:
        return _("PPV")
    return _("no") if row.discount_forbidden else ""


def vat(row: ProductRow) -> str:
    """Today's percentage; a dash for none."""
    return formats.percent(row.vat_rate) if row.vat_rate else "–"


def _parts(row: ProductRow) -> str:
    return _("yes") if row.fractional else ""


COLUMNS: list[Column[ProductRow]] = [
    Column("code", N_("Code"), lambda row: row.code, 13, needs=60, style=lambda row: "quiet"),
    Column("name", N_("Name"), lambda row: row.name, 20, grows=3),
    Column("category", N_("Category"), lambda row: row.category, 12, needs=100, grows=1),
    Column("price", N_("Price"), lambda row: formats.amount(row.price), 9, right=True),
    Column("vat", N_("VAT"), vat, 6, needs=50, right=True, style=lambda row: "quiet"),
    Column("discount", N_("Discount"), discount, 7, needs=70, style=lambda row: "quiet"),
    Column("parts", N_("In parts"), _parts, 9, needs=100, style=lambda row: "quiet"),
    Column("bar_code", N_("Bar code"), lambda row: row.bar_code, 13, needs=120, style=lambda row: "quiet"),
]
