"""Receipts: what gateways report later about the messages they took."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.outbox.messages import gateway_words
from models.outbox.messages.table import Cause, DeliveryReceipt, Message, MessageState, ReceiptState, alone
from models.requests.trail import Trail
from models.store import clock
from models.store.connection import transaction

ENDS = {
    ReceiptState.DELIVERED: MessageState.DELIVERED,
    ReceiptState.FAILED: MessageState.FAILED,
    ReceiptState.EXPIRED: MessageState.EXPIRED,
}
"""The state that a receipt gives to a sent message; other receipts change nothing."""


_MARK = 16
"""Hexadecimal digits: so many that no two requests share them."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """By what a gateway names a message when it reports later.

    A number alone could be that of another message: once a backup was restored, numbers are given again.
    `mark` is a digest of the idempotency key of the request that made the message.
    """

    number: int
    mark: str

    @classmethod
    def of(cls, number: int, request: str) -> "Addressed":
        return cls(number, hashlib.sha256(request.encode()).hexdigest()[:_MARK])


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One receipt: its time, its state, and the gateway's own words."""

    at: datetime
    state: ReceiptState
    words: str


def receive(message: int, state: ReceiptState, words: str = "") -> bool:
    """Stores a receipt for the message of this id; returns whether there is such a message.

    It may arrive before the gateway's answer was written, or after the message was given up: both mean that
    it was sent. A message in a final state stays in it, whatever is reported later (INV-54).
    """
    with transaction():
        alone()
        row = Message.get_or_none(Message.id == message)
        if row is None:
            return False
        _keep(row, state, gateway_words.kept(words))
    return True


def receive_addressed(message: Addressed, state: ReceiptState, words: str = "") -> bool:
    """Stores a receipt for this very message; returns whether there is such a message."""
    if addressed(message.number) != message:
        return False
    return receive(message.number, state, words)


def addressed(number: int) -> Addressed | None:
    """By what a gateway names the message of this number; None if there is none."""
    made = Message.select(Trail.op_id).join(Trail).where(Message.id == number).tuples().first()
    return Addressed.of(number, made[0]) if made else None


def of(message: int) -> Sequence[ReceiptRow]:
    """The receipts of a message, in the order of arrival."""
    rows = DeliveryReceipt.select(DeliveryReceipt.at, DeliveryReceipt.state, DeliveryReceipt.words).where(
        DeliveryReceipt.message == message
    )
    return [ReceiptRow(*row) for row in rows.order_by(DeliveryReceipt.id).tuples()]


def _keep(row: Message, state: ReceiptState, words: str) -> None:
    now = clock.now()
    DeliveryReceipt.create(message=row.id, at=now, state=state, words=words)
    end = ENDS.get(state)
    in_hand = row.state is MessageState.QUEUED and row.worker
    if state is not ReceiptState.UNKNOWN and (in_hand or row.state is MessageState.UNKNOWN):
        _move(row, state=MessageState.SENT, worker="", worker_until=None, cause=Cause.NONE, words="")
        _move(row, left_at=now, ended_at=None)
    if end is not None and row.state is MessageState.SENT:
        _move(row, state=end, words=words, ended_at=now)


def _move(row: Message, **change: Any) -> None:
    Message.update(**change).where(Message.id == row.id).execute()
    for name, value in change.items():
        setattr(row, name, value)
