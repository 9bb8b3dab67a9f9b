"""The tables of returns: the document, and the returned quantity of each line."""

from models.money.ledger.postings import Operation
from models.store.connection import Table
from models.store.fields import EnteredAmountField, ForeignKeyField, IntegerField, TextField
from models.trade.sales.table import Sale, SaleLine
from models.values import ZERO


class SaleReturn(Table):
    """The document of a return: its sale, and the parties frozen at that time (INV-44)."""

    operation = ForeignKeyField(Operation, primary_key=True)
    sale = ForeignKeyField(Sale, backref="returns")
    client_name = TextField()
    client_address = TextField()
    client_identifiers = TextField()


class ReturnLine(Table):
    """A quantity of a sale line that came back, in thousandths, and its part of what the line came to: with
    VAT, without (None as there), and of the tax on alcohol.
    """

    document = ForeignKeyField(SaleReturn, backref="lines", column_name="return_id")
    position = IntegerField()
    sale_line = ForeignKeyField(SaleLine)
    quantity = IntegerField()
    amount = EnteredAmountField()
    net = EnteredAmountField(null=True)
    alcohol_tax = EnteredAmountField(default=ZERO)
