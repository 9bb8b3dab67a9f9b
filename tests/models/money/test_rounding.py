"""What is shared out adds up, from a centime to 99 999 999,99: nothing is lost, nothing appears (INV-21)."""

from hypothesis import given, settings
from hypothesis import strategies as st
from peewee import fn

from models import doctor
from models.money.amounts import LARGEST
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.postings import Posting
from models.money.payments.verbs import Chosen, DebtPayment, pay_selected
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.sales import verbs as sales
from models.values import ZERO, Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

bought = st.tuples(
    st.integers(1, int(LARGEST) // 3), st.integers(1, 3), st.sampled_from([0, 333, 5_000, 9_999])
)
"""Unit price in centimes, how many, the discount of the line in hundredths of a percent."""


@settings(max_examples=8)
@given(wanted=st.lists(bought, min_size=1, max_size=3), remise=st.integers(0, 10_000))
def test_inv_21_sales_paid_with_a_remise_and_brought_back_piece_by_piece_leave_nothing(
    file_counter: Counter, wanted: list[tuple[int, int, int]], remise: int
) -> None:
    """The remise is shared over the ticked sales, and each piece takes its share of it back."""
    counter, client = file_counter, file_counter.client()
    sold = [sell(counter, client, *each) for each in wanted]
    total = counter.owes(client)[0]
    discount = total * remise // 10_000
    order = DebtPayment(client, PaymentMode.CASH, Centimes(total - discount), discount=Centimes(discount))
    chosen = [Chosen(sale, Centimes(amount)) for sale, amount in sold if amount]
    pay_selected(order, chosen, by=by_staff(counter.staff))
    assert counter.owes(client) == (0, 0, 0)
    for sale, _ in sold:
        bring_back(counter, sale)
    assert counter.owes(client) == (0, 0, 0)
    assert not any(posted().values()), "money, remise and turnover are back as they were"
    assert [str(fault) for fault in doctor.examine()] == []


def sell(counter: Counter, client: int, price: int, quantity: int, discount: int) -> tuple[int, int]:
    line = NewLine(counter.product(price), quantity * 1_000, discount)
    other = NewLine(counter.product(1), 1_000, 0)
    sale = sales.sell(client, [line, other], by=by_staff(counter.staff))
    return int(sale.id), sum((line.amount for line in returned.sold_lines(sale.id)), ZERO)


def bring_back(counter: Counter, sale: int) -> None:
    """A piece at a time; one that is worth nothing comes back with the next."""
    for line in returned.sold_lines(sale):
        waiting = 0
        for _ in range(line.quantity // 1_000):
            waiting += 1_000
            now = next(each for each in returned.sold_lines(sale) if each.sale_line == line.sale_line)
            if now.worth(waiting):
                returns.take_back(
                    sale,
                    [(line.sale_line, waiting)],
                    refund=PaymentMode.CASH,
                    by=by_staff(counter.staff),
                )
                waiting = 0


def posted() -> dict[str, int]:
    """What each account comes to."""
    rows = Posting.select(Posting.account, fn.SUM(Posting.amount)).group_by(Posting.account).tuples()
    return {str(account): int(amount) for account, amount in rows}
