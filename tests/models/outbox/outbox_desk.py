"""The desk from which clients are written to, with short names for what is done all the time."""

from dataclasses import dataclass, field
from typing import Any

from models.outbox import single
from models.outbox.campaigns import preflight
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.preflight import Order
from models.outbox.channels.channel import Channel
from models.outbox.channels.gsm import measure
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, Word
from models.outbox.messages import queueing
from models.outbox.messages.campaign import Goal
from models.outbox.messages.queueing import NewMessage
from models.outbox.messages.table import Message, MessageKind, MessageState, alone
from models.outbox.units import account as units_account
from models.outbox.units import verbs as sms_units
from models.requests import trail
from models.store.connection import transaction
from models.values import Centimes
from tests.asking import by_staff
from tests.codes import secured
from tests.models.conftest import Counter

REMINDER = "Bonjour {client}, votre solde est de {solde}. {pharmacie}"


@dataclass
class Desk:
    """Whoever sends, beside a counter. Each call is a new request."""

    counter: Counter
    made: list[int] = field(default_factory=list)

    @property
    def who(self) -> dict[str, Any]:
        return {"by": by_staff(self.counter.staff)}

    def buy(self, size: int = 1000) -> int:
        """A pack, asked for, paid and activated."""
        pack = sms_units.ask(size, **self.who)
        sms_units.pay(pack, "virement 7", **self.who)
        sms_units.activate(pack, security=secured(), **self.who)
        return pack

    def client(self, name: str = "", *, mobile: str | None = None, owes: int = 0, **fields: Any) -> int:
        """A client with a mobile of their own, who owes so much."""
        number = len(self.made)
        mobile = f"+2126000{number:05d}" if mobile is None else mobile
        key = self.counter.client(name or f"Client {number:03d}", "", mobile=mobile, **fields)
        self.made.append(key)
        if owes:
            self.counter.adjust(key, owes)
        return key

    def says(self, client: int, granted: bool | Word, source: str = "form") -> int:
        """Yes, STOP, or a word of its own."""
        word = granted if isinstance(granted, Word) else Word.AGREES if granted else Word.STOP
        return consents.record(client, Channel.SMS, word, ConsentSource(source), **self.who)

    def send(self, order: Order, **how: Any) -> int:
        """Confirms an order as it was seen; nobody ticked: with the right number typed."""
        seen = preflight.look(order).receivers
        return campaigns.confirm(order, seen=seen, typed=seen, **(self.who | how))

    def remind(self, *clients: int, body: str = REMINDER) -> int:
        return self.send(Order(Goal.BALANCE_REMINDER, body, clients))

    def advertise(self, *clients: int, body: str = "Crème solaire -20 %. STOP: repondez STOP") -> int:
        return self.send(Order(Goal.CUSTOM, body, clients))

    def tell_due(self, client: int, owed: int, body: str = "Merci de passer") -> int:
        return single.send_due(client, body, seen=Centimes(owed), **self.who)


def queue(desk: Desk, *bodies: str, kind: MessageKind = MessageKind.TEST) -> range:
    """Messages to nobody in particular."""
    with transaction():
        alone()
        record = trail.leave(by_staff(desk.counter.staff, verb=single.TRIES))
        rows = [
            NewMessage(None, f"+21261111{number:04d}", body, measure(body))
            for number, body in enumerate(bodies)
        ]
        return queueing.add(record, kind, rows)


def states(messages: Any = None) -> list[str]:
    """The states of these messages, or of all, in the order of numbers."""
    rows = Message.select(Message.state).order_by(Message.id)
    rows = rows if messages is None else rows.where(Message.id.in_(list(messages)))
    return [str(state) for (state,) in rows.tuples()]


def balance() -> int:
    return units_account.balance()


def reached() -> list[tuple[int | None, str]]:
    """Who is written to, and where."""
    return list(Message.select(Message.client, Message.recipient).order_by(Message.id).tuples())


QUEUED, SENT, DELIVERED = MessageState.QUEUED, MessageState.SENT, MessageState.DELIVERED
