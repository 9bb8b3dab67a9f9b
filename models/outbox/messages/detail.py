"""One message with all details: its text, its sending, its receipts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.outbox.messages import listing as history
from models.outbox.messages import receipts
from models.outbox.messages.campaign import Campaign, Goal
from models.outbox.messages.listing import MessageRow
from models.outbox.messages.receipts import ReceiptRow
from models.outbox.messages.table import Cause, Message, MessageState, may_be_sent_again


@dataclass(frozen=True, slots=True)
class MessageOpened:
    """A message and its history. `left`: when a gateway took it; `next_try`: when a temporarily refused one
    is tried again. `words` is the gateway's answer. `again_of` is the message whose text it repeats,
    `sent_again` the one that repeats it.
    """

    row: MessageRow
    gateway: str
    left: datetime | None
    ended: datetime | None
    next_try: datetime | None
    cause: Cause
    words: str
    receipts: Sequence[ReceiptRow]
    goal: Goal | None
    again_of: int | None
    sent_again: int | None

    @property
    def cost(self) -> int:
        """Its cost in units; 0 if it never left."""
        never_left = self.row.state in (MessageState.FAILED, MessageState.CANCELLED) and self.left is None
        return 0 if never_left else self.row.cost

    @property
    def may_be_sent_again(self) -> bool:
        """Whether a person may send it again; `single.send_again` checks it once more."""
        return may_be_sent_again(self.row.kind, self.row.state) and self.sent_again is None


def read(message: int) -> MessageOpened | None:
    """The present state of a message, or None."""
    row = history.one(message)
    if row is None:
        return None
    kept = Message.get_by_id(message)
    refused_for_now = row.state is MessageState.QUEUED and kept.refusals > 0
    return MessageOpened(
        row=row,
        gateway=kept.gateway,
        left=kept.left_at,
        ended=kept.ended_at,
        next_try=kept.next_try if refused_for_now else None,
        cause=kept.cause,
        words=kept.words,
        receipts=receipts.of(message),
        goal=Campaign.get_by_id(row.campaign).goal if row.campaign is not None else None,
        again_of=kept.again_of_id,
        sent_again=_repeated(message),
    )


def _repeated(message: int) -> int | None:
    found = Message.select(Message.id).where(Message.again_of == message).tuples().first()
    return int(found[0]) if found else None
