"""The worker: every message leaves once, whatever the gateway answers and whoever else sends."""

from datetime import timedelta
from threading import Event, Timer
from time import monotonic
from typing import Any

import pytest

from messaging.protocol import Accepted, Outcome, Rejected, Uncertain, Unreachable
from messaging.worker import MOST_DOUBTS, MOST_REFUSED, Tally
from models.outbox import sending
from models.outbox.channels.sending_rules import SendingRules
from models.outbox.messages.table import Message, MessageKind
from models.outbox.sending import DELAYS, LEASE, Outgoing
from models.outbox.units import account as units_account
from models.store import clock, connection
from models.store.place.problems import Busy
from tests.conftest import NOW
from tests.messaging.conftest import Outbox, Scripted, worker


def by_text(**outcomes: Outcome) -> Scripted:
    """Answers what belongs to the text, and takes everything else."""
    return Scripted(lambda message: outcomes.get(message.body, Accepted(f"their-{message.id}")))


def test_everything_leaves_once_in_its_order(outbox: Outbox) -> None:
    gateway = Scripted()
    outbox.put("un", "deux", "trois")
    assert worker(gateway).empty().accepted == 3
    assert worker(gateway).empty().handed_over == 0
    assert gateway.texts == ["un", "deux", "trois"]
    assert outbox.states() == ["sent"] * 3


def test_a_message_is_written_as_somebody_s_before_its_gateway_is_asked(outbox: Outbox) -> None:
    """INV-54"""
    seen: list[tuple[str, str]] = []

    def look(message: Outgoing) -> Outcome:
        row = Message.get_by_id(message.id)
        assert not connection.database.in_transaction(), "no transaction is open while a gateway is asked"
        seen.append((row.state, row.worker))
        return Accepted()

    outbox.put("un")
    sends = worker(Scripted(look))
    sends.empty()
    assert seen == [("queued", sends.name)]


def test_what_the_gateway_answers_is_what_is_kept(outbox: Outbox) -> None:
    """INV-52, INV-54"""
    gateway = by_text(
        bad=Rejected("Empty receiver"), busy=Rejected("try later", temporary=True), lost=Uncertain("reset")
    )
    outbox.put("good", "bad", "busy", "lost")
    tally = worker(gateway).empty()
    assert (tally.accepted, tally.refused, tally.later, tally.unknown) == (1, 1, 1, 1)
    assert outbox.states() == ["sent", "failed", "queued", "unknown"]
    good, bad, busy, lost = Message.select().order_by(Message.id)
    assert (good.gateway, good.gateway_id) == ("scripted", f"their-{good.id}")
    assert (bad.words, busy.words, lost.words) == ("Empty receiver", "try later", "reset")
    assert units_account.balance() == 1000 - 2, (
        "what was refused costs nothing; what is unknown may have cost"
    )


def test_what_was_refused_for_now_is_tried_later_and_not_for_ever(outbox: Outbox) -> None:
    gateway = by_text(busy=Rejected("try later", temporary=True))
    outbox.put("busy")
    moment = NOW
    for delay in (*DELAYS, None):
        with clock.stopped_at(moment):
            assert worker(gateway).empty().later == 1
            assert worker(gateway).empty().handed_over == 0, "not before its time"
        moment += delay or timedelta()
    assert len(gateway.got) == len(DELAYS) + 1
    assert outbox.states() == ["failed"]
    assert units_account.balance() == 1000


def test_an_unreachable_gateway_costs_no_message_anything(outbox: Outbox) -> None:
    gateway = Scripted(lambda message: Unreachable("down"))
    outbox.put("un", "deux")
    tally = worker(gateway).empty()
    assert tally.unreachable == Unreachable("down")
    assert gateway.texts == ["un"], "where one cannot leave, the next one is not tried"
    assert outbox.states() == ["queued"] * 2
    assert units_account.balance() == 1000
    gateway.answers_with = lambda message: Accepted()
    assert worker(gateway).empty().accepted == 2


@pytest.mark.parametrize(
    ("answer", "most", "state"),
    [
        (Uncertain("HTTP 500"), MOST_DOUBTS, "unknown"),
        (Rejected("unknown sender"), MOST_REFUSED, "failed"),
    ],
)
def test_a_gateway_that_takes_nothing_does_not_use_up_a_campaign(
    outbox: Outbox, answer: Outcome, most: int, state: str
) -> None:
    """Of a hundred thousand, a few are in doubt or failed; the rest waits, and one at a time finds out."""
    gateway = Scripted(lambda message: answer)
    outbox.put(*(str(number) for number in range(most + 3)))
    sends = worker(gateway)
    tally = sends.empty()
    assert (len(gateway.got), tally.stuck) == (most, True)
    assert outbox.states() == [state] * most + ["queued"] * 3
    sends.empty()
    assert outbox.states() == [state] * (most + 1) + ["queued"] * 2
    gateway.answers_with = lambda message: Accepted()
    assert sends.empty().accepted == 2


