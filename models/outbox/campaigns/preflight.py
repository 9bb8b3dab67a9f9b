"""The preflight of a campaign: who would get a message, who would not and why, and the cost. Sends nothing.

It needs a handful of statements, however many clients there are.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from peewee import fn

from models.outbox import rules
from models.outbox.campaigns import recipients
from models.outbox.campaigns.recipients import EVERYBODY, RecipientFilter
from models.outbox.channels.addresses import COLUMNS, address_of
from models.outbox.channels.channel import Channel
from models.outbox.channels.protocol import ChannelRules, Measure
from models.outbox.channels.registry import MAIN, rules_of
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentState
from models.outbox.messages.campaign import MARKETING, Exclusion, Goal
from models.outbox.messages.queueing import NewMessage
from models.outbox.messages.table import WENT, Message, MessageKind
from models.outbox.templates import rendering
from models.outbox.units import verbs as units
from models.people.clients.aliases import survivor_of, survivors
from models.people.clients.table import Client, ClientKind
from models.refusals import N_, Refused
from models.store import clock
from models.store.connection import engine
from models.values import Progress

TESTED_WITHIN = timedelta(days=1)
"""A client who got the same text as a test within this time does not get it again."""
LATELY = timedelta(days=1)
"""A client who got a similar message within this time is reported, not excluded."""
_LIKE = {
    Goal.BALANCE_REMINDER: (MessageKind.REMINDER, MessageKind.DUE),
    Goal.CUSTOM: (MessageKind.MARKETING,),
    Goal.BIRTHDAY: (MessageKind.MARKETING,),
}
CHUNK = 5000
"""The number of texts between two progress reports."""


def go_on(done: int, total: int) -> bool:
    """The callback for callers that do not wait."""
    return True


@dataclass
class GivenUp(Refused):
    """The user cancelled the preflight."""

    sentence: ClassVar[str] = N_("Given up: nothing left.")


@dataclass(frozen=True, slots=True)
class Order:
    """What to send, and to whom.

    `clients` are the ticked ones; if none is ticked, everybody that `among` selects. With `fold`, letters
    that make a text cost more are replaced by similar ones.
    """

    goal: Goal
    body: str
    clients: tuple[int, ...] = ()
    among: RecipientFilter = EVERYBODY
    fold: bool = False
    channel: Channel = MAIN


@dataclass(frozen=True, slots=True)
class Preflight:
    """The result of a preflight: who gets the message, and why the others do not (INV-52).

    `again`: those of `getting` who got a similar message within `LATELY`, which forbids nothing. `getting`
    and `excluded` are in name order. `units_left` are the units for new messages, before this order. `last`
    is the id of the last message in the outbox at that moment.
    """

    listed: int
    getting: Sequence[int]
    again: Sequence[int]
    excluded: Mapping[int, Exclusion]
    units_needed: int
    units_left: int
    last: int = 0

    @property
    def receivers(self) -> int:
        """The number of clients who get the message."""
        return len(self.getting)

    @property
    def reasons(self) -> Mapping[Exclusion, int]:
        """The number of exclusions by reason, in the order in which the reasons are checked."""
        counted = Counter(self.excluded.values())
        return {reason: counted[reason] for reason in Exclusion if counted[reason]}


@dataclass(frozen=True, slots=True)
class Drawn:
    """The messages of an order, and the exclusions."""

    messages: Sequence[NewMessage]
    excluded: Mapping[int, Exclusion]

    @property
    def cost(self) -> int:
        """The cost of all messages."""
        return sum(each.measure.cost for each in self.messages)


@dataclass(frozen=True, slots=True)
class Fate:
    """What an order does for one client: their text, or the reason why they get none."""

    text: str
    measure: Measure
    reason: Exclusion | None


def look(order: Order, progress: Progress = go_on) -> Preflight:
    """Runs the preflight at one moment. Raises `GivenUp` and what `rendering.checked` raises."""
    with engine().reading():
        drawn, left, lately = draw(order, progress), units.left(), _lately(order)
        last = Message.select(fn.MAX(Message.id)).scalar() or 0
    getting = [each.client for each in drawn.messages if each.client is not None]
    return Preflight(
        listed=len(drawn.messages) + len(drawn.excluded),
        getting=getting,
        again=[client for client in getting if client in lately],
        excluded=drawn.excluded,
        units_needed=drawn.cost,
        units_left=left,
        last=last,
    )


def of_client(order: Order, client: int) -> Fate:
    """What one client would get. Does not check whether another client on the list has the same address.

    Raises what `rendering.checked` raises.
    """
    row, channel = Client.get_by_id(survivor_of(client)), rules_of(order.channel)
    render = rendering.renderer(order.body, fold=order.fold, channel=order.channel)
    text = render(row.last_name, row.first_name, row.balance).strip()
    address = address_of(row, order.channel)
    said = consents.state_at(row.id, address, order.channel)
    reason = _excluded_as_who_they_are(row.kind, row.status, row.blocked, address, channel)
    reason = reason or _unwanted(order.goal, row.balance, said)
    longest = rules.sending_rules(order.channel).longest
    reason = reason or _unfit(text, longest, (row.id, text) in _tested(order.channel))
    return Fate(text, channel.measure(text), reason)


def draw(order: Order, progress: Progress = go_on) -> Drawn:
    """Renders every text and excludes those who must get none (INV-50, INV-51, INV-53). Changes nothing.

    Raises `GivenUp` if `progress` returns false.
    """
    channel = rules_of(order.channel)
    render = rendering.renderer(order.body, fold=order.fold, channel=order.channel)
    stance = consents.stance(order.channel)
    longest = rules.sending_rules(order.channel).longest
    tested = _tested(order.channel)
    taken: set[str] = set()
    messages: list[NewMessage] = []
    excluded: dict[int, Exclusion] = {}
    people = _people(order)
    for number, person in enumerate(people):
        client, last_name, first_name, address, balance, kind, status, blocked, _ = person
        if number % CHUNK == 0 and not progress(number, len(people)):
            raise GivenUp
        reason = _excluded_as_who_they_are(kind, status, blocked, address, channel)
        reason = reason or _unwanted(order.goal, balance, stance.of(client, address))
        if reason is None:
            text = render(last_name, first_name, balance).strip()
            reason = _unfit(text, longest, (client, text) in tested)
        if reason is None and address in taken:
            reason = Exclusion.SAME_ADDRESS
        if reason is not None:
            excluded[client] = reason
            continue
        taken.add(address)
        messages.append(NewMessage(client, address, text, channel.measure(text)))
    return Drawn(messages, excluded)


def _excluded_as_who_they_are(
    kind: str, status: str, blocked: Any, address: str, channel: ChannelRules
) -> Exclusion | None:
    if status in ("archived", "anonymised"):
        return Exclusion.ARCHIVED
    if blocked:
        return Exclusion.BLOCKED
    if kind == ClientKind.PHARMACY:
        return Exclusion.PHARMACY
    return None if channel.reaches(address) else Exclusion.NO_ADDRESS


def _unwanted(goal: Goal, balance: int, said: ConsentState) -> Exclusion | None:
    if goal is Goal.BALANCE_REMINDER and balance <= 0:
        return Exclusion.NOTHING_OWED
    if said is ConsentState.STOPPED:
        return Exclusion.STOPPED
    if goal in MARKETING and said is not ConsentState.AGREED:
        return Exclusion.NO_CONSENT
    return None


def _unfit(text: str, longest: int, tested: bool) -> Exclusion | None:
    if not text:
        return Exclusion.NOTHING_TO_SAY
    if len(text) > longest:
        return Exclusion.TOO_LONG
    return Exclusion.TESTED if tested else None


def _people(order: Order) -> list[tuple[Any, ...]]:
    """Everybody on the list, in name order: of two clients with one address, the first gets the message."""
    columns = (
        *(Client.id, Client.last_name, Client.first_name, COLUMNS[order.channel], Client.balance),
        *(Client.kind, Client.status, Client.blocked, Client.place),
    )
    found = recipients.ticked(order.clients) if order.clients else recipients.on_the_list(order.among)
    in_order = found.select(*columns).order_by(Client.place)
    return list(engine().database.execute(in_order).fetchall())


def _tested(channel: Channel) -> set[tuple[int, str]]:
    """Who got which text as a test within `TESTED_WITHIN`."""
    rows = Message.select(Message.client, Message.body).where(
        Message.channel == channel,
        Message.kind == MessageKind.TEST,
        Message.client.is_null(False),
        Message.at >= clock.now() - TESTED_WITHIN,
        Message.state.in_(WENT),
    )
    leads = survivors()
    return {(leads.get(client, client), body) for client, body in rows.tuples()}


def sent_since(order: Order, last: int) -> set[int]:
    """Who got a similar message on this channel after this message, or is about to."""
    return _sent(order, Message.id > last)


def _lately(order: Order) -> set[int]:
    """Who got a similar message on this channel within `LATELY`, or is about to."""
    return _sent(order, Message.at >= clock.now() - LATELY)


def _sent(order: Order, when: Any) -> set[int]:
    rows = Message.select(Message.client).where(
        Message.channel == order.channel,
        Message.kind.in_(_LIKE[order.goal]),
        Message.client.is_null(False),
        when,
        Message.state.in_(WENT),
    )
    leads = survivors()
    return {leads.get(client, client) for (client,) in rows.tuples()}
