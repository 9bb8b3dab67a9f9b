"""Campaigns: what was sent to many at once, and who was left out of it."""

from enum import StrEnum

from models.outbox.channels.channel import Channel
from models.people.clients.table import Client
from models.requests.trail import Trail
from models.store.connection import Table
from models.store.fields import (
    BooleanField,
    ChoiceField,
    ForeignKeyField,
    IntegerField,
    MomentField,
    TextField,
)


class Goal(StrEnum):
    """Why many clients are written to (sms-goal)."""

    BALANCE_REMINDER = "balance_reminder"
    """Transactional: it goes to whoever owes and did not object."""
    CUSTOM = "custom"
    """Marketing: it needs a consent (INV-50)."""


class CampaignState(StrEnum):
    """Where a campaign stands; once cancelled or done it stays so."""

    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"


class Exclusion(StrEnum):
    """Why somebody on the list gets nothing; the first of these that holds."""

    ARCHIVED = "archived"
    BLOCKED = "blocked"
    NO_ADDRESS = "no_number"
    NOTHING_OWED = "nothing_owed"
    STOPPED = "stopped"
    NO_CONSENT = "no_consent"
    NOTHING_TO_SAY = "nothing_to_say"
    TOO_LONG = "too_long"
    TESTED = "tested"
    SAME_ADDRESS = "same_number"


class Campaign(Table):
    """A list that was confirmed. `body` is the template as it was, `recipients` how many were on the list:
    as many as its messages and its exclusions together (INV-52).
    """

    trail = ForeignKeyField(Trail)
    goal = ChoiceField(Goal)
    channel = ChoiceField(Channel)
    body = TextField()
    everybody = BooleanField()
    recipients = IntegerField()
    state = ChoiceField(CampaignState, default=CampaignState.RUNNING)
    ended = MomentField(null=True)


class CampaignExclusion(Table):
    """Somebody on the list of a campaign to whom nothing was sent. Append-only."""

    campaign = ForeignKeyField(Campaign, backref="exclusions")
    client = ForeignKeyField(Client)
    reason = ChoiceField(Exclusion)


def running(channel: Channel | None = None) -> list[int]:
    """The campaigns of a channel, or of any, that are under way, in the order of their confirmation."""
    rows = Campaign.select(Campaign.id).where(Campaign.state == CampaignState.RUNNING).order_by(Campaign.id)
    if channel is not None:
        rows = rows.where(Campaign.channel == channel)
    return [key for (key,) in rows.tuples()]
