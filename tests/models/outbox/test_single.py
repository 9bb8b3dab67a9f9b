"""One message at a time: what is owed, a test, and sending again (sms-due, sms-test-group)."""

from dataclasses import replace
from typing import Any

import pytest

from models import doctor
from models.money.ledger.client_status import ClientBlocked
from models.outbox import rules, sending, single
from models.outbox.channels.sms import NoMobile, NotAMobile
from models.outbox.consents import verbs as consents
from models.outbox.messages import listing as history
from models.outbox.messages.table import Message, MessageKind, MessageState
from models.outbox.single import (
    BalanceMoved,
    NotToSendAgain,
    OwesNothing,
    WantsNoMessage,
)
from models.outbox.templates import rendering
from models.outbox.templates import verbs as templates
from models.outbox.units.verbs import NotEnoughUnits
from models.people.clients import verbs as clients
from models.refusals import ControlCharacters, Missing, TooLong
from models.requests.actors import INCOMING
from models.requests.by import By, new_key
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk, states


@pytest.fixture
def desk(counter: Counter) -> Desk:
    desk = Desk(counter)
    desk.buy()
    return desk


def test_what_is_owed_is_said_in_the_words_that_were_typed(desk: Desk) -> None:
    client = desk.client(owes=5_000)
    number = desk.tell_due(client, 5_000, "Bonjour, 50,00 DH à régler. Merci !")
    row = Message.get_by_id(number)
    assert (row.body, row.kind, row.client_id) == (
        "Bonjour, 50,00 DH à régler. Merci !",
        MessageKind.DUE,
        client,
    )
    assert row.recipient == clients.get(client).mobile
    assert row.staff_id == desk.counter.staff


def test_the_same_request_twice_is_one_message(desk: Desk) -> None:
    client, op_id = desk.client(owes=5_000), new_key()
    asks: dict[str, Any] = {"seen": Centimes(5_000), "by": by_staff(desk.counter.staff, op_id)}
    assert single.send_due(client, "Merci", **asks) == single.send_due(client, "Merci", **asks)
    assert states() == ["queued"]


def test_a_balance_that_moved_is_not_written_to_anybody(desk: Desk) -> None:
    client = desk.client(owes=5_000)
    desk.counter.pay(client, 1_000)
    with pytest.raises(BalanceMoved) as refused:
        desk.tell_due(client, 5_000)
    assert refused.value == BalanceMoved(Centimes(5_000), Centimes(4_000))
    desk.counter.pay(client, 4_000)
    with pytest.raises(OwesNothing):
        desk.tell_due(client, 5_000)


def test_who_gets_no_message_about_what_is_owed(desk: Desk) -> None:
    with pytest.raises(OwesNothing):
        desk.tell_due(desk.client(), 0)
    for number in ("", "0522123456"):
        with pytest.raises(NoMobile):
            desk.tell_due(desk.client(mobile=number, owes=10), 10)
    objected = desk.client(owes=10)
    desk.says(objected, False)
    with pytest.raises(WantsNoMessage):
        desk.tell_due(objected, 10)
    blocked = desk.client(owes=10)
    row = clients.get(blocked)
    fields = replace(clients.fields_of(row), blocked=True)
    clients.edit(blocked, fields, version=row.version, **desk.who)
    with pytest.raises(ClientBlocked):
        desk.tell_due(blocked, 10)
    assert states() == []


def test_what_stands_in_the_way_is_said_before_a_text_is_typed(counter: Counter) -> None:
    """sms-due: with the same words as at the end."""
    desk = Desk(counter)
    client, staff = desk.client("Alami", owes=12_345), counter.staff
    with pytest.raises(NotEnoughUnits) as refused:
        single.due(client, staff=staff)
    assert refused.value == NotEnoughUnits(1, 0)
    desk.buy(7)
    found = single.due(client, staff=staff)
    assert (found.recipient, found.balance, found.units_left) == (clients.get(client).mobile, 12_345, 7)
    text = rendering.preview(templates.BUILT_IN, found.person)
    assert text.text == (
        "Bonjour Alami, votre solde est de 123,45 DH au 12/11/2026. Merci de passer le régler."
        " Pharmacie Atlas"
    )
    assert (text.measure.encoding, text.measure.cost) == ("gsm7", 1)
    with pytest.raises(OwesNothing):
        single.due(desk.client(), staff=staff)
    with pytest.raises(NoMobile):
        single.due(desk.client(mobile="0522123456", owes=10), staff=staff)
    desk.says(client, False)
    with pytest.raises(WantsNoMessage):
        single.due(client, staff=staff)
    assert states() == []


