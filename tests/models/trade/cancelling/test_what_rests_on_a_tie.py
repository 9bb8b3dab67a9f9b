"""What a tie was the reason for does not outlive the tie (INV-16, INV-17, INV-18, INV-19)."""

from collections.abc import Callable
from typing import Any

import pytest

from locales.sentences import describe
from models.doctor import examine
from models.money import entries
from models.money.avoirs import refunds
from models.money.avoirs import verbs as avoirs
from models.money.avoirs.refunds import MoreThanBrought
from models.money.ledger import allocation, open_items
from models.money.ledger.accounts import TILL, OperationKind, PaymentMode
from models.money.ledger.postings import Operation, Posting
from models.money.payments.verbs import Chosen, DebtPayment, pay_selected
from models.people.organisms import listing as organisms
from models.people.staff import security_code
from models.trade.cancelling import guards
from models.trade.cancelling import sale as cancelling
from models.trade.cancelling.grounds import DiscountRestsOnIt, RefundRestsOnIt, ReturnRestsOnIt
from models.trade.global_invoices import organisms as organism_billing
from models.trade.global_invoices import verbs as global_invoices
from models.trade.global_invoices.table import BilledToOrganism, GlobalInvoice
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.returns.withdrawals import Withdrawals
from models.trade.sales.verbs import sell
from models.values import ZERO, Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

CASH = PaymentMode.CASH
BOX = 1_000


def asks(counter: Counter) -> dict[str, Any]:
    return {"by": by_staff(counter.staff)}


def last(kind: OperationKind) -> Operation:
    return Operation.select().where(Operation.kind == kind).order_by(Operation.id.desc()).get()


def boxes(counter: Counter, client: int, count: int, **paid: int) -> Operation:
    """A sale of so many boxes at 10,00."""
    lines = [NewLine(counter.product(BOX), count * 1_000)]
    modes = {PaymentMode(mode): Centimes(amount) for mode, amount in paid.items()}
    return sell(client, lines, paid=modes, **asks(counter))


def bring_back(counter: Counter, sale: Operation, count: int, refund: PaymentMode | None = None) -> Operation:
    (line,) = returned.sold_lines(sale.id)
    return returns.take_back(sale.id, [(line.sale_line, count * 1_000)], refund=refund, **asks(counter))


def undo(counter: Counter, debit: Operation, credit: Operation) -> None:
    guards.deallocate(debit.id, credit.id, "a mistake", **asks(counter))


def cancel(counter: Counter, operation: Operation) -> None:
    guards.cancel(operation.id, "a mistake", **asks(counter))


def pay_back(counter: Counter, credit: Operation, amount: int) -> Operation:
    return guards.pay_back(credit.id, Centimes(amount), CASH, **asks(counter))


def till() -> int:
    return sum(row.amount for row in Posting.select().where(Posting.account.in_(TILL)))


def bill(counter: Counter, client: int, *documents: Operation) -> GlobalInvoice:
    keys = [document.id for document in documents]
    return global_invoices.issue(client, keys, to_organism=True, **asks(counter))


@pytest.fixture
def insured(counter: Counter) -> int:
    return counter.client(organism=organisms.organisms()[0].id)


def test_inv_17_what_paid_a_sale_that_was_refunded_stays_tied_to_it(counter: Counter) -> None:
    """100 came in and went back: the lettrage of the payment is not undone, and 100 do not go out again"""
    client = counter.client()
    sale = boxes(counter, client, 10, cash=10_000)
    payment = last(OperationKind.PAYMENT)
    document = bring_back(counter, sale, 10, CASH)

    with pytest.raises(RefundRestsOnIt) as refused:
        undo(counter, sale, payment)
    assert refused.value == RefundRestsOnIt(sale.number, Centimes(10_000), document.number, Centimes(0))
    assert (till(), counter.owes(client)) == (0, (0, 0, 0))

    cancel(counter, document)
    undo(counter, sale, payment)
    pay_back(counter, payment, 10_000)
    assert (till(), counter.owes(client)) == (0, (10_000, 0, 10_000))
    assert not examine()