def test_without_credits_nothing_leaves(cashier: Any) -> None:
    """INV-52"""
    outbox, gateway = Outbox(cashier.id), Scripted()
    outbox.buy(3)
    outbox.put("a" * 200, "b" * 200, "c")
    tally = worker(gateway).empty()
    assert (tally.accepted, tally.short) == (2, True)
    assert outbox.states() == ["sent", "queued", "sent"], "what can be paid for leaves"
    assert units_account.balance() == 0


def test_at_night_only_a_test_to_oneself_leaves(outbox: Outbox) -> None:
    night = SendingRules(opens=clock.local(NOW + timedelta(hours=1)).time(), per_second=1000)
    gateway = Scripted()
    outbox.put("un")
    outbox.put("essai", kind=MessageKind.TEST)
    tally = worker(gateway, rules=night).empty()
    assert (gateway.texts, tally.short) == (["essai"], False)


def test_what_somebody_had_in_hand_who_disappeared_is_unknown_and_never_sent_again(outbox: Outbox) -> None:
    """INV-54"""
    gateway = Scripted()
    outbox.put("un", "deux")
    sending.claim("who was killed", 1)
    worker(gateway).empty()
    assert outbox.states() == ["queued", "sent"], "perhaps it is still being sent"
    with clock.stopped_at(NOW + LEASE + timedelta(seconds=1)):
        worker(gateway).empty()
    assert outbox.states() == ["unknown", "sent"]
    assert gateway.texts == ["deux"]


def test_a_defect_of_a_gateway_leaves_its_message_unknown_and_stops(outbox: Outbox) -> None:
    def break_down(message: Outgoing) -> Outcome:
        raise ZeroDivisionError

    outbox.put("un", "deux")
    with pytest.raises(ZeroDivisionError):
        worker(Scripted(break_down)).empty()
    assert outbox.states() == ["unknown", "queued"]


def test_a_gateway_that_turns_out_to_be_slow_is_not_left_with_what_others_could_send(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = Scripted()
    outbox.put(*"abcdefg")
    sends = worker(gateway)
    held: list[int] = []

    def slow(message: Outgoing) -> Outcome:
        held.append(Message.select().where(Message.worker != "").count())
        if message.body == "b":
            monkeypatch.setattr("messaging.worker.AT_ONCE", -1.0)
        return Accepted()

    gateway.answers_with = slow
    assert sends.empty().accepted == 7
    assert held == [1, 2, 1, 1, 1, 1, 1], "one, then two; from then on one at a time"
    assert gateway.texts == list("abcdefg")
    assert units_account.balance() == 1000 - 7


def test_who_is_stopped_writes_the_answer_and_takes_no_other(outbox: Outbox) -> None:
    stop = Event()

    def stopped(message: Outgoing) -> Outcome:
        stop.set()
        return Accepted()

    outbox.put("un", "deux")
    worker(Scripted(stopped), stop=stop).empty()
    assert outbox.states() == ["sent", "queued"]


def test_an_answer_that_could_not_be_written_is_written_later(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = Scripted()
    outbox.put("un", "deux")
    sends = worker(gateway)
    with monkeypatch.context() as patch:
        patch.setattr("models.outbox.sending.accepted", _busy)
        with pytest.raises(Busy):
            sends.empty()
    assert outbox.states() == ["queued", "queued"]
    sends.empty()
    assert gateway.texts == ["un", "deux"], "the first one left once"
    assert outbox.states() == ["sent", "sent"]


def _busy(*values: object, **more: object) -> None:
    raise Busy("here")


def test_no_more_leave_in_a_second_than_was_chosen(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    class Counting(Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout or 0)
            return super().wait(timeout)

    outbox.put(*"abcde")
    rules = SendingRules(per_second=20, opens=NOW.min.time(), closes=NOW.max.time())
    started = monotonic()
    worker(Scripted(), rules=rules, stop=Counting()).empty()
    assert monotonic() - started > 0.19, "five messages, four pauses of a twentieth"
    assert sum(waits) <= 0.25, "and no longer ones, however long a message takes"


def test_once_nothing_waits_nothing_is_in_the_way_any_more(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever cancelled what could not leave is not told for ever that it cannot."""
    monkeypatch.setattr("messaging.worker.POLL", 0.01)
    (message,) = outbox.put("un")
    stop = Event()
    heard: list[bool] = []

    def told(tally: Tally) -> None:
        heard.append(tally.stuck)
        if len(heard) == 2:  # its answer is written by now
            Message.update(state="cancelled").where(Message.id == message).execute()
        if not tally.stuck:
            stop.set()

    patience = Timer(3, stop.set)
    patience.start()
    worker(Scripted(lambda message: Unreachable("down")), stop=stop, report=told).watch()
    patience.cancel()
    assert heard[-1] is False


def test_what_is_due_by_itself_is_written_before_anything_is_sent(file_outbox: Outbox) -> None:
    """As a reminder of an appointment is; the worker need not know of what."""
    gateway = Scripted()
    sends = worker(gateway, prepare=lambda: file_outbox.put("Rappel"))
    assert sends.empty().accepted == 1
    assert gateway.texts == ["Rappel"]
