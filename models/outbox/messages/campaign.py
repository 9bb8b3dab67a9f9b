"""The tables of campaigns: what was sent to many at once, and who was excluded."""

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
    """What a template is for; all but `APPOINTMENT` are goals of campaigns too (sms-goal)."""

    BALANCE_REMINDER = "balance_reminder"
    """Transactional: sent to everybody who owes and did not object."""
    CUSTOM = "custom"
    """Marketing: sent only to clients with a consent (INV-50)."""
    BIRTHDAY = "birthday"
    """Marketing too: wishes by name, to clients with a consent."""
    APPOINTMENT = "appointment"
    """The text that reminds of an appointment, one by one."""


OF_CAMPAIGNS = (Goal.BALANCE_REMINDER, Goal.CUSTOM, Goal.BIRTHDAY)
MARKETING = (Goal.CUSTOM, Goal.BIRTHDAY)


class CampaignState(StrEnum):
    """The state of a campaign; cancelled and done are final."""

    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"


class Exclusion(StrEnum):
    """Why a client on the list gets nothing; the first reason that applies."""

    ARCHIVED = "archived"
    BLOCKED = "blocked"
    PHARMACY = "pharmacy"
    """Another pharmacy: a colleague gets no advertising, and is reminded by no campaign."""
    NO_ADDRESS = "no_number"
    NOTHING_OWED = "nothing_owed"
    STOPPED = "stopped"
    NO_CONSENT = "no_consent"
    NOTHING_TO_SAY = "nothing_to_say"
    TOO_LONG = "too_long"
    TESTED = "tested"
    SAME_ADDRESS = "same_number"


class Campaign(Table):
    """A confirmed list. `body` is the template at that time; `recipients` is the size of the list, the sum of
    its messages and its exclusions (INV-52).
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
    """The campaigns of a channel, or of all, that are not over, in the order of their confirmation."""
    rows = Campaign.select(Campaign.id).where(Campaign.state == CampaignState.RUNNING).order_by(Campaign.id)
    if channel is not None:
        rows = rows.where(Campaign.channel == channel)
    return [key for (key,) in rows.tuples()]
