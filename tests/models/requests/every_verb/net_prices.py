"""A professional who is billed without VAT and an exempt client: a sale, parts of it back, a quote sold."""

from datetime import date

from models.trade.catalogue import vat
from models.trade.catalogue.table import Product
from models.trade.documents import orders, quotes
from models.trade.prices import exemption
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    rate = vat.create("Accessoires", 2_000, date(2020, 1, 1), **shop.who)
    Product.update(vat=rate).where(Product.id.in_((shop.gauze, shop.soap))).execute()
    clinic = shop.counter.client("Clinique", professional=True, tax_exclusive=True)
    exempt = shop.counter.client("Ambassade", vat_exempt=True)
    exemption.choose("Exonéré, art. 92", seen="", **shop.who)
    for client in (clinic, exempt):
        sale = shop.sell(client, (shop.gauze, 1_333), (shop.soap, 3_000), (shop.syrup, 1_000))
        gauze, soap, _ = returned.sold_lines(sale)
        for line, quantity in ((gauze, 500), (soap, 1_000), (soap, 2_000)):
            returns.take_back(sale, [(line.sale_line, quantity)], **shop.who)
        lines = [NewLine(shop.gauze, 2_001), NewLine(shop.soap, 1_000, 500)]
        order = orders.from_quote(quotes.create(client, lines, **shop.who).id, **shop.who)
        orders.deliver(order.id, **shop.who)
        orders.sell(order.id, **shop.who)
