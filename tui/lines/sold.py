"""Lines that were sold or promised, as a table: those of a sale, a return, a quote, an order."""

from collections.abc import Sequence
from dataclasses import replace

from locales import N_, formats
from models.trade.prices.amounts import adds_vat, shown_amount, shown_price
from models.trade.sales.detail import SoldLine
from tui.lines.columns import BY_DEFAULT, granted, titled_net
from tui.widgets.columns import Column

_LABEL: Column[SoldLine] = Column("label", N_("Description"), lambda line: line.label, 16, grows=1)
_QUANTITY: Column[SoldLine] = Column(
    "quantity", N_("Qty"), lambda line: formats.quantity(line.quantity), 5, right=True
)
_PRICE: Column[SoldLine] = Column(
    "price", N_("Unit price"), lambda line: formats.amount(shown_price(line)), 10, needs=44, right=True
)
_DISCOUNT: Column[SoldLine] = Column(
    "discount",
    N_("Disc."),
    lambda line: granted(line.discount, line.discount_reason),
    7,
    needs=52,
    right=True,
)
_GRANTED = replace(_DISCOUNT, width=13)
_AMOUNT: Column[SoldLine] = Column(
    "amount", N_("Amount"), lambda line: formats.amount(shown_amount(line)), 10, right=True
)


def columns(lines: Sequence[SoldLine]) -> list[Column[SoldLine]]:
    """A column of discounts only where there is one: the names of products need the room. Where VAT was
    added, the prices and amounts are net, and say so.
    """
    by_default = any(line.discount_reason in BY_DEFAULT for line in lines)
    discounts = [_GRANTED if by_default else _DISCOUNT] if any(line.discount for line in lines) else []
    found = [_LABEL, _QUANTITY, _PRICE, *discounts, _AMOUNT]
    return titled_net(found) if adds_vat(lines) else found
