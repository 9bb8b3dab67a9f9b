"""How lines and the products found are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from locales import N_, _, formats
from models.trade.catalogue.table import ProductRow
from models.trade.prices.amounts import VatBasis, shown_amount, shown_price
from models.trade.prices.discounts import DiscountReason
from tui.lines.basket import BasketLine
from tui.widgets.columns import Column

Row = TypeVar("Row")
BY_DEFAULT = {
    DiscountReason.CATEGORY,
    DiscountReason.CROSS,
    DiscountReason.PERMANENT,
    DiscountReason.CLIENT_CATEGORY,
}
"""The discount reasons that nobody typed."""


def granted(discount: int, reason: DiscountReason) -> str:
    """`10 %`, or `client 10 %` for a default discount of the client, `categ. 10 %` for one of their category
    of clients.
    """
    if not discount:
        return ""
    rate = formats.percent(discount)
    if reason not in BY_DEFAULT:
        return rate
    said = _("categ. {rate}") if reason is DiscountReason.CLIENT_CATEGORY else _("client {rate}")
    return said.format(rate=rate)


def _label(line: BasketLine) -> str:
    if line.priced is not None:
        return line.priced.label
    return _("{code}: no such product").format(code=line.code or (line.asked and line.asked.product))


def _style(line: BasketLine) -> str:
    return "plain" if line.right else "warns"


def _quantity(line: BasketLine) -> str:
    return formats.quantity(line.asked.quantity) if line.asked else ""


def _price(line: BasketLine) -> str:
    return formats.amount(shown_price(line.priced)) if line.priced else ""


def _discount(line: BasketLine) -> str:
    return granted(line.priced.discount, line.priced.discount_reason) if line.priced else ""


def _amount(line: BasketLine) -> str:
    return formats.amount(shown_amount(line.priced)) if line.priced and line.right else "–"


def of_lines(names: Mapping[int, str], basis: VatBasis) -> list[Column[BasketLine]]:
    """The columns of lines, with one for the animal that a line is for, where the client has any; for who is
    billed without VAT, the price and the amount say so.
    """
    label, *others = titled_net(LINES) if basis is VatBasis.ADDED else LINES
    if not names:
        return [label, *others]
    animal: Column[BasketLine] = Column(
        "animal", N_("For"), lambda line: names.get(line.animal or 0, ""), 9, needs=70, grows=1
    )
    return [label, animal, *others]


def titled_net(columns: Sequence[Column[Row]]) -> list[Column[Row]]:
    """Columns of lines whose price and amount say that they are net."""
    return [replace(column, title=_NET.get(column.key, column.title)) for column in columns]


LINES: list[Column[BasketLine]] = [
    Column("label", N_("Description"), _label, 20, grows=1, style=_style),
    Column("quantity", N_("Qty"), _quantity, 7, right=True),
    Column("price", N_("Unit price"), _price, 10, right=True),
    Column("discount", N_("Discount"), _discount, 13, right=True),
    Column("amount", N_("Amount"), _amount, 12, right=True, style=_style),
]
_NET = {"price": N_("Net price"), "amount": N_("Net amount")}
MATCHES: list[Column[ProductRow]] = [
    Column("name", N_("Product"), lambda row: row.name, 24, grows=1),
    Column("code", N_("Code"), lambda row: row.code, 14, needs=60, style=lambda row: "quiet"),
    Column("category", N_("Category"), lambda row: row.category, 14, needs=100, style=lambda row: "quiet"),
    Column("price", N_("Price"), lambda row: formats.amount(row.price), 11, right=True),
]
