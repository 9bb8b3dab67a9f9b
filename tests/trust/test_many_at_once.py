"""Several people at once on one database: no error, nothing lost, no rule broken by a race (INV-14, 20)."""

from collections import Counter as Tally
from multiprocessing.context import ForkServerContext
from typing import Any

from models import doctor
from models.money.ledger.postings import Operation
from models.people.clients.table import Client
from models.requests.by import new_key
from models.store import connection, opening
from models.values import Centimes
from tests.models.conftest import Counter
from tests.trust import workers

LONGEST = 120


def at_once(processes: ForkServerContext, target: Any, *tasks: tuple[Any, ...]) -> list[str]:
    """Runs each task (a verb of `workers` and its values) in a process of its own; what each answered."""
    connection.close()
    gate = processes.Barrier(len(tasks))
    running = []
    for verb, *values in tasks:
        hears, says = processes.Pipe(duplex=False)
        process = processes.Process(target=workers.run, args=(verb, target, says, gate, *values))
        process.start()
        says.close()
        running.append((process, hears))
    answers = []
    for process, hears in running:
        try:
            answers.append(hears.recv() if hears.poll(LONGEST) else "no answer")
        except EOFError:
            answers.append("killed")
        process.join(LONGEST)
    return answers


def test_eight_people_paying_at_once_lose_nothing(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """INV-02: no error, no lost update, no number missing"""
    people, times, amount = 8, 12, 150
    debtors = [shared.client("Un"), shared.client("Deux"), shared.client("Trois")]
    for client in debtors:
        for _ in range(4):
            shared.sell(client, people * times * amount // 12)
    tasks = [("pay_often", times, amount, debtors, shared.staff)] * people
    assert at_once(processes, target, *tasks) == ["paid"] * people
    assert [shared.owes(client) for client in debtors] == [(0, 0, 0)] * 3
    numbers = sorted(row.number for row in Operation.select().where(Operation.kind == "payment"))
    assert [int(number[7:]) for number in numbers] == list(range(1, people * times + 1))
    assert doctor.examine() == []


def test_inv_14_two_people_selling_just_below_the_ceiling_sell_once(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """INV-14"""
    product = shared.product(999)
    for number in range(4):
        client = shared.client(f"Client {number}", ceiling=Centimes(1_000))
        answers = at_once(processes, target, *[("sell", client, product, shared.staff)] * 2)
        assert "CeilingExceeded" in answers
        assert shared.owes(client) == (999, 0, 999), answers
    assert doctor.examine() == []


def test_an_avoir_is_spent_at_one_of_two_terminals(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """INV-11: the other is refused, and sells nothing"""
    product = shared.product(1_000)
    for number in range(4):
        client = shared.client(f"Client {number}")
        shared.advance(client, 1_000)
        task = ("sell_by_credit", client, product, 1_000, shared.staff)
        answers = Tally(at_once(processes, target, task, task))
        assert answers["NotEnoughAvoir"] == 1, answers
        assert shared.owes(client) == (0, 0, 0)
    assert doctor.examine() == []


def test_a_ticked_sale_is_paid_at_one_of_two_terminals(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """pay-unpaid, INV-10: the other is refused, and takes no money"""
    for number in range(4):
        client = shared.client(f"Client {number}")
        sale = shared.sell(client, 1_000)
        task = ("pay_chosen", client, sale.id, 1_000, shared.staff)
        answers = Tally(at_once(processes, target, task, task))
        assert answers["DebtMoved"] == 1, answers
        assert shared.owes(client) == (0, 0, 0)
    assert doctor.examine() == []


def test_a_lettrage_is_undone_once_however_many_try(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """INV-03, INV-11"""
    client = shared.client()
    sale = shared.sell(client, 1_000, cash=1_000)
    payment = Operation.get(Operation.kind == "payment")
    answers = Tally(at_once(processes, target, *[("unlink", sale.id, payment.id, shared.staff)] * 4))
    assert answers == {"unlinked": 1, "NotTied": 3}
    assert shared.owes(client) == (1_000, 1_000, 0)
    assert doctor.examine() == []


def test_the_same_sale_from_many_processes_is_one(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """INV-20"""
    client = shared.client()
    task = ("sell_once", client, shared.product(700), shared.staff, new_key())
    assert at_once(processes, target, *[task] * 6) == [f"V-{_year()}-00001"] * 6
    assert shared.owes(client) == (700, 0, 700)


def test_the_same_request_from_many_processes_is_one_payment(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """INV-20: each gets the same answer"""
    client = shared.client()
    shared.sell(client, 1_000)
    task = ("pay", client, 1_000, shared.staff, new_key())
    assert at_once(processes, target, *[task] * 6) == ["P-" + str(_year()) + "-00001"] * 6
    assert shared.owes(client) == (0, 0, 0)
    assert Operation.select().where(Operation.kind == "payment").count() == 1


def test_an_operation_is_cancelled_once_however_many_try(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """INV-03"""
    client = shared.client()
    sale = shared.sell(client, 1_000)
    answers = Tally(at_once(processes, target, *[("reverse", sale.id, shared.staff)] * 4))
    assert answers["AlreadyReversed"] == 3
    assert shared.owes(client) == (0, 0, 0)
    assert doctor.examine() == []


def test_a_code_is_given_once_however_many_type_it(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """INV-47"""
    answers = Tally(at_once(processes, target, *[("create", "CARD7", shared.staff, 1)] * 4))
    assert answers == {"created": 1, "CodeTaken": 3}


def test_a_colleague_is_engaged_once(shared: Counter, target: Any, processes: ForkServerContext) -> None:
    answers = Tally(at_once(processes, target, *[("engage", "B. Idrissi")] * 3))
    assert answers == {"B. Idrissi": 1, "NameTaken": 2}


def test_creating_and_renaming_at_once_keeps_the_list_in_order(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """Everybody wants a place between the same neighbours"""
    known = [shared.client(f"Client {number}") for number in range(4)]
    creating = [("create", "", shared.staff, 15)] * 3
    renaming = [("rename", client, shared.staff, 15) for client in known]
    answers = at_once(processes, target, *creating, *renaming)
    assert Tally(answers) == {"created": 3, "renamed": 4}
    assert Client.select().count() == 49
    assert doctor.examine() == []


def test_a_busy_afternoon_of_everything_at_once(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """Every verb beside every other: nobody waits for somebody who waits for them, and every rule holds"""
    known = [shared.client(f"Client {number}") for number in range(3)]
    tasks = [("work", seed, 25, known, shared.product(1_250), shared.staff) for seed in range(6)]
    assert at_once(processes, target, *tasks) == ["worked"] * 6
    assert doctor.examine() == []
    assert Operation.select().count() > 20


def test_four_first_starts_at_once_make_one_schema(target: Any, processes: ForkServerContext) -> None:
    """Migrations run once; the others wait and find nothing to do"""
    assert at_once(processes, target, *[("open_only",)] * 4) == ["opened"] * 4
    opening.open_database(target)
    assert doctor.examine() == []
    connection.close()


def _year() -> int:
    from models.store import clock

    return clock.today().year
