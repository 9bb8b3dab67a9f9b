"""An outbox with credits on each engine, and gateways that answer as they are told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import pytest

from messaging.protocol import Accepted, Outcome, ReceiptRead
from messaging.receipt_address import ReceiptAddress
from messaging.worker import Worker
from models.outbox.channels.gsm import measure
from models.outbox.channels.sending_rules import SendingRules
from models.outbox.messages import queueing, receipts
from models.outbox.messages.queueing import NewMessage
from models.outbox.messages.table import Message, MessageKind, MessageState, ReceiptState, alone
from models.outbox.rules import CLOSES, OPENS, PER_SECOND, setting
from models.outbox.sending import Outgoing
from models.outbox.units import verbs as sms_units
from models.people.staff.login import Member
from models.requests import trail
from models.store import settings
from models.store.connection import transaction
from tests.asking import by_staff
from tests.codes import secured

ALWAYS = {setting(OPENS): "00:00", setting(CLOSES): "23:59:59.999999", setting(PER_SECOND): "1000"}
"""No test waits for the morning."""


@dataclass
class Outbox:
    """What is in the outbox, in one line each."""

    staff: int

    def buy(self, size: int) -> None:
        pack = sms_units.ask(size, by=by_staff(self.staff))
        sms_units.pay(pack, "a proof", by=by_staff(self.staff))
        sms_units.activate(pack, security=secured(), by=by_staff(self.staff))

    def put(self, *texts: str, kind: MessageKind = MessageKind.DUE, first: int = 0) -> list[int]:
        """One message for each text, to numbers that follow one another."""
        rows = [
            NewMessage(None, number(first + place), text, measure(text)) for place, text in enumerate(texts)
        ]
        with transaction():
            alone()
            return list(queueing.add(trail.leave(by_staff(self.staff, verb="tests.put")), kind, rows))

    def states(self) -> list[str]:
        rows = Message.select(Message.state).order_by(Message.id)
        return [str(state) for (state,) in rows.tuples()]

    def count(self, state: MessageState) -> int:
        return int(Message.select().where(Message.state == state).count())


@dataclass
class Scripted:
    """A gateway that answers as it is told, by the text it gets, and remembers what it got."""

    answers_with: Callable[[Outgoing], Outcome] = lambda message: Accepted()
    name: str = "scripted"
    receipts: ReceiptAddress | None = None
    there: bool = True
    got: list[Outgoing] = field(default_factory=list)

    def send(self, message: Outgoing) -> Outcome:
        self.got.append(message)
        return self.answers_with(message)

    def answers(self) -> bool:
        return self.there

    def read_receipt(self, fields: Mapping[str, str]) -> ReceiptRead:
        return ReceiptRead(ReceiptState(fields.get("state", "unknown")), fields.get("words", ""))

    def close(self) -> None:
        pass

    @property
    def texts(self) -> Sequence[str]:
        return [message.body for message in self.got]


def address_of(receipts_at: ReceiptAddress, message: int) -> str:
    """The address for the receipts of a message of this database."""
    known = receipts.addressed(message)
    assert known is not None
    return receipts_at.of(known)


def unforeseen(error: Exception) -> None:
    raise error


def number(place: int) -> str:
    return f"+2126{place:08}"


def worker(gateway: Any, *, rules: SendingRules | None = None, **how: Any) -> Worker:
    """A worker in a hurry, at any hour."""
    for name, value in ALWAYS.items():
        settings.put(name, value)
    from models.outbox.rules import sending_rules

    return Worker(gateway, rules or sending_rules(), **{"stop": Event(), **how})


@pytest.fixture
def outbox(cashier: Member) -> Outbox:
    """An outbox on each engine, with a thousand credits."""
    box = Outbox(cashier.id)
    box.buy(1000)
    return box


@pytest.fixture
def file_outbox(file_cashier: Member) -> Outbox:
    """An outbox on SQLite only."""
    box = Outbox(file_cashier.id)
    box.buy(1000)
    return box
