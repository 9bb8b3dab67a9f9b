"""A real Kannel: what leaves is what arrives, once, whatever is stopped on the way."""

import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from messaging.opening import Paths, ready
from messaging.worker import MOST_AT_ONCE
from models.money import entries
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.preflight import Order
from models.outbox.channels.gsm import measure
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentState
from models.outbox.messages.campaign import CampaignState, Goal
from models.outbox.messages.table import Message, MessageState
from models.outbox.rules import GATEWAY, PER_SECOND, setting
from models.people.clients import verbs as clients
from models.people.clients.verbs import ClientFields
from models.store import connection, opening, settings
from models.values import Centimes
from tests.asking import by_staff
from tests.commands.conftest import PROGRAM, environment
from tests.conftest import establish
from tests.kannel import PASSWORD, USER, Arrived, Kannel, free_ports, until
from tests.messaging.conftest import ALWAYS, Outbox, number, unforeseen

ARABIC = "صيدلية أطلس: رصيدكم هو 1 250,00 درهم، شكرا لكم."
TEXTS = (
    "Chère Jeanne, vous devez 1 250,00 DH à la Pharmacie Atlas. À bientôt, reçu n° {}",
    "Bonjour, il vous reste {} DH à régler. Où ? À l'accueil, dès que possible !",
    "{} € [remise] {{reçue}} ^ ~ | \\ ça, œuvre, Noël, naïve, « où » – l’été…",
    ARABIC + " {}",
    "Trois parties : " + "éèàùçê €" * 20 + " fin {}",
    "Quatre parties : " + ARABIC * 4 + " {}",
    "En GSM-7, trois parties : " + "vous devez à la pharmacie 100 % @ £ $ ¥ é è ù ì ò Ç " * 7 + "{}",
)


def texts(count: int) -> list[str]:
    return [TEXTS[place % len(TEXTS)].format(place) for place in range(count)]


@pytest.fixture
def desk(target: Any, kannel: Kannel) -> Iterator[Outbox]:
    """A pharmacy on each engine that sends through Kannel, at the real time.

    It hears receipts on a port of its own: for twenty seconds Kannel tries to deliver those of a pharmacy
    that is gone, whose messages have the same numbers.
    """
    (port,) = free_ports(1)
    opening.open_database(target)
    outbox = Outbox(establish().id)
    outbox.buy(5000)
    gateway = {"url": kannel.url, "user": USER}
    for name, value in {**ALWAYS, setting(GATEWAY): "kannel", "outbox.port": str(port)}.items():
        settings.put(name, value)
    for name, value in gateway.items():
        settings.put(f"gateway.kannel.{name}", value)
    settings.put("outbox.sender", "Atlas")
    yield outbox
    connection.close()


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("OFFICINE_SECRET_KANNEL_PASSWORD", PASSWORD)
    monkeypatch.setenv("OFFICINE_SECRET_INCOMING", "word-of-the-house")
    return Paths(tmp_path / "secrets.toml", tmp_path)


@contextmanager
def watching(paths: Paths) -> Iterator[None]:
    """Somebody sends in the background, on a connection of their own, and hears receipts."""
    stop = Event()
    broken: list[BaseException] = []

    def watch() -> None:
        try:
            with connection.own_connection(), ready(paths, stop=stop, defect=unforeseen) as worker:
                worker.watch()
        except BaseException as error:
            broken.append(error)

    thread = Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    assert broken == []


def test_a_campaign_of_500_arrives_letter_by_letter_and_is_said_to_be_delivered(
    desk: Outbox, kannel: Kannel, paths: Paths
) -> None:
    """French accents, ç, €, Arabic, three segments and more"""
    wanted = texts(500)
    assert {measure(text).segments for text in wanted} >= {1, 2, 3, 4}
    desk.put(*wanted)
    with watching(paths):
        until(lambda: desk.count(MessageState.DELIVERED) == 500, "every receipt")
    expected = [Arrived("Atlas", number(place), text) for place, text in enumerate(wanted)]
    assert sorted(kannel.arrived()) == sorted(expected)


def test_a_campaign_is_paused_goes_on_and_ends(desk: Outbox, kannel: Kannel, paths: Paths) -> None:
    """INV-52"""
    for place in range(60):
        fields = ClientFields(last_name=f"Noël {place}", mobile=number(10_000_000 + place))
        client = clients.create(fields, by=by_staff(desk.staff)).id
        entries.adjust(client, Centimes(100 + place), "a debt", by=by_staff(desk.staff))
    order = Order(Goal.BALANCE_REMINDER, "Reçu : {client} doit {solde} DH. {pharmacie}")
    settings.put(setting(PER_SECOND), "100")
    campaign = campaigns.confirm(order, seen=60, typed=60, by=by_staff(desk.staff))
    with watching(paths):
        until(lambda: desk.count(MessageState.DELIVERED) >= 5, "some have left")
        campaigns.pause(campaign, by=by_staff(desk.staff))
        until(lambda: not desk.count(MessageState.SENT), "what had left is delivered")
        left = desk.count(MessageState.QUEUED)
        assert left > 0
        campaigns.resume(campaign, by=by_staff(desk.staff))
        until(lambda: campaigns.read(campaign).state is CampaignState.DONE, "it ends")
        until(lambda: desk.count(MessageState.DELIVERED) == 60, "all are delivered")
    written = dict(Message.select(Message.recipient, Message.body).tuples())
    assert {text.recipient: text.text for text in kannel.arrived()} == written


