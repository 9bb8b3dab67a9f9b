"""A sale with all details: its lines as sold."""

from dataclasses import dataclass, replace
from typing import Any

from models.money.ledger import history
from models.money.ledger.history import Link, OperationRow
from models.store import many
from models.trade.prices.amounts import VatBasis
from models.trade.prices.discounts import DiscountReason
from models.trade.prices.sources import PriceSource
from models.trade.sales.table import Sale, SaleLine
from models.values import ZERO, Centimes


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A product of a sale, as `sales.table.SaleLine` keeps it."""

    label: str
    quantity: int
    unit_price: Centimes
    discount: int
    vat_rate: int
    amount: Centimes
    discount_reason: DiscountReason = DiscountReason.NONE
    net_price: Centimes | None = None
    net: Centimes | None = None
    alcohol_tax: Centimes = ZERO
    price_source: PriceSource = PriceSource.CATALOGUE
    price_list_id: int | None = None

    def given_back(self) -> "SoldLine":
        """As a line of a paper that what was sold and what came back stand on: with the opposite sign."""
        net = None if self.net is None else -self.net
        return replace(
            self, quantity=-self.quantity, amount=-self.amount, net=net, alcohol_tax=-self.alcohol_tax
        )


def columns_of(lines: Any) -> tuple[Any, ...]:
    """The columns of a table of lines, in the order of `SoldLine`."""
    return tuple(getattr(lines, name) for name in SoldLine.__slots__)


@dataclass(frozen=True, slots=True)
class SaleDetail:
    """A sale, to whom it was issued, its lines, how VAT was computed, and what paid how much of it."""

    row: OperationRow
    client_name: str
    contact: str
    lines: tuple[SoldLine, ...]
    settled_by: tuple[Link, ...]
    vat_basis: VatBasis = VatBasis.INCLUDED


def detail(sale: int) -> SaleDetail:
    """The sale with this operation number."""
    issued = Sale.get_by_id(sale)
    return SaleDetail(
        row=history.one(sale),
        client_name=issued.client_name,
        contact=issued.contact,
        lines=tuple(lines([sale]).get(sale, ())),
        settled_by=tuple(history.links(sale)),
        vat_basis=issued.vat_basis,
    )


def lines(sales: list[int]) -> dict[int, list[SoldLine]]:
    """The lines of many sales at once, by sale."""
    found: dict[int, list[SoldLine]] = {}
    rows = (
        SaleLine.select(SaleLine.sale, *columns_of(SaleLine))
        .where(many.among(SaleLine.sale, sales))
        .order_by(SaleLine.sale, SaleLine.position)
        .tuples()
    )
    for sale, *rest in rows:
        found.setdefault(sale, []).append(SoldLine(*rest))
    return found
