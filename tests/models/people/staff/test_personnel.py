"""Who works here: engaged, gone, back again, each with a code of their own; nobody is erased."""

from datetime import timedelta

import pytest

from models.people.staff import codes, security_code
from models.people.staff import login as staff
from models.people.staff import verbs as personnel
from models.people.staff.codes import CodeTooShort, TooManyTries
from models.people.staff.login import Member, NameTaken, WorkedHereBefore, WrongCode, WrongLogin
from models.people.staff.security_code import NoSecurityCode, WrongSecurityCode
from models.people.staff.verbs import Colleague, LastOne, NoSuchMember
from models.refusals import KeyReused
from models.requests.by import new_key
from models.requests.rights import StaffInactive
from models.requests.trail import Trail
from models.store import clock, settings
from tests.asking import by_staff
from tests.codes import secured
from tests.conftest import NOW
from tests.models.conftest import Counter


@pytest.fixture
def colleague(cashier: Member) -> Member:
    """B. Idrissi, whose code is 4321, in a pharmacy whose security code is 7531."""
    security_code.choose("7531", current="", by=by_staff(cashier.id))
    return personnel.engage("B. Idrissi", "4321", security=secured(), by=by_staff(cashier.id))


def deactivate(member: Member, by: Member) -> None:
    personnel.deactivate(member.id, security=secured(), by=by_staff(by.id))


def give(member: Member, new: str, by: Member, security: str = "7531") -> None:
    personnel.give_code(member.id, new, security=security, by=by_staff(by.id))


def change(member: Member, new: str, current: str) -> None:
    personnel.change_code(new, current=current, by=by_staff(member.id))


def verbs() -> list[tuple[str, int | None]]:
    """What was done to the personnel, and by whom."""
    rows = Trail.select().where(Trail.verb.startswith("personnel.")).order_by(Trail.id)
    return [(row.verb, row.staff_id) for row in rows]


def test_who_is_engaged_can_log_in_and_the_trail_says_by_whom(cashier: Member, colleague: Member) -> None:
    assert staff.log_in("B. Idrissi", "4321") == colleague
    assert verbs() == [(personnel.ENGAGE, cashier.id)]


def test_engaging_twice_by_one_request_engages_once(cashier: Member) -> None:
    op_id = new_key()
    once = personnel.engage("B. Idrissi", "4321", security=secured(), by=by_staff(cashier.id, op_id))
    assert personnel.engage("B. Idrissi", "4321", security=secured(), by=by_staff(cashier.id, op_id)) == once
    with pytest.raises(KeyReused):
        personnel.engage("K. Bennani", "4321", security=secured(), by=by_staff(cashier.id, op_id))
    with pytest.raises(NameTaken):
        personnel.engage("b idrissi", "9999", security=secured(), by=by_staff(cashier.id))


@pytest.mark.capability("seller-manage")
def test_who_left_cannot_log_in_nor_write_and_stays_in_the_list(cashier: Member, colleague: Member) -> None:
    deactivate(colleague, cashier)
    with pytest.raises(WrongLogin):
        staff.log_in("B. Idrissi", "4321")
    with pytest.raises(StaffInactive):
        personnel.engage("K. Bennani", "1111", security=secured(), by=by_staff(colleague.id))
    assert personnel.colleagues() == [
        Colleague(cashier.id, "S. Amrani", active=True, may_send=True),
        Colleague(colleague.id, "B. Idrissi", active=False, may_send=False),
    ]
    assert verbs()[-1] == (personnel.LEAVE, cashier.id)


def test_the_last_one_stays(cashier: Member, colleague: Member) -> None:
    deactivate(cashier, colleague)
    with pytest.raises(LastOne) as refused:
        deactivate(colleague, colleague)
    assert refused.value.name == "B. Idrissi"
    assert staff.members() == [colleague]