def test_bearerbox_stops_and_starts_in_the_middle(desk: Outbox, kannel: Kannel, paths: Paths) -> None:
    """Each message exactly once, or marked unknown"""
    wanted = texts(200)
    desk.put(*wanted)
    with watching(paths):
        until(lambda: desk.count(MessageState.QUEUED) <= 150, "some have left")
        kannel.stop()
        assert desk.count(MessageState.QUEUED) > 0
        kannel.start()
        # As if the minutes had gone for which those wait that were told to come again later.
        Message.update(next_try=Message.at).where(Message.state == MessageState.QUEUED).execute()
        until(lambda: not desk.count(MessageState.QUEUED), "the others leave")
        known = desk.count(MessageState.UNKNOWN)
        until(lambda: len(kannel.arrived()) >= 200 - known, "what was accepted arrives")
        until(lambda: desk.count(MessageState.DELIVERED) >= 200 - known, "receipts")
    once_or_unknown(desk, kannel)


def test_killed_in_the_middle_and_started_again(
    desk: Outbox, kannel: Kannel, target: Any, tmp_path: Path
) -> None:
    """INV-54: `kill -9` of the sender, several times; each message exactly once or marked unknown"""
    chance = random.Random(3)
    desk.put(*texts(120))
    before = 120
    for _ in range(3):
        with sender(target, tmp_path) as process:
            begun = before - 5
            until(lambda: desk.count(MessageState.QUEUED) < begun, "it sends")  # noqa: B023
            time.sleep(chance.uniform(0, 0.03))
            process.kill()
        before = desk.count(MessageState.QUEUED)
        assert before > 0, "it was killed in the middle"
    # As if the two minutes had gone for which what they had in hand is theirs.
    Message.update(worker_until=Message.at).where(Message.worker != "").execute()
    with sender(target, tmp_path):
        until(lambda: not desk.count(MessageState.QUEUED), "the rest")
        until(lambda: not desk.count(MessageState.SENT), "receipts of all that was accepted")
    assert desk.count(MessageState.UNKNOWN) <= 3 * MOST_AT_ONCE, "at most those in hand"
    once_or_unknown(desk, kannel)


def test_several_at_once_send_each_message_once(
    desk: Outbox, kannel: Kannel, target: Any, tmp_path: Path
) -> None:
    wanted = texts(150)
    desk.put(*wanted)
    with sender(target, tmp_path), sender(target, tmp_path), sender(target, tmp_path):
        until(lambda: desk.count(MessageState.DELIVERED) == 150, "all are delivered")
    assert Counter(text.recipient for text in kannel.arrived()) == {number(place): 1 for place in range(150)}


def test_stop_from_a_phone_ends_what_is_sent_to_it(desk: Outbox, kannel: Kannel, paths: Paths) -> None:
    """INV-50"""
    values = ClientFields(last_name="Alami", mobile="06 12 34 56 78")
    client = clients.create(values, by=by_staff(desk.staff)).id
    settings.put("outbox.port", str(kannel.receipts))  # where the operator's messages are brought
    with watching(paths):
        until(kannel.is_heard, "somebody listens")
        kannel.hears("0612345678", "Stop svp")
        until(lambda: consents.state_of(client) is ConsentState.STOPPED, "the consent ends")


def test_a_wrong_password_loses_no_message(
    desk: Outbox, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OFFICINE_SECRET_KANNEL_PASSWORD", "not it")
    desk.put("un", "deux")
    with ready(paths, stop=Event(), defect=unforeseen) as worker:
        tally = worker.empty()
    assert tally.unreachable
    assert "not it" not in repr(tally)
    assert desk.states() == ["queued", "queued"]


def once_or_unknown(desk: Outbox, kannel: Kannel) -> None:
    """What was accepted arrived once; what is unknown arrived at most once; nothing else arrived."""
    delivered = desk.count(MessageState.DELIVERED)
    # The operator says that a text was delivered before its own log is on the disk.
    until(lambda: len({text.recipient for text in kannel.arrived()}) >= delivered, "the operator's log")
    arrived = Counter(text.recipient for text in kannel.arrived())
    for recipient, state in Message.select(Message.recipient, Message.state).tuples():
        if state is MessageState.UNKNOWN:
            assert arrived[recipient] <= 1, recipient
        else:
            assert (arrived[recipient], state) == (1, MessageState.DELIVERED), recipient


@contextmanager
def sender(target: Any, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`officine send --watch` in a process of its own."""
    secrets = {"OFFICINE_SECRET_KANNEL_PASSWORD": PASSWORD}
    process = subprocess.Popen(
        [str(PROGRAM), "--database", str(target), "send", "--watch"],
        env={**environment(home), **secrets},
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        yield process
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    finally:
        if process.poll() is None and process.returncode is None:
            try:
                said, _ = process.communicate(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        else:
            said, _ = process.communicate()
    assert process.returncode in (0, -signal.SIGKILL), said.decode()
    assert PASSWORD.encode() not in said
