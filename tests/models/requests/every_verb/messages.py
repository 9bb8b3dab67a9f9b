"""Templates, units, campaigns and single messages, until they arrive or fail."""

from models.outbox import sending, single
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.preflight import Order
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import Word
from models.outbox.messages import receipts
from models.outbox.messages.campaign import Goal
from models.outbox.messages.table import ReceiptState
from models.outbox.templates import verbs as templates
from models.outbox.units import verbs as sms_units
from models.people.clients import selections
from models.requests.actors import INCOMING
from models.requests.by import By
from tests.models.outbox.outbox_desk import REMINDER
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    desk = shop.desk
    desk.buy(200)
    second = sms_units.ask(50, "for the summer", **shop.who)
    sms_units.cancel(second, **shop.who)
    template = templates.create("Rappel", Goal.BALANCE_REMINDER, REMINDER, **shop.who)
    version = templates.edit(template, "Rappel doux", REMINDER, version=1, **shop.who)
    assert version == 2
    spare = templates.create("Promo", Goal.CUSTOM, "Crème solaire -20 %", **shop.who)
    templates.retire(spare, version=1, **shop.who)
    several = [desk.client(owes=1_000 + number) for number in range(6)]
    desk.says(several[0], True)
    desk.says(several[4], Word.NO_MARKETING)
    consents.stop("+212600099999", by=By(INCOMING, "incoming 1"))
    selections.save("Les fidèles", several[:3], **shop.who)
    dropped = selections.save("Les autres", several[3:], **shop.who)
    selections.rename(dropped, "Encore d'autres", version=1, **shop.who)
    selections.drop(dropped, **shop.who)
    desk.remind(*several, desk.client())
    claimed = [each.id for each in sending.claim("one", 5)]
    sending.accepted(claimed[0], "one", gateway="kannel", gateway_id="1")
    receipts.receive(claimed[0], ReceiptState.DELIVERED)
    sending.accepted(claimed[1], "one", gateway="kannel", gateway_id="2")
    sending.refused(claimed[2], "one", "no such number", temporary=False)
    sending.uncertain(claimed[3], "one", "connection reset")
    sending.refused(claimed[4], "one", "too busy", temporary=True)
    desk.says(several[5], False)
    single.send_again(claimed[2], **shop.who)
    desk.tell_due(several[1], 1_001)
    single.send_test("0661234567", "Essai", **shop.who)
    single.try_on(Order(Goal.BALANCE_REMINDER, REMINDER, tuple(several[:3])), several[:1], **shop.who)
    advertised = desk.advertise(several[0])
    campaigns.pause(advertised, **shop.who)
    campaigns.resume(advertised, **shop.who)
    campaigns.cancel(advertised, **shop.who)
