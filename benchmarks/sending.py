"""Sending: the worker, beside a bare loop that asks the same gateway the same things and keeps nothing."""

import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

from benchmarks.measuring.report import Figure
from models.requests.actors import FOUNDING, StaffMember
from models.requests.by import By
from tests import kannel

if TYPE_CHECKING:
    from messaging.gateways.kannel import Kannel

MESSAGES = 500
RUNS = 3
TEXT = "Bonjour, vous devez {} DH à la Pharmacie Atlas."
FASTEST = "1000"


def figures() -> list[Figure]:
    """Through a real Kannel, where one is installed; each run in turn with its anchor."""
    what, anchor = f"sending {MESSAGES} messages through a gateway on this machine", "the requests alone"
    if not kannel.installed():
        return [Figure(what, 0, "s", anchor, None, 2.0)]
    with TemporaryDirectory() as folder, kannel.running(Path(folder)) as operator:
        runs = [
            (_outbox(Path(folder, f"{run}.db"), _gateway(operator)), _requests(_gateway(operator)))
            for run in range(RUNS)
        ]
    ours, bare = (median(times) for times in zip(*runs, strict=True))
    return [Figure(what, ours, "s", anchor, bare, 2.0)]


def _gateway(operator: kannel.Kannel) -> "Kannel":
    from messaging.gateways.kannel import Kannel
    from messaging.receipt_address import ReceiptAddress
    from messaging.secrets import Secret

    password = Secret(kannel.PASSWORD)
    receipts = ReceiptAddress(operator.receipts, b"key")
    return Kannel(operator.url, kannel.USER, password, sender="Atlas", receipts=receipts)


def _outbox(database: Path, gateway: "Kannel") -> float:
    """Messages claimed, handed over, their answers and their credits written."""
    from messaging.worker import Worker
    from models.outbox.rules import sending_rules
    from models.store import connection, opening

    opening.open_database(database)
    _fill()
    worker = Worker(gateway, sending_rules(), stop=Event())
    started = time.perf_counter()
    assert worker.empty().accepted == MESSAGES
    taken = time.perf_counter() - started
    gateway.close()
    connection.close()
    return taken


def _requests(gateway: "Kannel") -> float:
    from messaging.protocol import Accepted
    from models.outbox.channels.channel import Channel
    from models.outbox.sending import Outgoing

    messages = [
        Outgoing(number, Channel.SMS, _number(number), TEXT.format(number), "gsm7", 1, 1, "a request")
        for number in range(1, MESSAGES + 1)
    ]
    started = time.perf_counter()
    assert all(isinstance(gateway.send(message), Accepted) for message in messages)
    taken = time.perf_counter() - started
    gateway.close()
    return taken


def _fill() -> None:
    from models.outbox.channels.gsm import measure
    from models.outbox.messages import queueing
    from models.outbox.messages.table import MessageKind, alone
    from models.outbox.rules import CLOSES, OPENS, PER_SECOND
    from models.outbox.units import verbs as sms_units
    from models.people.staff import security_code
    from models.pharmacy import first_start
    from models.requests import trail
    from models.requests.by import new_key
    from models.store import settings
    from models.store.connection import transaction
    from models.store.settings import Pharmacy

    pharmacy = Pharmacy(name="Pharmacie Atlas")
    staff = first_start.establish(pharmacy, "S. Amrani", "1234", by=By(FOUNDING, new_key())).id
    pack = sms_units.ask(MESSAGES, by=By(StaffMember(staff), new_key()))
    sms_units.pay(pack, "a proof", by=By(StaffMember(staff), new_key()))
    security_code.choose("7777", current="", by=By(StaffMember(staff), new_key()))
    sms_units.activate(pack, security="7777", by=By(StaffMember(staff), new_key()))
    for name, value in {OPENS: "00:00", CLOSES: "23:59:59.999999", PER_SECOND: FASTEST}.items():
        settings.put(name, value)
    texts = [TEXT.format(number) for number in range(MESSAGES)]
    rows = [
        queueing.NewMessage(None, _number(number), text, measure(text)) for number, text in enumerate(texts)
    ]
    with transaction():
        alone()
        record = trail.leave(By(StaffMember(staff), new_key(), "benchmarks.send"))
        queueing.add(record, MessageKind.DUE, rows)


def _number(place: int) -> str:
    return f"+2126{place:08}"
