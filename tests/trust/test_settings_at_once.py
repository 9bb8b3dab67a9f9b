"""Several people at once in the settings: what only one may have goes to one, and numbers stay whole."""

from collections import Counter as Tally
from multiprocessing.context import ForkServerContext
from typing import Any

from models import doctor
from models.money.ledger.postings import Operation
from models.people.staff import login as staff
from models.store.numbering import Series
from tests.models.conftest import Counter
from tests.trust.test_many_at_once import at_once


def test_a_prefix_is_given_to_one_of_two_kinds(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    tasks = [("give_prefix", series.value, "FAC", shared.staff) for series in (Series.SALE, Series.QUOTE)]
    assert Tally(at_once(processes, target, *tasks)) == {"given": 1, "PrefixTaken": 1}
    assert doctor.examine() == []


def test_sales_have_whole_numbers_while_their_prefix_is_changed(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    client, product, times = shared.client(), shared.product(100), 15
    selling = [("sell_often", client, product, times, shared.staff)] * 3
    changing = [("give_prefix", Series.SALE.value, "FAC", shared.staff)]
    assert Tally(at_once(processes, target, *selling, *changing)) == {"sold": 3, "given": 1}
    shared.sell(client, 100)
    numbers = [row.number for row in Operation.select().where(Operation.kind == "sale")]
    assert len(numbers) == 3 * times + 1
    assert any(number.startswith("FAC-") for number in numbers)
    assert doctor.examine() == []


def test_two_who_send_each_other_away_leave_one(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    other = staff.engage("B. Idrissi", "4321").id
    tasks = [("deactivate", other, shared.staff), ("deactivate", shared.staff, other)]
    answers = Tally(at_once(processes, target, *tasks))
    assert answers["left"] == 1, answers
    assert len(staff.members()) == 1
