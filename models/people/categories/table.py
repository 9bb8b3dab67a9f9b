"""The table of the categories of clients."""

from enum import StrEnum

from models.people.tariffs.table import PriceList
from models.store.connection import Table
from models.store.fields import BooleanField, ChoiceField, ForeignKeyField, IntegerField, TextField


class CategoryColour(StrEnum):
    """The colour in which the name of a category is written. None of them has another meaning on a screen."""

    PLAIN = "plain"
    BLUE = "blue"
    VIOLET = "violet"
    TURQUOISE = "turquoise"


class ClientCategory(Table):
    """A category of clients. It is never deleted, as clients may bear it.

    Attributes:
        name_key: its folded name, which no other category has
        colour: how its name is written; the name always stands there too
        discount: its permanent discount in hundredths of a percent; 0 is none
        hold_lock: whether a sale to these clients must not be put on hold
        price_list: whose prices these clients pay, unless they have a list of their own
        retired: whether it can be chosen no more; who bears it keeps it, its discount is not given
    """

    name = TextField()
    name_key = TextField()
    colour = ChoiceField(CategoryColour, default=CategoryColour.PLAIN)
    discount = IntegerField(default=0)
    hold_lock = BooleanField(default=False)
    price_list = ForeignKeyField(PriceList, null=True, backref="+")
    retired = BooleanField(default=False)
