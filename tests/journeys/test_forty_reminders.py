"""Communication groupée: from the gateway's settings to the phones, through a real Kannel.

What the operator got is compared letter by letter with what was written down before any gateway was asked.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from messaging.worker import MOST_AT_ONCE
from models.outbox.messages.campaign import Goal
from models.outbox.messages.table import Message, MessageState
from models.outbox.rules import PER_SECOND, setting
from models.outbox.templates import verbs as templates
from models.outbox.units import verbs as sms_units
from models.store import settings
from tests.asking import by_staff
from tests.codes import SECURITY, secured
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, DOWN, ENTER, ESC, F3, F7, F9, HOME, SPACE, TAB
from tests.journeys.terminal import Terminal
from tests.kannel import PASSWORD, USER, Arrived, Kannel, until
from tests.messaging.conftest import ALWAYS
from tests.models.conftest import Counter
from tui.settings.sections import in_use

OWING = 40
CTRL_K, CTRL_R = "\x0b", "\x12"
NUMBER = "+2126613000{:02}"


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> Path:
    """Forty who owe and can be reached, one who owes and cannot; a template and credits, but no gateway."""
    database = tmp_path / "pharmacy.db"
    counter = counter_on(database)
    for place in range(OWING):
        client = counter.client(f"Noël {place:02}", "Zoé", mobile=NUMBER.format(place))
        counter.adjust(client, 10_000 + place)
    counter.adjust(counter.client("Sans mobile"), 500)
    templates.create(
        "Relance", Goal.BALANCE_REMINDER, "{client} {solde}. {pharmacie}", by=by_staff(counter.staff)
    )
    pack = sms_units.ask(200, by=by_staff(counter.staff))
    sms_units.pay(pack, "VIR-1", by=by_staff(counter.staff))
    sms_units.activate(pack, security=secured(), by=by_staff(counter.staff))
    for name, value in ALWAYS.items():
        settings.put(name, value)
    return database


def kannel_is_chosen(desk: Terminal, kannel: Kannel) -> None:
    """In the settings, by the keys."""
    down = [section.key for section in in_use()].index("gateway")
    desk.press(CTRL_R).see("SMS gateway").press(*[DOWN] * down).see("Nothing leaves").press(ENTER, "kan")
    desk.see("Receipts on port")
    for text in ("Atlas", kannel.url, USER, PASSWORD, str(kannel.receipts)):
        desk.press(TAB, HOME, CTRL_K, text)
    desk.press(TAB, TAB, SECURITY)
    desk.press(CTRL_S).see("Kannel", "Atlas", "Saved.", "Enter Edit")
    desk.press(ESC).see("Search")


def the_last_question(desk: Terminal) -> None:
    """Nobody is ticked: who gets it and who does not, then how many they are."""
    desk.press(ENTER).see("Get the message 40", "No valid mobile 1", "41 on the list", "40 credits needed")
    desk.press(F9).see("Send 40 messages?", "Nobody is ticked", "How many")


def for_campaigns() -> dict[str, str]:
    """What was written for campaigns: to whom, which text."""
    rows = Message.select(Message.recipient, Message.body).where(Message.campaign.is_null(False))
    return dict(rows.tuples())


def count(*states: MessageState) -> int:
    return int(Message.select().where(Message.state.in_(states)).count())


@pytest.mark.capability("sms-bulk", "sms-edit-template")
def test_a_test_leaves_first_and_then_all_forty_after_their_number_was_typed(
    pharmacy: Path, at_the_list: Open, kannel: Kannel
) -> None:
    """INV-51, INV-53"""
    desk = at_the_list(pharmacy)
    kannel_is_chosen(desk, kannel)
    desk.press(F7).see("Communications").press("n").see("Group message", "Relance", "200 SMS credits left")

    desk.press(F3).see("Template").press(HOME, "Reçu : ", CTRL_S)
    desk.see("Relance is kept", "Reçu : Zoé Noël 39 100,39 DH")
    desk.press(SPACE * 3).see("3 ticked").press(ENTER).see("Get the message 3", "3 on the list")
    desk.press("e").see("Send me a test").press("06 61 23 45 67", ENTER).see(
        "A test leaves for 06 61 23 45 67"
    )
    (test,) = until(kannel.arrived, "the test")
    assert test == Arrived("Atlas", "+212661234567", "Reçu : Zoé Noël 37 100,37 DH. Pharmacie Atlas")

    desk.press(ESC).gone("Get the message").press(HOME, SPACE * 3).gone("ticked")
    the_last_question(desk)
    desk.press("41", ENTER).see("Type 40, the number of messages that will leave")
    assert (for_campaigns(), kannel.arrived()) == ({}, [test])

    desk.press(HOME, CTRL_K, "40", ENTER).see("40 of 40", "finished", "40 arrived")
    written = for_campaigns()
    assert written[NUMBER.format(7)] == "Reçu : Zoé Noël 07 100,07 DH. Pharmacie Atlas"
    until(lambda: len(kannel.arrived()) == 1 + OWING, "forty messages")
    expected = [Arrived("Atlas", number, text) for number, text in written.items()]
    assert sorted(kannel.arrived()) == sorted([test, *expected])
    assert sorted(written) == [NUMBER.format(place) for place in range(OWING)]

    desk.press(ESC).see("Communications 41")
    desk.until(
        lambda: sum("Reminder Arrived" in " ".join(line.split()) for line in desk.lines) == 21,
        "a screen of them",
    )
    desk.press(ENTER).see("Arrived", "Reçu : Zoé Noël 39 100,39 DH", "1 segment")
    assert count(MessageState.DELIVERED) == 1 + OWING


def test_killed_in_the_middle_and_opened_again_each_arrives_once_or_is_said_to_be_unknown(
    pharmacy: Path, at_the_list: Open, kannel: Kannel
) -> None:
    """INV-54: `kill -9` of the program that sends"""
    settings.put(setting(PER_SECOND), "20")
    desk = at_the_list(pharmacy)
    kannel_is_chosen(desk, kannel)
    desk.press(F7).see("Communications").press("n").see("Group message", "Relance")
    the_last_question(desk)
    desk.press("40", ENTER).see("Waiting")
    until(lambda: 5 < count(MessageState.QUEUED) < OWING - 5, "it sends")
    desk.process.kill()
    desk.exit_code()
    left = count(MessageState.QUEUED)
    assert 0 < left < OWING, "it was killed in the middle"

    # As if the two minutes had gone for which what it had in hand is its own.
    Message.update(worker_until=Message.at).where(Message.worker != "").execute()
    desk = at_the_list(pharmacy).press(F7).see("Communications 40")
    until(lambda: count(MessageState.QUEUED, MessageState.SENT) == 0, "the rest, and their receipts")
    delivered, unknown = count(MessageState.DELIVERED), count(MessageState.UNKNOWN)
    assert (delivered + unknown, unknown <= MOST_AT_ONCE) == (OWING, True), "at most those in hand"
    until(lambda: len(kannel.arrived()) >= delivered, "the operator's log")
    arrived = kannel.arrived()
    written = for_campaigns()
    assert all(text.text == written[text.recipient] for text in arrived)
    for message in Message.select():
        times = sum(text.recipient == message.recipient for text in arrived)
        assert times == 1 or (times == 0 and message.state is MessageState.UNKNOWN), message.recipient
    desk.press("e").see("Unknown", str(unknown))
