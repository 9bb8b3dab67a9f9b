"""Of which kind the invoice of an operation is: a sale of services only has its own list (doc-services)."""

from typing import Any

from peewee import fn

from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Operation
from models.trade.catalogue.table import Product, ProductKind
from models.trade.invoices.table import InvoiceKind
from models.trade.sales.table import SaleLine


def has_goods(sale: Any) -> Any:
    """Whether something of a sale is no service, as a condition on the column that names the sale."""
    lines = SaleLine.select(SaleLine.id).join(Product)
    return fn.EXISTS(lines.where(SaleLine.sale == sale, Product.kind != ProductKind.SERVICE))


def kind_of(operation: Operation) -> InvoiceKind:
    """The kind of invoice of a sale or a return, as its products are at present."""
    if operation.kind is OperationKind.RETURN:
        return InvoiceKind.CREDIT_NOTE
    goods = Operation.select(Operation.id).where(Operation.id == operation.id, has_goods(Operation.id))
    return InvoiceKind.INVOICE if goods.exists() else InvoiceKind.SERVICES
