"""The right to send: given and taken with the security code, asked by all verbs that make a message leave."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.outbox import sending, single
from models.outbox.campaigns import preflight
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.preflight import Order
from models.outbox.messages.campaign import Goal
from models.people.staff import security_code, senders
from models.people.staff import verbs as personnel
from models.people.staff.login import Member
from models.people.staff.security_code import NoSecurityCode, WrongSecurityCode
from models.people.staff.verbs import NoSuchMember
from models.refusals import KeyReused
from models.requests.by import new_key
from models.requests.rights import MayNotSend
from models.requests.trail import Trail
from models.store import connection, opening, schema
from models.values import Centimes
from tests.asking import by_staff
from tests.codes import secured
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import REMINDER, Desk, states


@pytest.fixture
def colleague(cashier: Member) -> Member:
    """B. Idrissi, engaged by S. Amrani in a pharmacy whose security code is 7531."""
    security_code.choose("7531", current="", by=by_staff(cashier.id))
    return personnel.engage("B. Idrissi", "4321", security=secured(), by=by_staff(cashier.id))


def let_send(member: Member, may: bool, by: Member, security: str = "7531") -> None:
    senders.let_send(member.id, may, security=security, by=by_staff(by.id))


def test_who_starts_the_pharmacy_may_send_and_who_is_engaged_is_given_it(
    cashier: Member, colleague: Member
) -> None:
    assert (senders.may_send(cashier.id), senders.may_send(colleague.id)) == (True, False)
    let_send(colleague, True, by=cashier)
    assert senders.may_send(colleague.id)
    let_send(cashier, False, by=colleague)
    assert not senders.may_send(cashier.id)
    given, taken = Trail.select().where(Trail.verb == senders.VERB).order_by(Trail.id)
    assert (given.staff_id, given.details()["member"], given.details()["may"]) == (
        cashier.id,
        colleague.id,
        True,
    )
    assert (taken.staff_id, taken.details()["member"], taken.details()["may"]) == (
        colleague.id,
        cashier.id,
        False,
    )


def test_without_the_security_code_nobody_gives_themselves_the_right(
    cashier: Member, colleague: Member
) -> None:
    with pytest.raises(WrongSecurityCode):
        let_send(colleague, True, by=colleague, security="1234")
    assert not senders.may_send(colleague.id)
    with pytest.raises(NoSuchMember):
        senders.let_send(99, True, security="7531", by=by_staff(cashier.id))


def test_where_no_security_code_is_chosen_the_right_stays_where_it_is(cashier: Member) -> None:
    with pytest.raises(NoSecurityCode):
        let_send(cashier, False, by=cashier)
    assert senders.may_send(cashier.id)


def test_giving_it_twice_by_one_request_gives_it_once(cashier: Member, colleague: Member) -> None:
    """INV-20: the retry of an old request does not give back what was taken since."""
    op_id = new_key()
    how: dict[str, Any] = {"security": "7531", "by": by_staff(cashier.id, op_id)}
    senders.let_send(colleague.id, True, **how)
    let_send(colleague, False, by=cashier)
    security_code.choose("8642", current="7531", by=by_staff(cashier.id))
    senders.let_send(colleague.id, True, **how)
    assert not senders.may_send(colleague.id)
    with pytest.raises(KeyReused):
        senders.let_send(colleague.id, False, **how)


@pytest.fixture
def desk(counter: Counter, colleague: Member) -> Desk:
    """Where a campaign was confirmed and paused, and a message is of unknown fate, before the right went."""
    desk = Desk(counter)
    desk.buy()
    return desk


def test_nothing_leaves_by_who_has_not_the_right(desk: Desk, colleague: Member) -> None:
    """sms-rights"""
    client, other = desk.client(owes=5_000), desk.client(owes=5_000)
    order = Order(Goal.BALANCE_REMINDER, REMINDER, (client,))
    lost = desk.tell_due(client, 5_000)
    sending.claim("one", 1)
    sending.uncertain(lost, "one", "?")
    campaign = desk.remind(other)
    campaigns.pause(campaign, by=by_staff(colleague.id))
    before = states()

    asks: dict[str, Callable[..., Any]] = {
        "due": lambda **who: single.send_due(client, "Merci", seen=Centimes(5_000), **who),
        "test": lambda **who: single.send_test("0661112233", "Essai", **who),
        "campaign": lambda **who: campaigns.confirm(order, seen=preflight.look(order).receivers, **who),
        "try": lambda **who: single.try_on(order, (client,), **who),
        "again": lambda **who: single.send_again(lost, **who),
        "resume": lambda **who: campaigns.resume(campaign, **who),
    }
    for ask in asks.values():
        with pytest.raises(MayNotSend) as refused:
            ask(by=by_staff(colleague.id))
        assert refused.value == MayNotSend("B. Idrissi")
    assert states() == before
    for name, ask in asks.items():
        assert ask(**desk.who) or name == "resume"


def test_what_stops_messages_needs_no_right(desk: Desk, colleague: Member) -> None:
    campaign = desk.remind(desk.client(owes=100))
    campaigns.pause(campaign, by=by_staff(colleague.id))
    assert campaigns.cancel(campaign, by=by_staff(colleague.id)) == 1


def test_the_retry_of_what_was_sent_before_the_right_went_is_answered(desk: Desk, cashier: Member) -> None:
    """INV-20"""
    client, op_id = desk.client(owes=10), new_key()
    asks: dict[str, Any] = {"seen": Centimes(10), "by": by_staff(cashier.id, op_id)}
    sent = single.send_due(client, "Merci", **asks)
    let_send(cashier, False, by=cashier)
    assert single.send_due(client, "Merci", **asks) == sent


def test_everybody_who_worked_here_before_there_were_rights_may_send(target: Any, tmp_path: Path) -> None:
    for step in schema.MIGRATIONS.glob("000[123]_*.py"):
        shutil.copy(step, tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", tmp_path)
        opening.open_database(target)
        connection.database.execute_sql(
            "INSERT INTO staff (name, name_key, code_hash, active, failures) VALUES ('A', 'a', 'x', TRUE, 0),"
            " ('B', 'b', 'x', FALSE, 0)"
        )
        connection.close()
    opening.open_database(target)
    assert [(row.name, row.active, row.may_send) for row in personnel.colleagues()] == [
        ("A", True, True),
        ("B", False, True),
    ]
    connection.close()
