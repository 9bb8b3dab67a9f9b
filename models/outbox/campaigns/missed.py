"""The report of a campaign: who got nothing, and why (sms-bulk, INV-52).

Messages that did not arrive come first, then clients for whom no message was written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, fn

from models.outbox.channels import addresses
from models.outbox.messages.campaign import Campaign, CampaignExclusion, Exclusion
from models.outbox.messages.table import Cause, Message, MessageState
from models.people.clients.table import Client
from models.store.keyset import Keyset

NOT_RECEIVED = (MessageState.FAILED, MessageState.EXPIRED, MessageState.UNKNOWN, MessageState.CANCELLED)


@dataclass(frozen=True, slots=True)
class MissedRow:
    """A client who got nothing: a message that did not arrive or, where `message` is None, an exclusion.

    `address` is empty if the client has none on the channel; `words` are the gateway's.
    """

    id: int
    message: int | None
    client: int | None
    name: str
    address: str
    state: MessageState | None
    cause: Cause
    words: str
    exclusion: Exclusion | None

    @property
    def key(self) -> tuple[bool, int]:
        """Identifies the row when it is read again, and gives its position."""
        return (self.message is None, self.id)


@dataclass(frozen=True, slots=True)
class MissedListing:
    """A `Listing` of these rows (keyset pagination over two tables)."""

    campaign: int

    def count(self) -> int:
        """The number of rows."""
        return sum(int(query.count()) for query in (self._messages(), self._exclusions()))

    def read(
        self,
        limit: int,
        *,
        after: MissedRow | None = None,
        before: MissedRow | None = None,
        at: MissedRow | None = None,
    ) -> Sequence[MissedRow]:
        mark = after or before or at
        return self._window(limit, mark, before is not None, at is not None)

    def last(self, limit: int) -> Sequence[MissedRow]:
        return self._window(limit, None, True, False)

    def _window(
        self, limit: int, mark: MissedRow | None, backwards: bool, inclusive: bool
    ) -> list[MissedRow]:
        """A window of rows from a key on: first those of one kind, then those of the other."""
        parts = [(False, self._messages(), Message.id), (True, self._exclusions(), CampaignExclusion.id)]
        rows: list[MissedRow] = []
        for excluded, query, column in reversed(parts) if backwards else parts:
            by_number = Keyset((column,))
            if mark is not None and excluded is not mark.key[0]:
                if excluded is backwards:  # The key is beyond this kind.
                    continue
            elif mark is not None:
                query = query.where(by_number.past((mark.id,), backwards=backwards, inclusive=inclusive))
            found = by_number.sorted(query, backwards=backwards).limit(limit - len(rows)).tuples()
            rows += [(_left_out if excluded else _lost)(*row) for row in found]
            if len(rows) >= limit:
                break
        return rows[::-1] if backwards else rows

    def _messages(self) -> Any:
        columns = (Message.id, Message.client, *_NAME, Message.recipient)
        return (
            Message.select(*columns, Message.state, Message.cause, Message.words)
            .join(Client, JOIN.LEFT_OUTER, on=Message.client == Client.id)
            .where(Message.campaign == self.campaign, Message.state.in_(NOT_RECEIVED))
        )

    def _exclusions(self) -> Any:
        address = addresses.on_channel(Campaign.channel)
        columns = (CampaignExclusion.id, CampaignExclusion.client, *_NAME, address)
        return (
            CampaignExclusion.select(*columns, CampaignExclusion.reason)
            .join(Client, on=CampaignExclusion.client == Client.id)
            .join_from(CampaignExclusion, Campaign)
            .where(CampaignExclusion.campaign == self.campaign)
        )


_NAME = (fn.COALESCE(Client.last_name, ""), fn.COALESCE(Client.first_name, ""))


def _lost(*row: Any) -> MissedRow:
    key, client, last, first, address, state, cause, words = row
    return MissedRow(key, key, client, f"{last} {first}".strip(), address, state, cause, words, None)


def _left_out(*row: Any) -> MissedRow:
    key, client, last, first, address, reason = row
    name = f"{last} {first}".strip()
    return MissedRow(key, None, client, name, address, None, Cause.NONE, "", reason)
