"""The worker: claims a message, hands it to the gateway, records the answer, and takes the next one.

It claims as many messages as it hands over in a quarter of a second: one if the gateway or the chosen pace is
slow, more if both are fast, as each transaction waits for the disk. If the worker is killed, nobody knows
whether these left. The answers to some and the claim of the next are written in one transaction.
"""

import os
import socket
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Event
from time import monotonic

from locales import N_
from messaging.protocol import Accepted, Gateway, Outcome, Rejected, Uncertain, Unreachable
from models.outbox import sending
from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN
from models.outbox.channels.sending_rules import SendingRules
from models.outbox.sending import Outgoing
from models.store import clock, connection
from models.store.connection import told_as_problem, transaction
from models.store.place.problems import StoreProblem

POLL = 2.0
"""The seconds between two checks of a watching worker for due messages."""
LONGEST_WAIT = 60.0
"""The most seconds before another try if nothing could leave (backoff)."""
AT_ONCE = 0.25
"""The seconds of work that are claimed at once."""
MOST_AT_ONCE = 10
MOST_DOUBTS = 3
"""After so many messages in a row whose fate is unknown, the worker pauses (circuit breaker)."""
MOST_REFUSED = 20
"""After so many messages in a row refused for good, it pauses too: the numbers are hardly to blame."""
LOST_EVERY = 30.0
"""The seconds between two checks for expired leases."""
PREPARES_EVERY = 60.0
"""The seconds between two looks for what is to be written, beside sending."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the messages that were handed over."""

    accepted: int = 0
    refused: int = 0
    """For good."""
    later: int = 0
    """To be tried again."""
    unknown: int = 0
    unreachable: Unreachable | None = None
    """Why the gateway takes nothing at present."""
    problem: StoreProblem | None = None
    """Why the database takes nothing at present."""
    short: bool = False
    """Something is due, but there are not enough units for it."""

    @property
    def handed_over(self) -> int:
        return self.accepted + self.refused + self.later + self.unknown

    @property
    def stuck(self) -> bool:
        """Whether another try at once would be useless."""
        return bool(self.unreachable or self.problem or self.short)


Report = Callable[[Tally], None]


