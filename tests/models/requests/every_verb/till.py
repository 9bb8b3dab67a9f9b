"""Days of the till are counted, closed and opened again."""

from datetime import date

from models.money.till import verbs as till
from models.values import ZERO, Centimes
from tests.codes import SECURITY as CODE
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    _count(shop, date(2026, 11, 6))
    till.reopen(date(2026, 11, 6), "a payment was forgotten", CODE, **shop.who)
    shop.sell(shop.salma, (shop.soap, 1_000), day=date(2026, 11, 6), cash=1_125)
    _count(shop, date(2026, 11, 6))
    _count(shop, date(2026, 11, 10))


def _count(shop: Shop, day: date) -> None:
    opening = Centimes(10_000)
    seen = {
        mode.account: mode.expected + (opening if mode.account == "cash" else ZERO)
        for mode in till.day(day).modes
    }
    first = till.day(day).of(next(iter(seen))).opening
    seen = {account: amount - (first if account == "cash" else ZERO) for account, amount in seen.items()}
    till.close(day, seen, opening=opening, seen=seen, **shop.who)
