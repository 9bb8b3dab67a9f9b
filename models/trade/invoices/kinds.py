"""Of which kind the invoice of an operation is: a sale of services only has its own list (doc-services)."""

from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Operation
from models.trade.catalogue.table import Product, ProductKind
from models.trade.invoices.table import InvoiceKind
from models.trade.sales.table import SaleLine


def kind_of(operation: Operation) -> InvoiceKind:
    """The kind of invoice of a sale or a return, as its products are at present."""
    if operation.kind is OperationKind.RETURN:
        return InvoiceKind.CREDIT_NOTE
    goods = SaleLine.select(SaleLine.id).join(Product).where(Product.kind != ProductKind.SERVICE)
    has_goods = goods.where(SaleLine.sale == operation).exists()
    return InvoiceKind.INVOICE if has_goods else InvoiceKind.SERVICES
