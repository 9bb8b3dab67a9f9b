"""The digits of the tabs: ten, of which the pharmacy says what each opens."""

import pytest

from models.people.staff.login import Member, engage
from models.pharmacy import tab_keys
from models.pharmacy.choices import ChangedMeanwhile
from models.pharmacy.tab_keys import AT_FIRST, NO_TAB, NotATabKey, TabHasAKey
from models.requests.by import new_key
from models.requests.rights import StaffInactive
from models.requests.trail import Trail
from models.store.connection import transaction
from tests import statements
from tests.asking import by_staff


def choose(staff: int, seen: dict[str, str] | None = None, **tabs: str) -> None:
    """`d3="sales"`: the digit 3 opens sales."""
    seen = tab_keys.tab_keys() if seen is None else seen
    tab_keys.choose(seen | {name[1:]: tab for name, tab in tabs.items()}, seen=seen, by=by_staff(staff))


def test_at_first_each_digit_opens_a_tab_of_its_own(cashier: Member) -> None:
    assert tab_keys.tab_keys() == AT_FIRST
    assert "".join(AT_FIRST) == "1234567890"
    assert len(set(AT_FIRST.values())) == len(AT_FIRST)


def test_a_digit_opens_another_tab_or_none_and_the_first_one_again(cashier: Member) -> None:
    choose(cashier.id, d3="messages", d4=NO_TAB)
    assert tab_keys.tab_keys() == {**AT_FIRST, "3": "messages", "4": NO_TAB}
    choose(cashier.id, d3="quotes", d4="returns")
    assert tab_keys.tab_keys() == AT_FIRST


def test_two_tabs_change_their_digits(cashier: Member) -> None:
    choose(cashier.id, d2="quotes", d3="sales")
    assert tab_keys.tab_keys() == {**AT_FIRST, "2": "quotes", "3": "sales"}


def test_they_are_read_in_one_statement(cashier: Member) -> None:
    choose(cashier.id, d3="messages")
    with statements.counted() as run:
        tab_keys.tab_keys()
    assert len(run) == 1


def test_a_tab_has_one_digit_and_the_second_is_refused_with_the_first(cashier: Member) -> None:
    with pytest.raises(TabHasAKey) as refused:
        choose(cashier.id, d5="sales")
    assert refused.value == TabHasAKey("2", "5")
    assert tab_keys.tab_keys() == AT_FIRST


def test_two_people_who_each_give_a_tab_another_digit_leave_it_one(cashier: Member) -> None:
    other, seen = engage("B. Idrissi", "4321"), tab_keys.tab_keys()
    choose(other.id, seen, d5="messages")
    with pytest.raises(TabHasAKey):
        choose(cashier.id, seen, d6="messages")
    choose(cashier.id, seen, d6="statements")
    assert tab_keys.tab_keys() == {**AT_FIRST, "5": "messages", "6": "statements"}


def test_two_people_change_the_same_digit_and_the_second_is_told_by_whom(cashier: Member) -> None:
    other, seen = engage("B. Idrissi", "4321"), tab_keys.tab_keys()
    choose(other.id, seen, d5="messages")
    with pytest.raises(ChangedMeanwhile) as refused:
        choose(cashier.id, seen, d5="statements")
    assert refused.value == ChangedMeanwhile(("tab_key.5",), "B. Idrissi")


@pytest.mark.parametrize(
    ("key", "tab"), [("x", "sales"), ("10", "sales"), ("3", "Ventes"), ("3", "a" * 41), ("3", "../x")]
)
def test_what_is_no_digit_or_no_name_is_refused(cashier: Member, key: str, tab: str) -> None:
    with pytest.raises(NotATabKey):
        tab_keys.choose({**AT_FIRST, key: tab}, seen=AT_FIRST, by=by_staff(cashier.id))
    assert tab_keys.tab_keys() == AT_FIRST


def test_each_choice_leaves_a_trail_and_the_same_request_twice_is_done_once(cashier: Member) -> None:
    op_id, new = new_key(), {**AT_FIRST, "3": "messages"}
    for _ in range(2):
        tab_keys.choose(new, seen=AT_FIRST, by=by_staff(cashier.id, op_id))
    (record,) = Trail.select().where(Trail.verb == tab_keys.VERB)
    assert record.details()["after"] == {"tab_key.3": "messages"}


def test_who_left_chooses_nothing(cashier: Member) -> None:
    with transaction() as database:
        database.execute_sql("UPDATE staff SET active = FALSE")
    with pytest.raises(StaffInactive):
        choose(cashier.id, d3="messages")
