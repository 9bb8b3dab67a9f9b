"""Many senders at once, and one that disappears: a message leaves once, or is in doubt (INV-52, INV-54)."""

from collections import Counter as Tally
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerContext
from typing import Any

from models import doctor
from models.outbox import sending
from models.outbox.sending import LEASE
from models.store import clock, connection
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk, balance, queue, states
from tests.trust.test_many_at_once import at_once

MESSAGES, CREDITS = 60, 50


def test_however_many_send_a_message_leaves_once_and_no_credit_is_spent_twice(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    desk = Desk(shared)
    desk.buy(CREDITS)
    queue(desk, *(f"message {number}" for number in range(MESSAGES)))
    answers = at_once(processes, target, *[("send_all", f"worker {number}") for number in range(4)])
    left = Tally(key for answer in answers for key in answer.split())
    assert max(left.values()) == 1
    assert len(left) == CREDITS
    assert Tally(states()) == {"sent": CREDITS, "queued": MESSAGES - CREDITS}
    assert balance() == 0
    assert doctor.examine() == []


def test_what_a_sender_had_in_hand_when_it_disappeared_is_in_doubt_and_stays_so(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    desk = Desk(shared)
    desk.buy(CREDITS)
    queue(desk, *(f"message {number}" for number in range(20)))
    assert at_once(processes, target, ("claim_and_disappear", 3)) == ["3"]
    at_once(processes, target, *[("send_all", f"worker {number}") for number in range(3)])
    assert Tally(states()) == {"sent": 17, "queued": 3}
    with clock.stopped_at(datetime.now(UTC) + LEASE + timedelta(seconds=1)):
        assert sending.claim("afterwards", 20) == []
        assert Tally(states()) == {"sent": 17, "unknown": 3}
        assert doctor.examine() == []
    connection.close()
