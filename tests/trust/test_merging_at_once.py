"""Two fiches merged by several people at once, and sold to meanwhile: no centime is lost (INV-45)."""

from multiprocessing.context import ForkServerContext
from typing import Any

import pytest

from models import doctor
from models.money.ledger.postings import Operation
from models.people.clients.aliases import survivor_of
from models.trade.sales.table import Sale
from tests.models.conftest import Counter
from tests.trust.test_many_at_once import at_once


def test_crosswise_one_of_two_merges_stands(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """Neither waits for the other for ever; the second is told where the fiche leads."""
    for number in range(3):
        one, other = shared.client(f"Un {number}"), shared.client(f"Deux {number}")
        shared.sell(one, 100)
        shared.sell(other, 20)
        tasks = [
            ("merge", *pair, (1, 1), shared.staff) for pair in ((one, other), (other, one), (one, other))
        ]
        answers = sorted(at_once(processes, target, *tasks))
        assert answers[0] in (f"{other} into {one}", f"{one} into {other}")
        assert answers[1:] == ["AlreadyMerged"] * 2
        assert shared.owes(survivor_of(one)) == (120, 0, 120)
    assert doctor.examine() == []


def test_a_sale_to_the_merged_fiche_at_that_moment_counts_once(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """Before the merge it is written with the fiche, after it with the survivor."""
    product = shared.product(7)
    for number in range(3):
        kept, other = shared.client(f"Un {number}"), shared.client(f"Deux {number}")
        sells = ("sell", other, product, shared.staff)
        answers = at_once(
            processes, target, sells, ("merge", kept, other, (1, 1), shared.staff), sells, sells
        )
        assert answers[1] == f"{other} into {kept}"
        assert shared.owes(kept) == (21, 0, 21)
        assert Operation.select().where(Operation.client == other).count() <= 3
    assert Sale.select().count() == 9
    assert doctor.examine() == []


@pytest.mark.parametrize("engine_kind", ["postgres"], indirect=True)
def test_a_payment_that_waits_for_the_merge_settles_what_both_fiches_owe(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """What is read in the statement that waits is older than the merge; SQLite begins to read afterwards."""
    kept, other, began = shared.client("Un"), shared.client("Deux"), processes.Event()
    shared.sell(kept, 100)
    shared.sell(other, 20)
    merges = ("merge_while_awaited", began, kept, other, (1, 1), shared.staff)
    pays = ("pay_once_begun", began, kept, 120, shared.staff)
    assert at_once(processes, target, merges, pays) == [f"{other} into {kept}", "paid"]
    assert shared.owes(kept) == (0, 0, 0)
    assert doctor.examine() == []


def test_a_sale_while_the_fiche_is_given_back_is_of_one_of_the_two(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    product = shared.product(7)
    for number in range(3):
        kept, other = shared.client(f"Un {number}"), shared.client(f"Deux {number}")
        at_once(processes, target, ("merge", kept, other, (1, 1), shared.staff))
        sells, gives = ("sell", other, product, shared.staff), ("give_back", other, shared.staff)
        answers = at_once(processes, target, sells, gives)
        parted = answers[1] == f"{other} stands"
        assert answers[1] in (f"{other} stands", "NewerOperations")
        owing = other if parted else kept
        assert shared.owes(owing)[2] == 7
        assert shared.owes(other if owing == kept else kept)[2] in ((0,) if parted else (7, 0))
    assert doctor.examine() == []
