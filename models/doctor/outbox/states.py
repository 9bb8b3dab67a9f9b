"""Checks across rows: messages and their states, their costs, and the consent of their clients."""

from collections.abc import Iterator
from contextlib import suppress

from peewee import Window, fn

from models.doctor.fault import Check, Fault
from models.outbox import rules
from models.outbox.channels import gsm
from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import CHANNELS
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import Consent
from models.outbox.messages.campaign import Campaign, CampaignExclusion, CampaignState
from models.outbox.messages.table import Message, MessageKind, MessageState
from models.outbox.templates import rendering
from models.outbox.templates.table import Template
from models.outbox.units.account import MovementReason, UnitMovement, UnitPack
from models.outbox.units.verbs import PackStep, UnitStep
from models.personal.kinds import WITHHELD
from models.refusals import N_, Refused

CHUNK = 2000
_LEFT = (MessageState.SENT, MessageState.DELIVERED, MessageState.EXPIRED)
_UNDER_WAY = (MessageState.QUEUED, MessageState.SENT)


def states_are_what_happened() -> Iterator[Fault]:
    """INV-54: a message in a state after sending has left, a waiting one has not, and an ended
    one has the time of its end.
    """
    left, ended = Message.left_at.is_null(False), Message.ended_at.is_null(False)
    wrong = (
        (Message.state.in_(_LEFT) & ~left)
        | (Message.state.in_((MessageState.QUEUED, MessageState.CANCELLED)) & left)
        | (Message.state.in_(_UNDER_WAY) & ended)
        | (Message.state.not_in(_UNDER_WAY) & ~ended)
        | ((Message.worker != "") & (Message.state != MessageState.QUEUED))
    )
    sentence = N_("Message {message} is not where it says it is.")
    for message, client in Message.select(Message.id, Message.client).where(wrong).tuples():
        yield Fault("INV-54", sentence, {"message": message}, client=client)


def numbers_follow_the_moments() -> Iterator[Fault]:
    """The numbers of messages have no hole and rise with the time of writing, as a period of the
    history is a range of numbers.
    """
    before = Window(order_by=[Message.id])
    rows = Message.select(
        Message.id.alias("id"),
        fn.LAG(Message.id, 1, 0).over(window=before).alias("last_id"),
        Message.at.alias("at"),
        fn.LAG(Message.at).over(window=before).alias("last_at"),
    ).window(before)
    row = rows.alias("row")
    wrong = (
        Message.select(row.c.id)
        .from_(row)
        .where((row.c.id != row.c.last_id + 1) | (row.c.at < row.c.last_at))
        .tuples()
    )
    for (message,) in wrong:
        yield Fault(
            "messages", N_("Message {message} does not follow the one before it."), {"message": message}
        )


def texts_cost_what_they_say() -> Iterator[Fault]:
    """INV-52: the encoding and the segments of every SMS are those of its text."""
    last, sentence = 0, N_("Message {message} says {segments} segments; its text makes {right}.")
    query = Message.select(Message.id, Message.body, Message.encoding, Message.cost).order_by(Message.id)
    query = query.where(Message.body != WITHHELD)
    while rows := list(query.where(Message.id > last, Message.channel == Channel.SMS).limit(CHUNK).tuples()):
        for message, body, encoding, segments in rows:
            right = gsm.measure(body)
            if (encoding, segments) != (right.encoding, right.segments):
                figures = {"message": message, "segments": segments, "right": right.segments}
                yield Fault("INV-52", sentence, figures)
        last = rows[-1][0]


def credits_add_up() -> Iterator[Fault]:
    """INV-52: the balance in each movement of credits is the sum of all movements up
    to it, and never below 0.
    """
    order = Window(order_by=[UnitMovement.id])
    rows = UnitMovement.select(
        UnitMovement.id.alias("id"),
        UnitMovement.balance.alias("balance"),
        fn.SUM(UnitMovement.amount).over(window=order).cast("BIGINT").alias("right"),
    ).window(order)
    row = rows.alias("row")
    wrong = (
        UnitMovement.select(row.c.id, row.c.balance, row.c.right)
        .from_(row)
        .where((row.c.balance != row.c.right) | (row.c.balance < 0))
        .tuples()
    )
    sentence = N_("Credit movement {movement} leaves {balance} credits; together they make {right}.")
    for movement, balance, right in wrong:
        yield Fault("INV-52", sentence, {"movement": movement, "balance": balance, "right": right})


