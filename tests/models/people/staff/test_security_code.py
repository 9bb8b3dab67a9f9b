"""The security code: asked before what cannot be undone, slow to guess, chosen by who knows the last one."""

from datetime import timedelta

import pytest

from models.people.staff import codes, security_code
from models.people.staff import login as staff
from models.people.staff.codes import CodeTooShort, TooManyTries
from models.people.staff.security_code import NoSecurityCode, WrongSecurityCode
from models.refusals import KeyReused
from models.requests.actors import Staff
from models.requests.by import new_key
from models.requests.rights import StaffInactive
from models.requests.trail import Trail
from models.store import clock, settings
from models.store.connection import transaction
from models.store.settings import Setting
from tests.asking import by_staff
from tests.conftest import NOW


def choose(who: staff.Member, new: str = "7531", current: str = "", op_id: str = "") -> None:
    security_code.choose(new, current=current, by=by_staff(who.id, op_id or new_key()))


def fail(times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongSecurityCode):
            security_code.check("0000")


def test_before_one_is_chosen_nothing_passes(cashier: staff.Member) -> None:
    assert not security_code.is_chosen()
    for code in ("", "1234"):
        with pytest.raises(NoSecurityCode):
            security_code.check(code)


def test_the_first_one_is_simply_chosen_and_then_it_alone_passes(cashier: staff.Member) -> None:
    choose(cashier)
    assert security_code.is_chosen()
    security_code.check("7531")
    for wrong in ("", "1234", " 7531", "７５３１"):
        with pytest.raises(WrongSecurityCode):
            security_code.check(wrong)
        Setting.delete().where(Setting.name.startswith("security_code.wait")).execute()


def test_another_one_is_chosen_only_by_who_knows_it(cashier: staff.Member) -> None:
    choose(cashier)
    with pytest.raises(WrongSecurityCode):
        choose(cashier, "9999", current="1234")
    security_code.check("7531")
    choose(cashier, "9999", current="7531")
    security_code.check("9999")


def test_a_short_one_is_refused(cashier: staff.Member) -> None:
    for short in ("", "123", "   1   "):
        with pytest.raises(CodeTooShort):
            choose(cashier, short)
    assert not security_code.is_chosen()


def test_wrong_ones_wait_as_at_the_login_and_a_right_one_forgets_them(cashier: staff.Member) -> None:
    choose(cashier)
    fail(codes.FREE_TRIES)
    with pytest.raises(TooManyTries) as refused:
        security_code.check("7531")
    assert refused.value.seconds == 1
    with clock.stopped_at(NOW + timedelta(seconds=1)):
        fail(1)
        with pytest.raises(TooManyTries) as refused:
            security_code.check("7531")
        assert refused.value.seconds == 2
    with clock.stopped_at(NOW + timedelta(seconds=3)):
        security_code.check("7531")
        fail(codes.FREE_TRIES - 1)
        security_code.check("7531")


def test_wrong_tries_at_choosing_another_count_too(cashier: staff.Member) -> None:
    choose(cashier)
    for _ in range(codes.FREE_TRIES):
        with pytest.raises(WrongSecurityCode):
            choose(cashier, "9999", current="0000")
    with pytest.raises(TooManyTries):
        choose(cashier, "9999", current="7531")


def test_a_failure_is_never_counted_in_a_transaction_that_may_be_undone(cashier: staff.Member) -> None:
    choose(cashier)
    with pytest.raises(RuntimeError), transaction():
        security_code.check("0000")


def test_it_is_kept_neither_as_typed_nor_in_the_trail(cashier: staff.Member) -> None:
    choose(cashier)
    assert settings.get(security_code.HASH).startswith("$argon2id$")
    everything = [row.value for row in Setting.select()] + [row.detail for row in Trail.select()]
    assert not any("7531" in text for text in everything)


def test_choosing_leaves_a_trail_that_the_setting_names(cashier: staff.Member) -> None:
    choose(cashier)
    record = Trail.get_by_id(Setting.get(name=security_code.HASH).trail_id)
    assert (record.verb, record.staff_id) == (security_code.VERB, cashier.id)


def test_the_same_request_twice_chooses_once(cashier: staff.Member) -> None:
    op_id = new_key()
    choose(cashier)
    choose(cashier, "9999", current="7531", op_id=op_id)
    choose(cashier, "9999", current="7531", op_id=op_id)
    assert settings.get(security_code.FAILURES) == ""
    with pytest.raises(KeyReused):
        choose(cashier, "8888", current="9999", op_id=op_id)


def test_who_left_chooses_none(cashier: staff.Member) -> None:
    Staff.update(active=False).execute()
    with pytest.raises(StaffInactive):
        choose(cashier)
    assert not security_code.is_chosen()
