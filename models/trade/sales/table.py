"""A sale's document and its lines."""

from models.money.ledger.postings import Operation
from models.people.tariffs.table import PriceList
from models.store.connection import Table
from models.store.fields import ChoiceField, EnteredAmountField, ForeignKeyField, IntegerField, TextField
from models.trade.catalogue.table import Product
from models.trade.prices.amounts import VatBasis
from models.trade.prices.discounts import DiscountReason
from models.trade.prices.sources import PriceSource
from models.values import ZERO

DOCUMENT = ("operation_id", "client_name", "client_address", "client_identifiers", "contact", "vat_basis")
"""The columns of a sale's document."""


class Sale(Table):
    """The document of a sale: the parties frozen at that time (INV-44), the contact, and how VAT was
    computed. Its amounts are in its operation.
    """

    operation = ForeignKeyField(Operation, primary_key=True)
    client_name = TextField()
    client_address = TextField()
    client_identifiers = TextField()
    contact = TextField(default="")
    vat_basis = ChoiceField(VatBasis, default=VatBasis.INCLUDED)


class SaleLine(Table):
    """One product sold. `quantity` in thousandths, `discount` and `vat_rate` in hundredths of a percent.

    Attributes:
      amount: with VAT; the lines add up to the sale
      net_price, net: the price of one and the line without VAT; None where VAT was not added to net prices
      alcohol_tax: the tax on alcohol within the amount, with VAT
      price_source, price_list: where the price comes from, and from which list
    """

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
    net_price = EnteredAmountField(null=True)
    net = EnteredAmountField(null=True)
    alcohol_tax = EnteredAmountField(default=ZERO)
    price_source = ChoiceField(PriceSource, default=PriceSource.CATALOGUE)
    price_list = ForeignKeyField(PriceList, null=True, backref="+")
