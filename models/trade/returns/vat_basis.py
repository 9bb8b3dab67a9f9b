"""How VAT was computed for sales, and for what came back of them."""

from collections.abc import Sequence

from models.store import many
from models.trade.prices.amounts import VatBasis
from models.trade.returns.table import SaleReturn
from models.trade.sales.table import Sale


def bases_of(operations: Sequence[int]) -> set[VatBasis]:
    """How it was computed for these sales and returns; a return is as its sale."""
    back = SaleReturn.select(SaleReturn.sale).where(many.among(SaleReturn.operation, operations))
    rows = Sale.select(Sale.vat_basis).where(
        many.among(Sale.operation, operations) | Sale.operation.in_(back)
    )
    return {VatBasis(basis) for (basis,) in rows.distinct().tuples()}
