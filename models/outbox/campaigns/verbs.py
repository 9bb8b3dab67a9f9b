"""Sends to many clients: confirmed once, with the list frozen; later paused,
resumed or cancelled (sms-bulk).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from peewee import Case, fn

from models.outbox.campaigns import preflight
from models.outbox.campaigns.preflight import Drawn, Order
from models.outbox.channels.sending_rules import NOTEBOOK
from models.outbox.messages import queueing
from models.outbox.messages.campaign import Campaign, CampaignExclusion, CampaignState, Exclusion, Goal
from models.outbox.messages.table import (
    Cause,
    Message,
    MessageKind,
    MessageState,
    alone,
    cancel_waiting,
    end_empty,
)
from models.outbox.templates import rendering
from models.outbox.units import verbs as units
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.actors import Staff
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock
from models.store.connection import engine

CONFIRMS = "campaigns.confirm"

KINDS: Mapping[Goal, MessageKind] = {
    Goal.BALANCE_REMINDER: MessageKind.REMINDER,
    Goal.CUSTOM: MessageKind.MARKETING,
    Goal.BIRTHDAY: MessageKind.MARKETING,
}


@dataclass
class WrongCount(Refused):
    """Nobody was ticked, so everybody on the list gets it: their number must be typed (sms-recipients)."""

    typed: int | None
    count: int
    field: ClassVar[str] = "typed"
    sentence: ClassVar[str] = N_("Type {count}, the number of messages that will leave.")


@dataclass
class ListMoved(Refused):
    """The list changed since the preflight: somebody paid, objected, was added or left. Nothing was sent."""

    seen: int
    now: int
    sentence: ClassVar[str] = N_(
        "The list changed meanwhile: {seen} messages were to leave, {now} would now."
    )


@dataclass
class SentMeanwhile(Refused):
    """Somebody else sent them a similar message since the preflight. Nothing was sent."""

    count: int
    sentence: ClassVar[str] = N_("Meanwhile somebody else sent the like to {count} of them. Nothing left.")


@dataclass
class NobodyGetsIt(Refused):
    sentence: ClassVar[str] = N_("Nobody on this list can get this message.")


@dataclass
class NoSuchCampaign(Refused):
    sentence: ClassVar[str] = N_("This campaign does not exist.")


@dataclass
class CampaignEnded(Refused):
    """A campaign that was cancelled or is over cannot be paused, resumed or cancelled."""

    sentence: ClassVar[str] = N_("This campaign has ended.")


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign and its figures: the size of its list, its messages by state, its exclusions by
    reason. They add up (INV-52).
    """

    id: int
    at: datetime
    author: str
    goal: Goal
    body: str
    state: CampaignState
    recipients: int
    messages: Mapping[MessageState, int]
    excluded: Mapping[Exclusion, int]
    ended: datetime | None
    cost: int
    """The cost, in units, of the messages that a gateway took, or may have taken."""
    noted: int
    """The number of messages only written to the notebook, which nobody got."""

    @property
    def waiting(self) -> int:
        """The number of messages that have not left."""
        return self.messages.get(MessageState.QUEUED, 0)


