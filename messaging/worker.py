"""The worker: claims a message, hands it to the gateway, writes what that said, and takes the next one.

What it claims at once takes a quarter of a second to hand over: one message where the gateway or the chosen
pace is slow, some more where both are fast, as each transaction waits for the disk. Of so many, nobody knows
whether they left when somebody kills the worker. The answers to some and the claim of the next are written in
one transaction.
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
"""How often a watching worker looks whether something is due, in seconds."""
LONGEST_WAIT = 60.0
"""After this many seconds at most it tries again, where nothing could leave."""
AT_ONCE = 0.25
"""So many seconds of work are claimed at once."""
MOST_AT_ONCE = 10
MOST_DOUBTS = 3
"""So many messages in a row of which nobody knows whether they left: then it waits, before all others are."""
MOST_REFUSED = 20
"""So many in a row refused for good: the numbers are hardly to blame."""
LOST_EVERY = 30.0
"""How often it looks for messages whose worker disappeared, in seconds."""


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
    """Why the gateway takes nothing now."""
    problem: StoreProblem | None = None
    """Why the database takes nothing now."""
    short: bool = False
    """Something is due, and the units do not suffice for it."""

    @property
    def handed_over(self) -> int:
        return self.accepted + self.refused + self.later + self.unknown

    @property
    def stuck(self) -> bool:
        """Whether it would be of no use to try again at once."""
        return bool(self.unreachable or self.problem or self.short)


Told = Callable[[Tally], None]


class Worker:
    """Empties one channel of the outbox through its gateway, on the thread and connection of its caller."""

    def __init__(
        self,
        gateway: Gateway,
        rules: SendingRules,
        *,
        channel: Channel = MAIN,
        stop: Event,
        told: Told = lambda tally: None,
        lease: timedelta = sending.LEASE,
        outdated: Callable[[], bool] = lambda: False,
    ) -> None:
        """`told` hears after each message how far it is. Once `stop` is set no other message is taken.

        `outdated` tells that somebody chose differently how to send, since the gateway was opened.
        """
        self.name = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._gateway = gateway
        self._rules = rules
        self._channel = channel
        self._stop = stop
        self._told = told
        self._lease = lease
        self._outdated = outdated
        self._pace = _Pace(rules.per_second)
        self._answered: list[tuple[Outgoing, Outcome]] = []
        """Handed over, and not written yet."""
        self._unasked: list[Outgoing] = []
        """Claimed, and to be given back."""
        self._tally = Tally()
        self._doubts = self._refusals = 0
        """How many in a row, until now."""

    def empty(self) -> Tally:
        """Sends what is due, until nothing more is, or nothing can leave. Raises `StoreProblem`."""
        self._tally = Tally()
        while batch := self._write_and_claim():
            self._hand_over_all(batch)
        if not self._stop.is_set() and not self._tally.unreachable and self._is_due():
            self._tally = replace(self._tally, short=True)
        return self._tally

    def watch(self) -> None:
        """Sends what is or becomes due, until it is stopped, or somebody chose differently how to send.

        It ends, too, once the database was away and all is written: the turn may be another's by then.
        """
        wait, looked, away = POLL, monotonic(), False
        while not self._stop.is_set():
            try:
                with told_as_problem():
                    tally = self._look(had_trouble=wait > POLL)
                    if self._outdated() or (away and not self._answered and not self._unasked):
                        return
                    if monotonic() - looked > LOST_EVERY:
                        sending.give_up_lost()
                        looked = monotonic()
            except StoreProblem as problem:
                connection.close()  # a server that comes back is called again
                away = True
                tally = replace(self._tally, problem=problem)
            if tally and tally.stuck:
                self._told(tally)
            elif tally is None and wait > POLL:
                self._told(Tally())  # nothing is due any more: nothing is in the way either
            wait = min(wait * 2, LONGEST_WAIT) if tally and tally.stuck else POLL
            self._stop.wait(wait)

    def _look(self, *, had_trouble: bool) -> Tally | None:
        """Sends if something is due. A gateway in trouble is asked first whether it is there at all."""
        if not (self._answered or self._unasked or self._is_due()):
            return None
        if had_trouble and not self._gateway.answers():
            return self._tally
        return self.empty()

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
            self._told(self._tally)

    def _hand_over(self, message: Outgoing) -> Outcome:
        try:
            return self._gateway.send(message)
        except BaseException as error:  # a defect, or somebody who interrupts: nobody knows how far it came
            self._answered.append((message, Uncertain(type(error).__name__)))
            self._write()
            raise

    def _write_and_claim(self) -> list[Outgoing]:
        """Writes what became of some messages, and takes the next ones when their turn has come."""
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
        """Where message after message comes to nothing, the others are held back as if nobody were there.

        Each time that is over one message finds out whether it is better.
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
    """At most so many in a second, evenly, time that was not used is not caught up; and how many to claim."""

    def __init__(self, rate: int) -> None:
        self._apart = 1 / rate
        self._began = -self._apart
        self._takes = 0.0
        self._size = 0

    def begins(self) -> None:
        """A message is handed over now."""
        self._began = monotonic()

    def ended(self) -> None:
        """It was: how long that took tells how many to claim."""
        takes = max(monotonic() - self._began, self._apart)
        self._takes = takes if not self._takes else (self._takes * 3 + takes) / 4

    def pause(self) -> float:
        """How many seconds until the next one; 0 when its turn has come."""
        return max(0.0, self._began + self._apart - monotonic())

    def at_once(self) -> int:
        """How many to claim: one, then twice as many each time, up to what `AT_ONCE` suffices for."""
        fits = int(AT_ONCE / self._takes) if self._takes else 1
        self._size = max(1, min(self._size * 2, fits, MOST_AT_ONCE))
        return self._size
