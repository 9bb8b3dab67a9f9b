"""The ledger is sealed."""

from models.seals import verbs as seals
from models.seals.table import Occasion
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    seals.seal(Occasion.DEMAND, **shop.who)
