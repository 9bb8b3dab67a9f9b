"""VAT rates, each with the day from which it holds: a reprint shows the rate of its own day.

Finance law 2024, article 6, exempted medicines that had 7 % before; rates change, and their start is known.
"""

from datetime import date

from peewee import ForeignKeyField, IntegerField, TextField

from models.store.connection import Table
from models.store.fields import DayField


class Vat(Table):
    """A rate by its name, such as "Taux normal"."""

    name = TextField()


class VatRate(Table):
    """What it is from a day on, in hundredths of a percent."""

    vat = ForeignKeyField(Vat, backref="rates")
    since = DayField()
    rate = IntegerField()


class Rates:
    """Every rate there is, read once."""

    def __init__(self) -> None:
        rows = VatRate.select(VatRate.vat, VatRate.since, VatRate.rate).order_by(VatRate.since.desc())
        self._rows = list(rows.tuples())

    def on(self, vat: int | None, day: date) -> int:
        """The rate on that day, in hundredths of a percent; 0 without VAT and before its first day."""
        return next((rate for of, since, rate in self._rows if of == vat and since <= day), 0)
