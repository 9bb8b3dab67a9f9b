"""Quotes, orders and preparations, until they are sold or given up."""

from datetime import date

from models.money.ledger.accounts import PaymentMode
from models.trade.documents import orders, preparations, quotes
from models.trade.prices.lines import NewLine
from models.values import Centimes
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    soap = [NewLine(shop.soap, 2_000, 0), NewLine(shop.syrup)]
    quote = quotes.create(shop.jeanne, soap, contact="her son", **shop.who)
    quotes.accept(quote.id, **shop.who)
    quotes.reopen(quote.id, **shop.who)
    quotes.sell(quote.id, paid={PaymentMode.CASH: Centimes(1_000)}, **shop.who)
    refused = quotes.create(shop.salma, soap, **shop.who)
    quotes.refuse(refused.id, "too dear", **shop.who)
    ordered = quotes.create(shop.salma, soap, **shop.who)
    order = orders.from_quote(ordered.id, **shop.who)
    orders.deliver(order.id, **shop.who)
    orders.undo_delivery(order.id, **shop.who)
    orders.deliver(order.id, **shop.who)
    orders.sell(order.id, **shop.who)
    given_up = orders.create(shop.jeanne, soap, until=date(2026, 11, 20), **shop.who)
    orders.cancel(given_up.id, "found elsewhere", **shop.who)
    ointment = preparations.create(shop.salma, soap, note="twice a day", **shop.who)
    preparations.finish(ointment.id, **shop.who)
    preparations.redo(ointment.id, **shop.who)
    preparations.finish(ointment.id, **shop.who)
    preparations.sell(ointment.id, **shop.who)
    forgotten = preparations.create(shop.jeanne, soap, **shop.who)
    preparations.cancel(forgotten.id, "not wanted", **shop.who)
    quotes.create(shop.jeanne, soap, **shop.who)