def test_inv_17_an_advance_that_paid_a_sale_that_was_refunded_stays_tied_to_it(counter: Counter) -> None:
    client = counter.client()
    counter.advance(client, 10_000)
    sale = boxes(counter, client, 10)
    counter.pay(client, 10_000, "credit")
    refund = pay_back(counter, bring_back(counter, sale, 10), 6_000)
    advance = last(OperationKind.ADVANCE)

    with pytest.raises(RefundRestsOnIt) as refused:
        undo(counter, sale, advance)
    assert refused.value == RefundRestsOnIt(sale.number, Centimes(6_000), refund.number, Centimes(0))
    with pytest.raises(RefundRestsOnIt):
        cancel(counter, advance)
    assert till() == 4_000


def test_inv_17_a_payment_is_not_cancelled_after_its_sale_was_refunded(counter: Counter) -> None:
    """The till would be at -100"""
    client = counter.client()
    sale = boxes(counter, client, 10, cash=10_000)
    document = bring_back(counter, sale, 10, CASH)
    with pytest.raises(RefundRestsOnIt):
        cancel(counter, last(OperationKind.PAYMENT))
    assert till() == 0

    cancel(counter, document)
    cancelling.cancel(sale.id, "a mistake", with_payment=True, **asks(counter))
    assert (till(), counter.owes(client)) == (0, (0, 0, 0))
    assert not examine()


def test_inv_17_an_avoir_of_before_officine_that_was_refunded_is_not_cancelled(counter: Counter) -> None:
    client = counter.client()
    entries.open_balance(client, Centimes(-10_000), **asks(counter))
    sale = boxes(counter, client, 10)
    counter.pay(client, 10_000, "credit")
    pay_back(counter, bring_back(counter, sale, 10), 10_000)
    with pytest.raises(RefundRestsOnIt):
        cancel(counter, last(OperationKind.OPENING))


def test_inv_17_of_two_payments_the_one_that_was_not_refunded_may_go(counter: Counter) -> None:
    client = counter.client()
    sale = boxes(counter, client, 10, cash=6_000)
    first = last(OperationKind.PAYMENT)
    counter.pay(client, 4_000)
    second = last(OperationKind.PAYMENT)
    bring_back(counter, sale, 5, CASH)

    with pytest.raises(RefundRestsOnIt) as refused:
        cancel(counter, first)
    assert (refused.value.refunded, refused.value.money) == (5_000, 4_000)
    cancel(counter, second)
    assert (till(), counter.owes(client)) == (1_000, (4_000, 0, 4_000))
    assert not examine()


def test_inv_18_an_avoir_for_goods_that_nobody_pays_any_more_settles_their_sale(counter: Counter) -> None:
    """A cheque that bounced: as if the goods had come back of a sale on credit"""
    client = counter.client()
    sale = boxes(counter, client, 10, cheque=10_000)
    bring_back(counter, sale, 3)
    cancel(counter, last(OperationKind.PAYMENT))
    assert counter.owes(client) == (7_000, 0, 7_000)
    assert not examine()


def test_inv_18_a_return_gives_nothing_back_of_what_nobody_paid(counter: Counter) -> None:
    """Neither where its avoir was spent, nor by undoing what it settled of its own sale"""
    client = counter.client()
    paid = boxes(counter, client, 10, cash=10_000)
    document = bring_back(counter, paid, 3)
    other = boxes(counter, client, 3)
    avoirs.use(document.id, Centimes(3_000), **asks(counter))
    with pytest.raises(ReturnRestsOnIt) as refused:
        undo(counter, paid, last(OperationKind.PAYMENT))
    assert refused.value == ReturnRestsOnIt(paid.number, Centimes(3_000), document.number, Centimes(0))
    undo(counter, other, document)
    undo(counter, paid, last(OperationKind.PAYMENT))
    assert counter.owes(client) == (10_000, 10_000, 0)

    unpaid = boxes(counter, client, 5)
    with pytest.raises(ReturnRestsOnIt):
        undo(counter, unpaid, bring_back(counter, unpaid, 2))
    assert not examine()


