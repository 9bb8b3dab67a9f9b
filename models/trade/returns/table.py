"""The tables of returns: the document, and the returned quantity of each line."""

from models.money.ledger.postings import Operation
from models.store.connection import Table
from models.store.fields import EnteredAmountField, ForeignKeyField, IntegerField, TextField
from models.trade.sales.table import Sale, SaleLine


class SaleReturn(Table):
    """The document of a return: its sale, and the parties frozen at that time (INV-44)."""

    operation = ForeignKeyField(Operation, primary_key=True)
    sale = ForeignKeyField(Sale, backref="returns")
    client_name = TextField()
    client_address = TextField()
    client_identifiers = TextField()


class ReturnLine(Table):
    """A quantity of a sale line that came back, and its amount. `quantity` in thousandths."""

    document = ForeignKeyField(SaleReturn, backref="lines", column_name="return_id")
    position = IntegerField()
    sale_line = ForeignKeyField(SaleLine)
    quantity = IntegerField()
    amount = EnteredAmountField()
