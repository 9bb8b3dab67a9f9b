"""How messages leave: once each, paid once, never backward (INV-52, INV-54)."""

from datetime import timedelta

import pytest
from peewee import DatabaseError

from models import doctor
from models.outbox import sending
from models.outbox.campaigns import verbs as campaigns
from models.outbox.consents.table import Word
from models.outbox.messages import receipts
from models.outbox.messages.table import Cause, Message, MessageState, ReceiptState
from models.outbox.sending import DELAYS, LEASE
from models.store import clock, connection
from models.store.connection import transaction
from tests.conftest import NOW
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk, balance, queue, states


@pytest.fixture
def desk(counter: Counter) -> Desk:
    desk = Desk(counter)
    desk.buy(10)
    return desk


def row(message: int) -> Message:
    found: Message = Message.get_by_id(message)
    return found


def test_a_claimed_message_is_claimed_once_and_paid_at_once(desk: Desk) -> None:
    """INV-54: however many send, it leaves once."""
    first, second = queue(desk, "a", "b" * 161)
    claimed = sending.claim("one", 10)
    assert [(each.id, each.cost, each.attempt) for each in claimed] == [(first, 1, 1), (second, 2, 1)]
    assert sending.claim("other", 10) == []
    assert balance() == 10 - 3


def test_accepted_then_delivered(desk: Desk) -> None:
    (message,) = queue(desk, "a")
    sending.claim("one", 1)
    sending.accepted(message, "one", gateway="kannel", gateway_id="17")
    assert (row(message).state, row(message).left_at) == (MessageState.SENT, NOW)
    assert receipts.receive(message, ReceiptState.DELIVERED, "DELIVRD")
    assert not receipts.receive(message + 1, ReceiptState.DELIVERED), "there is no such message"
    assert states() == ["delivered"]
    assert [(each.state, each.words) for each in receipts.of(message)] == [("delivered", "DELIVRD")]
    assert balance() == 9
    assert doctor.examine() == []


def test_a_permanent_refusal_gives_the_credits_back_and_says_why(desk: Desk) -> None:
    """INV-52"""
    (message,) = queue(desk, "a" * 161)
    sending.claim("one", 1)
    sending.refused(message, "one", "number does not exist\x1b[2J", temporary=False)
    assert (row(message).state, row(message).cause) == (MessageState.FAILED, Cause.REFUSED)
    assert row(message).words == "number does not exist [2J"
    assert balance() == 10
    assert doctor.examine() == []


def test_a_temporary_refusal_is_tried_again_later_each_time_and_has_an_end(desk: Desk) -> None:
    (message,) = queue(desk, "a")
    now = NOW
    for delay in DELAYS:
        with clock.stopped_at(now):
            assert [each.id for each in sending.claim("one", 1)] == [message]
            sending.refused(message, "one", "busy", temporary=True)
            assert sending.claim("one", 1) == []
            assert sending.waiting() == now + delay
            assert balance() == 10
        now += delay
    with clock.stopped_at(now):
        sending.claim("one", 1)
        sending.refused(message, "one", "busy", temporary=True)
        assert (row(message).state, row(message).cause) == (MessageState.FAILED, Cause.TOO_MANY_TRIES)
        assert sending.waiting() is None
        assert balance() == 10
        assert doctor.examine() == []


def test_who_disappeared_leaves_unknown_messages_that_nobody_sends_again(desk: Desk) -> None:
    """INV-54: never resent silently; the credits stay taken, as the message may have left."""
    queue(desk, "a", "b")
    sending.claim("killed", 1)
    with clock.stopped_at(NOW + LEASE + timedelta(seconds=1)):
        assert [each.body for each in sending.claim("other", 10)] == ["b"]
        assert states() == ["unknown", "queued"]
        assert row(1).cause is Cause.LOST
        assert balance() == 8
        assert doctor.examine() == []


@pytest.mark.parametrize(
    ("told", "state", "left"),
    [
        (ReceiptState.DELIVERED, "delivered", 9),
        (ReceiptState.FAILED, "failed", 9),
        (ReceiptState.SENT, "sent", 9),
    ],
)
def test_a_late_receipt_says_what_became_of_a_lost_message(
    told: ReceiptState, state: str, left: int, desk: Desk
) -> None:
    (message,) = queue(desk, "a")
    sending.claim("killed", 1)
    sending.uncertain(message, "killed", "connection reset")
    assert states() == ["unknown"]
    assert receipts.receive(message, told)
    assert states() == [state]
    assert balance() == left
    assert doctor.examine() == []


def test_a_late_answer_after_the_claim_ran_out_still_counts(desk: Desk) -> None:
    first, second = queue(desk, "a", "b")
    sending.claim("slow", 2)
    with clock.stopped_at(NOW + LEASE + timedelta(seconds=1)):
        assert sending.give_up_lost() == 2
        sending.accepted(first, "slow", gateway="g", gateway_id="1")
        sending.refused(second, "slow", "later", temporary=True)
        assert states() == ["sent", "failed"], "what was lost from sight is not tried again"
        assert balance() == 9
        assert doctor.examine() == []


def test_a_receipt_may_be_faster_than_the_answer(desk: Desk) -> None:
    (message,) = queue(desk, "a")
    sending.claim("one", 1)
    receipts.receive(message, ReceiptState.DELIVERED)
    sending.accepted(message, "one", gateway="kannel", gateway_id="17")
    assert (row(message).state, row(message).gateway_id) == (MessageState.DELIVERED, "17")
    assert doctor.examine() == []


