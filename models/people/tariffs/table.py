"""The tables of what a client may be given: price lists and cross discounts. Neither is ever deleted."""

from models.store.connection import Table
from models.store.fields import BooleanField, TextField


class PriceList(Table):
    """Prices for those who have the list, in place of those of the catalogue (tariff-define).

    Attributes:
      name_key: its folded name, which no other list has
      with_vat: whether its prices are with VAT; else they are net
      retired: whether it can be chosen no more; who has it keeps it, and pays the prices of the catalogue
    """

    name = TextField()
    name_key = TextField()
    with_vat = BooleanField(default=True)
    retired = BooleanField(default=False)


class CrossDiscount(Table):
    """A table of percentages, by category of clients and category of products (disc-cross-define).

    Attributes:
      name_key: its folded name, which no other table has
      retired: whether it can be chosen no more; who has it keeps it, and gets nothing of it
    """

    name = TextField()
    name_key = TextField()
    retired = BooleanField(default=False)
