"""The list of campaigns, newest first, with their states."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from models.outbox.messages.campaign import Campaign, CampaignState, Goal
from models.outbox.messages.table import Message, MessageState
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import many
from models.store.listing import NewestFirst

_UNDER_WAY = (CampaignState.RUNNING, CampaignState.PAUSED)


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A row of the list. `recipients` is the size of its list; `waiting` is the number of messages that have
    not left, counted only while the campaign is not over.
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
class CampaignListing(NewestFirst[CampaignLine]):
    """A `Listing` of all campaigns (keyset pagination)."""

    def count(self) -> int:
        """The number of campaigns."""
        return int(Campaign.select().count())

    def _all(self) -> tuple[Any, Any]:
        columns = (Campaign.id, Trail.at, Staff.name, Campaign.goal, Campaign.body, Campaign.recipients)
        query = (
            Campaign.select(*columns, Campaign.state)
            .join(Trail, on=Campaign.trail == Trail.id)
            .join(Staff, on=Trail.staff == Staff.id)
        )
        return query, Campaign.id

    def _read(self, query: Any) -> list[CampaignLine]:
        rows = list(query.tuples())
        waiting = _waiting([row[0] for row in rows if row[-1] in _UNDER_WAY])
        return [_line(*row, waiting.get(row[0], 0)) for row in rows]


def _waiting(campaigns: Sequence[int]) -> dict[int, int]:
    """For each of these campaigns, the number of messages that have not left."""
    queued = Message.select(Message.campaign, fn.COUNT(Message.id)).where(
        many.among(Message.campaign, campaigns), Message.state == MessageState.QUEUED
    )
    return dict(queued.group_by(Message.campaign).tuples())


def _line(*columns: Any) -> CampaignLine:
    return CampaignLine(*columns)
