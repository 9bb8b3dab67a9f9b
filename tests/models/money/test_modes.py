"""What holds at the counter for everybody: the modes that are offered, the default ceiling."""

import pytest

from models.money import house_rules, modes
from models.money.amounts import NotPositive
from models.money.ceiling import CeilingExceeded
from models.money.house_rules import HouseRules, NoModeLeft
from models.money.ledger.accounts import NotMoney, PaymentMode
from models.people.staff.login import Member, engage
from models.pharmacy.choices import ChangedMeanwhile
from models.requests.by import new_key
from models.requests.rights import StaffInactive
from models.requests.trail import Trail
from models.store.connection import transaction
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

CASH, CARD, CHEQUE, TRANSFER = (PaymentMode(name) for name in ("cash", "card", "cheque", "transfer"))
ALL = (CASH, CARD, CHEQUE, TRANSFER)
AT_FIRST = HouseRules(ALL, None)


def change(
    staff: int, *offered: PaymentMode, ceiling: int | None = None, seen: HouseRules = AT_FIRST
) -> None:
    new = HouseRules(offered, None if ceiling is None else Centimes(ceiling))
    house_rules.change(new, seen=seen, by=by_staff(staff))


def test_at_first_every_mode_that_moves_money_is_offered(cashier: Member) -> None:
    assert modes.offered() == ALL
    assert house_rules.house_rules() == AT_FIRST


def test_a_mode_that_is_not_wanted_is_offered_no_more_until_it_is_again(cashier: Member) -> None:
    change(cashier.id, TRANSFER, CASH)
    assert modes.offered() == (CASH, TRANSFER)
    change(cashier.id, CASH, CHEQUE, TRANSFER, seen=house_rules.house_rules())
    assert modes.offered() == (CASH, CHEQUE, TRANSFER)


def test_the_modes_are_offered_in_the_order_that_is_chosen(cashier: Member) -> None:
    order = (CARD, TRANSFER, CASH, CHEQUE)
    by = by_staff(cashier.id)
    house_rules.change(HouseRules((CASH, CARD, TRANSFER), None, order), seen=AT_FIRST, by=by)
    assert modes.offered() == (CARD, TRANSFER, CASH)
    assert house_rules.house_rules().order == order
    wrong, seen = HouseRules(ALL, None, (CARD, CARD, CASH, CHEQUE)), house_rules.house_rules()
    with pytest.raises(ValueError, match="each payment mode once"):
        house_rules.change(wrong, seen=seen, by=by_staff(cashier.id))


def test_one_mode_at_least_is_offered(cashier: Member) -> None:
    with pytest.raises(NoModeLeft):
        change(cashier.id)
    assert modes.offered() == ALL


def test_two_people_who_each_take_other_modes_away_leave_one(cashier: Member) -> None:
    change(cashier.id, CASH, CARD)
    with pytest.raises(NoModeLeft):
        change(cashier.id, CHEQUE, TRANSFER)
    assert modes.offered() == (CASH, CARD)
    change(cashier.id, CARD, CHEQUE, TRANSFER)
    assert modes.offered() == (CARD,)


def test_an_avoir_is_no_mode_to_be_offered(cashier: Member) -> None:
    with pytest.raises(NotMoney):
        change(cashier.id, CASH, PaymentMode.CREDIT)


def test_what_was_paid_in_a_mode_stays_when_it_is_offered_no_more(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 1_000)
    counter.pay(client, 400, "cheque")
    change(counter.staff, CASH)
    assert counter.owes(client) == (600, 0, 600)


def test_the_default_ceiling_holds_for_who_has_none_of_their_own(counter: Counter) -> None:
    without, own = counter.client(), counter.client("Alami", ceiling=Centimes(50_000))
    change(counter.staff, *ALL, ceiling=10_000)
    with pytest.raises(CeilingExceeded):
        counter.sell(without, 10_001)
    counter.sell(own, 10_001)
    change(counter.staff, *ALL, seen=house_rules.house_rules())
    counter.sell(without, 10_001)


def test_a_default_ceiling_of_0_is_no_credit_and_none_is_no_limit(counter: Counter) -> None:
    change(counter.staff, *ALL, ceiling=0)
    assert house_rules.house_rules().default_ceiling == 0
    with pytest.raises(CeilingExceeded):
        counter.sell(counter.client(), 1)
    with pytest.raises(NotPositive):
        change(counter.staff, *ALL, ceiling=-1)


def test_two_people_change_different_rules_and_both_stand(cashier: Member) -> None:
    other = engage("B. Idrissi", "4321")
    change(other.id, CASH, CARD)
    change(cashier.id, *ALL, ceiling=5_000)
    assert house_rules.house_rules() == HouseRules((CASH, CARD), Centimes(5_000))


def test_two_people_change_the_same_rule_and_the_second_is_told_by_whom(cashier: Member) -> None:
    other = engage("B. Idrissi", "4321")
    change(other.id, *ALL, ceiling=1_000)
    with pytest.raises(ChangedMeanwhile) as refused:
        change(cashier.id, *ALL, ceiling=2_000)
    assert refused.value == ChangedMeanwhile(("default_ceiling",), "B. Idrissi")
    change(cashier.id, *ALL, ceiling=1_000)  # the same wish is no quarrel
    change(cashier.id, *ALL, ceiling=2_000, seen=house_rules.house_rules())
    assert house_rules.house_rules().default_ceiling == 2_000


def test_each_change_leaves_a_trail_and_nothing_changed_leaves_none(cashier: Member) -> None:
    change(cashier.id, *ALL)
    assert not Trail.select().where(Trail.verb == house_rules.VERB).exists()
    change(cashier.id, CASH, ceiling=300)
    (left,) = Trail.select().where(Trail.verb == house_rules.VERB)
    assert left.staff_id == cashier.id
    assert left.details()["before"]["default_ceiling"] == ""
    assert left.details()["after"]["default_ceiling"] == "300"


def test_the_same_request_twice_is_done_once(cashier: Member) -> None:
    op_id, new = new_key(), HouseRules((CASH,), Centimes(100))
    for _ in range(2):
        house_rules.change(new, seen=AT_FIRST, by=by_staff(cashier.id, op_id))
    assert Trail.select().where(Trail.verb == house_rules.VERB).count() == 1


def test_who_left_changes_nothing(cashier: Member) -> None:
    with transaction() as database:
        database.execute_sql("UPDATE staff SET active = FALSE")
    with pytest.raises(StaffInactive):
        change(cashier.id, CASH)
    assert modes.offered() == ALL