def test_inv_18_an_avoir_whose_return_paid_a_returned_sale_is_not_cancelled(counter: Counter) -> None:
    client = counter.client()
    first = boxes(counter, client, 10, cash=10_000)
    avoir = bring_back(counter, first, 10)
    second = boxes(counter, client, 10)
    avoirs.use(avoir.id, Centimes(10_000), **asks(counter))
    other = bring_back(counter, second, 4)
    boxes(counter, client, 4)
    avoirs.use(other.id, Centimes(4_000), **asks(counter))
    with pytest.raises(ReturnRestsOnIt):
        cancel(counter, avoir)
    with pytest.raises(ReturnRestsOnIt):
        undo(counter, second, avoir)


def test_inv_16_a_discount_does_not_outlive_its_payment(counter: Counter) -> None:
    """100 paid with 50 and a discount of 50: the 50 are not made an avoir and paid back under the discount"""
    client = counter.client()
    sale = boxes(counter, client, 10)
    counter.pay(client, 5_000, discount=Centimes(5_000))
    payment = last(OperationKind.PAYMENT)
    with pytest.raises(DiscountRestsOnIt) as refused:
        undo(counter, sale, payment)
    assert refused.value == DiscountRestsOnIt(sale.number, Centimes(5_000), payment.number)

    cancel(counter, payment)
    assert (till(), counter.owes(client)) == (0, (10_000, 0, 10_000))
    assert not examine()


def test_inv_16_a_discount_for_paying_by_avoir_rests_on_that_avoir(counter: Counter) -> None:
    client = counter.client()
    counter.advance(client, 5_000)
    sale = boxes(counter, client, 10)
    counter.pay(client, 5_000, "credit", discount=Centimes(5_000))
    advance, discount = last(OperationKind.ADVANCE), last(OperationKind.DISCOUNT)
    for act in (lambda: undo(counter, sale, advance), lambda: cancel(counter, advance)):
        with pytest.raises(DiscountRestsOnIt) as refused:
            act()
        assert refused.value.by == discount.number
    cancel(counter, discount)
    undo(counter, sale, advance)
    pay_back(counter, advance, 5_000)
    assert (till(), counter.owes(client)) == (0, (10_000, 0, 10_000))


def test_inv_16_a_discount_rests_on_every_sale_its_payment_was_for(counter: Counter) -> None:
    """Of two sales paid together, the one that the discount does not touch is not taken out"""
    client = counter.client()
    first, second = boxes(counter, client, 10), boxes(counter, client, 10)
    counter.pay(client, 15_000, discount=Centimes(5_000))
    payment = last(OperationKind.PAYMENT)
    for act in (lambda: undo(counter, first, payment), lambda: cancel(counter, first)):
        with pytest.raises(DiscountRestsOnIt) as refused:
            act()
        assert (refused.value.number, refused.value.by) == (first.number, payment.number)
    cancel(counter, payment)
    cancel(counter, first)
    assert counter.owes(client) == (10_000, 0, 10_000)
    assert Operation.get_by_id(second.id).reversals.count() == 0


def test_what_was_settled_by_another_request_is_not_held_by_a_discount(counter: Counter) -> None:
    """Change that was kept and used later"""
    client = counter.client()
    boxes(counter, client, 10)
    counter.pay(client, 9_000, tendered=Centimes(12_000), discount=Centimes(1_000), keep_change=True)
    later = boxes(counter, client, 3)
    counter.pay(client, 3_000, "credit")
    undo(counter, later, last(OperationKind.PAYMENT))
    assert counter.owes(client) == (3_000, 3_000, 0)


