"""The sending of messages: a worker claims one, hands it to a gateway, and records the answer.

The claim is a lease: claim and cost are written in one transaction, so a message leaves once, however many
workers send. Then the gateway is asked, outside any transaction, and its answer is written. If a worker dies
in between, its lease expires and its messages become `unknown`: nobody knows whether they left, and no
program sends them again (INV-54).

Each function is a transaction of its own; inside `connection.transaction()` several join one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN
from models.outbox.messages import gateway_words
from models.outbox.messages.campaign import Campaign, running
from models.outbox.messages.receipts import Addressed
from models.outbox.messages.table import (
    Cause,
    Message,
    MessageKind,
    MessageState,
    alone,
    cancel_returned,
    end_empty,
)
from models.outbox.units import account as units_account
from models.requests.trail import Trail
from models.store import clock, many
from models.store.connection import transaction
from models.store.prepared import Prepared, given

LEASE = timedelta(minutes=2)
"""The duration of the lease: well beyond the longest wait for a gateway."""

DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""The delays after temporary refusals (backoff): before the second attempt, the third …
After the last one it failed.
"""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to hand to a gateway; `cost` is in units of the account, `attempt` counts from 1."""

    id: int
    channel: Channel
    recipient: str
    body: str
    encoding: str
    cost: int
    attempt: int
    request: str
    """The idempotency key of the request that made it."""

    @property
    def addressed(self) -> Addressed:
        """By what a receipt names it."""
        return Addressed.of(self.id, self.request)


def claim(
    worker: str,
    limit: int,
    *,
    channel: Channel = MAIN,
    lease: timedelta = LEASE,
    tests_only: bool = False,
) -> list[Outgoing]:
    """Claims up to `limit` due messages of a channel, and takes their cost, for this worker alone.

    `worker` is unique to the process. A worker that claims many leaves as many `unknown` if it is killed.
    Single messages go before those of campaigns, which go in the order of confirmation; those of paused
    campaigns wait, and so does everything for which no units are left. With `tests_only`, at night, only
    tests that staff send to themselves leave. Expired leases are given up first.
    """
    now = clock.now()
    with transaction():
        alone()
        _give_up_lost(now)
        rows = list(_affordable(_due(channel, limit, now, tests_only), units_account.balance()))
        if rows:
            keys = [row.id for row in rows]
            Message.update(worker=worker, worker_until=now + lease, attempts=Message.attempts + 1).where(
                many.among(Message.id, keys)
            ).execute()
            units_account.take([(row.id, row.attempt, row.cost) for row in rows])
    return rows


def accepted(message: int, worker: str, *, gateway: str, gateway_id: str = "") -> None:
    """Records that the gateway took the message, under its own id `gateway_id` (empty if it gives none).

    It may come late: after the lease expired, or after a faster receipt.
    """
    with transaction():
        alone()
        said = {"message": message, "gateway": gateway, "gateway_id": gateway_words.kept(gateway_id)}
        left = Message.left_at.db_value(clock.now())
        if not _ACCEPTED.run(worker=worker, left=left, **said).rowcount:
            _NAMED.run(**said)


def refused(message: int, worker: str, words: str, *, temporary: bool) -> None:
    """Records that the gateway refused the message: its units are given back.

    After a temporary refusal it is tried again later, up to the limit; but not if the lease expired, as it is
    `unknown` then, nor if it was cancelled meanwhile.
    """
    now = clock.now()
    with transaction():
        alone()
        row = _in_hand(message, worker)
        if row is None:
            return
        units_account.give_back([(row.id, row.attempts, row.cost)])
        free: dict[str, Any] = {"worker": "", "worker_until": None, "words": gateway_words.kept(words)}
        again = temporary and row.state is MessageState.QUEUED
        if again and row.refusals < len(DELAYS):
            change = free | {"next_try": now + DELAYS[row.refusals], "refusals": row.refusals + 1}
        else:
            cause = Cause.TOO_MANY_TRIES if again else Cause.REFUSED
            change = free | {"state": MessageState.FAILED, "cause": cause, "ended_at": now}
        Message.update(**change).where(Message.id == message).execute()
        cancel_returned(Message.id == message)


def uncertain(message: int, worker: str, words: str) -> None:
    """Records that the gateway may have taken the message: the line broke while it was
    asked. It stays `unknown`.
    """
    with transaction():
        alone()
        row = _in_hand(message, worker)
        if row is not None and row.state is MessageState.QUEUED:
            _give_up([row.id], Cause.UNCLEAR, gateway_words.kept(words), clock.now())


def release(worker: str, messages: Iterable[int]) -> None:
    """Gives back the messages that this worker claimed and offered to no gateway, with their units."""
    with transaction():
        alone()
        mine = Message.select(Message.id, Message.attempts, Message.cost).where(
            many.among(Message.id, messages), Message.worker == worker
        )
        rows = list(mine.tuples())
        units_account.give_back(rows)
        keys = [key for key, _, _ in rows]
        Message.update(worker="", worker_until=None).where(many.among(Message.id, keys)).execute()
        cancel_returned(many.among(Message.id, keys))


def give_up_lost() -> int:
    """Makes messages with an expired lease `unknown`; returns how many."""
    with transaction():
        alone()
        return _give_up_lost(clock.now())


def waiting(channel: Channel | None = None, *, tests_only: bool = False) -> datetime | None:
    """The time at which the next message of a channel, or of any, is due; None if nothing waits."""
    free = (Message.state == MessageState.QUEUED) & (Message.worker == "")
    moments = []
    for _, queue in _queues(channel, tests_only):
        first = Message.select(Message.next_try).where(free, queue).order_by(Message.next_try).limit(1)
        moments += [moment for (moment,) in first.tuples()]
    return min(moments, default=None)


_REQUEST = Trail.select(Trail.op_id).where(Trail.id == Message.trail)


def _due(channel: Channel, limit: int, now: datetime, tests_only: bool) -> Iterator[Outgoing]:
    """The messages to send next; also ends the campaigns of which nothing is left."""
    free = (Message.state == MessageState.QUEUED) & (Message.worker == "") & (Message.next_try <= now)
    left = limit
    for campaign, queue in _queues(channel, tests_only):
        found = list(
            Message.select(
                Message.id,
                Message.channel,
                Message.recipient,
                Message.body,
                Message.encoding,
                Message.cost,
                Message.attempts + 1,
                _REQUEST,
            )
            .where(free, queue)
            .order_by(Message.next_try, Message.id)
            .limit(left)
            .tuples()
        )
        yield from (Outgoing(*row) for row in found)
        left -= len(found)
        if left <= 0:
            return
        if campaign is not None and not found:
            end_empty(Campaign.id == campaign)


def _queues(channel: Channel | None, tests_only: bool) -> Iterator[tuple[int | None, Any]]:
    """The queues of what may leave by a channel, or by any, in order: single messages,
    then each running campaign.
    """
    alone = Message.campaign.is_null()
    if channel is not None:
        alone &= Message.channel == channel
    if tests_only:
        yield None, alone & (Message.kind == MessageKind.TEST) & Message.client.is_null()
        return
    yield None, alone
    for key in running(channel):
        yield key, Message.campaign == key


def _affordable(rows: Iterable[Outgoing], units: int) -> Iterator[Outgoing]:
    for row in rows:
        if row.cost <= units:
            units -= row.cost
            yield row


def _in_hand(message: int, worker: str) -> Message | None:
    """The message, if this worker still holds its lease."""
    row: Message | None = Message.get_or_none(Message.id == message)
    if row is None or row.state is MessageState.UNKNOWN:
        return row
    return row if row.state is MessageState.QUEUED and row.worker == worker else None


def _give_up_lost(now: datetime) -> int:
    late = Message.select(Message.id).where(Message.worker != "", Message.worker_until < now)
    keys = [key for (key,) in late.tuples()]
    return _give_up(keys, Cause.LOST, "", now)


def _give_up(keys: Sequence[int], cause: Cause, words: str, now: datetime) -> int:
    change: dict[str, Any] = {"state": MessageState.UNKNOWN, "cause": cause, "words": words, "ended_at": now}
    if keys:
        Message.update(worker="", worker_until=None, **change).where(many.among(Message.id, keys)).execute()
    return len(keys)


_ACCEPTED = Prepared(
    lambda: Message.update(
        state=MessageState.SENT,
        worker="",
        worker_until=None,
        gateway=given("gateway"),
        gateway_id=given("gateway_id"),
        cause=Cause.NONE,
        words="",
        left_at=given("left"),
        ended_at=None,
    ).where(
        Message.id == given("message"),
        ((Message.state == MessageState.QUEUED) & (Message.worker == given("worker")))
        | (Message.state == MessageState.UNKNOWN),
    )
)
_NAMED = Prepared(
    lambda: Message.update(gateway=given("gateway"), gateway_id=given("gateway_id")).where(
        Message.id == given("message"), Message.left_at.is_null(False), Message.gateway_id == ""
    )
)
"""For an answer that arrives after the receipt."""
