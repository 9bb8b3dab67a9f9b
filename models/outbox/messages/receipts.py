"""Receipts: what gateways report later about the messages they took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.outbox.messages import gateway_words
from models.outbox.messages.table import Cause, DeliveryReceipt, Message, MessageState, ReceiptState, alone
from models.store import clock
from models.store.connection import transaction

ENDS = {
    ReceiptState.DELIVERED: MessageState.DELIVERED,
    ReceiptState.FAILED: MessageState.FAILED,
    ReceiptState.EXPIRED: MessageState.EXPIRED,
}
"""The state that a receipt gives to a sent message; other receipts change nothing."""


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
