"""A channel that only the tests know is written to, sent, found and reported: all ask the channel."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from messaging import choices, incoming, opening, registry
from messaging.opening import Paths
from models.doctor import examination as doctor
from models.outbox import incoming_texts, rules, sending, single
from models.outbox.campaigns import preflight
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.missed import MissedListing
from models.outbox.campaigns.preflight import Order
from models.outbox.campaigns.recipients import RecipientListing
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, ConsentState, Word
from models.outbox.incoming_texts import IncomingListing
from models.outbox.messages import detail
from models.outbox.messages.campaign import Exclusion, Goal
from models.outbox.messages.listing import MessageListing
from models.outbox.messages.table import MessageState
from models.outbox.templates import verbs as templates
from models.outbox.units.account import balance
from models.refusals import TooLong
from models.store import connection, settings
from models.values import Centimes
from tests.codes import secured
from tests.drop.channel import DROPS, LONGEST, Drops, NoAddress, NotAnAddress, drops
from tests.messaging.conftest import ALWAYS, unforeseen
from tests.models.conftest import Counter, counter
from tests.models.outbox.outbox_desk import Desk

__all__ = ["counter", "drops"]


@pytest.fixture
def desk(counter: Counter, drops: Drops) -> Iterator[Desk]:
    """Without a single unit; and SMS leave at any hour. The doctor finds nothing at the end."""
    for name, value in ALWAYS.items():
        settings.put(name, value)
    yield Desk(counter)
    assert [str(fault) for fault in doctor.examine()] == []


def reminder(body: str = "Bonjour {client}, {solde}", *clients: int) -> Order:
    return Order(Goal.BALANCE_REMINDER, body, clients, channel=DROPS)


def empty(folder: Path, channel: Channel = DROPS) -> list[tuple[str, str]]:
    """To whom files were dropped by now, and what is in them, once the worker of a channel has sent."""
    paths = Paths(folder / "secrets.toml", folder)
    with opening.ready(paths, channel=channel, stop=Event(), defect=unforeseen) as worker:
        worker.empty()
    dropped = folder / "dropped"
    files = sorted(dropped.iterdir()) if dropped.exists() else []
    return [(file.name.split()[1], file.read_text(encoding="utf-8")) for file in files]


def test_a_campaign_reaches_by_its_channel_and_says_why_it_does_not(desk: Desk, tmp_path: Path) -> None:
    salma = desk.client("Alami", email="salma@atlas.ma", owes=100, mobile="")
    desk.client("Bennis", email="salma@atlas.ma", owes=100)
    nobody = desk.client("Chraibi", owes=100)
    objects = desk.client("Daoudi", email="d@atlas.ma", owes=100)
    consents.record(objects, DROPS, Word.STOP, ConsentSource.FORM, **desk.who)
    no_sms = desk.client("Fassi", email="f@atlas.ma", owes=100)
    desk.says(no_sms, False)

    order = reminder("Bonjour {client} " + "é" * 250)
    seen = preflight.look(order)
    assert (seen.receivers, seen.units_needed) == (2, 0)
    reasons = {Exclusion.NO_ADDRESS: 1, Exclusion.STOPPED: 1, Exclusion.SAME_ADDRESS: 1}
    assert seen.reasons == reasons
    assert preflight.of_client(order, salma).measure.cost == 0
    assert preflight.of_client(reminder("x" * (LONGEST + 1)), salma).reason is Exclusion.TOO_LONG

    campaign = campaigns.confirm(order, seen=2, typed=2, **desk.who)
    accents = "é" * 250
    assert empty(tmp_path) == [
        ("salma@atlas.ma", f"Bonjour Alami {accents}"),
        ("f@atlas.ma", f"Bonjour Fassi {accents}"),
    ]

    row = campaigns.read(campaign)
    assert (row.messages, row.excluded, row.cost) == ({MessageState.SENT: 2}, reasons, 0)
    addresses = {each.client: each.address for each in MissedListing(campaign).read(9)}
    assert (addresses[nobody], addresses[objects]) == ("", "d@atlas.ma")
    listed = RecipientListing(channel=DROPS).read(9)
    assert {each.id: each.address for each in listed}[salma] == "salma@atlas.ma"


def test_each_worker_takes_what_is_of_its_channel(desk: Desk, tmp_path: Path) -> None:
    desk.buy(10)
    client = desk.client("Alami", email="salma@atlas.ma", owes=100)
    desk.tell_due(client, 100)
    desk.remind(client, body="Par SMS")
    single.send_due(client, "Par lettre", seen=Centimes(100), channel=DROPS, **desk.who)
    desk.send(reminder("Par lettre aussi", client))

    assert [text for _, text in empty(tmp_path)] == ["Par lettre", "Par lettre aussi"]
    by_state = [(row.channel, row.state) for row in MessageListing(descending=False).read(9)]
    assert by_state == [
        (Channel.SMS, MessageState.QUEUED),
        (Channel.SMS, MessageState.QUEUED),
        (DROPS, MessageState.SENT),
        (DROPS, MessageState.SENT),
    ]
    assert (sending.waiting(DROPS), balance()) == (None, 10)
    empty(tmp_path, Channel.SMS)
    assert (sending.waiting(), balance()) == (None, 8)


def test_of_all_who_watch_one_sends_by_each_channel(desk: Desk, tmp_path: Path) -> None:
    paths = Paths(tmp_path / "secrets.toml", tmp_path)

    def watches(channel: Channel) -> bool:
        turn = opening.in_turn(paths, channel=channel, stop=Event(), defect=unforeseen)
        with connection.own_connection(), turn as worker:
            return worker is not None

    with (
        opening.in_turn(paths, channel=DROPS, stop=Event(), defect=unforeseen),
        ThreadPoolExecutor(1) as elsewhere,
    ):
        assert not elsewhere.submit(watches, DROPS).result()
        assert elsewhere.submit(watches, Channel.SMS).result()


def test_one_client_is_told_what_they_owe_without_a_unit(desk: Desk, tmp_path: Path) -> None:
    client = desk.client("Alami", email="salma@atlas.ma", owes=100)
    due = single.due(client, channel=DROPS, staff=desk.counter.staff)
    assert (due.recipient, due.units_left) == ("salma@atlas.ma", 0)
    long = "à payer " * 40
    message = single.send_due(client, long, seen=Centimes(100), channel=DROPS, **desk.who)
    assert empty(tmp_path) == [("salma@atlas.ma", long.strip())]
    opened = detail.read(message)
    assert opened is not None
    assert (opened.gateway, opened.cost) == ("dropping", 0)
    with pytest.raises(TooLong):
        single.send_due(client, "x" * (LONGEST + 1), seen=Centimes(100), channel=DROPS, **desk.who)
    with pytest.raises(NoAddress):
        single.due(desk.client("Bennis", owes=1), channel=DROPS, staff=desk.counter.staff)


def test_a_test_goes_to_an_address_and_what_failed_is_sent_again_by_its_channel(
    desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(NotAnAddress):
        single.send_test("0612345678", "Essai", channel=DROPS, **desk.who)
    message = single.send_test("moi@atlas.ma", "refuse", channel=DROPS, **desk.who)
    assert empty(tmp_path) == []
    again = single.send_again(message, **desk.who)
    (row,) = MessageListing(search="moi@").read(1)
    assert (row.id, row.channel, row.recipient) == (again, DROPS, "moi@atlas.ma")


def test_an_address_is_searched_as_its_channel_says(desk: Desk) -> None:
    client = desk.client("Alami", email="salma@atlas.ma", owes=100)
    single.send_due(client, "Merci", seen=Centimes(100), channel=DROPS, **desk.who)
    assert MessageListing(search="salma@at").count() == 1
    assert MessageListing(search="d@atlas").count() == 0


def test_a_template_and_a_choice_are_of_one_channel(desk: Desk) -> None:
    templates.create("Lettre", Goal.CUSTOM, "Madame, Monsieur", channel=DROPS, **desk.who)
    assert [row.name for row in templates.available(Goal.CUSTOM, DROPS)] == ["Lettre"]
    assert templates.available(Goal.CUSTOM, Channel.SMS) == []
    settings.put(rules.setting(rules.PER_SECOND, DROPS), "0")
    assert [fault.invariant for fault in doctor.examine()] == ["settings"]
    settings.put(rules.setting(rules.PER_SECOND, DROPS), "")


def test_stop_holds_for_the_channel_on_which_it_came(desk: Desk) -> None:
    client = desk.client("Alami", email="salma@atlas.ma", owes=100)
    single.send_due(client, "Merci", seen=Centimes(100), channel=DROPS, **desk.who)
    assert incoming.receive(" Salma@Atlas.ma", "STOP", "7", channel=DROPS)
    assert consents.state_of(client, DROPS) is ConsentState.STOPPED
    assert consents.state_of(client, Channel.SMS) is ConsentState.SILENT
    (row,) = IncomingListing().read(5)
    assert (row.channel, row.sender, row.client, row.stopped) == (DROPS, "salma@atlas.ma", client, True)
    assert sending.waiting(DROPS) is None, "what was queued is cancelled"

    incoming.receive("a robot", "arretez svp", channel=DROPS)
    robot = IncomingListing().read(1)[0]
    with pytest.raises(NotAnAddress):
        incoming_texts.decide(robot.id, stop=True, **desk.who)


def test_gateway_hours_and_length_are_chosen_for_each_channel(desk: Desk) -> None:
    assert registry.names(DROPS) == ["carnet", "dropping"]
    assert "dropping" not in registry.names()
    seen, of_sms = choices.gateways(DROPS), choices.gateways()
    assert (seen.chosen, seen.values) == ("dropping", {"carnet": {}, "dropping": {"folder": "dropped"}})
    wanted = replace(seen, chosen="carnet", sender="nous@atlas.ma")
    choices.choose(wanted, seen=seen, channel=DROPS, security=secured(), **desk.who)
    assert (choices.gateways(DROPS), choices.gateways()) == (wanted, of_sms)
    of_sms_alone, no_address = replace(wanted, chosen="kannel"), replace(wanted, sender="Atlas")
    with pytest.raises(registry.NoSuchGateway):
        choices.choose(of_sms_alone, seen=wanted, channel=DROPS, security=secured(), **desk.who)
    with pytest.raises(NotAnAddress):
        choices.choose(no_address, seen=wanted, channel=DROPS, security=secured(), **desk.who)

    before, of_sms_rules = rules.sending_rules(DROPS), rules.sending_rules()
    rules.change(replace(before, longest=99), seen=before, channel=DROPS, **desk.who)
    assert (rules.sending_rules(DROPS).longest, rules.sending_rules()) == (99, of_sms_rules)
