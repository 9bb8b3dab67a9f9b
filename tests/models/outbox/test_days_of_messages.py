"""Random days of an outbox against an oracle of lists; the doctor now and then (INV-50 to INV-54)."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from models.outbox import rules, sending, single
from models.outbox.campaigns import preflight
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.listing import CampaignListing
from models.outbox.campaigns.preflight import Order
from models.outbox.channels.gsm import measure
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import Word
from models.outbox.messages import receipts
from models.outbox.messages.campaign import OF_CAMPAIGNS, CampaignState, Goal
from models.outbox.messages.table import Message, MessageKind, MessageState, ReceiptState
from models.outbox.sending import DELAYS, LEASE
from models.refusals import Refused
from models.requests.actors import INCOMING
from models.requests.by import By
from models.store import clock
from tests.conftest import NOW
from tests.models.conftest import Counter
from tests.models.games.examined import Examined
from tests.models.outbox.outbox_desk import REMINDER, Desk, balance

GAMES = int(os.environ.get("OFFICINE_TEST_GAMES", "8"))
"""How many random days are played; a night may take more of them."""

AFTER: dict[str, set[str]] = {
    "queued": {"sent", "delivered", "failed", "expired", "unknown", "cancelled"},
    "sent": {"delivered", "failed", "expired"},
    "unknown": {"sent", "delivered", "failed", "expired"},
    "delivered": set(),
    "failed": set(),
    "expired": set(),
    "cancelled": set(),
}
"""INV-54, read from the invariant and not from the program."""
BODIES = (REMINDER, "ç{client} {solde}", "x" * 150 + "{nom}", "Promo {prenom}")
which = st.integers(0, 30)


@dataclass
class Known:
    """What the oracle knows of a message."""

    state: str
    segments: int
    worker: str = ""
    until: datetime | None = None
    paid: int = 0
    refusals: int = 0
    called_back: bool = False
    """Cancelled while a sender had it."""


class OutboxMachine(Examined):
    """Five clients, two of whom share a number; two senders; credits that run out."""

    renew: Callable[[], Counter]

    def __init__(self) -> None:
        super().__init__()
        self.time = ExitStack()
        self.at(NOW)
        self.desk = Desk(type(self).renew())
        numbers = ["0612345678", "0612345678", "0622222222", "", "0644444444"]
        self.clients = [
            self.desk.client(f"Client {n}", mobile=number, owes=100 * n) for n, number in enumerate(numbers)
        ]
        self.own: dict[int, Word] = {}
        self.credits = 0
        self.messages: list[Known] = []

    def at(self, moment: datetime) -> None:
        self.time.close()
        self.now = moment
        self.time.enter_context(clock.stopped_at(moment))

    def teardown(self) -> None:
        super().teardown()
        self.time.close()

    def tried(self, verb: Callable[[], Any]) -> Any:
        """What the verb answers; None where it is refused, whatever the rule."""
        try:
            return verb()
        except Refused:
            return None

    def written(self) -> None:
        """Tells the oracle what was queued."""
        rows = Message.select().where(Message.id > len(self.messages)).order_by(Message.id)
        for row in rows:
            assert len(row.body) <= rules.sending_rules().longest, "INV-53"
            if row.kind == "marketing":
                assert self.own.get(self.clients.index(row.client_id)) is Word.AGREES, "INV-50"
            elif row.client_id is not None:
                assert self.own.get(self.clients.index(row.client_id)) is not Word.STOP, "INV-50"
            self.messages.append(Known("queued", measure(row.body).segments))

    def in_hand(self, number: int) -> int | None:
        """One of the messages that a sender has in hand."""
        there = [key for key, each in enumerate(self.messages) if each.worker]
        return there[number % len(there)] if there else None

    @rule(minutes=st.sampled_from([1, 3, 61, 300]))
    def time_goes_by(self, minutes: int) -> None:
        self.at(self.now + timedelta(minutes=minutes))

    @rule(size=st.integers(1, 6))
    def buy(self, size: int) -> None:
        self.desk.buy(size)
        self.credits += size

    @rule(client=st.integers(0, 4), word=st.sampled_from(Word))
    def hear(self, client: int, word: Word) -> None:
        self.desk.says(self.clients[client], word)
        self.own[client] = word
        ended = {Word.STOP: set(MessageKind), Word.NO_MARKETING: {MessageKind.MARKETING}}.get(word, set())
        self.cancelled(lambda row: row.client_id == self.clients[client] and row.kind in ended)

    @rule(turn=which)
    def stop_by_message(self, turn: int) -> None:
        consents.stop("+212612345678", by=By(INCOMING, f"incoming {turn} {self.now} {len(self.messages)}"))
        self.own |= {0: Word.STOP, 1: Word.STOP}
        self.cancelled(lambda row: row.recipient == "+212612345678")

    @rule(
        goal=st.sampled_from(OF_CAMPAIGNS),
        body=st.sampled_from(BODIES),
        ticked=st.sets(st.integers(0, 4)),
        typed=st.sampled_from([0, 0, 1]),
    )
    def send_to_many(self, goal: Goal, body: str, ticked: set[int], typed: int) -> None:
        order = Order(goal, body, tuple(self.clients[each] for each in ticked))
        seen = preflight.look(order)
        assert seen.receivers + len(seen.excluded) == seen.listed == (len(ticked) or 5), "INV-52"
        ask = {"seen": seen.receivers, "typed": seen.receivers + typed, **self.desk.who}
        campaign = self.tried(lambda: campaigns.confirm(order, **ask))
        if not ticked and typed:
            assert campaign is None, "nobody is ticked, and no number was typed"
        promised = sum(each.segments for each in self.messages if each.state == "queued" and not each.worker)
        enough = seen.units_needed <= self.credits - promised
        assert (campaign is not None) == bool(seen.receivers and enough and (ticked or not typed)), "INV-52"
        self.written()

    @rule(client=st.integers(0, 4))
    def send_to_one(self, client: int) -> None:
        self.tried(lambda: self.desk.tell_due(self.clients[client], 100 * client))
        self.written()

    @rule(worker=st.sampled_from(["one", "other"]), limit=st.integers(1, 4))
    def claim(self, worker: str, limit: int) -> None:
        self.lose()
        for each in sending.claim(worker, limit):
            known = self.messages[each.id - 1]
            assert (known.state, known.worker) == ("queued", ""), "INV-54: claimed once"
            known.worker, known.until, known.paid = worker, self.now + LEASE, known.segments
            self.credits -= known.segments
        assert self.credits >= 0, "INV-52"

    @rule(number=which, answer=st.sampled_from(["accepted", "refused", "busy", "uncertain", "released"]))
    def answer(self, number: int, answer: str) -> None:
        key = self.in_hand(number)
        if key is None:
            return
        known, message = self.messages[key], key + 1
        worker, known.worker = known.worker, ""
        if answer == "accepted":
            sending.accepted(message, worker, gateway="g", gateway_id=str(message))
            known.state = "sent"
        elif answer == "uncertain":
            sending.uncertain(message, worker, "?")
            known.state = "unknown"
        else:
            self.credits += known.segments
            known.paid = 0
            if answer == "released":
                sending.release(worker, [message])
            else:
                sending.refused(message, worker, "no", temporary=answer == "busy")
                known.refusals += answer == "busy"
                known.state = "failed" if answer == "refused" or known.refusals > len(DELAYS) else "queued"
            if known.state == "queued" and known.called_back:
                known.state = "cancelled"

    @rule(number=which, told=st.sampled_from(ReceiptState))
    def hear_of(self, number: int, told: ReceiptState) -> None:
        if not self.messages:
            return
        key = number % len(self.messages)
        known = self.messages[key]
        assert receipts.receive(key + 1, told)
        if told is not ReceiptState.UNKNOWN and (known.worker or known.state == "unknown"):
            known.state, known.worker = "sent", ""
        if known.state == "sent" and told in (
            ReceiptState.DELIVERED,
            ReceiptState.FAILED,
            ReceiptState.EXPIRED,
        ):
            known.state = str(told)

    @rule(number=which)
    def send_again(self, number: int) -> None:
        if self.messages:
            key = number % len(self.messages)
            again = self.tried(lambda: single.send_again(key + 1, **self.desk.who))
            if again is not None:
                assert self.messages[key].state in ("unknown", "failed", "expired", "cancelled")
            self.written()

    @rule(number=which, state=st.sampled_from(["pause", "resume", "cancel"]))
    def steer(self, number: int, state: str) -> None:
        rows = CampaignListing().read(50)
        if not rows:
            return
        row = rows[number % len(rows)]
        done = self.tried(lambda: getattr(campaigns, state)(row.id, **self.desk.who))
        if state == "cancel" and row.state in (CampaignState.RUNNING, CampaignState.PAUSED):
            assert done is not None
            self.cancelled(lambda message: message.campaign_id == row.id)

    def cancelled(self, reached: Callable[[Message], bool]) -> None:
        for row in list(Message.select()):
            known = self.messages[row.id - 1]
            if known.state == "queued" and reached(row):
                known.called_back = bool(known.worker)
                known.state = known.state if known.worker else "cancelled"

    def lose(self) -> None:
        """What a sender did not answer for in time is in doubt at the next claim."""
        for known in self.messages:
            if known.worker and known.until is not None and known.until < self.now:
                known.state, known.worker = "unknown", ""

    @invariant()
    def messages_are_where_the_oracle_says(self) -> None:
        found = [(str(row.state), row.worker, row.cost) for row in Message.select().order_by(Message.id)]
        assert found == [(each.state, each.worker, each.segments) for each in self.messages]

    @invariant()
    def states_only_moved_forward(self) -> None:
        """INV-54"""
        now = [each.state for each in self.messages]
        for before, after in zip(getattr(self, "states_before", []), now, strict=False):
            assert after == before or after in AFTER[before]
        self.states_before = now

    @invariant()
    def credits_are_what_is_left_of_what_was_bought(self) -> None:
        """INV-52: bought less the segments of what a gateway has, or may have."""
        assert balance() == self.credits >= 0

    @invariant()
    def nobody_gets_a_campaign_twice(self) -> None:
        """INV-51"""
        reached = [
            (row.campaign_id, row.recipient)
            for row in Message.select().where(Message.campaign.is_null(False))
        ]
        assert len(reached) == len(set(reached))


def test_any_day_of_an_outbox_ends_as_the_oracle_says(renewed: Callable[[], Counter], request: Any) -> None:
    """INV-50 to INV-54, on random days."""
    games = GAMES // 4 if "postgres" in request.node.callspec.id else GAMES
    machine = type("Machine", (OutboxMachine,), {"renew": staticmethod(renewed)})
    play = settings(
        max_examples=games, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=play)


def test_the_oracle_knows_every_state() -> None:
    assert set(AFTER) == set(MessageState)