@verb(CONFIRMS, Right.SEND_MESSAGES, answers=lambda done: int(Campaign.get(Campaign.trail == done).id))
def confirm(
    order: Order,
    *,
    seen: int,
    typed: int | None = None,
    last: int | None = None,
    by: By,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Writes every message of the order into the outbox, all or none, and freezes the list;
    returns the campaign's id.

    `seen` is the number of messages in the preflight; where nobody was ticked, `typed` must be that number
    too. `last` is the last message id in the preflight: a client who got a similar message since then is not
    sent it again without asking; None does not check. `progress` is called with the number written.

    Raises `WrongCount`, `ListMoved`, `SentMeanwhile`, `NobodyGetsIt`, `NotEnoughUnits`, `MayNotSend`, and
    what `rendering.checked` raises.
    """
    if not order.clients and typed != seen:
        raise WrongCount(typed, seen)
    alone()
    drawn = preflight.draw(order)
    _check(drawn, seen)
    if last is not None:
        _check_nobody_sent_it(order, drawn, last)
    record = trail.leave(by, messages=seen)
    campaign = _freeze(order, drawn, record)
    kind, channel = KINDS[order.goal], order.channel
    queueing.add(record, kind, drawn.messages, channel=channel, campaign=campaign, progress=progress)
    return campaign


@verb("campaigns.pause", Right.STOP_MESSAGES)
def pause(campaign: int, *, by: By) -> None:
    """Pauses a campaign: what has not left waits. Raises `CampaignEnded`."""
    _move(campaign, CampaignState.PAUSED, by)


@verb("campaigns.resume", Right.SEND_MESSAGES)
def resume(campaign: int, *, by: By) -> None:
    """Resumes a paused campaign. Raises `CampaignEnded` or `MayNotSend`."""
    _move(campaign, CampaignState.RUNNING, by)


@verb("campaigns.cancel", Right.STOP_MESSAGES, answers=lambda done: int(done.details()["cancelled"]))
def cancel(campaign: int, *, by: By) -> int:
    """Cancels for good what has not left; returns how many messages. Raises `CampaignEnded`."""
    return _move(campaign, CampaignState.CANCELLED, by)


def read(campaign: int) -> CampaignRow:
    """One campaign with its present figures. Raises `NoSuchCampaign`."""
    found = Campaign.select(Campaign, Trail.at, Staff.name).where(Campaign.id == campaign)
    row = found.join(Trail, on=Campaign.trail == Trail.id).join(Staff, on=Trail.staff == Staff.id).first()
    if row is None:
        raise NoSuchCampaign
    written = _written(campaign)
    return CampaignRow(
        id=row.id,
        at=row.trail.at,
        author=row.trail.staff.name,
        goal=row.goal,
        body=row.body,
        state=row.state,
        recipients=row.recipients,
        messages={each.state: each.messages for each in written},
        excluded=_left_out(campaign),
        ended=row.ended,
        cost=sum(each.cost for each in written),
        noted=sum(each.noted for each in written),
    )


def _check(drawn: Drawn, seen: int) -> None:
    if len(drawn.messages) != seen:
        raise ListMoved(seen, len(drawn.messages))
    if not drawn.messages:
        raise NobodyGetsIt
    units.refuse_beyond(drawn.cost)


def _check_nobody_sent_it(order: Order, drawn: Drawn, last: int) -> None:
    since = preflight.sent_since(order, last)
    count = sum(message.client in since for message in drawn.messages)
    if count:
        raise SentMeanwhile(count)


def _freeze(order: Order, drawn: Drawn, record: Trail) -> int:
    row = Campaign.create(
        trail=record,
        goal=order.goal,
        channel=order.channel,
        body=rendering.checked(order.body),
        everybody=not order.clients,
        recipients=len(drawn.messages) + len(drawn.excluded),
    )
    engine().insert_rows(
        "campaign_exclusion",
        ("campaign_id", "client_id", "reason"),
        [(row.id, client, str(reason)) for client, reason in drawn.excluded.items()],
    )
    return int(row.id)


def _move(campaign: int, state: CampaignState, by: By) -> int:
    alone()
    row = Campaign.get_or_none(Campaign.id == campaign)
    if row is None:
        raise NoSuchCampaign
    if row.state is state:
        return 0
    if row.ended is not None:
        raise CampaignEnded
    ends = state is CampaignState.CANCELLED
    cancelled = cancel_waiting(Message.campaign == campaign, Cause.WITHDRAWN) if ends else 0
    change = {"state": state, "ended": clock.now() if ends else None}
    Campaign.update(**change).where(Campaign.id == campaign).execute()
    end_empty(Campaign.id == campaign)
    detail: dict[str, Any] = {"campaign": campaign, "state": state, "cancelled": cancelled}
    trail.leave(by, **detail)
    return cancelled


class _Written(NamedTuple):
    """The messages of a campaign that are in one state."""

    state: MessageState
    messages: int
    cost: int
    noted: int


def _written(campaign: int) -> list[_Written]:
    """Counted in one pass, as a campaign may have a hundred thousand messages."""
    taken = Message.left_at.is_null(False) | (Message.state == MessageState.UNKNOWN)
    query = Message.select(
        Message.state,
        fn.COUNT(Message.id),
        fn.SUM(Case(None, [(taken, Message.cost)], 0)),
        fn.SUM(Case(None, [(Message.gateway == NOTEBOOK, 1)], 0)),
    )
    rows = query.where(Message.campaign == campaign).group_by(Message.state)
    return [_Written(state, *map(int, figures)) for state, *figures in rows.tuples()]


def _left_out(campaign: int) -> dict[Exclusion, int]:
    why = CampaignExclusion.reason
    counted = CampaignExclusion.select(why, fn.COUNT(CampaignExclusion.id)).group_by(why)
    return dict(counted.where(CampaignExclusion.campaign == campaign).tuples())