def test_what_has_come_to_its_end_stays_there(desk: Desk) -> None:
    """INV-54: a second receipt is kept, and changes nothing."""
    (message,) = queue(desk, "a")
    sending.claim("one", 1)
    sending.accepted(message, "one", gateway="g", gateway_id="1")
    for state in (ReceiptState.EXPIRED, ReceiptState.DELIVERED, ReceiptState.UNKNOWN):
        receipts.receive(message, state)
    sending.refused(message, "one", "too late", temporary=False)
    sending.uncertain(message, "one", "too late")
    assert states() == ["expired"]
    assert len(receipts.of(message)) == 3
    assert balance() == 9


def test_another_worker_cannot_answer(desk: Desk) -> None:
    (message,) = queue(desk, "a")
    sending.claim("one", 1)
    sending.accepted(message, "other", gateway="g")
    sending.refused(message, "other", "no", temporary=False)
    sending.release("other", [message])
    assert states() == ["queued"]
    assert balance() == 9


def test_what_was_claimed_and_not_asked_goes_back_to_the_queue(desk: Desk) -> None:
    queue(desk, "a", "b")
    claimed = sending.claim("one", 2)
    sending.release("one", [claimed[1].id])
    assert balance() == 9
    assert [each.body for each in sending.claim("other", 2)] == ["b"]
    assert doctor.examine() == []


def test_what_was_given_back_is_no_try(desk: Desk) -> None:
    """A gateway that is down for an hour uses up nobody's tries."""
    (message,) = queue(desk, "a")
    for _ in range(2 * len(DELAYS)):
        sending.claim("one", 1)
        sending.release("one", [message])
    sending.claim("one", 1)
    sending.refused(message, "one", "busy", temporary=True)
    assert states() == ["queued"]
    assert sending.waiting() == NOW + DELAYS[0]
    assert doctor.examine() == []


@pytest.mark.parametrize("back", ["busy", "released"])
@pytest.mark.parametrize("why", ["stop", "cancelled"])
def test_what_is_cancelled_while_a_sender_has_it_never_waits_again(why: str, back: str, desk: Desk) -> None:
    """INV-50, INV-52: a STOP, or the end of its campaign, also stops what a gateway was too busy for."""
    client = desk.client(owes=500)
    campaign = desk.remind(client)
    (message,) = sending.claim("one", 1)
    if why == "stop":
        desk.says(client, Word.STOP)
    else:
        campaigns.cancel(campaign, **desk.who)
    assert (states(), doctor.examine()) == (["queued"], [])
    if back == "busy":
        sending.refused(message.id, "one", "busy", temporary=True)
    else:
        sending.release("one", [message.id])
    assert (states(), sending.waiting(), balance()) == (["cancelled"], None, 10)
    assert row(message.id).cause == (Cause.STOPPED if why == "stop" else Cause.WITHDRAWN)
    assert doctor.examine() == []


def test_what_is_cancelled_while_a_sender_has_it_and_leaves_has_left(desk: Desk) -> None:
    campaign = desk.remind(desk.client(owes=500))
    (message,) = sending.claim("one", 1)
    campaigns.cancel(campaign, **desk.who)
    sending.accepted(message.id, "one", gateway="g")
    assert (states(), row(message.id).cause, balance()) == (["sent"], Cause.NONE, 9)
    assert doctor.examine() == []


def test_no_more_is_claimed_than_there_are_credits(desk: Desk) -> None:
    """INV-52: never below zero; a shorter message that can be paid does not wait for a longer one."""
    queue(desk, "a" * 1200, "b" * 1000, "c", "d", "e", "f")
    assert [each.cost for each in sending.claim("one", 10)] == [8, 1, 1]
    assert balance() == 0
    assert sending.claim("other", 10) == []
    desk.buy(100)
    assert [each.cost for each in sending.claim("other", 10)] == [7, 1, 1]
    assert doctor.examine() == []


def test_single_messages_go_before_campaigns_and_paused_ones_wait(desk: Desk) -> None:
    client, other = desk.client(owes=500), desk.client(owes=700)
    campaign = desk.remind(client, other)
    desk.tell_due(client, 500)
    campaigns.pause(campaign, **desk.who)
    assert [each.body for each in sending.claim("one", 10)] == ["Merci de passer"]
    assert sending.waiting() is None
    campaigns.resume(campaign, **desk.who)
    assert len(sending.claim("one", 10)) == 2


def test_a_campaign_is_done_when_nothing_of_it_is_left(desk: Desk) -> None:
    campaign = desk.remind(desk.client(owes=500))
    (message,) = sending.claim("one", 10)
    sending.claim("one", 10)
    assert campaigns.read(campaign).ended is None
    sending.accepted(message.id, "one", gateway="g")
    sending.claim("one", 10)
    assert campaigns.read(campaign).ended == NOW


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE message SET state = 'queued'",
        "UPDATE message SET state = 'sent'",
        "UPDATE message SET body = 'something else'",
        "UPDATE message SET recipient = '+212600000099'",
        "DELETE FROM message",
        "DELETE FROM receipt",
        "UPDATE credit_movement SET balance = 100",
    ],
)
def test_no_way_leads_back(sql: str, desk: Desk) -> None:
    """INV-54: the database itself refuses it."""
    (message,) = queue(desk, "a")
    sending.claim("one", 1)
    sending.accepted(message, "one", gateway="g")
    receipts.receive(message, ReceiptState.DELIVERED)
    with pytest.raises(DatabaseError), transaction():
        connection.database.execute_sql(sql)
    assert states() == ["delivered"]


def test_several_answers_and_the_next_claim_can_be_one_transaction(desk: Desk) -> None:
    queue(desk, "a", "b", "c")
    claimed = sending.claim("one", 2)
    with transaction():
        for each in claimed:
            sending.accepted(each.id, "one", gateway="g")
        (last,) = sending.claim("one", 2)
    assert states() == ["sent", "sent", "queued"]
    assert last.body == "c"
