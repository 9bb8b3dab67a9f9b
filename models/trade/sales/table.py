"""A sale's document and its lines."""

from models.money.ledger.postings import Operation
from models.store.connection import Table
from models.store.fields import ChoiceField, EnteredAmountField, ForeignKeyField, IntegerField, TextField
from models.trade.catalogue.table import Product
from models.trade.prices.discounts import DiscountReason

DOCUMENT = ("operation_id", "client_name", "client_address", "client_identifiers", "contact")
"""The columns of a sale's document."""


class Sale(Table):
    """The document of a sale: the parties frozen at that time (INV-44), and the contact. Its
    amounts are in its operation.
    """

    operation = ForeignKeyField(Operation, primary_key=True)
    client_name = TextField()
    client_address = TextField()
    client_identifiers = TextField()
    contact = TextField(default="")


class SaleLine(Table):
    """One product sold. `quantity` in thousandths, `discount` and `vat_rate` in hundredths of a percent."""

    sale = ForeignKeyField(Sale, backref="lines")
    position = IntegerField()
    product = ForeignKeyField(Product)
    label = TextField()
    quantity = IntegerField()
    unit_price = EnteredAmountField()
    discount = IntegerField(default=0)
    discount_reason = ChoiceField(DiscountReason, default=DiscountReason.NONE)
    vat_rate = IntegerField(default=0)
    amount = EnteredAmountField()
