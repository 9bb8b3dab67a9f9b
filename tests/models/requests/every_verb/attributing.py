"""What belongs to a contact is given to another one, or to none."""

from models.trade.attributing import verbs as attributing
from models.trade.cancelling import guards
from models.trade.documents import quotes
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    asked = [NewLine(shop.soap)]
    sale = sales.sell(shop.jeanne, asked, for_contact=shop.contact, **shop.who)
    attributing.attribute(sale.id, None, **shop.who)
    guards.cancel(sale.id, "a mistake", **shop.who)
    quote = quotes.create(shop.jeanne, asked, for_contact=shop.contact, **shop.who)
    attributing.attribute_document(quote.id, None, **shop.who)
    attributing.attribute_document(quote.id, shop.contact, **shop.who)
    attributing.attribute(sale.id, shop.contact, **shop.who)
