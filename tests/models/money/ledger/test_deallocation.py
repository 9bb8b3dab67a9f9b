"""Lettrage: seen from both sides, and undone by opposite rows, never by deleting (INV-03, INV-10 to 13)."""

import pytest

from models.doctor import examine
from models.money.avoirs import refunds
from models.money.ledger import deallocation, history, open_items, reversal
from models.money.ledger.accounts import OperationKind, PaymentMode
from models.money.ledger.client_status import ClientArchived, ClientBlocked
from models.money.ledger.deallocation import Bound, LinkMoved, NotTied
from models.money.ledger.postings import Allocation, Entered, Operation
from models.people.clients.table import Client, ClientStatus
from models.refusals import ControlCharacters, KeyReused, Missing
from models.requests.by import new_key
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter


def only(kind: OperationKind) -> Operation:
    return Operation.get(Operation.kind == kind)


def undo(
    counter: Counter, debit: Entered | Operation, credit: Entered | Operation, reason: str = "wrong sale"
) -> Centimes:
    return deallocation.undo(debit.id, credit.id, reason, by=by_staff(counter.staff))


def tied(operation: Entered | Operation) -> list[tuple[str, Centimes]]:
    return [(link.number, link.amount) for link in history.links(operation.id)]


def test_a_lettrage_is_seen_from_both_sides(counter: Counter) -> None:
    client = counter.client()
    first, second = counter.sell(client, 1_000), counter.sell(client, 2_000)
    counter.pay(client, 1_500)
    payment = only(OperationKind.PAYMENT)
    assert tied(payment) == [(first.number, 1_000), (second.number, 500)]
    assert tied(first) == [(payment.number, 1_000)]
    assert tied(second) == [(payment.number, 500)]


def test_undone_both_sides_are_open_again_and_the_balance_does_not_move(counter: Counter) -> None:
    """INV-10, INV-11, INV-12"""
    client = counter.client()
    first, second = counter.sell(client, 1_000), counter.sell(client, 2_000)
    counter.pay(client, 1_500)
    payment = only(OperationKind.PAYMENT)
    before = counter.owes(client)[2]
    assert undo(counter, first, payment) == 1_000
    assert counter.owes(client) == (2_500, 1_000, before)
    assert tied(payment) == [(second.number, 500)]
    assert open_items.item(first.id).open == 1_000
    assert not examine()


def test_nothing_is_deleted_the_opposite_row_names_what_it_undoes(counter: Counter) -> None:
    """INV-03"""
    client = counter.client()
    sale = counter.sell(client, 1_000, cash=1_000)
    undo(counter, sale, only(OperationKind.PAYMENT), "paid for somebody else")
    row, opposite = Allocation.select().order_by(Allocation.id)
    assert (opposite.amount, opposite.undoes_id) == (-row.amount, row.id)
    (told,) = deallocation.undone(sale.id)
    payment = only(OperationKind.PAYMENT)
    assert (told.other, told.amount, told.author, told.reason) == (
        *(payment.number, 1_000, "S. Amrani"),
        "paid for somebody else",
    )
    assert deallocation.undone(payment.id)[0].other == sale.number


def test_what_was_paid_by_avoir_alone_can_be_undone(counter: Counter) -> None:
    """INV-11, INV-12: it left no operation that could be cancelled"""
    client = counter.client()
    sale = counter.sell(client, 1_000)
    counter.advance(client, 400)
    counter.pay(client, 400, "credit")
    assert counter.owes(client) == (600, 0, 600)
    undo(counter, sale, only(OperationKind.ADVANCE))
    assert counter.owes(client) == (1_000, 400, 600)
    counter.pay(client, 400, "credit")
    assert counter.owes(client) == (600, 0, 600)
    assert not examine()


def test_settled_and_undone_and_settled_again_counts_once(counter: Counter) -> None:
    """INV-10: only what stands now is undone the second time"""
    client = counter.client()
    sale = counter.sell(client, 1_000)
    counter.advance(client, 400)
    advance = only(OperationKind.ADVANCE)
    for _ in range(3):
        counter.pay(client, 400, "credit")
        assert undo(counter, sale, advance) == 400
    with pytest.raises(NotTied):
        undo(counter, sale, advance)
    assert len(deallocation.undone(sale.id)) == 3
    assert not examine()


def test_what_exists_only_for_the_other_stays_tied(counter: Counter) -> None:
    """INV-03, INV-16, INV-17: a cancellation, a discount for paying, money that was paid back"""
    client = counter.client()
    sale = counter.sell(client, 1_000)
    counter.pay(client, 900, discount=Centimes(100))
    with pytest.raises(Bound):
        undo(counter, sale, only(OperationKind.DISCOUNT))
    reversal.reverse(only(OperationKind.PAYMENT).id, "mistake", by=by_staff(counter.staff))
    payment = only(OperationKind.PAYMENT)
    opposite = payment.reversals.first()
    with pytest.raises(Bound):
        undo(counter, opposite, payment)
    counter.advance(client, 500)
    advance = only(OperationKind.ADVANCE)
    refunds.pay_back(advance.id, Centimes(500), PaymentMode.CASH, by=by_staff(counter.staff))
    with pytest.raises(Bound):
        undo(counter, only(OperationKind.REFUND), advance)
    assert not examine()


def test_a_lettrage_of_others_is_none_of_this_pair(counter: Counter) -> None:
    """INV-13"""
    one, other = counter.client(), counter.client("Bennani")
    sale = counter.sell(one, 1_000, cash=1_000)
    payment = only(OperationKind.PAYMENT)
    foreign = counter.sell(other, 1_000)
    with pytest.raises(NotTied):
        undo(counter, foreign, payment)
    with pytest.raises(NotTied):
        undo(counter, payment, sale)
    assert counter.owes(one) == (0, 0, 0)


def test_what_moved_meanwhile_is_refused_with_the_figures(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000)
    counter.advance(client, 800)
    counter.pay(client, 300, "credit")
    counter.pay(client, 200, "credit")
    advance = only(OperationKind.ADVANCE)
    with pytest.raises(LinkMoved) as refused:
        deallocation.undo(sale.id, advance.id, "why", seen=Centimes(300), by=by_staff(counter.staff))
    assert refused.value == LinkMoved(Centimes(300), Centimes(500))


def test_a_reason_is_required_and_the_client_must_be_free(counter: Counter) -> None:
    """INV-40, INV-42"""
    client = counter.client()
    sale = counter.sell(client, 1_000, cash=1_000)
    payment = only(OperationKind.PAYMENT)
    for reason, refusal in (("  ", Missing), ("a\x1bb", ControlCharacters)):
        with pytest.raises(refusal):
            undo(counter, sale, payment, reason)
    Client.update(blocked=True).where(Client.id == client).execute()
    with pytest.raises(ClientBlocked):
        undo(counter, sale, payment)
    Client.update(blocked=False, status=ClientStatus.ARCHIVED).where(Client.id == client).execute()
    with pytest.raises(ClientArchived):
        undo(counter, sale, payment)


def test_the_same_request_twice_undoes_once(counter: Counter) -> None:
    """INV-20"""
    client = counter.client()
    sale = counter.sell(client, 1_000, cash=1_000)
    payment, key = only(OperationKind.PAYMENT), new_key()
    done = [deallocation.undo(sale.id, payment.id, "why", by=by_staff(counter.staff, key)) for _ in range(2)]
    assert done == [1_000, 1_000]
    assert counter.owes(client) == (1_000, 1_000, 0)
    with pytest.raises(KeyReused):
        deallocation.undo(payment.id, sale.id, "why", by=by_staff(counter.staff, key))
