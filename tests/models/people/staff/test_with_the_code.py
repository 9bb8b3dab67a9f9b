"""Who gives rights, redirects messages or adds credits needs the security code, in the verb itself."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from messaging import choices
from models.outbox import rules
from models.outbox.units import verbs as sms_units
from models.outbox.units.account import balance
from models.people.staff import login as staff
from models.people.staff import senders
from models.people.staff import verbs as personnel
from models.people.staff.login import Member
from models.people.staff.security_code import NoSecurityCode, WrongSecurityCode
from tests.asking import by_staff
from tests.codes import secured


def _redirect(by: int, security: str) -> None:
    seen = choices.gateways()
    values = {**seen.values, "http": {**seen.values["http"], "url": "http://somebody.example/?p={secret}"}}
    wanted = replace(seen, chosen="http", port=15_000, values=values)
    choices.choose(wanted, seen=seen, security=security, by=by_staff(by))


def _buy(by: int, security: str) -> None:
    pack = sms_units.ask(500, by=by_staff(by))
    sms_units.pay(pack, "a proof", by=by_staff(by))
    sms_units.activate(pack, security=security, by=by_staff(by))


def _engage(by: int, security: str) -> None:
    personnel.engage("C. Tazi", "1111", security=security, by=by_staff(by))


def _send_away(by: int, security: str) -> None:
    (other,) = [member.id for member in staff.members() if member.id != by]
    personnel.deactivate(other, security=security, by=by_staff(by))


def _let_in(by: int, security: str) -> None:
    (other,) = [member.id for member in staff.members() if member.id != by]
    personnel.give_code(other, "9999", security=security, by=by_staff(by))


def _let_send(by: int, security: str) -> None:
    senders.let_send(by, True, security=security, by=by_staff(by))


@pytest.mark.parametrize("verb", [_redirect, _buy, _engage, _send_away, _let_in, _let_send])
def test_it_is_not_done_without_the_security_code(cashier: Member, verb: Callable[[int, str], None]) -> None:
    by = staff.engage("B. Idrissi", "4321", may_send=False).id
    before = choices.gateways(), rules.sending_rules(), balance(), personnel.colleagues()
    with pytest.raises(NoSecurityCode):
        verb(by, "")
    code = secured()
    with pytest.raises(WrongSecurityCode):
        verb(by, "0000")
    assert (choices.gateways(), rules.sending_rules(), balance(), personnel.colleagues()) == before
    verb(by, code)
