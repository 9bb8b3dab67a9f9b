"""Opening balances, advances, adjustments (INV-08, INV-12; import-opening-balance)."""

import pytest
from peewee import fn

from models.money import entries
from models.money.amounts import NotPositive
from models.money.entries import AlreadyOpened, BalanceMoved, NoChangeAsked
from models.money.ledger import history, open_items, reversal
from models.money.ledger.accounts import TILL, Account, NotMoney, OperationKind, PaymentMode
from models.money.ledger.postings import Operation, Posting
from models.refusals import Missing
from models.requests.by import new_key
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter


def posted(*accounts: Account) -> int:
    return int(
        Posting.select(fn.COALESCE(fn.SUM(Posting.amount), 0)).where(Posting.account.in_(accounts)).scalar()
    )


def open_balance(counter: Counter, client: int, amount: int) -> None:
    entries.open_balance(client, Centimes(amount), by=by_staff(counter.staff))


@pytest.mark.parametrize("amount", [12_050, -12_050])
def test_an_opening_balance_is_open_and_no_turnover(counter: Counter, amount: int) -> None:
    client = counter.client()
    open_balance(counter, client, amount)
    assert counter.owes(client) == (max(amount, 0), max(-amount, 0), amount)
    assert posted(*TILL, Account.SALES) == 0


def test_an_account_is_opened_once(counter: Counter) -> None:
    client = counter.client()
    open_balance(counter, client, 100)
    with pytest.raises(AlreadyOpened):
        open_balance(counter, client, 100)


def test_a_cancelled_opening_can_be_entered_right(counter: Counter) -> None:
    """INV-03: a mistake is reversed, and then said again"""
    client = counter.client()
    open_balance(counter, client, 15_050)
    wrong = Operation.get(Operation.client == client)
    reversal.reverse(wrong.id, "150,50 et non 15 050", by=by_staff(counter.staff))
    open_balance(counter, client, 1_505)
    assert counter.owes(client) == (1_505, 0, 1_505)
    with pytest.raises(AlreadyOpened):
        open_balance(counter, client, 100)


def test_an_advance_lowers_the_balance_by_its_amount_and_stays_available(counter: Counter) -> None:
    """INV-12"""
    client = counter.client()
    counter.sell(client, 1_000)
    counter.advance(client, 700)
    assert counter.owes(client) == (1_000, 700, 300)
    assert posted(*TILL) == 700


@pytest.mark.parametrize(
    ("amount", "mode", "refusal"),
    [(0, "cash", NotPositive), (-5, "cash", NotPositive), (100, "credit", NotMoney)],
)
def test_an_advance_is_money(counter: Counter, amount: int, mode: str, refusal: type) -> None:
    client = counter.client()
    with pytest.raises(refusal):
        entries.receive_advance(client, Centimes(amount), PaymentMode(mode), by=by_staff(counter.staff))


@pytest.mark.parametrize("amount", [700, -700])
def test_an_adjustment_changes_the_balance_and_nothing_else(counter: Counter, amount: int) -> None:
    """adj-create, adj-no-cash, INV-08: neither arrêté de caisse nor chiffre d'affaires"""
    client = counter.client()
    counter.sell(client, 2_000, cash=500)
    before = posted(*TILL), posted(Account.SALES)
    counter.adjust(client, amount)
    assert (posted(*TILL), posted(Account.SALES)) == before
    assert counter.owes(client)[2] == 1_500 + amount


def test_the_means_of_an_adjustment_are_kept_and_move_no_till(counter: Counter) -> None:
    """adj-create, adj-no-cash"""
    client = counter.client()
    for means in (PaymentMode.CHEQUE, None):
        entries.adjust(client, Centimes(-500), "lost cheque", means=means, by=by_staff(counter.staff))
    rows = history.OperationListing(client, (OperationKind.ADJUSTMENT,)).read(10)
    assert [row.means for row in rows] == [None, PaymentMode.CHEQUE]
    assert posted(*TILL) == 0
    with pytest.raises(NotMoney):
        entries.adjust(*(client, Centimes(-500), "no"), means=PaymentMode.CREDIT, by=by_staff(counter.staff))


def test_an_adjustment_of_nothing_is_none(counter: Counter) -> None:
    """adj-create"""
    with pytest.raises(NoChangeAsked):
        counter.adjust(counter.client(), 0)


def test_writing_a_debt_off_leaves_nothing_open(counter: Counter) -> None:
    """archive-help-debtor"""
    client = counter.client()
    counter.sell(client, 1_000)
    counter.sell(client, 2_000)
    counter.adjust(client, -3_000)
    assert counter.owes(client) == (0, 0, 0)
    assert open_items.debits(client) == open_items.credits(client) == []


def test_writing_an_avoir_off_leaves_nothing_open(counter: Counter) -> None:
    """archive-help-creditor"""
    client = counter.client()
    counter.advance(client, 1_000)
    counter.adjust(client, 1_000)
    assert counter.owes(client) == (0, 0, 0)


def test_a_debt_that_was_paid_meanwhile_is_not_written_off(counter: Counter) -> None:
    """archive-help-debtor: two terminals, the debt is cashed at one while the other adjusts it to 0"""
    client = counter.client()
    counter.sell(client, 12_000)
    seen = Centimes(12_000)
    counter.pay(client, 5000)
    with pytest.raises(BalanceMoved):
        entries.adjust(client, -seen, "lost", seen=seen, by=by_staff(counter.staff))
    assert counter.owes(client) == (7000, 0, 7000)
    entries.adjust(client, Centimes(-7000), "lost", seen=Centimes(7000), by=by_staff(counter.staff))
    assert counter.owes(client) == (0, 0, 0)


def test_an_adjustment_says_why(counter: Counter) -> None:
    client = counter.client()
    with pytest.raises(Missing):
        entries.adjust(client, Centimes(100), "  ", by=by_staff(counter.staff))


def test_the_same_entry_twice_is_one(counter: Counter) -> None:
    """INV-20"""
    client = counter.client()
    op_id = new_key()
    for _ in range(2):
        entries.adjust(client, Centimes(100), "once", by=by_staff(counter.staff, op_id))
    assert counter.owes(client) == (100, 0, 100)
