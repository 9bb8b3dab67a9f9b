"""The tables of price lists, prices by quantity, cross discounts and the tax on alcohol."""

from models.people.categories.table import ClientCategory
from models.people.tariffs.table import CrossDiscount, PriceList
from models.store.connection import Table
from models.store.fields import DayField, EnteredAmountField, ForeignKeyField, IntegerField
from models.trade.catalogue.table import Category, Product


class ListPrice(Table):
    """A row of a price list: what a product, or every product of a category, costs between two days.

    No two rows of a list for the same product, or for the same category, are valid on the same day.

    Attributes:
      product, category: one of the two; a product's own row goes before that of its category
      price: of one piece, in centimes, with VAT or net as the list says; or else
      rate: what is taken off the price of the catalogue, in hundredths of a percent
      since, until: its first and its last day; None is without limit
    """

    price_list = ForeignKeyField(PriceList, backref="+")
    product = ForeignKeyField(Product, null=True, backref="+")
    category = ForeignKeyField(Category, null=True, backref="+")
    price = EnteredAmountField(null=True)
    rate = IntegerField(null=True)
    since = DayField(null=True)
    until = DayField(null=True)


class PriceBreak(Table):
    """What one piece of a product costs from a quantity on (article-degressive).

    Attributes:
      quantity: from so many thousandths on
      price: of one piece, with VAT, in centimes
    """

    product = ForeignKeyField(Product, backref="+")
    quantity = IntegerField()
    price = EnteredAmountField()


class CrossDiscountRate(Table):
    """A percentage of a cross discount, in hundredths.

    Attributes:
      client_category: None is for every client, unless there is a row for their own category
      category: of products
    """

    cross_discount = ForeignKeyField(CrossDiscount, backref="+")
    client_category = ForeignKeyField(ClientCategory, null=True, backref="+")
    category = ForeignKeyField(Category, backref="+")
    rate = IntegerField()


class AlcoholTax(Table):
    """The tax on a litre of pure alcohol from a day on, with VAT, in centimes (fiche-alcohol-exempt)."""

    since = DayField()
    amount = EnteredAmountField()
