"""Sales: paid, open, of an insured client, of another day."""

from datetime import date

from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    shop.paid = shop.sell(shop.jeanne, (shop.soap, 4_000), (shop.syrup, 1_000), cash=8_200)
    shop.open = shop.sell(shop.jeanne, (shop.soap, 4_000), (shop.gauze, 1_500), (shop.syrup, 1_000))
    shop.insured = shop.sell(shop.salma, (shop.soap, 2_000), (shop.syrup, 2_000))
    shop.wrong = shop.sell(shop.salma, (shop.soap, 1_000), cash=500)
    shop.sell(shop.salma, (shop.gauze, 500), day=date(2026, 11, 2), card=100)