def test_inv_19_what_settles_an_organisms_invoice_stays_tied(counter: Counter, insured: int) -> None:
    """Sales of 100 and 130 with a return of 30: the client does not pay the 30 while the organism owes 200"""
    first, second = boxes(counter, insured, 10), boxes(counter, insured, 13)
    document = bring_back(counter, second, 3)
    issued = bill(counter, insured, first, second, document)
    assert issued.total == 20_000
    with pytest.raises(BilledToOrganism) as refused:
        undo(counter, second, document)
    assert refused.value == BilledToOrganism(second.number, issued.number)
    assert counter.owes(insured) == (0, 0, 0)


def test_inv_19_an_invoice_that_is_deleted_frees_what_it_held(counter: Counter, insured: int) -> None:
    """Also after the organism's payment was cancelled"""
    security_code.choose("7314", current="", **asks(counter))
    sale = boxes(counter, insured, 13)
    document = bring_back(counter, sale, 3)
    issued = bill(counter, insured, sale, document)
    organism_billing.collect(issued.id, Centimes(10_000), CASH, **asks(counter))
    payment = last(OperationKind.PAYMENT)
    cancel(counter, payment)
    global_invoices.delete(issued.id, "7314", "a mistake", **asks(counter))
    assert (till(), counter.owes(insured)) == (0, (10_000, 0, 10_000))
    cancel(counter, document)
    assert counter.owes(insured) == (13_000, 0, 13_000)
    assert not examine()


def test_inv_19_an_invoice_that_is_deleted_leaves_the_account_as_it_was(
    counter: Counter, insured: int
) -> None:
    """An avoir of the client that lowered what their organism was billed is theirs again"""
    security_code.choose("7314", current="", **asks(counter))
    paid = boxes(counter, insured, 10, cash=10_000)
    document = bring_back(counter, paid, 3)
    sale = boxes(counter, insured, 13)
    before = counter.owes(insured)
    issued = bill(counter, insured, sale, document)
    assert (issued.total, counter.owes(insured)) == (10_000, (0, 0, 0))
    global_invoices.delete(issued.id, "7314", "a mistake", **asks(counter))
    assert counter.owes(insured) == before == (13_000, 3_000, 10_000)
    assert not examine()


def test_inv_21_a_discount_is_shared_over_what_was_open_when_it_was_given(counter: Counter) -> None:
    """Ten boxes on credit, 8 back, 20,00 left: 10,00 paid with 10,00 off, then each box gives 5,00"""
    client = counter.client()
    sale = boxes(counter, client, 10)
    bring_back(counter, sale, 8)
    counter.pay(client, 1_000, discount=Centimes(1_000))
    left = []
    for _ in range(2):
        bring_back(counter, sale, 1)
        left.append(counter.owes(client)[1])
    assert left == [500, 1_000]
    assert not examine()


def test_inv_21_two_discounts_are_each_shared_over_what_was_open(counter: Counter) -> None:
    """10,00 off 100,00, then 5,00 off the 50,00 that are left: a box gives 8,00, until the second is gone"""
    client = counter.client()
    sale = boxes(counter, client, 10)
    counter.pay(client, 4_000, discount=Centimes(1_000))
    counter.pay(client, 4_500, discount=Centimes(500))
    left = []
    for _ in range(10):
        bring_back(counter, sale, 1)
        left.append(counter.owes(client)[1])
    assert left == [800, 1_600, 2_400, 3_200, 4_000, 4_900, 5_800, 6_700, 7_600, 8_500]
    assert not examine()


