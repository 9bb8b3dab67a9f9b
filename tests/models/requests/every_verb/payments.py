"""Debts are paid, advances come in, balances are adjusted, avoirs granted and used."""

from models.money.avoirs import verbs as avoirs
from models.money.ledger import open_items
from models.money.ledger.accounts import PaymentMode
from models.money.payments import verbs as payments
from models.money.payments.verbs import Chosen, DebtPayment
from models.values import Centimes
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    shop.counter.pay(shop.jeanne, 2_000)
    order = DebtPayment(
        shop.jeanne, PaymentMode.CARD, Centimes(3_000), discount=Centimes(500), reference="CB 12"
    )
    unpaid = {item.operation: item.open for item in open_items.debits(shop.jeanne)}
    chosen = [Chosen(shop.open, unpaid[shop.open])]
    payments.pay_selected(order, chosen, **shop.who)
    shop.counter.advance(shop.salma, 1_500)
    shop.counter.adjust(shop.jeanne, -300)
    shop.counter.adjust(shop.salma, 200)
    gesture = avoirs.grant(shop.jeanne, Centimes(400), "a late order", **shop.who)
    avoirs.use(gesture.id, Centimes(250), **shop.who)
    kept = DebtPayment(
        shop.salma, PaymentMode.CASH, Centimes(1_000), tendered=Centimes(1_200), keep_change=True
    )
    payments.pay_debt(kept, **shop.who)