def messages_cost_what_left() -> Iterator[Fault]:
    """INV-52: a message that left, or may have left, cost its segments; any other cost nothing."""
    paid = (
        UnitMovement.select(
            UnitMovement.message, fn.SUM(0 - UnitMovement.amount).cast("BIGINT").alias("paid")
        )
        .where(UnitMovement.message.is_null(False))
        .group_by(UnitMovement.message)
        .alias("paid")
    )
    gone = Message.left_at.is_null(False) | (Message.worker != "") | (Message.state == MessageState.UNKNOWN)
    cost = fn.COALESCE(paid.c.paid, 0)
    rows = (
        Message.select(Message.id, Message.client, cost)
        .join(paid, "LEFT OUTER JOIN", on=paid.c.message_id == Message.id)
        .where((gone & (cost != Message.cost)) | (~gone & (cost != 0)))
        .tuples()
    )
    sentence = N_("Message {message} cost {cost} credits, which is not what became of it.")
    for message, client, credits in rows:
        yield Fault("INV-52", sentence, {"message": message, "cost": credits}, client=client)


def packs_are_counted_once() -> Iterator[Fault]:
    """INV-52: every activated pack added its credits once; no other pack did."""
    activated = UnitStep.select(UnitStep.id).where(
        UnitStep.pack == UnitPack.id, UnitStep.step == PackStep.ACTIVATED
    )
    brought = UnitMovement.select(UnitMovement.id).where(
        UnitMovement.pack == UnitPack.id,
        UnitMovement.reason == MovementReason.PACK,
        UnitMovement.amount == UnitPack.size,
    )
    wrong = UnitPack.select(UnitPack.id).where(fn.EXISTS(activated) != fn.EXISTS(brought))
    for (pack,) in wrong.tuples():
        yield Fault("INV-52", N_("Pack {pack} is not counted as it should be."), {"pack": pack})


def campaigns_are_whole() -> Iterator[Fault]:
    """INV-52: the messages and exclusions of a campaign are its recipients, and a campaign whose
    messages all ended is over.
    """
    messages = Message.select(fn.COUNT(Message.id)).where(Message.campaign == Campaign.id)
    left_out = CampaignExclusion.select(fn.COUNT(CampaignExclusion.id)).where(
        CampaignExclusion.campaign == Campaign.id
    )
    queued = Message.select(Message.id).where(
        Message.campaign == Campaign.id, Message.state == MessageState.QUEUED
    )
    over = (CampaignState.CANCELLED, CampaignState.DONE)
    wrong = Campaign.select(Campaign.id).where(
        (Campaign.recipients - messages != left_out)
        | (Campaign.state.in_(over) != Campaign.ended.is_null(False))
        | ((Campaign.state == CampaignState.DONE) & fn.EXISTS(queued))
    )
    for (campaign,) in wrong.tuples():
        yield Fault("INV-52", N_("Campaign {campaign} does not add up."), {"campaign": campaign})


def one_message_a_number() -> Iterator[Fault]:
    """INV-51: nobody got the same campaign twice."""
    rows = (
        Message.select(Message.campaign, Message.recipient)
        .where(Message.campaign.is_null(False))
        .group_by(Message.campaign, Message.recipient)
        .having(fn.COUNT(Message.id) > 1)
    )
    sentence = N_("Campaign {campaign} wrote to {number} more than once.")
    for campaign, number in rows.tuples():
        yield Fault("INV-51", sentence, {"campaign": campaign, "number": number})


def only_who_agreed_was_written_to() -> Iterator[Fault]:
    """INV-50: by the last consent at that time, marketing went only to clients who agreed, and no
    message to one who objected.
    """
    agreed, objected = (
        fn.COALESCE(
            Consent.select(said)
            .where(
                Consent.channel == Message.channel,
                Consent.client == Message.client,
                Consent.trail < Message.trail,
            )
            .order_by(Consent.id.desc())
            .limit(1),
            False,
        )
        for said in (Consent.granted, consents.is_stop())
    )
    marketing = Message.kind == MessageKind.MARKETING
    rows = Message.select(Message.id, Message.client).where(
        Message.client.is_null(False), (marketing & ~agreed) | (~marketing & objected)
    )
    for message, client in rows.tuples():
        sentence = N_("Message {message} went to somebody who had not agreed.")
        yield Fault("INV-50", sentence, {"message": message}, client=client)


def texts_can_be_filled_in() -> Iterator[Fault]:
    """Templates in use have only known placeholders, and the rules of sending can be read."""
    for row in Template.select().where(Template.active):
        try:
            rendering.checked(row.body, row.goal)
        except Refused:
            yield Fault("templates", N_("The template {name} cannot be filled in."), {"name": row.name})
    readable = False
    with suppress(ValueError):
        readable = all(rules.sending_rules(channel).longest > 0 for channel in CHANNELS)
    if not readable:
        yield Fault("settings", N_("The rules of sending cannot be read."))


CHECKS: tuple[Check, ...] = (
    states_are_what_happened,
    numbers_follow_the_moments,
    texts_cost_what_they_say,
    credits_add_up,
    messages_cost_what_left,
    packs_are_counted_once,
    campaigns_are_whole,
    one_message_a_number,
    only_who_agreed_was_written_to,
    texts_can_be_filled_in,
)