def test_texts_that_cannot_be_sent(desk: Desk) -> None:
    """INV-53"""
    client = desk.client(owes=10)
    for body, refusal in (("  ", Missing), ("a\x1b[2J", ControlCharacters), ("x" * 151, TooLong)):
        with pytest.raises(refusal):
            desk.tell_due(client, 10, body)
    desk.tell_due(client, 10, "x" * 150)


def test_without_credits_nothing_is_promised(counter: Counter) -> None:
    desk = Desk(counter)
    desk.buy(1)
    client = desk.client(owes=10)
    with pytest.raises(NotEnoughUnits):
        desk.tell_due(client, 10, "ç" * 71)
    desk.tell_due(client, 10)
    with pytest.raises(NotEnoughUnits) as refused:
        desk.tell_due(client, 10)
    assert refused.value == NotEnoughUnits(1, 0)


def test_a_test_goes_to_a_number_of_our_own(desk: Desk) -> None:
    number = single.send_test("06 61 11 22 33", "Essai", **desk.who)
    row = Message.get_by_id(number)
    assert (row.recipient, row.kind, row.client_id) == ("+212661112233", MessageKind.TEST, None)
    with pytest.raises(NotAMobile):
        single.send_test("05 22 12 34 56", "Essai", **desk.who)
    consents.stop("+212661112233", by=By(INCOMING, "incoming 1"))
    assert states() == ["cancelled"]
    with pytest.raises(WantsNoMessage):
        single.send_test("06 61 11 22 33", "Essai", **desk.who)


def test_what_is_unknown_is_sent_again_by_a_person_only_and_once(desk: Desk) -> None:
    """INV-54"""
    client = desk.client(owes=10)
    first = desk.tell_due(client, 10)
    for _ in range(2):
        with pytest.raises(NotToSendAgain):
            single.send_again(first, **desk.who)  # queued, then in a sender's hands
        sending.claim("one", 1)
    sending.uncertain(first, "one", "?")
    again = single.send_again(first, **desk.who)
    assert states() == ["unknown", "queued"]
    assert Message.get_by_id(again).again_of_id == first
    with pytest.raises(NotToSendAgain):
        single.send_again(first, **desk.who)
    with pytest.raises(NotToSendAgain):
        single.send_again(again, **desk.who)
    assert doctor.examine() == []


def test_marketing_is_not_sent_again_to_who_no_longer_agrees(desk: Desk) -> None:
    """INV-50"""
    client = desk.client()
    desk.says(client, True)
    desk.advertise(client)
    (message,) = sending.claim("one", 1)
    sending.refused(message.id, "one", "no", temporary=False)
    desk.says(client, False)
    with pytest.raises(WantsNoMessage):
        single.send_again(message.id, **desk.who)


def test_another_length_is_asked_of_all_texts(desk: Desk) -> None:
    now = rules.sending_rules()
    rules.change(replace(now, longest=20), seen=now, **desk.who)
    with pytest.raises(TooLong) as refused:
        desk.tell_due(desk.client(owes=10), 10, "x" * 21)
    assert (refused.value.length, refused.value.limit) == (21, 20)


def test_the_last_message_is_one_that_left_or_will(desk: Desk) -> None:
    """Not one that was called off: nobody was told anything by it."""
    client = desk.client(owes=20_000)
    assert history.last_to(client) is None
    first, second = desk.tell_due(client, 20_000), desk.tell_due(client, 20_000)
    assert history.last_to(client) == history.one(second)
    Message.update(state=MessageState.CANCELLED).where(Message.id == second).execute()
    assert history.last_to(client) == history.one(first)
    desk.says(client, granted=False)
    assert history.last_to(client) is None
