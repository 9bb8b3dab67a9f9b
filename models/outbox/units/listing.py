"""The movements of SMS units, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import JOIN, fn

from models.outbox.messages.table import Message
from models.outbox.units.account import MovementReason, UnitMovement
from models.store.listing import NewestFirst


@dataclass(frozen=True, slots=True)
class MovementRow:
    """A movement of units (positive: added), and the balance after it. `recipient` is that of the
    message, empty for a pack.
    """

    id: int
    at: datetime
    reason: MovementReason
    amount: int
    balance: int
    recipient: str


class MovementListing(NewestFirst[MovementRow]):
    """A `Listing` of all of them."""

    def count(self) -> int:
        """How many there are."""
        return int(UnitMovement.select(fn.COUNT(UnitMovement.id)).scalar())

    def _all(self) -> tuple[Any, Any]:
        query = UnitMovement.select(
            UnitMovement.id,
            UnitMovement.at,
            UnitMovement.reason,
            UnitMovement.amount,
            UnitMovement.balance,
            fn.COALESCE(Message.recipient, ""),
        ).join(Message, JOIN.LEFT_OUTER, on=UnitMovement.message == Message.id)
        return query, UnitMovement.id

    def _read(self, query: Any) -> list[MovementRow]:
        return [MovementRow(*row) for row in query.tuples()]
