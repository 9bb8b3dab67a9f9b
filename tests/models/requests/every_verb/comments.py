"""Comments on a client and on a paper."""

from models.comments import verbs as comments
from models.comments.table import Subject, SubjectKind
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    said = comments.add(shop.jeanne, "Passe le vendredi", **shop.who)
    comments.correct(said, "Passe le samedi", seen=said, **shop.who)
    on = Subject(SubjectKind.OPERATION, shop.open)
    comments.add(shop.jeanne, "Réglée par sa fille", on=on, **shop.who)
