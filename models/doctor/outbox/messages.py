"""Checks of single rows: the columns of a message or of a movement of credits agree with one another."""

from collections.abc import Iterator

from peewee import JOIN, fn

from models.doctor.fault import Check, Fault, first
from models.doctor.persons import strangers
from models.outbox.campaigns.verbs import KINDS
from models.outbox.channels.channel import Channel
from models.outbox.consents.table import Consent
from models.outbox.incoming_texts import IncomingDecision, IncomingText
from models.outbox.messages.campaign import Campaign, CampaignExclusion, CampaignState
from models.outbox.messages.receipts import ENDS
from models.outbox.messages.table import Cause, DeliveryReceipt, Message, MessageKind, MessageState
from models.outbox.templates import rendering
from models.outbox.templates.table import Template
from models.outbox.units.account import MovementReason, UnitMovement, UnitPack
from models.outbox.units.verbs import LARGEST, PackStep, UnitStep
from models.people.clients.selections import Selection
from models.personal.kinds import WITHHELD
from models.refusals import N_, Refused
from models.requests.trail import Trail
from models.store.search.folding import fold

_CAUSES = {
    MessageState.FAILED: (Cause.REFUSED, Cause.TOO_MANY_TRIES, Cause.NONE),
    MessageState.UNKNOWN: (Cause.LOST, Cause.UNCLEAR),
    MessageState.CANCELLED: (Cause.WITHDRAWN, Cause.STOPPED, Cause.OVERTAKEN),
}
"""The causes that a message in this state may have; in any other state it has none. A message with a sender
that has a cause was cancelled meanwhile.
"""


def messages_are_as_they_were_asked_for() -> Iterator[Fault]:
    """INV-54: a message names the request, the campaign or the debt that it was written for."""
    again = Message.alias()
    of_its_goal = Message.campaign.is_null()
    for goal, kind in KINDS.items():
        of_its_goal |= (Campaign.goal == goal) & (Message.kind == kind)
    of_many = Message.kind.in_(tuple(KINDS.values()))
    repeated = again.id.is_null(False)
    wrong = (
        (fn.COALESCE(Message.staff, 0) != fn.COALESCE(Trail.staff, 0))
        | (Message.at < Trail.at)
        | ~of_its_goal
        | (Message.campaign.is_null(False) & ((Campaign.trail != Message.trail) | Message.client.is_null()))
        | (Message.campaign.is_null() & Message.again_of.is_null() & of_many)
        | ((Message.kind == MessageKind.DUE) & Message.client.is_null())
        | ((Trail.verb == "messages.again") != Message.again_of.is_null(False))
        | (
            repeated
            & ((again.kind != Message.kind) | (again.body != Message.body) | (again.id >= Message.id))
        )
        | (repeated & strangers(again.client, Message.client))
        | (Campaign.channel != Message.channel)
        | ((Trail.verb == "campaigns.confirm") != Message.campaign.is_null(False))
    )
    rows = (
        Message.select(Message.id, Message.client)
        .join(Trail)
        .join_from(Message, Campaign, JOIN.LEFT_OUTER)
        .join_from(Message, again, JOIN.LEFT_OUTER, on=Message.again_of == again.id)
        .where(wrong)
    )
    sentence = N_("Message {message} is not what was asked for.")
    for message, client in first(rows):
        yield Fault("INV-54", sentence, {"message": message}, client=client)


def messages_can_be_sent() -> Iterator[Fault]:
    """An SMS goes to a number in international form, and an e-mail to an e-mail address."""
    shape = Message.recipient.startswith("+") & fn.LENGTH(Message.recipient).between(8, 16)
    digits = fn.LTRIM(Message.recipient, "+0123456789") == ""
    wrong = ((Message.channel == Channel.SMS) & ~(shape & digits)) | (
        (Message.channel == Channel.EMAIL) & ~Message.recipient.contains("@")
    )
    rows = Message.select(Message.id, Message.client, Message.recipient).where(
        wrong, Message.body != WITHHELD
    )
    sentence = N_("Message {message} goes to {recipient}, which is no address of its channel.")
    for message, client, recipient in first(rows):
        yield Fault("messages", sentence, {"message": message, "recipient": recipient}, client=client)