class Worker:
    """Empties one channel of the outbox through its gateway, on the thread and connection of its caller."""

    def __init__(
        self,
        gateway: Gateway,
        rules: SendingRules,
        *,
        channel: Channel = MAIN,
        stop: Event,
        report: Report = lambda tally: None,
        lease: timedelta = sending.LEASE,
        outdated: Callable[[], bool] = lambda: False,
        prepare: Callable[[], object] = lambda: None,
    ) -> None:
        """`report` is called after each message with the tally. Once `stop` is set, no
        further message is taken.

        `outdated` says whether the settings of sending changed since the gateway was opened. `prepare` writes
        the messages that are due by themselves into the outbox, and cancels what must no longer leave.
        """
        self.name = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._gateway = gateway
        self._rules = rules
        self._channel = channel
        self._stop = stop
        self._report = report
        self._lease = lease
        self._outdated = outdated
        self._prepare = prepare
        self._pace = _Pace(rules.per_second)
        self._answered: list[tuple[Outgoing, Outcome]] = []
        """Handed over, but not recorded yet."""
        self._unasked: list[Outgoing] = []
        """Claimed, and to be given back."""
        self._tally = Tally()
        self._doubts = self._refusals = 0
        """How many in a row so far."""

    def empty(self) -> Tally:
        """Sends what is due, until nothing is due or nothing can leave. Raises `StoreProblem`."""
        self._prepare()
        return self._empty()

    def _empty(self) -> Tally:
        self._tally = Tally()
        while batch := self._write_and_claim():
            self._hand_over_all(batch)
        if not self._stop.is_set() and not self._tally.unreachable and self._is_due():
            self._tally = replace(self._tally, short=True)
        return self._tally

    def watch(self) -> None:
        """Sends what is or becomes due, until it is stopped or the settings of sending changed.

        It also ends after the database was away and everything is recorded: another
        program may have taken over.
        """
        wait, looked, away = POLL, monotonic(), False
        prepared = looked - PREPARES_EVERY
        while not self._stop.is_set():
            try:
                with told_as_problem():
                    if monotonic() - prepared >= PREPARES_EVERY:
                        self._prepare()
                        prepared = monotonic()
                    tally = self._look(had_trouble=wait > POLL)
                    if self._outdated() or (away and not self._answered and not self._unasked):
                        return
                    if monotonic() - looked > LOST_EVERY:
                        sending.give_up_lost()
                        looked = monotonic()
            except StoreProblem as problem:
                connection.close()  # A server that comes back is called again.
                away = True
                tally = replace(self._tally, problem=problem)
            if tally and tally.stuck:
                self._report(tally)
            elif tally is None and wait > POLL:
                self._report(Tally())  # Nothing is due, so there is no obstacle either.
            wait = min(wait * 2, LONGEST_WAIT) if tally and tally.stuck else POLL
            self._stop.wait(wait)

    def _look(self, *, had_trouble: bool) -> Tally | None:
        """Sends if something is due. A gateway that failed is first asked whether it can be reached."""
        if not (self._answered or self._unasked or self._is_due()):
            return None
        if had_trouble and not self._gateway.answers():
            return self._tally
        return self._empty()

    def _hand_over_all(self, batch: Sequence[Outgoing]) -> None:
        """Hands over what was claimed, until the gateway turns out to be slow, or the worker is stopped."""
        self._unasked = list(batch)
        began = monotonic()
        while self._unasked and not self._tally.unreachable:
            late = len(self._unasked) < len(batch) and monotonic() - began > AT_ONCE * 2
            if late or self._stop.wait(self._pace.pause()):
                break
            message = self._unasked.pop(0)
            self._pace.begins()
            outcome = self._hand_over(message)
            self._pace.ended()
            self._answered.append((message, outcome))
            self._count(outcome)
            self._report(self._tally)

    def _hand_over(self, message: Outgoing) -> Outcome:
        try:
            return self._gateway.send(message)
        except BaseException as error:  # A defect or an interruption: nobody knows how far it got.
            self._answered.append((message, Uncertain(type(error).__name__)))
            self._write()
            raise

    def _write_and_claim(self) -> list[Outgoing]:
        """Records the results of some messages, and claims the next ones when it is time."""
        if self._pace.pause() > AT_ONCE / 5:
            self._write()
            self._stop.wait(self._pace.pause())
        with transaction():
            self._record()
            batch = [] if self._tally.unreachable or self._stop.is_set() else self._claim()
        self._forget()
        return batch

    def _write(self) -> None:
        with transaction():
            self._record()
        self._forget()

    def _forget(self) -> None:
        self._answered, self._unasked = [], []

    def _claim(self) -> list[Outgoing]:
        return sending.claim(
            self.name,
            self._pace.at_once(),
            channel=self._channel,
            lease=self._lease,
            tests_only=self._at_night(),
        )

    def _record(self) -> None:
        unasked = [message.id for message in self._unasked]
        for message, outcome in self._answered:
            match outcome:
                case Accepted(reference):
                    gateway = self._gateway.name
                    sending.accepted(message.id, self.name, gateway=gateway, gateway_id=reference)
                case Rejected(said, temporary):
                    sending.refused(message.id, self.name, said, temporary=temporary)
                case Uncertain(said):
                    sending.uncertain(message.id, self.name, said)
                case Unreachable():
                    unasked.append(message.id)
        if unasked:
            sending.release(self.name, unasked)

    def _count(self, outcome: Outcome) -> None:
        tally = self._tally
        match outcome:
            case Accepted():
                self._tally = replace(tally, accepted=tally.accepted + 1)
            case Rejected(temporary=True):
                self._tally = replace(tally, later=tally.later + 1)
            case Rejected():
                self._tally = replace(tally, refused=tally.refused + 1)
            case Uncertain():
                self._tally = replace(tally, unknown=tally.unknown + 1)
            case Unreachable():
                self._tally = replace(tally, unreachable=outcome)
        self._beware(outcome)

    def _beware(self, outcome: Outcome) -> None:
        """Circuit breaker: if message after message fails, the others are held back as
        if the gateway were away.

        After each pause, one message tests whether it works again.
        """
        match outcome:
            case Uncertain(said):
                self._doubts += 1
                if self._doubts >= MOST_DOUBTS:
                    self._hold_back(N_("The gateway gives no clear answer: the rest waits."), said)
            case Rejected(said, temporary=False):
                self._refusals += 1
                if self._refusals >= MOST_REFUSED:
                    self._hold_back(
                        N_("The gateway refuses one message after the other: the rest waits."), said
                    )
            case Accepted():
                self._doubts = self._refusals = 0

    def _hold_back(self, why: str, said: str) -> None:
        self._tally = replace(self._tally, unreachable=Unreachable(why, said))

    def _is_due(self) -> bool:
        due = sending.waiting(self._channel, tests_only=self._at_night())
        return due is not None and due <= clock.now()

    def _at_night(self) -> bool:
        return not self._rules.open_at(clock.now())


class _Pace:
    """Rate limiter: at most so many a second, evenly, without catching up; also decides how many to claim."""

    def __init__(self, rate: int) -> None:
        self._apart = 1 / rate
        self._began = -self._apart
        self._takes = 0.0
        self._size = 0

    def begins(self) -> None:
        """Called before a message is handed over."""
        self._began = monotonic()

    def ended(self) -> None:
        """Called afterwards: the duration decides how many to claim."""
        takes = max(monotonic() - self._began, self._apart)
        self._takes = takes if not self._takes else (self._takes * 3 + takes) / 4

    def pause(self) -> float:
        """The seconds until the next one; 0 if it may go."""
        return max(0.0, self._began + self._apart - monotonic())

    def at_once(self) -> int:
        """How many to claim: one, then twice as many each time, up to what fits in `AT_ONCE`."""
        fits = int(AT_ONCE / self._takes) if self._takes else 1
        self._size = max(1, min(self._size * 2, fits, MOST_AT_ONCE))
        return self._size
