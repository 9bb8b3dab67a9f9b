"""Writes messages into the outbox: the only module that inserts rows into it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from models.outbox.channels.channel import Channel
from models.outbox.channels.protocol import Measure
from models.outbox.channels.registry import MAIN
from models.outbox.messages.table import Message, MessageKind
from models.requests.trail import Trail
from models.store.connection import engine

CHUNK = 5000
_COLUMNS = (
    *("id", "trail_id", "staff_id", "client_id", "campaign_id", "again_of_id", "channel", "kind"),
    *("recipient", "body", "encoding", Message.cost.column_name, "at", "next_try"),
    *("state", "attempts", "worker", "gateway", "gateway_id", "cause", "words"),
)
_FRESH = ("queued", 0, "", "", "", "", "")


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A text to one recipient, ready to send."""

    client: int | None
    recipient: str
    body: str
    measure: Measure


def add(
    record: Trail,
    kind: MessageKind,
    messages: Sequence[NewMessage],
    *,
    channel: Channel = MAIN,
    campaign: int | None = None,
    again_of: int | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> range:
    """Inserts messages of one channel, inside `table.alone`, and returns their ids in the same order.

    Ids have no hole, and no message has an earlier time than the one before it, even if the clock was put
    back: so a period is a range of ids.
    """
    last, latest = _last()
    first, at = last + 1, Message.at.db_value(max(record.at, latest))
    common = (record.id, record.staff_id)
    told_of = (campaign, again_of, str(channel), str(kind))
    for start in range(0, len(messages), CHUNK):
        rows = [
            (
                first + start + number,
                *common,
                each.client,
                *told_of,
                each.recipient,
                each.body,
                str(each.measure.encoding),
                each.measure.cost,
                at,
                at,
                *_FRESH,
            )
            for number, each in enumerate(messages[start : start + CHUNK])
        ]
        engine().insert_rows("message", _COLUMNS, rows)
        progress(start + len(rows))
    return range(first, first + len(messages))


def _last() -> tuple[int, datetime]:
    row = Message.select(Message.id, Message.at).order_by(Message.id.desc()).limit(1).tuples().first()
    return row or (0, datetime.min.replace(tzinfo=UTC))
