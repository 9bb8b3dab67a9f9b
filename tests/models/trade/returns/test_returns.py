"""Returns on sales: quantities, their worth, and what comes back of it (doc-returns, INV-17, INV-18)."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import doctor
from models.money.amounts import NotPositive
from models.money.avoirs.refunds import TooEarly
from models.money.closings.till import DayClosed
from models.money.ledger import open_items
from models.money.ledger.accounts import TILL, Account, OperationKind, PaymentMode
from models.money.ledger.history import OperationListing
from models.money.ledger.postings import Entered, Operation, Posting
from models.money.ledger.reversal import AlreadyReversed, CannotReverse, NoSuchOperation, PaidBack
from models.money.till import verbs as till_verbs
from models.money.till.figures import moved
from models.refusals import KeyReused
from models.requests.by import new_key
from models.store import clock
from models.store.connection import transaction
from models.trade.cancelling import guards
from models.trade.catalogue.table import Product
from models.trade.prices.discounts import DefaultDiscount, DiscountReason
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.returns.figures import ReturnableLine
from models.trade.returns.table import ReturnLine, SaleReturn
from models.trade.returns.verbs import (
    HasReturns,
    MoneyMoved,
    MoreThanLeft,
    NothingTakenBack,
    NotOfThisSale,
    ReturnedWhole,
)
from models.trade.sales import detail as sale_detail
from models.trade.sales import verbs as sales
from models.values import ZERO, Centimes, Thousandths
from tests.asking import by_staff
from tests.models.conftest import Counter

CASH = PaymentMode.CASH


def take_back(counter: Counter, sale: Entered | Operation, *quantities: int, **how: object) -> Operation:
    """So many thousandths of each line of the sale, in order; 0 leaves a line out."""
    lines = returned.sold_lines(sale.id)
    wanted = [
        (line.sale_line, quantity) for line, quantity in zip(lines, quantities, strict=True) if quantity
    ]
    return returns.take_back(sale.id, wanted, by=by_staff(counter.staff), **how)  # type: ignore[arg-type]


def sell(counter: Counter, client: int, *lines: NewLine, **paid: int) -> Operation:
    modes = {PaymentMode(mode): Centimes(amount) for mode, amount in paid.items()}
    return sales.sell(client, lines, paid=modes, by=by_staff(counter.staff))


def worth(operation: Entered | Operation) -> int:
    return -int(Posting.get(Posting.operation == operation.id, Posting.client.is_null(False)).amount)


def till() -> int:
    return sum(row.amount for row in Posting.select().where(Posting.account.in_(TILL)))


def cancel(counter: Counter, operation: Entered | Operation) -> str:
    return guards.cancel(operation.id, "a mistake", by=by_staff(counter.staff))


def test_inv_18_a_return_uses_the_price_and_discount_of_the_original_line(counter: Counter) -> None:
    """INV-18: also when the price changed since, or it is no longer sold"""
    client, product = counter.client(), counter.product(1_000)
    sale = sell(counter, client, NewLine(product, 3_000, 1_000))
    with transaction():
        Product.update(price=9_999, active=False).execute()
    assert worth(take_back(counter, sale, 2_000)) == 1_800


def test_a_return_of_an_unpaid_sale_lowers_what_is_unpaid_of_it(counter: Counter) -> None:
    """doc-returns: and leaves no avoir beside it"""
    client = counter.client()
    older = counter.sell(client, 700)
    sale = sell(counter, client, NewLine(counter.product(1_000), 3_000))
    take_back(counter, sale, 1_000, refund=CASH)
    assert [(item.operation, item.open) for item in open_items.debits(client)] == [
        (older.id, 700),
        (sale.id, 2_000),
    ]
    assert (counter.owes(client), till()) == ((2_700, 0, 2_700), 0)


def test_what_was_paid_comes_back_as_avoir_unless_it_is_paid_back(counter: Counter) -> None:
    """doc-returns"""
    client = counter.client()
    sale = sell(counter, client, NewLine(counter.product(1_000), 3_000), cash=3_000)
    take_back(counter, sale, 1_000)
    assert (counter.owes(client), till()) == ((0, 1_000, -1_000), 3_000)
    take_back(counter, sale, 2_000, refund=CASH)
    assert (counter.owes(client), till()) == ((0, 1_000, -1_000), 1_000)


def test_a_partly_paid_sale_is_settled_first(counter: Counter) -> None:
    client = counter.client()
    sale = sell(counter, client, NewLine(counter.product(1_000), 3_000), card=2_000)
    seen = returns.preview(sale.id, [(returned.sold_lines(sale.id)[0].sale_line, 3_000)])
    assert (seen.worth, seen.settles, seen.comes_back, seen.money) == (3_000, 1_000, 2_000, 2_000)
    take_back(counter, sale, 3_000, refund=PaymentMode.CARD, seen=seen.money)
    assert (counter.owes(client), till()) == ((0, 0, 0), 0)


def test_what_was_paid_by_avoir_comes_back_as_avoir_first_then_money(counter: Counter) -> None:
    """INV-17: 40 by avoir and 60 in cash; 30, then 40, then 30 come back"""
    client = counter.client()
    counter.advance(client, 4_000)
    sale = sell(counter, client, NewLine(counter.product(1_000), 10_000))
    counter.pay(client, 6_000, avoir_used=Centimes(4_000))
    before = till()
    given = []
    for quantity in (3_000, 4_000, 3_000):
        take_back(counter, sale, quantity, refund=CASH)
        given.append(before - till())
    assert given == [0, 3_000, 6_000]
    assert counter.owes(client) == (0, 4_000, -4_000)


def test_no_more_money_goes_out_than_came_in_for_it(counter: Counter) -> None:
    """INV-16, INV-17: a discount at payment was no money, and is no avoir"""
    client = counter.client()
    sale = sell(counter, client, NewLine(counter.product(1_000), 10_000))
    counter.pay(client, 9_000, discount=Centimes(1_000))
    take_back(counter, sale, 10_000, refund=CASH)
    assert till() == 0
    assert counter.owes(client) == (0, 0, 0)


def test_inv_21_returns_take_back_their_shares_of_a_discount_and_all_of_it(counter: Counter) -> None:
    client = counter.client()
    sale = sell(counter, client, NewLine(counter.product(1_000), 3_000))
    counter.pay(client, 2_900, discount=Centimes(100))
    left = []
    for _ in range(3):
        take_back(counter, sale, 1_000)
        left.append(counter.owes(client)[1])
    assert left == [967, 1_933, 2_900]
    assert sum(row.amount for row in Posting.select().where(Posting.account == Account.DISCOUNTS)) == 0


def test_a_payment_whose_discount_was_taken_back_is_cancelled_after_the_return(counter: Counter) -> None:
    client = counter.client()
    sale = sell(counter, client, NewLine(counter.product(1_000), 10_000))
    counter.pay(client, 9_000, discount=Centimes(1_000))
    back = take_back(counter, sale, 5_000)
    payment = Operation.get(Operation.kind == OperationKind.PAYMENT)
    with pytest.raises(HasReturns) as refused:
        cancel(counter, payment)
    assert refused.value.by == back.number
    cancel(counter, back)
    cancel(counter, payment)
    assert counter.owes(client) == (10_000, 0, 10_000)


def test_the_turnover_falls_by_what_came_back(counter: Counter) -> None:
    client = counter.client()
    sale = sell(counter, client, NewLine(counter.product(1_000), 10_000), cash=10_000)
    take_back(counter, sale, 4_000)
    assert sum(row.amount for row in Posting.select().where(Posting.account == Account.SALES)) == -6_000


def test_inv_18_never_more_comes_back_than_was_sold(counter: Counter) -> None:
    """INV-18: returns that were cancelled do not count"""
    client = counter.client()
    sale = sell(counter, client, NewLine(counter.product(1_000), 3_000))
    first = take_back(counter, sale, 2_000)
    with pytest.raises(MoreThanLeft) as refused:
        take_back(counter, sale, 2_000)
    assert (refused.value.left, refused.value.sold) == (1_000, 3_000)
    cancel(counter, first)
    take_back(counter, sale, 3_000)
    with pytest.raises(MoreThanLeft):
        take_back(counter, sale, 1_000)


def test_the_same_line_named_twice_counts_twice(counter: Counter) -> None:
    """INV-13, INV-18"""
    client = counter.client()
    sale = sell(counter, client, NewLine(counter.product(1_000), 3_000))
    line = returned.sold_lines(sale.id)[0].sale_line
    with pytest.raises(MoreThanLeft):
        returns.take_back(sale.id, [(line, 2_000), (line, 2_000)], by=by_staff(counter.staff))


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ([], NothingTakenBack),
        ([(1, 0)], NotPositive),
        ([(1, -1_000)], NotPositive),
        ([(2, 1_000)], NotOfThisSale),
        ([(99, 1_000)], NotOfThisSale),
        ([(1, 500)], ReturnedWhole),
    ],
)
def test_a_senseless_return_is_refused(
    counter: Counter, lines: Sequence[tuple[int, int]], refusal: type[Exception]
) -> None:
    client = counter.client()
    sale, other = (sell(counter, client, NewLine(counter.product(1_000), 2_000)) for _ in range(2))
    keys = {1: returned.sold_lines(sale.id)[0].sale_line, 2: returned.sold_lines(other.id)[0].sale_line}
    named = [(keys.get(key, key), quantity) for key, quantity in lines]
    with pytest.raises(refusal):
        returns.take_back(sale.id, named, by=by_staff(counter.staff))
    assert Operation.select().where(Operation.kind == OperationKind.RETURN).count() == 0


def test_only_a_sale_that_stands_is_returned_and_not_before_its_day(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000, day=date(2026, 11, 10))
    with pytest.raises(TooEarly):
        take_back(counter, sale, 1_000, day=date(2026, 11, 9))
    lines = [(returned.sold_lines(sale.id)[0].sale_line, 1_000)]
    cancel(counter, sale)
    with pytest.raises(AlreadyReversed):
        returns.take_back(sale.id, lines, by=by_staff(counter.staff))
    with pytest.raises(NoSuchOperation):
        returns.take_back(999_999, lines, by=by_staff(counter.staff))


def test_money_that_can_no_longer_be_paid_back_as_announced_is_not(counter: Counter) -> None:
    """Two terminals: the payment was cancelled while the return was typed"""
    client = counter.client()
    sale = counter.sell(client, 1_000)
    counter.pay(client, 1_000)
    cancel(counter, Operation.get(Operation.kind == OperationKind.PAYMENT))
    with pytest.raises(MoneyMoved) as refused:
        take_back(counter, sale, 1_000, refund=CASH, seen=Centimes(1_000))
    assert refused.value.money == 0
    assert counter.owes(client) == (1_000, 0, 1_000)


def test_money_of_a_return_does_not_leave_the_till_of_a_closed_day(counter: Counter) -> None:
    """INV-08: nothing of it is written; as avoir it may be dated so"""
    client = counter.client()
    sale = counter.sell(client, 1_000, cash=1_000)
    seen = {mode.account: mode.expected for mode in moved(clock.today(), ZERO)}
    till_verbs.close(clock.today(), seen, opening=ZERO, note="", seen=seen, by=by_staff(counter.staff))
    with pytest.raises(DayClosed):
        take_back(counter, sale, 1_000, refund=CASH)
    assert counter.owes(client) == (0, 0, 0)
    take_back(counter, sale, 1_000)
    assert counter.owes(client) == (0, 1_000, -1_000)


def test_the_same_return_twice_is_one_and_another_under_its_key_is_refused(counter: Counter) -> None:
    """INV-20"""
    client, op_id = counter.client(), new_key()
    sale = sell(counter, client, NewLine(counter.product(1_000), 5_000), cash=5_000)
    line = returned.sold_lines(sale.id)[0].sale_line
    made = {
        returns.take_back(sale.id, [(line, 1_000)], refund=CASH, by=by_staff(counter.staff, op_id)).id
        for _ in range(3)
    }
    assert len(made) == 1
    assert till() == 4_000
    with pytest.raises(KeyReused):
        returns.take_back(sale.id, [(line, 2_000)], refund=CASH, by=by_staff(counter.staff, op_id))


def test_a_return_freezes_who_it_was_issued_to(counter: Counter) -> None:
    """INV-44"""
    client = counter.client("Martinez", "Jeanne")
    document = take_back(counter, counter.sell(client, 1_000), 1_000)
    assert SaleReturn.get_by_id(document.id).client_name == "Martinez Jeanne"


def test_cancelling_a_return_takes_its_refund_with_it(counter: Counter) -> None:
    """INV-03, INV-17"""
    client = counter.client()
    sale = sell(counter, client, NewLine(counter.product(1_000), 3_000), cash=2_000)
    before = counter.owes(client), till()
    document = take_back(counter, sale, 3_000, refund=CASH)
    cancel(counter, document)
    assert (counter.owes(client), till()) == before
    assert returned.sold_lines(sale.id)[0].left == 3_000
    assert [str(fault) for fault in doctor.examine()] == []


def test_a_refund_is_not_cancelled_without_its_return(counter: Counter) -> None:
    client = counter.client()
    take_back(counter, counter.sell(client, 1_000, cash=1_000), 1_000, refund=CASH)
    with pytest.raises(CannotReverse):
        cancel(counter, Operation.get(Operation.kind == OperationKind.REFUND))


def test_money_given_back_with_a_return_is_listed_with_all_other_money(counter: Counter) -> None:
    client = counter.client()
    take_back(counter, counter.sell(client, 1_000, cash=1_000), 1_000, refund=CASH)
    listed = OperationListing(client, (OperationKind.PAYMENT, OperationKind.REFUND), whole=True)
    assert [(row.kind, row.amount) for row in listed.read(10)] == [
        (OperationKind.REFUND, 1_000),
        (OperationKind.PAYMENT, 1_000),
    ]
    assert listed.count() == 2


def test_a_return_that_was_paid_back_since_is_not_cancelled(counter: Counter) -> None:
    """INV-17: undoing what was refunded creates no money"""
    client = counter.client()
    document = take_back(counter, counter.sell(client, 1_000, cash=1_000), 1_000)
    refund = guards.pay_back(document.id, Centimes(400), CASH, by=by_staff(counter.staff))
    with pytest.raises(PaidBack) as refused:
        cancel(counter, document)
    assert refused.value.by == refund.number
    cancel(counter, refund)
    cancel(counter, document)
    assert counter.owes(client) == (0, 0, 0)


def test_a_sale_with_returns_is_not_cancelled(counter: Counter) -> None:
    """INV-18: until they are"""
    client = counter.client()
    sale = counter.sell(client, 1_000)
    document = take_back(counter, sale, 1_000)
    with pytest.raises(HasReturns) as refused:
        cancel(counter, sale)
    assert refused.value.by == document.number
    cancel(counter, document)
    cancel(counter, sale)
    assert counter.owes(client) == (0, 0, 0)


@given(data=st.data(), amount=st.integers(0, 10**10), sold=st.integers(1, 10**8))
def test_partial_returns_add_up_to_the_line_exactly(data: st.DataObject, amount: int, sold: int) -> None:
    """INV-21: in whatever parts, and some of them cancelled meanwhile"""
    live: list[tuple[int, int]] = []
    for _ in range(data.draw(st.integers(0, 8))):
        line = sold_line(amount, sold, live)
        cancelled: bool = data.draw(st.booleans())
        if live and cancelled:
            live.remove(data.draw(st.sampled_from(live)))
        elif line.left:
            quantity = data.draw(st.integers(1, line.left))
            live.append((quantity, int(line.worth(quantity))))
    line = sold_line(amount, sold, live)
    assert 0 <= line.given_back <= amount
    assert line.given_back + line.worth(line.left) == amount


@given(st.integers(0, 10**10), st.lists(st.integers(1, 10**6), min_size=1, max_size=12))
def test_each_partial_return_is_within_a_centime_of_its_share(amount: int, parts: list[int]) -> None:
    """INV-21"""
    sold, live = sum(parts), list[tuple[int, int]]()
    for part in parts:
        given_back = sold_line(amount, sold, live).worth(part)
        assert abs(given_back * sold - amount * part) <= sold
        live.append((part, int(given_back)))
    assert sum(given_back for _, given_back in live) == amount


def sold_line(amount: int, sold: int, live: Sequence[tuple[int, int]]) -> ReturnableLine:
    return ReturnableLine(
        sale_line=1,
        label="Product",
        quantity=Thousandths(sold),
        unit_price=Centimes(0),
        discount=0,
        amount=Centimes(amount),
        fractional=True,
        returned=Thousandths(sum(quantity for quantity, _ in live)),
        given_back=Centimes(sum(given_back for _, given_back in live)),
    )


def test_thirds_of_ten_dirhams_come_back_as_ten_dirhams(counter: Counter) -> None:
    """INV-21: on the ledger, and the doctor agrees"""
    client = counter.client()
    sale = sell(counter, client, NewLine(counter.product(1_111), 3_000, 1_000))
    amounts = [worth(take_back(counter, sale, 1_000)) for _ in range(3)]
    assert sum(amounts) == worth_of_lines(sale)
    assert max(amounts) - min(amounts) <= 1
    assert counter.owes(client) == (0, 0, 0)
    assert ReturnLine.select().count() == 3
    assert [str(fault) for fault in doctor.examine()] == []


def worth_of_lines(sale: Entered | Operation) -> int:
    return sum((line.amount for line in returned.sold_lines(sale.id)), ZERO)


def test_a_line_that_came_back_says_as_its_sale_why_it_was_cheaper(counter: Counter) -> None:
    client, product = counter.client(), counter.product(10)
    with transaction():
        DefaultDiscount.create(client=client, category=None, rate=1_000)
    sale = sell(counter, client, NewLine(product, 2_000))
    back = take_back(counter, sale, 1_000)
    (sold,) = sale_detail.lines([sale.id])[sale.id]
    (came,) = returned.lines([back.id])[back.id]
    assert (came.discount, came.discount_reason) == (sold.discount, sold.discount_reason)
    assert came.discount_reason is DiscountReason.PERMANENT
