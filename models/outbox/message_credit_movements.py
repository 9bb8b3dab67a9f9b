"""What came to the message credits and went, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN, ModelSelect, fn

from models.outbox.message_account import CreditMovement, CreditReason
from models.outbox.message_table import Message


@dataclass(frozen=True, slots=True)
class MovementRow:
    """So many credits came (positive) or went, and how many were left. `recipient` is whom the message was
    written to, empty for a pack."""

    id: int
    at: datetime
    reason: CreditReason
    amount: int
    balance: int
    recipient: str


class MovementListing:
    """A `Listing` of all of them."""

    def count(self) -> int:
        """How many there are."""
        return int(CreditMovement.select(fn.COUNT(CreditMovement.id)).scalar())

    def read(
        self,
        limit: int,
        *,
        after: MovementRow | None = None,
        before: MovementRow | None = None,
        at: MovementRow | None = None,
    ) -> Sequence[MovementRow]:
        query = _selected()
        if before is not None:
            query = query.where(CreditMovement.id > before.id)
            return _rows(query.order_by(CreditMovement.id).limit(limit))[::-1]
        if after is not None:
            query = query.where(CreditMovement.id < after.id)
        if at is not None:
            query = query.where(CreditMovement.id <= at.id)
        return _rows(query.order_by(CreditMovement.id.desc()).limit(limit))

    def last(self, limit: int) -> Sequence[MovementRow]:
        return _rows(_selected().order_by(CreditMovement.id).limit(limit))[::-1]


def _selected() -> ModelSelect:
    return CreditMovement.select(
        CreditMovement.id,
        CreditMovement.at,
        CreditMovement.reason,
        CreditMovement.amount,
        CreditMovement.balance,
        fn.COALESCE(Message.recipient, ""),
    ).join(Message, JOIN.LEFT_OUTER, on=CreditMovement.message == Message.id)


def _rows(query: ModelSelect) -> list[MovementRow]:
    return [MovementRow(*row) for row in query.tuples()]
