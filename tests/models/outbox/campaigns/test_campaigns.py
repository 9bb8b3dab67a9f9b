"""Many clients at once: who gets it, who does not and why, and the list frozen (INV-50 to INV-53)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from models import doctor
from models.money.ledger.old_debt import OwingFor
from models.outbox import rules, sending, single
from models.outbox.campaigns import preflight
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.preflight import Order
from models.outbox.campaigns.recipients import RecipientFilter, RecipientListing, RecipientSort
from models.outbox.campaigns.verbs import CampaignEnded, ListMoved, NobodyGetsIt, WrongCount
from models.outbox.channels.sending_rules import SendingRules
from models.outbox.consents import verbs as consents
from models.outbox.messages.campaign import CampaignState, Exclusion, Goal
from models.outbox.messages.table import Message, MessageState
from models.outbox.single import CannotGetIt, TooManyTried
from models.outbox.units.verbs import NotEnoughUnits
from models.people.clients import verbs as clients
from models.refusals import KeyReused
from models.requests.actors import INCOMING
from models.requests.by import By, new_key
from models.store import clock
from models.values import Centimes
from tests.asking import by_staff
from tests.conftest import NOW
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import REMINDER, Desk, balance, reached, states

OWING = RecipientFilter(owes_more_than=Centimes(0))


@pytest.fixture
def desk(counter: Counter) -> Desk:
    desk = Desk(counter)
    desk.buy()
    return desk


def why(order: Order) -> dict[int, str]:
    return {client: str(reason) for client, reason in preflight.look(order).excluded.items()}


def test_the_preflight_says_who_gets_a_reminder_and_who_does_not_and_why(desk: Desk) -> None:
    """INV-50, INV-51, INV-53"""
    owes: dict[str, Any] = {"owes": 5_000}
    gets = desk.client("Alami", **owes)
    nothing_owed = desk.client("Benali")
    no_number = desk.client("Chraibi", mobile="", **owes)
    landline = desk.client("Daoudi", mobile="0522123456", **owes)
    objected = desk.client("El Amrani", **owes)
    desk.says(objected, False)
    blocked = desk.client("Fassi", blocked=False, **owes)
    clients.edit(
        blocked,
        replace(clients.fields_of(clients.get(blocked)), blocked=True),
        version=clients.get(blocked).version,
        **desk.who,
    )
    same_number = desk.client("Guerraoui", mobile=clients.get(gets).mobile, **owes)
    too_long = desk.client("H" * 140, **owes)
    abroad = desk.client("Idrissi", mobile="+34612345678", **owes)
    order = Order(Goal.BALANCE_REMINDER, REMINDER)

    found = preflight.look(order)

    assert found.excluded == {
        nothing_owed: Exclusion.NOTHING_OWED,
        no_number: Exclusion.NO_ADDRESS,
        landline: Exclusion.NO_ADDRESS,
        objected: Exclusion.STOPPED,
        blocked: Exclusion.BLOCKED,
        same_number: Exclusion.SAME_ADDRESS,
        too_long: Exclusion.TOO_LONG,
    }
    assert (found.listed, found.receivers, found.units_needed, found.units_left) == (9, 2, 2, 1000)
    assert next(iter(found.reasons.items())) == (Exclusion.BLOCKED, 1)
    desk.send(order)
    assert [client for client, _ in reached()] == [gets, abroad]
    assert doctor.examine() == []


def test_marketing_needs_an_agreement_and_reminders_do_not(desk: Desk) -> None:
    """INV-50: loi 09-08, art. 10."""
    agreed, silent, objected = (desk.client(owes=100) for _ in range(3))
    desk.says(agreed, True)
    desk.says(objected, True)
    desk.says(objected, False)
    everybody = (agreed, silent, objected)
    assert why(Order(Goal.CUSTOM, "Promo", everybody)) == {silent: "no_consent", objected: "stopped"}
    assert why(Order(Goal.BALANCE_REMINDER, "Solde", everybody)) == {objected: "stopped"}


def test_the_second_of_a_family_gets_it_where_the_first_does_not(desk: Desk) -> None:
    """INV-51: one message for one number, and not none."""
    first = desk.client("Alami", mobile="0612345678")
    second = desk.client("Alami Z", mobile="0612345678", owes=100)
    third = desk.client("Alami ZZ", mobile="0612345678", owes=900)
    order = Order(Goal.BALANCE_REMINDER, REMINDER, (third, first, second))
    assert why(order) == {first: "nothing_owed", third: "same_number"}


def test_a_text_is_measured_after_names_are_filled_in(desk: Desk) -> None:
    """INV-53: 150 characters by default, for each recipient (sms-150)."""
    short, long = desk.client("Bo"), desk.client("Bonaventure")
    for client in (short, long):
        desk.says(client, True)
    order = Order(Goal.CUSTOM, "{nom} " + "x" * 147, (short, long))
    assert why(order) == {long: "too_long"}
    now = rules.sending_rules()
    rules.change(replace(now, longest=160), seen=now, **desk.who)
    assert why(order) == {}


def test_nobody_ticked_is_everybody_on_the_list_and_their_number_must_be_typed(desk: Desk) -> None:
    """sms-recipients: with a wrong number nothing leaves."""
    several = [desk.client(owes=100 * number) for number in range(4)]
    order = Order(Goal.BALANCE_REMINDER, REMINDER, among=OWING)
    for typed in (None, 4, 0):
        with pytest.raises(WrongCount) as refused:
            campaigns.confirm(order, seen=3, typed=typed, **desk.who)
        assert refused.value == WrongCount(typed, 3)
    assert states() == []
    campaigns.confirm(order, seen=3, typed=3, **desk.who)
    assert [client for client, _ in reached()] == several[1:]


def test_who_was_ticked_gets_it_and_nobody_else(desk: Desk) -> None:
    several = [desk.client(owes=100) for _ in range(4)]
    desk.remind(several[1], several[3])
    assert [client for client, _ in reached()] == [several[1], several[3]]


def test_the_list_is_frozen_when_it_is_confirmed(desk: Desk) -> None:
    client = desk.client("Alami", owes=12_345)
    campaign = desk.remind(client)
    desk.counter.pay(client, 12_345)
    desk.client("Benali", owes=100)
    (outgoing,) = sending.claim("one", 10)
    assert outgoing.body == "Bonjour Alami, votre solde est de 123,45 DH. Pharmacie Atlas"
    assert campaigns.read(campaign).body == REMINDER


def test_a_list_that_moved_since_it_was_seen_is_looked_at_again(desk: Desk) -> None:
    several = [desk.client(owes=100) for _ in range(3)]
    order = Order(Goal.BALANCE_REMINDER, REMINDER, tuple(several))
    desk.counter.pay(several[0], 100)
    with pytest.raises(ListMoved) as refused:
        campaigns.confirm(order, seen=3, **desk.who)
    assert refused.value == ListMoved(3, 2)
    assert states() == []


def test_nothing_is_confirmed_that_cannot_be_paid(desk: Desk) -> None:
    """INV-52: what is queued already counts as used."""
    several = [desk.client(owes=100) for _ in range(10)]
    desk.remind(*several[:9])
    long = Order(Goal.BALANCE_REMINDER, "é" * 150, tuple(several))
    desk.send(long)
    assert preflight.look(long).units_left == 1000 - 9 - 10
    body = "ç" * 150
    for _ in range(32):
        desk.remind(*several, body=body)
    with pytest.raises(NotEnoughUnits) as refused:
        desk.remind(*several, body=body)
    assert refused.value == NotEnoughUnits(30, 21)
    assert balance() == 1000, "nothing was handed to a gateway yet"


def test_nobody_left_is_refused(desk: Desk) -> None:
    with pytest.raises(NobodyGetsIt):
        desk.remind(desk.client())


def test_a_campaign_that_is_sent_twice_by_one_request_is_sent_once(desk: Desk) -> None:
    """INV-20"""
    client, op_id = desk.client(owes=100), new_key()
    order = Order(Goal.BALANCE_REMINDER, REMINDER, (client,))
    first = campaigns.confirm(order, seen=1, by=by_staff(desk.counter.staff, op_id))
    assert campaigns.confirm(order, seen=1, by=by_staff(desk.counter.staff, op_id)) == first
    assert len(states()) == 1
    with pytest.raises(KeyReused):
        campaigns.confirm(replace(order, body="Autre"), seen=1, by=by_staff(desk.counter.staff, op_id))


def test_sent_excluded_and_failed_are_the_recipients(desk: Desk) -> None:
    """INV-52: at every moment."""
    several = [desk.client(owes=100) for _ in range(5)]
    campaign = desk.remind(*several, desk.client(), desk.client(mobile=""))

    def adds_up() -> dict[str, int]:
        row = campaigns.read(campaign)
        assert sum(row.messages.values()) + sum(row.excluded.values()) == row.recipients == 7
        return {str(state): count for state, count in row.messages.items()}

    assert adds_up() == {"queued": 5}
    one, two, three, *_ = (each.id for each in sending.claim("one", 4))
    sending.accepted(one, "one", gateway="g")
    sending.refused(two, "one", "no", temporary=False)
    sending.uncertain(three, "one", "?")
    assert adds_up() == {"queued": 2, "sent": 1, "failed": 1, "unknown": 1}
    assert campaigns.cancel(campaign, **desk.who) == 1, "one is in the gateway's hands"
    assert adds_up() == {"queued": 1, "sent": 1, "failed": 1, "unknown": 1, "cancelled": 1}
    assert campaigns.read(campaign).excluded == {Exclusion.NOTHING_OWED: 1, Exclusion.NO_ADDRESS: 1}
    assert doctor.examine() == []


def test_what_was_cancelled_never_leaves(desk: Desk) -> None:
    campaign = desk.remind(*(desk.client(owes=100) for _ in range(3)))
    campaigns.pause(campaign, **desk.who)
    assert sending.claim("one", 10) == []
    assert campaigns.cancel(campaign, **desk.who) == 3
    assert campaigns.read(campaign).state is CampaignState.CANCELLED
    for verb in (campaigns.pause, campaigns.resume):
        with pytest.raises(CampaignEnded):
            verb(campaign, **desk.who)
    assert sending.claim("one", 10) == []
    assert balance() == 1000


def test_a_stop_reaches_what_is_queued_already(desk: Desk) -> None:
    """The moment somebody objects, nothing more leaves; the campaign still adds up."""
    first, second = desk.client(owes=100), desk.client(owes=100)
    campaign = desk.remind(first, second)
    assert consents.stop(clients.get(first).mobile, by=By(INCOMING, "incoming 7")) == 1
    assert [each.recipient for each in sending.claim("one", 10)] == [clients.get(second).mobile]
    assert campaigns.read(campaign).messages[MessageState.CANCELLED] == 1
    assert doctor.examine() == []


def test_who_tried_it_first_does_not_get_it_again(desk: Desk) -> None:
    """sms-test-group"""
    several = [desk.client(owes=100) for _ in range(4)]
    order = Order(Goal.BALANCE_REMINDER, REMINDER, tuple(several))
    assert len(single.try_on(order, several[:2], **desk.who)) == 2
    assert sending.waiting(tests_only=True) is None, "they are clients: no phone rings at night"
    assert why(order) == {several[0]: "tested", several[1]: "tested"}
    assert why(replace(order, body="Autre texte, {client}")) == {}
    with clock.stopped_at(NOW + timedelta(days=2)):
        assert why(order) == {}
    with pytest.raises(TooManyTried):
        single.try_on(order, several, **desk.who)
    with pytest.raises(CannotGetIt):
        single.try_on(order, [desk.client()], **desk.who)


def test_letters_that_make_it_dearer_can_be_folded_in_names_too(desk: Desk) -> None:
    client = desk.client("François Lefêvre", owes=100)
    order = Order(Goal.BALANCE_REMINDER, "Reçu de {client} : " + "x" * 100, (client,))
    assert preflight.look(order).units_needed == 2
    folded = replace(order, fold=True)
    assert preflight.look(folded).units_needed == 1
    desk.send(folded)
    assert Message.get().body.startswith("Recu de Francois Lefevre :")


def test_the_list_can_be_narrowed_by_what_is_owed_since_when_and_by_search(desk: Desk) -> None:
    """sms-recipients"""
    today = clock.today()
    old = desk.client("Alami")
    desk.counter.sell(old, 3_000, day=today - timedelta(days=90))
    desk.counter.sell(old, 500)
    settled = desk.client("Benali")
    desk.counter.sell(settled, 3_000, day=today - timedelta(days=90))
    desk.counter.pay(settled, 3_000)
    desk.counter.sell(settled, 800)
    desk.client("Chraibi")

    def found(**wanted: Any) -> list[str]:
        listing = RecipientListing(RecipientFilter(**wanted))
        rows = listing.read(10)
        assert listing.count() == len(rows)
        return [row.last_name for row in rows]

    assert found() == ["Alami", "Benali", "Chraibi"]
    assert found(owes_more_than=Centimes(0)) == ["Alami", "Benali"]
    assert found(owes_more_than=Centimes(800)) == ["Alami"]
    assert found(debt=OwingFor(60)) == ["Alami"], "what is paid is no old debt"
    assert found(debt=OwingFor(0)) == ["Alami", "Benali"]
    assert found(search="ben") == ["Benali"]
    assert found(search="=chraibi") == ["Chraibi"]
    assert date(2026, 11, 12) == today


def test_the_list_is_read_window_by_window_in_both_orders(desk: Desk) -> None:
    for owes in (300, 100, 300, 0, 200):
        desk.client(owes=owes)
    for sort in RecipientSort:
        listing = RecipientListing(sort=sort)
        whole = list(listing.read(10))
        key = {
            RecipientSort.NAME: lambda row: row.place,
            RecipientSort.BALANCE: lambda row: (-row.balance, -row.place),
        }
        assert whole == sorted(whole, key=key[sort])
        for cut in range(1, 5):
            assert list(listing.read(2, after=whole[cut - 1])) == whole[cut : cut + 2]
            assert list(listing.read(2, before=whole[cut])) == whole[max(0, cut - 2) : cut]
            assert list(listing.read(2, at=whole[cut])) == whole[cut : cut + 2]
        assert list(listing.last(2)) == whole[-2:]


def test_at_first_messages_are_short_and_leave_by_day(desk: Desk) -> None:
    assert rules.sending_rules() == SendingRules()
    assert SendingRules().longest == 150
