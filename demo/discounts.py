"""Which clients of the example pharmacy get a discount by default."""

from collections.abc import Sequence

from demo.habits import Habit
from models.trade.catalogue import Category
from models.trade.discounts import DefaultDiscount

_EVERY = 12
"""One person in so many."""
_PERMANENT = 500
_BY_CATEGORY = (("Dermo-cosmétique", 1000), ("Parapharmacie", 1500))
"""What every second of them gets instead, on these categories only."""


def grant(known: Sequence[Habit]) -> None:
    """Gives it to them. Called inside the transaction that fills the database, before anything is sold."""
    categories = {row.name: row.id for row in Category.select()}
    chosen = [habit.client for habit in known if not habit.house and not habit.client % _EVERY]
    rows: list[tuple[int, int | None, int]] = [(client, None, _PERMANENT) for client in chosen[::2]]
    for client in chosen[1::2]:
        rows += [(client, categories[name], rate) for name, rate in _BY_CATEGORY]
    if rows:
        columns = [DefaultDiscount.client, DefaultDiscount.category, DefaultDiscount.rate]
        DefaultDiscount.insert_many(rows, columns).execute()
