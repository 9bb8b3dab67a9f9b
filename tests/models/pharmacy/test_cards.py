"""What the bar code of a badge says: always what opens that very client where it is scanned."""

from dataclasses import replace

import pytest

from models.doctor.store import choices
from models.people.clients import verbs as clients
from models.people.clients.by_code import as_badge, bearer, fiche_of_number, find_by_code
from models.pharmacy import cards
from models.pharmacy.cards import CardChoice, NoCodeToPrint, NotOnACard, Says, Symbol
from models.store import settings
from tests.asking import by_staff
from tests.models.conftest import Counter


def said(client: int, says: Says) -> str:
    text = cards.text_of(clients.get(client), says)
    assert find_by_code(text) == client
    return text


def test_a_badge_says_the_code_or_the_number_and_never_that_of_another(counter: Counter) -> None:
    first = counter.client(code="FID-1")
    assert (said(first, Says.CODE), said(first, Says.NUMBER)) == ("FID-1", f"{first:010}")
    foreign = counter.client(code="ÉTOILE")
    assert said(foreign, Says.CODE) == as_badge(foreign), "no scanner types É"
    odd = counter.client(code=f"#{first}")
    assert said(odd, Says.CODE) == as_badge(odd), "at the list this means the number of the first"
    thief = counter.client(code=as_badge(odd))
    assert said(thief, Says.CODE) == as_badge(odd)
    with pytest.raises(NoCodeToPrint):
        cards.text_of(clients.get(odd), Says.NUMBER)


def test_a_number_on_a_badge_is_no_phone_and_no_other_code(counter: Counter) -> None:
    client = counter.client()
    assert fiche_of_number(as_badge(client)) == client
    assert bearer(as_badge(client)) is None
    for text in (str(client), "0612345678", "0000000000", "00000000001", "ABC"):
        assert fiche_of_number(text) is None


def test_what_badges_say_is_chosen(counter: Counter) -> None:
    seen = cards.choice()
    for new in (CardChoice(Says.NUMBER, Symbol.QR, photo=True), CardChoice()):
        cards.choose(new, seen=seen, by=by_staff(counter.staff))
        assert cards.choice() == new
        seen = new
    wrong = replace(seen, symbol="aztec")  # type: ignore[arg-type]
    with pytest.raises(NotOnACard):
        cards.choose(wrong, seen=seen, by=by_staff(counter.staff))
    settings.put(cards.SYMBOL, "aztec")
    told = [fault.figures for fault in choices.choices_can_be_followed()]
    assert told == [{"name": cards.SYMBOL, "text": "aztec"}]
