"""Texts that clients send back, and what was made of them."""

from models.outbox import incoming_texts
from models.requests.actors import INCOMING
from models.requests.by import By
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    incoming_texts.receive("+212600088888", "STOP", stop=True, by=By(INCOMING, "text 1"))
    incoming_texts.receive("+212600077777", "arretez svp", stop=False, by=By(INCOMING, "text 2"))
    incoming_texts.receive("+212600066666", "merci", stop=False, by=By(INCOMING, "text 3"))
    incoming_texts.decide(2, stop=True, **shop.who)
    incoming_texts.decide(3, stop=False, **shop.who)