def test_inv_17_no_more_is_paid_back_than_somebody_brought_whatever_was_undone_before(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a database of before these rules, the lettrage of a refunded sale was undone already"""
    client = counter.client()
    sale = boxes(counter, client, 10, cash=10_000)
    payment = last(OperationKind.PAYMENT)
    bring_back(counter, sale, 10, CASH)
    with monkeypatch.context() as before:
        before.setattr(allocation, "GROUNDS", [lambda left: None])
        undo(counter, sale, payment)
    assert guards.payable(open_items.item(payment.id)) == 0
    with pytest.raises(MoreThanBrought) as refused:
        pay_back(counter, payment, 10_000)
    assert refused.value == MoreThanBrought(Centimes(10_000), Centimes(0))
    assert till() == 0


def test_a_database_that_lost_grounds_before_is_mended_by_cancelling_what_rested_on_them(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two returns of a sale whose payment was cancelled since: the one that is cancelled first is not refused
    for the sake of the other"""
    client = counter.client()
    sale = boxes(counter, client, 10, cash=8_000)
    documents = [bring_back(counter, sale, 4), bring_back(counter, sale, 3)]
    with monkeypatch.context() as before:
        before.setattr(allocation, "GROUNDS", [lambda left: None])
        cancel(counter, last(OperationKind.PAYMENT))
    assert {fault.invariant for fault in examine()} == {"INV-18"}
    for document in documents:
        cancel(counter, document)
    assert counter.owes(client) == (10_000, 0, 10_000)
    assert not examine()


def refunded_twice(counter: Counter, client: int) -> None:
    sale = boxes(counter, client, 10, cash=10_000)
    bring_back(counter, sale, 10, CASH)
    undo(counter, sale, last(OperationKind.PAYMENT))
    pay_back(counter, last(OperationKind.PAYMENT), 10_000)


def cancelled_after_the_refund(counter: Counter, client: int) -> None:
    bring_back(counter, boxes(counter, client, 10, cash=10_000), 10, CASH)
    cancel(counter, last(OperationKind.PAYMENT))


def billed_and_unpaid(counter: Counter, client: int) -> None:
    first, second = boxes(counter, client, 10), boxes(counter, client, 13)
    document = bring_back(counter, second, 3)
    bill(counter, client, first, second, document)
    undo(counter, second, document)
    chosen = Chosen(second.id, Centimes(3_000))
    pay_selected(DebtPayment(client, CASH, Centimes(3_000)), [chosen], **asks(counter))
    third = boxes(counter, client, 3)
    avoirs.use(document.id, Centimes(3_000), **asks(counter))
    assert open_items.item(third.id).open == 0


def discounted_and_refunded(counter: Counter, client: int) -> None:
    sale = boxes(counter, client, 10)
    counter.pay(client, 5_000, discount=Centimes(5_000))
    undo(counter, sale, last(OperationKind.PAYMENT))
    pay_back(counter, last(OperationKind.PAYMENT), 5_000)


def shared_over_what_had_come_back(counter: Counter, client: int) -> None:
    sale = boxes(counter, client, 10)
    bring_back(counter, sale, 8)
    counter.pay(client, 1_000, discount=Centimes(1_000))
    bring_back(counter, sale, 1)
    bring_back(counter, sale, 1)


@pytest.mark.parametrize(
    ("forged", "invariants"),
    [
        (refunded_twice, {"INV-17", "INV-18"}),
        (cancelled_after_the_refund, {"INV-17", "INV-18"}),
        (billed_and_unpaid, {"INV-19"}),
        (discounted_and_refunded, {"INV-16"}),
        (shared_over_what_had_come_back, {"INV-21"}),
    ],
)
def test_the_doctor_names_what_lost_its_ground_before_that_was_refused(
    counter: Counter,
    insured: int,
    monkeypatch: pytest.MonkeyPatch,
    forged: Callable[[Counter, int], None],
    invariants: set[str],
) -> None:
    """Such a database stays readable: every sentence can be said, and the rest of the books holds"""

    def over_the_whole_sale(self: Withdrawals, worth: int, request: int = 0) -> int:
        granted = sum((row.amount for row in self.settled if row.is_discount), ZERO)
        gone = worth + sum((each.worth for each in self.returns), ZERO)
        return granted * gone // self.total - sum((each.withdrawn for each in self.returns), ZERO)

    with monkeypatch.context() as before:
        before.setattr(allocation, "GROUNDS", [lambda left: None])
        before.setattr(refunds, "_brought", lambda client: Centimes(10**9))
        before.setattr(Withdrawals, "due", over_the_whole_sale)
        forged(counter, insured)
    found = examine()
    assert {fault.invariant for fault in found} == invariants
    assert {fault.client for fault in found} == {insured}
    assert not any("{" in describe(fault) for fault in found)