def test_two_who_send_each_other_away_leave_one(cashier: Member, colleague: Member) -> None:
    deactivate(cashier, colleague)
    with pytest.raises((StaffInactive, LastOne)):
        deactivate(colleague, cashier)
    assert staff.members() == [colleague]


def test_who_comes_back_keeps_the_name_and_gets_a_new_code(cashier: Member, colleague: Member) -> None:
    deactivate(colleague, cashier)
    with pytest.raises(WorkedHereBefore):
        personnel.engage("B Idrissi", "9999", security=secured(), by=by_staff(cashier.id))
    give(colleague, "9999", cashier)
    assert staff.log_in("B. Idrissi", "9999") == colleague
    assert verbs()[-1] == (personnel.RENEW, cashier.id)


def test_another_ones_code_is_given_only_with_the_security_code(cashier: Member, colleague: Member) -> None:
    with pytest.raises(WrongSecurityCode):
        give(colleague, "9999", cashier, security="1234")
    assert staff.log_in("B. Idrissi", "4321") == colleague
    give(colleague, "9999", cashier)
    assert staff.log_in("B. Idrissi", "9999") == colleague


def test_without_a_security_code_nobody_gives_codes(cashier: Member) -> None:
    with pytest.raises(NoSecurityCode):
        give(cashier, "9999", cashier)


def test_ones_own_code_is_changed_by_who_knows_it(colleague: Member) -> None:
    with pytest.raises(WrongCode):
        change(colleague, "9999", "0000")
    with pytest.raises(CodeTooShort):
        change(colleague, "99", "4321")
    change(colleague, "9999", "4321")
    assert staff.log_in("B. Idrissi", "9999") == colleague
    assert verbs()[-1] == (personnel.CHANGE, colleague.id)


def test_wrong_tries_at_changing_a_code_wait_as_at_the_login(colleague: Member) -> None:
    for _ in range(codes.FREE_TRIES):
        with pytest.raises(WrongCode):
            change(colleague, "9999", "0000")
    with pytest.raises(TooManyTries):
        staff.log_in("B. Idrissi", "4321")
    with clock.stopped_at(NOW + timedelta(seconds=1)):
        change(colleague, "9999", "4321")


def test_changing_a_code_twice_by_one_request_changes_it_once(cashier: Member, colleague: Member) -> None:
    for change_it in (
        lambda op_id: personnel.change_code("9999", current="4321", by=by_staff(colleague.id, op_id)),
        lambda op_id: personnel.give_code(
            colleague.id, "8888", security="7531", by=by_staff(cashier.id, op_id)
        ),
    ):
        op_id, before = new_key(), len(verbs())
        change_it(op_id)
        change_it(op_id)
        assert len(verbs()) == before + 1
    assert staff.log_in("B. Idrissi", "8888") == colleague


def test_no_code_is_in_the_trail(colleague: Member) -> None:
    change(colleague, "975312", "4321")
    assert not any("975312" in row.detail or "4321" in row.detail for row in Trail.select())


def test_nobody_is_deactivated_who_was_never_here(cashier: Member) -> None:
    with pytest.raises(NoSuchMember):
        personnel.deactivate(99, security=secured(), by=by_staff(cashier.id))


def test_what_somebody_did_keeps_their_name(counter: Counter) -> None:
    other = personnel.engage("B. Idrissi", "4321", security=secured(), by=by_staff(counter.staff))
    client = Counter(other.id).client()
    personnel.deactivate(other.id, security=secured(), by=by_staff(counter.staff))
    record = Trail.select().where(Trail.client_id == client).get()
    assert record.staff.name == "B. Idrissi"


def test_an_example_pharmacy_shows_no_code_that_was_changed(cashier: Member, colleague: Member) -> None:
    settings.put("demonstration", "1234")
    change(colleague, "9999", "4321")
    assert settings.is_demonstration()
    change(cashier, "9999", "1234")
    assert not settings.is_demonstration()