def moments_follow_one_another() -> Iterator[Fault]:
    """INV-54: the times of a message are in order (written, due, left, ended), and
    its attempts are counted.
    """
    tried = UnitMovement.select(fn.COUNT(UnitMovement.id)).where(
        UnitMovement.message == Message.id, UnitMovement.reason == MovementReason.TAKEN
    )
    given_back = UnitMovement.select(fn.COUNT(UnitMovement.id)).where(
        UnitMovement.message == Message.id, UnitMovement.reason == MovementReason.GIVEN_BACK
    )
    wrong = (
        (Message.left_at < Message.at)
        | (Message.ended_at < Message.at)
        | (Message.ended_at < Message.left_at)
        | (Message.next_try < Message.at)
        | ((Message.refusals == 0) & (Message.next_try != Message.at))
        | (Message.refusals > given_back)
        | (Message.attempts != tried)
        | (Message.cost < 1)
    )
    rows = Message.select(Message.id, Message.client).where(Message.channel == Channel.SMS, wrong)
    sentence = N_("What message {message} says of when and how often it was tried does not go together.")
    for message, client in first(rows):
        yield Fault("INV-54", sentence, {"message": message}, client=client)


def causes_suit_the_state() -> Iterator[Fault]:
    """INV-54: a message that did not leave has a cause, and one that left has none and names its gateway."""
    cancelled = (Message.worker != "") & Message.cause.in_(_CAUSES[MessageState.CANCELLED])
    wrong = Message.state.not_in(tuple(_CAUSES)) & (Message.cause != Cause.NONE) & ~cancelled
    for state, causes in _CAUSES.items():
        wrong |= (Message.state == state) & Message.cause.not_in(causes)
    failed = Message.state == MessageState.FAILED
    wrong |= failed & (Message.left_at.is_null() == (Message.cause == Cause.NONE))
    wrong |= (Message.gateway != "") & Message.left_at.is_null()
    wrong |= (Message.gateway_id != "") & (Message.gateway == "")
    sentence = N_("Why message {message} is where it is does not go with its state.")
    for message, client in first(Message.select(Message.id, Message.client).where(wrong)):
        yield Fault("INV-54", sentence, {"message": message}, client=client)


def ends_were_told() -> Iterator[Fault]:
    """INV-54: a message that was delivered, failed on the way or expired has a receipt that says so."""
    sentence = N_("Message {message} and what the gateway told of it do not agree.")
    receipt = DeliveryReceipt.alias()
    for reported, state in ENDS.items():
        there = receipt.select(receipt.id).where(receipt.message == Message.id, receipt.state == reported)
        unsaid = (Message.state == state) & Message.left_at.is_null(False) & ~fn.EXISTS(there)
        # A receipt for an earlier attempt, before this one left, changed nothing.
        later = there.where(receipt.at > Message.left_at)
        unheard = (Message.state == MessageState.SENT) & fn.EXISTS(later)
        for message, client in first(Message.select(Message.id, Message.client).where(unsaid | unheard)):
            yield Fault("INV-54", sentence, {"message": message}, client=client)
    rows = (
        DeliveryReceipt.select(Message.id, Message.client)
        .join(Message)
        .where(DeliveryReceipt.at < Message.at)
    )
    for message, client in first(rows):
        yield Fault("INV-54", sentence, {"message": message}, client=client)


def nobody_is_left_out_and_written_to() -> Iterator[Fault]:
    """INV-52: a client excluded from a campaign gets no message of it, and no cancelled message waits."""
    written = Message.select(Message.id).where(
        Message.campaign == CampaignExclusion.campaign, Message.client == CampaignExclusion.client
    )
    rows = CampaignExclusion.select(CampaignExclusion.campaign, CampaignExclusion.client)
    sentence = N_("Campaign {campaign} left client {client} out and wrote to them.")
    for campaign, client in first(rows.where(fn.EXISTS(written))):
        yield Fault("INV-52", sentence, {"campaign": campaign, "client": client}, client=client)
    waiting = Message.select(Message.id).where(
        Message.campaign == Campaign.id, Message.state == MessageState.QUEUED, Message.worker == ""
    )
    cancelled = (
        Campaign.select(Campaign.id)
        .join(Trail)
        .where(
            ((Campaign.state == CampaignState.CANCELLED) & fn.EXISTS(waiting)) | (Campaign.ended < Trail.at)
        )
    )
    for (campaign,) in first(cancelled):
        over = N_("Campaign {campaign} is over, and something of it still waits.")
        yield Fault("INV-52", over, {"campaign": campaign})


def texts_of_campaigns_can_be_filled_in() -> Iterator[Fault]:
    """INV-53: the text of a campaign has only known placeholders."""
    sentence = N_("The text of campaign {campaign} cannot be filled in.")
    for campaign, body in Campaign.select(Campaign.id, Campaign.body).tuples():
        try:
            rendering.checked(body)
        except Refused:
            yield Fault("INV-53", sentence, {"campaign": campaign})


