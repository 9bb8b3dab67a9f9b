"""Who may write: codes, delays after wrong ones, who left; and what was half typed."""

from datetime import timedelta

import pytest

from models.people.staff import drafts
from models.people.staff import login as staff
from models.people.staff.codes import CodeTooShort, TooManyTries
from models.people.staff.login import NameTaken, WrongLogin
from models.pharmacy import first_start
from models.pharmacy.first_start import AlreadyEstablished
from models.refusals import ControlCharacters, Missing, TooLong
from models.requests.actors import FOUNDING, Staff
from models.requests.by import By, new_key
from models.store import clock, settings
from models.store.engines.engine import Engine
from models.store.settings import Pharmacy
from tests.conftest import NOW, establish


def fail(times: int, name: str = "S. Amrani") -> None:
    for _ in range(times):
        with pytest.raises(WrongLogin):
            staff.log_in(name, "0000")


def test_a_name_in_any_shape_and_its_code_open_the_door(cashier: staff.Member) -> None:
    assert staff.log_in("s. amrani", "1234") == staff.log_in("S AMRANI", "1234") == cashier


def test_a_wrong_name_and_a_wrong_code_are_told_alike(cashier: staff.Member) -> None:
    messages = set()
    for name, code in (("S. Amrani", "9999"), ("Personne", "1234"), ("", ""), ("S. Amrani", "")):
        with pytest.raises(WrongLogin) as refused:
            staff.log_in(name, code)
        messages.add(str(refused.value))
    assert len(messages) == 1


def test_each_failure_after_the_third_costs_twice_the_wait(cashier: staff.Member) -> None:
    fail(3)
    for tries, seconds in enumerate((1, 2, 4, 8)):
        with pytest.raises(TooManyTries):
            staff.log_in("S. Amrani", "1234")
        later = clock.now() + timedelta(seconds=seconds)
        with clock.stopped_at(later - timedelta(milliseconds=10)), pytest.raises(TooManyTries) as refused:
            staff.log_in("S. Amrani", "1234")
        assert refused.value.seconds == 1, tries
        with clock.stopped_at(later):
            fail(1)
            waits = Staff.get_by_id(cashier.id).wait_until - clock.now()
        assert waits == timedelta(seconds=2 * seconds)
        Staff.update(wait_until=clock.now() + waits).execute()


def test_the_wait_ends_and_a_right_code_forgets_the_failures(cashier: staff.Member) -> None:
    fail(3)
    with clock.stopped_at(NOW + timedelta(seconds=2)):
        assert staff.log_in("S. Amrani", "1234") == cashier
        fail(2)
        assert staff.log_in("S. Amrani", "1234") == cashier


def test_nobody_waits_longer_than_a_quarter_of_an_hour(cashier: staff.Member) -> None:
    Staff.update(failures=60).execute()
    fail(1)
    with clock.stopped_at(NOW + timedelta(minutes=15)):
        assert staff.log_in("S. Amrani", "1234") == cashier


def test_a_clock_that_was_wrong_and_is_put_right_keeps_nobody_out(cashier: staff.Member) -> None:
    with clock.stopped_at(NOW + timedelta(days=3000)):
        fail(3)
    assert staff.log_in("S. Amrani", "1234") == cashier


def test_who_left_cannot_log_in(cashier: staff.Member) -> None:
    Staff.update(active=False).execute()
    with pytest.raises(WrongLogin):
        staff.log_in("S. Amrani", "1234")
    assert staff.members() == []


@pytest.mark.parametrize(
    ("name", "code", "refusal"),
    [
        ("", "1234", Missing),
        ("B. Idrissi", "123", CodeTooShort),
        ("s amrani", "1234", NameTaken),
        ("B. Idrissi\x1b[31m", "1234", ControlCharacters),
        ("B" * 201, "1234", TooLong),
    ],
)
def test_a_colleague_has_a_name_of_their_own_and_a_code(
    cashier: staff.Member, name: str, code: str, refusal: type
) -> None:
    with pytest.raises(refusal):
        staff.engage(name, code)


def test_a_code_is_never_kept_as_typed(cashier: staff.Member) -> None:
    assert "1234" not in Staff.get_by_id(cashier.id).code_hash
    assert Staff.get_by_id(cashier.id).code_hash.startswith("$argon2id$")


def test_a_pharmacy_is_established_once(store: Engine) -> None:
    assert first_start.is_new()
    op_id = new_key()
    pharmacy = Pharmacy(name="Pharmacie Atlas", city="Rabat")
    once = first_start.establish(pharmacy, "S. Amrani", "1234", by=By(FOUNDING, op_id))
    assert first_start.establish(pharmacy, "S. Amrani", "1234", by=By(FOUNDING, op_id)) == once
    assert not first_start.is_new()
    assert settings.pharmacy() == pharmacy
    with pytest.raises(AlreadyEstablished):
        establish()


def test_a_draft_comes_back_to_who_typed_it(cashier: staff.Member) -> None:
    other = staff.engage("B. Idrissi", "4321")
    drafts.keep(cashier.id, "client", "12", {"last_name": "Mart", "ceiling": None})
    drafts.keep(cashier.id, "client", "", {"last_name": "New"})
    with clock.stopped_at(NOW + timedelta(seconds=5)):
        drafts.keep(cashier.id, "client", "12", {"last_name": "Martinez [red]"})
    assert [(row.subject, row.content) for row in drafts.of(cashier.id)] == [
        ("12", {"last_name": "Martinez [red]"}),
        ("", {"last_name": "New"}),
    ]
    assert drafts.of(other.id) == []
    drafts.drop(cashier.id, "client", "12")
    assert [row.subject for row in drafts.of(cashier.id)] == [""]
