"""The account of SMS units: a message costs as many as its channel says, an SMS one for each segment.

Each movement holds the balance after it. A unit is taken when a message is claimed, before any gateway is
asked, and given back when the gateway refuses. If it were taken only when the gateway accepts, several
senders could hand over more messages than there are units; then the balance would have to go below 0, or a
sent message would have to be denied (INV-52).
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from models.outbox.messages.table import Message
from models.requests.trail import Trail
from models.store import clock
from models.store.connection import Table, engine
from models.store.fields import ChoiceField, ForeignKeyField, IntegerField, MomentField, TextField
from models.store.prepared import Prepared


class UnitPack(Table):
    """A pack that was asked for. What became of it are its steps."""

    trail = ForeignKeyField(Trail)
    size = IntegerField()
    note = TextField(default="")

    class Meta:
        table_name = "credit_pack"


class MovementReason(StrEnum):
    """Why the balance moved."""

    PACK = "pack"
    TAKEN = "taken"
    GIVEN_BACK = "given_back"


class UnitMovement(Table):
    """A movement of units. Append-only.

    `balance` is the balance after it: the last row is the balance of the account, however long its history,
    and the schema refuses a negative one. The doctor adds the movements up.
    """

    at = MomentField()
    reason = ChoiceField(MovementReason)
    pack = ForeignKeyField(UnitPack, null=True)
    message = ForeignKeyField(Message, null=True)
    attempt = IntegerField(null=True)
    amount = IntegerField()
    balance = IntegerField()

    class Meta:
        table_name = "credit_movement"


_LAST = Prepared(lambda: UnitMovement.select(UnitMovement.balance).order_by(UnitMovement.id.desc()).limit(1))
_COLUMNS = ("at", "reason", "pack_id", "message_id", "attempt", "amount", "balance")


def balance() -> int:
    """The balance of the account, in units."""
    row = _LAST.first()
    return row[0] if row else 0


def add_pack(pack: int, size: int) -> None:
    """Inside `alone`: an activated pack."""
    _write([(MovementReason.PACK, pack, None, None, size)])


def take(claimed: Sequence[tuple[int, int, int]]) -> None:
    """Takes the cost of these (message, attempt, cost). Call it inside `alone`, after
    checking that there are enough.
    """
    _write(
        (MovementReason.TAKEN, None, message, attempt, -cost) for message, attempt, cost in claimed if cost
    )


def give_back(refused: Sequence[tuple[int, int, int]]) -> None:
    """Gives back the cost of these (message, attempt, cost). Call it inside `alone`."""
    _write(
        (MovementReason.GIVEN_BACK, None, message, attempt, cost)
        for message, attempt, cost in refused
        if cost
    )


def _write(movements: Iterable[tuple[MovementReason, int | None, int | None, int | None, int]]) -> None:
    at, left = UnitMovement.at.db_value(clock.now()), balance()
    rows = []
    for reason, pack, message, attempt, amount in movements:
        left += amount
        rows.append((at, str(reason), pack, message, attempt, amount, left))
    if rows:
        engine().insert_rows(UnitMovement._meta.table_name, _COLUMNS, rows)