def movements_are_of_what_they_name() -> Iterator[Fault]:
    """INV-52: an attempt costs the segments of its message, and no more is given back than was taken."""
    taken = UnitMovement.alias()
    was_taken = taken.select(taken.id).where(
        taken.message == UnitMovement.message,
        taken.attempt == UnitMovement.attempt,
        taken.reason == MovementReason.TAKEN,
        taken.id < UnitMovement.id,
    )
    wrong = (
        (fn.ABS(UnitMovement.amount) != Message.cost)
        | (UnitMovement.at < Message.at)
        | (UnitMovement.attempt > Message.attempts)
        | ((UnitMovement.reason == MovementReason.GIVEN_BACK) & ~fn.EXISTS(was_taken))
    )
    rows = UnitMovement.select(UnitMovement.id).join(Message).where(wrong)
    sentence = N_("Credit movement {movement} is not of the message that it names.")
    for (movement,) in first(rows):
        yield Fault("INV-52", sentence, {"movement": movement})
    unasked = (
        UnitMovement.select(UnitMovement.id)
        .join(UnitStep, on=(UnitStep.pack == UnitMovement.pack) & (UnitStep.step == PackStep.ACTIVATED))
        .join(Trail, on=UnitStep.trail == Trail.id)
        .where(UnitMovement.at < Trail.at)
    )
    for (movement,) in first(unasked):
        yield Fault("INV-52", sentence, {"movement": movement})


def packs_took_their_steps() -> Iterator[Fault]:
    """INV-52: a pack was asked for, then paid with a proof, then activated; it was
    cancelled only before that.
    """
    before = UnitStep.alias()
    paid = before.select(before.id).where(
        before.pack == UnitStep.pack, before.step == PackStep.PAID, before.trail < UnitStep.trail
    )
    over = before.select(before.id).where(
        before.pack == UnitStep.pack, before.step == PackStep.ACTIVATED, before.id != UnitStep.id
    )
    wrong = (
        ((UnitStep.step == PackStep.ACTIVATED) & ~fn.EXISTS(paid))
        | ((UnitStep.step == PackStep.CANCELLED) & fn.EXISTS(over))
        | ((UnitStep.step == PackStep.PAID) != (UnitStep.reference != ""))
        | (UnitStep.trail <= UnitPack.trail)
        | ~UnitPack.size.between(1, LARGEST)
    )
    sentence = N_("Pack {pack} took a step that may not follow the one before.")
    for (pack,) in first(UnitPack.select(UnitPack.id).join(UnitStep).where(wrong).distinct()):
        yield Fault("INV-52", sentence, {"pack": pack})


def names_are_found() -> Iterator[Fault]:
    """A template or a selection is found by its folded name; a retired one gives its name free."""
    sentence = N_("{name} is not found by its name.")
    for row in Template.select():
        if row.name_key != (fold(row.name) if row.active else f"{fold(row.name)} #{row.id}"):
            yield Fault("names", sentence, {"name": row.name})
    for name, key in Selection.select(Selection.name, Selection.name_key).tuples():
        if key != fold(name):
            yield Fault("names", sentence, {"name": name})


def words_follow_one_another() -> Iterator[Fault]:
    """INV-50: the last consent of a client is the valid one, so consents are stored in the order
    in which they were given.
    """
    before = Consent.alias()
    later = before.select(before.id).where(before.id < Consent.id, before.trail > Consent.trail)
    same = (before.client == Consent.client) & (before.channel == Consent.channel)
    rows = Consent.select(Consent.id, Consent.client).where(fn.EXISTS(later.where(same)))
    sentence = N_("The word {word} of client {client} does not follow the one before it.")
    for word, client in first(rows):
        yield Fault("INV-50", sentence, {"word": word, "client": client}, client=client)


def stops_were_kept() -> Iterator[Fault]:
    """INV-50: an answer that is STOP, or that a person read as STOP, stopped its
    number; no other answer did.
    """
    asked, stopped = Trail.alias(), Trail.alias()
    sentence = N_("The text {text} from {sender} and what it stopped do not agree.")
    kept = Consent.select(Consent.id).join(stopped).where(stopped.op_id == asked.op_id.concat(" stop"))
    texts = IncomingText.select(IncomingText.id, IncomingText.sender)
    heard = texts.join(asked, on=IncomingText.trail == asked.id)
    read = texts.join(IncomingDecision).join(asked, on=IncomingDecision.trail == asked.id)
    for rows, row in ((heard, IncomingText), (read, IncomingDecision)):
        for text, sender in first(rows.where(row.stopped != fn.EXISTS(kept))):
            yield Fault("INV-50", sentence, {"text": text, "sender": sender})


CHECKS: tuple[Check, ...] = (
    messages_are_as_they_were_asked_for,
    messages_can_be_sent,
    moments_follow_one_another,
    causes_suit_the_state,
    ends_were_told,
    nobody_is_left_out_and_written_to,
    texts_of_campaigns_can_be_filled_in,
    movements_are_of_what_they_name,
    packs_took_their_steps,
    names_are_found,
    words_follow_one_another,
    stops_were_kept,
)
