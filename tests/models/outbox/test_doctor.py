"""The doctor finds nothing in a day of messages, and names every fault that is planted in it."""

import pytest

from locales.sentences import describe
from models import doctor
from models.outbox import sending
from models.outbox.consents import verbs as consents
from models.outbox.messages import receipts
from models.outbox.messages.campaign import Goal
from models.outbox.messages.table import ReceiptState
from models.outbox.templates import verbs as templates
from models.requests.actors import INCOMING
from models.requests.by import By
from models.store import connection
from models.store.engines.sqlite import SqliteEngine
from tests.models.conftest import Counter
from tests.models.doctor.planted.in_a_day_of_messages import PLANTED, WITHOUT_INDEX, WITHOUT_TRIGGER
from tests.models.doctor.planted.planted import plant
from tests.models.outbox.outbox_desk import REMINDER, Desk, states


@pytest.fixture
def a_day(counter: Counter) -> Desk:
    """A campaign with one of everything that can become of a message, and somebody left out."""
    desk = Desk(counter)
    desk.buy(100)
    templates.create("Rappel", Goal.BALANCE_REMINDER, REMINDER, **desk.who)
    several = [desk.client(owes=1_000 + number) for number in range(6)]
    desk.says(several[0], True)
    consents.stop("+212600099999", by=By(INCOMING, "incoming 1"))
    desk.remind(*several, desk.client())
    claimed = [each.id for each in sending.claim("one", 5)]
    sending.accepted(claimed[0], "one", gateway="g", gateway_id="1")
    receipts.receive(claimed[0], ReceiptState.DELIVERED)
    sending.accepted(claimed[1], "one", gateway="g", gateway_id="2")
    sending.refused(claimed[2], "one", "no such number", temporary=False)
    sending.uncertain(claimed[3], "one", "connection reset")
    desk.says(several[5], False)
    assert states() == ["delivered", "sent", "failed", "unknown", "queued", "cancelled"]
    return desk


@pytest.mark.parametrize("what", PLANTED)
def test_the_doctor_names_what_is_wrong(what: str, a_day: Desk) -> None:
    planted = PLANTED[what]
    assert [str(fault) for fault in doctor.examine()] == []
    _plant(planted.sql, planted.lifted)
    found = list(planted.check())
    assert planted.invariant in {fault.invariant for fault in found}
    for fault in found:
        assert "{" not in describe(fault)


def _plant(sql: str, lifted: tuple[str, str] | None) -> None:
    run = connection.engine().database.execute_sql
    if sql == WITHOUT_TRIGGER:
        run(sql if isinstance(connection.engine(), SqliteEngine) else f"{sql} ON message")
        return
    if sql.startswith(WITHOUT_INDEX):
        run(WITHOUT_INDEX.strip("; "))
    plant(sql.removeprefix(WITHOUT_INDEX), lifted)
