"""Months are closed, and opened again."""

from datetime import date

from models.money.closings import verbs as periods
from models.money.closings.periods import PeriodClosing
from models.money.closings.verbs import Period
from tests.codes import SECURITY as CODE
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    for month in (9, 10):
        periods.close(Period(2026, month), CODE, **shop.who)
    first = PeriodClosing.get(PeriodClosing.first_day == date(2026, 9, 1))
    periods.reopen(first.id, "an invoice came late", CODE, **shop.who)
