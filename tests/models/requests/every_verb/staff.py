"""Staff members come, are given codes and rights, and leave."""

from models.people.staff import drafts, senders
from models.people.staff import verbs as personnel
from tests.asking import by_staff
from tests.codes import SECURITY as CODE
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    leila = personnel.engage("Leïla Bennis", "5678", security=CODE, **shop.who)
    senders.let_send(leila.id, True, security=CODE, **shop.who)
    personnel.change_code("8765", current="5678", by=by_staff(leila.id))
    omar = personnel.engage("Omar", "1111", security=CODE, **shop.who)
    personnel.deactivate(omar.id, security=CODE, **shop.who)
    personnel.give_code(leila.id, "9999", security=CODE, **shop.who)
    drafts.keep(leila.id, "client", "", {"last_name": "Ben"})
