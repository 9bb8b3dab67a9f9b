"""Pro forma and delivery notes, until they are sold, given back or given up."""

from datetime import date

from models.people.references import verbs as references
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.trade.cancelling import guards
from models.trade.documents import delivery_notes, delivery_sales, orders, pro_formas
from models.trade.prices.lines import NewLine
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    soap = [NewLine(shop.soap, 2_000, 0), NewLine(shop.syrup)]
    driver = references.create(ReferenceKind.COURIER, ReferenceFields("Brahim"), **shop.who)
    ward = SiteFields("Ward", "4, bd B", city="Rabat", contact="Mme Sebti", phone="0612345678")
    site = sites.create(shop.jeanne, ward, **shop.who)
    asked = pro_formas.create(shop.jeanne, soap, **shop.who)
    order = orders.from_pro_forma(asked.id, **shop.who)
    notes = [
        delivery_notes.from_order(order.id, site=site, courier=driver, **shop.who).id,
        delivery_notes.create(shop.jeanne, soap, until=date(2026, 11, 20), site=site, **shop.who).id,
    ]
    for note in notes:
        delivery_notes.deliver(note, "Mme Sebti", at=600, reason="one broken", **shop.who)
    delivery_notes.undo_delivery(notes[1], **shop.who)
    delivery_notes.deliver(notes[1], "Mme Sebti", **shop.who)
    wrong = delivery_sales.sell(notes, **shop.who)
    guards.cancel(wrong.id, "not all of them", **shop.who)
    delivery_sales.sell(notes[:1], **shop.who)
    delivery_notes.cancel(notes[1], "came back", **shop.who)
    dropped = pro_formas.create(shop.jeanne, soap, **shop.who)
    pro_formas.cancel(dropped.id, "no answer", **shop.who)
    sold = pro_formas.create(shop.jeanne, soap, **shop.who)
    pro_formas.sell(sold.id, **shop.who)
