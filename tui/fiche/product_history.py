"""Historique des produits: what a client bought and brought back, and its totals (prod-history)."""

from locales import N_, _, formats
from locales.words import ledger as words
from models.money.ledger.accounts import OperationKind
from models.trade.returns.product_history import ProductHistory, ProductMovement
from tui.fiche.parts.list_pane import ListPane
from tui.fiche.parts.pane import Group, Tab
from tui.widgets.columns import Column


def _quantity(row: ProductMovement) -> str:
    return f"{'-' if row.returned else ''}{formats.quantity(row.quantity)}"


def _amount(row: ProductMovement) -> str:
    if row.cancelled:
        return _("cancelled")
    return formats.amount(-row.amount if row.returned else row.amount)


def _kind(row: ProductMovement) -> str:
    return words.operation(OperationKind.RETURN if row.returned else OperationKind.SALE)


def _style(row: ProductMovement) -> str:
    if row.cancelled:
        return "quiet"
    return "credit" if row.returned else "plain"


COLUMNS: list[Column[ProductMovement]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.day), 10, style=_style),
    Column("label", N_("Product"), lambda row: row.label, 14, grows=1, style=_style),
    Column("quantity", N_("Qty"), _quantity, 6, right=True, style=_style),
    Column("amount", N_("Amount"), _amount, 10, right=True, style=_style),
    Column("kind", N_("Operation"), _kind, 9, needs=60, style=_style),
    Column("number", N_("No."), lambda row: row.number, 12, needs=72, style=_style),
    Column("code", N_("Code"), lambda row: row.code, 13, needs=90, style=_style),
]


class ProductHistoryPane(ListPane[ProductMovement]):
    """The newest first. Enter opens the sale or the return."""

    PURPOSE = N_("every product that was bought or brought back.")
    GUIDE = "fiche.md#lhistorique-des-produits"
    TITLE = N_("Products")
    EMPTY = N_("Nothing was sold to this client yet.")
    FINDS = N_("Product or code")
    COLUMNS = COLUMNS

    def all_of(self, client: int) -> ProductHistory:
        return ProductHistory(client, contact=self.contact)

    def said(self) -> list[str]:
        totals = self.listing.totals()
        quantity = _("quantity {quantity}").format(quantity=formats.quantity(totals.quantity))
        first, *rest = super().said()
        return [first, quantity, formats.amount(totals.amount), *rest]

    def open(self, row: ProductMovement) -> None:
        if row.returned:
            from tui.fiche.returns.opened import ReturnOpened

            self.app.push_screen(ReturnOpened(row.operation))
        else:
            from tui.fiche.sales.opened import SaleDialog

            self.app.push_screen(SaleDialog(row.operation))


TAB = Tab(
    "products",
    N_("Products"),
    ProductHistoryPane,
    group=Group.ACCOUNT,
)
