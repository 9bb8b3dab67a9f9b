"""The default discounts of the example pharmacy's clients."""

from collections.abc import Sequence

from demo.habits import Habit
from models.trade.catalogue.table import Category
from models.trade.prices import discounts
from models.trade.prices.discounts import ClientDiscounts

_EVERY = 12
"""One person in so many has one."""
_PERMANENT = 500
_BY_CATEGORY = (("Dermo-cosmétique", 1000), ("Parapharmacie", 1500))
"""What every second of them gets instead, on these categories only."""


def grant(known: Sequence[Habit]) -> None:
    """Grants them. Called inside the transaction that fills the database, before the first sale."""
    categories = {row.name: row.id for row in Category.select()}
    chosen = [habit.client for habit in known if not habit.house and not habit.client % _EVERY]
    permanent = ClientDiscounts(_PERMANENT)
    by_category = ClientDiscounts(by_category={categories[name]: rate for name, rate in _BY_CATEGORY})
    wanted = dict.fromkeys(chosen[::2], permanent) | dict.fromkeys(chosen[1::2], by_category)
    discounts.give(wanted)
