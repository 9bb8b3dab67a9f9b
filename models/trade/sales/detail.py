"""A sale with all details: its lines as sold."""

from dataclasses import dataclass

from models.money.ledger import history
from models.money.ledger.history import Link, OperationRow
from models.store import many
from models.trade.prices.discounts import DiscountReason
from models.trade.sales.table import Sale, SaleLine
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A product of a sale. `quantity` in thousandths, rates in hundredths of a percent."""

    label: str
    quantity: int
    unit_price: Centimes
    discount: int
    vat_rate: int
    amount: Centimes
    discount_reason: DiscountReason = DiscountReason.NONE


@dataclass(frozen=True, slots=True)
class SaleDetail:
    """A sale, to whom it was issued, its lines, and what paid how much of it."""

    row: OperationRow
    client_name: str
    contact: str
    lines: tuple[SoldLine, ...]
    settled_by: tuple[Link, ...]


def detail(sale: int) -> SaleDetail:
    """The sale with this operation number."""
    issued = Sale.get_by_id(sale)
    return SaleDetail(
        row=history.one(sale),
        client_name=issued.client_name,
        contact=issued.contact,
        lines=tuple(lines([sale]).get(sale, ())),
        settled_by=tuple(history.links(sale)),
    )


def lines(sales: list[int]) -> dict[int, list[SoldLine]]:
    """The lines of many sales at once, by sale."""
    found: dict[int, list[SoldLine]] = {}
    rows = (
        SaleLine.select(
            SaleLine.sale,
            SaleLine.label,
            SaleLine.quantity,
            SaleLine.unit_price,
            SaleLine.discount,
            SaleLine.vat_rate,
            SaleLine.amount,
            SaleLine.discount_reason,
        )
        .where(many.among(SaleLine.sale, sales))
        .order_by(SaleLine.sale, SaleLine.position)
        .tuples()
    )
    for sale, *rest in rows:
        found.setdefault(sale, []).append(SoldLine(*rest))
    return found
