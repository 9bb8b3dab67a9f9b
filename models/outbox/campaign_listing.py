"""The campaigns there were, newest first: what each was and where it stands, without counting what left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from models.outbox.campaign_table import Campaign, CampaignState, Goal
from models.outbox.message_table import Message, MessageState
from models.people.staff import Staff
from models.people.trail import Trail


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A line of the list. `recipients`: how many were on its list; `waiting`: messages that have not left.
    Nothing of one that has ended is counted: nothing of it waits.
    """

    id: int
    at: datetime
    author: str
    goal: Goal
    body: str
    recipients: int
    state: CampaignState
    waiting: int


@dataclass(frozen=True, slots=True)
class CampaignListing:
    """A `Listing` of all campaigns."""

    def count(self) -> int:
        """How many there were."""
        return int(Campaign.select().count())

    def read(
        self,
        limit: int,
        *,
        after: CampaignLine | None = None,
        before: CampaignLine | None = None,
        at: CampaignLine | None = None,
    ) -> Sequence[CampaignLine]:
        query = _select()
        if before is not None:
            newer = query.where(Campaign.id > before.id).order_by(Campaign.id.asc())
            return _read(newer.limit(limit))[::-1]
        if after is not None:
            query = query.where(Campaign.id < after.id)
        elif at is not None:
            query = query.where(Campaign.id <= at.id)
        return _read(query.order_by(Campaign.id.desc()).limit(limit))

    def last(self, limit: int) -> Sequence[CampaignLine]:
        return _read(_select().order_by(Campaign.id.asc()).limit(limit))[::-1]


def _select() -> Any:
    columns = (Campaign.id, Trail.at, Staff.name, Campaign.goal, Campaign.body, Campaign.recipients)
    return (
        Campaign.select(*columns, Campaign.state)
        .join(Trail, on=Campaign.trail == Trail.id)
        .join(Staff, on=Trail.staff == Staff.id)
    )


def _read(query: Any) -> list[CampaignLine]:
    rows: list[tuple[Any, ...]] = list(query.tuples())
    under_way = [row[0] for row in rows if row[-1] in (CampaignState.RUNNING, CampaignState.PAUSED)]
    queued = (
        Message.select(Message.campaign, fn.COUNT(Message.id))
        .where(Message.campaign.in_(under_way), Message.state == MessageState.QUEUED)
        .group_by(Message.campaign)
    )
    waiting = dict(queued.tuples()) if under_way else {}
    return [_line(*row, waiting.get(row[0], 0)) for row in rows]


def _line(*columns: Any) -> CampaignLine:
    return CampaignLine(*columns)
