"""Single messages: telling a client what they owe, a test, and sending a message again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from models.money.ledger.client_status import check_may_operate
from models.outbox import rules
from models.outbox.campaigns import preflight
from models.outbox.campaigns.preflight import Order
from models.outbox.channels.addresses import address_of
from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN, rules_of
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentState
from models.outbox.messages import queueing
from models.outbox.messages.campaign import Exclusion
from models.outbox.messages.queueing import NewMessage
from models.outbox.messages.table import Message, MessageKind, alone, may_be_sent_again
from models.outbox.templates import rendering
from models.outbox.templates.rendering import Person
from models.outbox.units import verbs as units
from models.people.clients.aliases import survivor_of
from models.people.clients.table import Client
from models.people.clients.verbs import full_name, lock, refuse_trashed
from models.refusals import N_, Refused, TooLong
from models.requests import rights, trail
from models.requests.actors import StaffMember
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store.connection import engine
from models.values import Centimes

SENDS_DUE, TESTS, TRIES, RESENDS = "messages.due", "messages.test", "messages.try", "messages.again"
MOST_TRIED = 3


@dataclass
class WantsNoMessage(Refused):
    """INV-50: the client objected, so they are not reminded either."""

    name: str
    sentence: ClassVar[str] = N_("{name} asked for no more messages.")


@dataclass
class OwesNothing(Refused):
    name: str
    sentence: ClassVar[str] = N_("{name} owes nothing.")


@dataclass
class BalanceMoved(Refused):
    """The text names an amount, and the balance changed since it was written."""

    seen: Centimes
    now: Centimes
    sentence: ClassVar[str] = N_(
        "The balance moved meanwhile: {seen} was due, {now} is now. Read the text again."
    )


@dataclass
class TooManyTried(Refused):
    most: int = MOST_TRIED
    sentence: ClassVar[str] = N_("Tick from 1 to {most} clients for a test.")


@dataclass
class CannotGetIt(Refused):
    """A client ticked for a test would be excluded from the campaign."""

    name: str
    reason: Exclusion
    sentence: ClassVar[str] = N_("{name} cannot get this message.")


@dataclass
class NotToSendAgain(Refused):
    """The message is under way, arrived, or was sent again already."""

    sentence: ClassVar[str] = N_("This message is under way, has arrived, or was sent again already.")


@dataclass(frozen=True, slots=True)
class Due:
    """The recipient and the address of a message about a debt, and the units left for it."""

    person: Person
    recipient: str
    units_left: int

    @property
    def balance(self) -> Centimes:
        """What the client owes."""
        return self.person.balance


def due(client: int, *, channel: Channel = MAIN, staff: int) -> Due:
    """What `send_due` would find at present. Raises the refusals of `send_due` about staff and client, and
    `NotEnoughUnits` if none is left, so that the person knows before typing.
    """
    with engine().reading():
        rights.check(StaffMember(staff), Right.SEND_MESSAGES)
        row = Client.get_by_id(survivor_of(client))
        _check_owes(row)
        address = _reached(row, channel)
        if rules_of(channel).costs_units:
            units.refuse_beyond(1)
        return Due(rendering.person(row.id), address, units.left())


def _first_of(done: Trail) -> int:
    """The first message of a request; they follow one another. None is older than its request."""
    written = Message.select(Message.id).where(Message.at >= done.at, Message.trail == done)
    return int(written.order_by(Message.at, Message.id).limit(1).scalar())


def _all_of(done: Trail) -> range:
    first = _first_of(done)
    return range(first, first + Message.select().where(Message.trail == done).count())


@verb(SENDS_DUE, Right.SEND_MESSAGES, answers=_first_of)
def send_due(client: int, body: str, *, seen: Centimes, channel: Channel = MAIN, by: By) -> int:
    """Tells a client what they owe, in this text (sms-due); returns the message's id.

    `seen` is the balance for which the text was written. Raises `ClientBlocked`, `ClientArchived`,
    `BalanceMoved`, `OwesNothing`, `WantsNoMessage`, `NotEnoughUnits`, `TooLong`, `MayNotSend`, the channel's
    refusal if it does not reach the client, and what `rendering.checked_text` raises.
    """
    body = rendering.checked_text(body)
    alone()
    row = lock(client)
    _check_owes(row)
    if row.balance != seen:
        raise BalanceMoved(seen, row.balance)
    message = _to_client(row, body, channel)
    record = trail.leave(by, client=row.id)
    return queueing.add(record, MessageKind.DUE, [message], channel=channel)[0]


@verb(TESTS, Right.SEND_MESSAGES, answers=_first_of)
def send_test(address: str, body: str, *, channel: Channel = MAIN, by: By) -> int:
    """Sends a finished text to an address of the pharmacy itself: M'envoyer d'abord un essai.

    Raises `WantsNoMessage`, `NotEnoughUnits`, `TooLong`, `MayNotSend`, the channel's refusal of an address it
    does not reach, and what `rendering.checked_text` raises.
    """
    recipient, body = rules_of(channel).typed(address), rendering.checked_text(body)
    alone()
    if consents.state_at(None, recipient, channel) is ConsentState.STOPPED:
        raise WantsNoMessage(address)
    message = new_message(None, recipient, body, channel)
    record = trail.leave(by)
    return queueing.add(record, MessageKind.TEST, [message], channel=channel)[0]


@verb(TRIES, Right.SEND_MESSAGES, answers=_all_of)
def try_on(order: Order, clients: Sequence[int], *, by: By) -> range:
    """Sends an order's real texts to two or three of its clients first (sms-test-group);
    returns the messages' ids.

    The campaign itself does not send them the same text again (`preflight.TESTED_WITHIN`). Raises
    `TooManyTried`, `CannotGetIt`, `NotEnoughUnits`, `MayNotSend`, and what `rendering.checked` raises.
    """
    wanted = tuple(sorted(set(clients)))
    if not 1 <= len(wanted) <= MOST_TRIED:
        raise TooManyTried
    alone()
    for client in wanted:
        refuse_trashed(Client.get_by_id(client))
    drawn = preflight.draw(replace(order, clients=wanted))
    for client, reason in drawn.excluded.items():
        raise CannotGetIt(full_name(Client.get_by_id(client)), reason)
    units.refuse_beyond(drawn.cost)
    record = trail.leave(by)
    return queueing.add(record, MessageKind.TEST, drawn.messages, channel=order.channel)


@verb(RESENDS, Right.SEND_MESSAGES, answers=_first_of)
def send_again(message: int, *, by: By) -> int:
    """Sends the text of a message that did not arrive, or whose fate is unknown, as a
    new message; returns its id.

    On the same channel, to the client's present address. Only a person decides this: the program sends
    nothing twice (INV-54). Raises `NotToSendAgain` and what `send_due` raises about the client and the text.
    """
    alone()
    old = Message.get_or_none(Message.id == message)
    if old is None or not may_be_sent_again(old.kind, old.state):
        raise NotToSendAgain
    if Message.select().where(Message.again_of == message).exists():
        raise NotToSendAgain
    new = _as_before(old)
    record = trail.leave(by, client=new.client)
    return queueing.add(record, old.kind, [new], channel=old.channel, again_of=message)[0]


def _as_before(old: Message) -> NewMessage:
    if old.client_id is None:
        if consents.state_at(None, old.recipient, old.channel) is ConsentState.STOPPED:
            raise WantsNoMessage(old.recipient)
        return new_message(None, old.recipient, old.body, old.channel)
    row = lock(old.client_id)
    check_may_operate(row)
    if old.kind is MessageKind.MARKETING:
        consents.refuse_advertising_to_pharmacy(row)
        if consents.state_of(row.id, old.channel) is not ConsentState.AGREED:
            raise WantsNoMessage(full_name(row))
    return _to_client(row, old.body, old.channel)


def _check_owes(row: Client) -> None:
    check_may_operate(row)
    if row.balance <= 0:
        raise OwesNothing(full_name(row))


def _reached(row: Client, channel: Channel) -> str:
    """The client's address, if it can be reached and they did not object."""
    address = address_of(row, channel)
    check_reached(row, address, channel)
    return address


def check_reached(row: Client, address: str, channel: Channel) -> None:
    """Raises the channel's refusal where nothing arrives at this address of a client, or of somebody around
    them, and `WantsNoMessage` where one of the two objected.
    """
    if not rules_of(channel).reaches(address):
        raise rules_of(channel).no_address(full_name(row))
    if consents.state_at(row.id, address, channel) is ConsentState.STOPPED:
        raise WantsNoMessage(full_name(row))


def _to_client(row: Client, body: str, channel: Channel) -> NewMessage:
    return new_message(row.id, _reached(row, channel), body, channel)


def new_message(client: int | None, recipient: str, body: str, channel: Channel) -> NewMessage:
    """A message ready to be written to the outbox. Raises `TooLong` or `NotEnoughUnits`."""
    longest = rules.sending_rules(channel).longest
    if len(body) > longest:
        raise TooLong("body", len(body), longest)
    measure = rules_of(channel).measure(body)
    units.refuse_beyond(measure.cost)
    return NewMessage(client, recipient, body, measure)
