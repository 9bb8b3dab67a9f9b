"""The tables of returns: the document, and what of which line came back with it."""

from models.money.ledger.postings import Operation
from models.store.connection import Table
from models.store.fields import EnteredAmountField, ForeignKeyField, IntegerField, TextField
from models.trade.sales.verbs import Sale, SaleLine


class SaleReturn(Table):
    """A return's document: of which sale, and who it was issued to, frozen (INV-44)."""

    operation = ForeignKeyField(Operation, primary_key=True)
    sale = ForeignKeyField(Sale, backref="returns")
    client_name = TextField()
    client_address = TextField()
    client_identifiers = TextField()


class ReturnLine(Table):
    """So much of a line of the sale came back, for so much. `quantity` in thousandths."""

    document = ForeignKeyField(SaleReturn, backref="lines", column_name="return_id")
    position = IntegerField()
    sale_line = ForeignKeyField(SaleLine)
    quantity = IntegerField()
    amount = EnteredAmountField()
