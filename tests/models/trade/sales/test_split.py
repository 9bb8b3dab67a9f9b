"""What is given for a sale at the counter, split: what each mode pays, and the change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.money.ledger.accounts import PaymentMode
from models.money.payments.verbs import MOST_CHANGE, NotEnoughAvoir, TooMuchChange
from models.trade.sales.split import split
from models.trade.sales.verbs import PaidTooMuch
from models.values import ZERO, Centimes

CASH, CARD, AVOIR = PaymentMode.CASH, PaymentMode.CARD, PaymentMode.CREDIT


def amounts(**given: int) -> dict[PaymentMode, Centimes]:
    return {PaymentMode(mode): Centimes(amount) for mode, amount in given.items()}


def test_cash_beyond_what_is_due_is_change() -> None:
    paid = split(Centimes(17_350), amounts(cash=20_000), ZERO)
    assert (paid.modes, paid.avoir_used, paid.change, paid.settled) == ({CASH: 17_350}, 0, 2_650, 17_350)


def test_change_is_of_what_the_card_and_the_avoir_leave() -> None:
    paid = split(Centimes(30_000), amounts(card=10_000, credit=5_000, cash=20_000), Centimes(8_000))
    assert paid.modes == {CARD: 10_000, CASH: 15_000}
    assert (paid.avoir_used, paid.change, paid.settled) == (5_000, 5_000, 30_000)


def test_what_is_not_given_stays_on_credit() -> None:
    paid = split(Centimes(30_000), amounts(cash=0, card=12_000), ZERO)
    assert (paid.modes, paid.change, paid.settled) == ({CARD: 12_000}, 0, 12_000)


def test_cash_that_is_not_needed_at_all_goes_back() -> None:
    paid = split(Centimes(10_000), amounts(card=10_000, cash=5_000), ZERO)
    assert (paid.modes, paid.change) == ({CARD: 10_000}, 5_000)


def test_nobody_pays_too_much_but_in_cash() -> None:
    with pytest.raises(PaidTooMuch) as refused:
        split(Centimes(10_000), amounts(card=10_001, cash=500), ZERO)
    assert refused.value == PaidTooMuch(Centimes(10_501), Centimes(10_000))


def test_an_avoir_pays_no_more_than_there_is() -> None:
    with pytest.raises(NotEnoughAvoir) as refused:
        split(Centimes(10_000), amounts(credit=501), Centimes(500))
    assert refused.value == NotEnoughAvoir(Centimes(501), Centimes(500))


def test_a_code_scanned_into_the_cash_is_refused() -> None:
    most = 10_000 + int(MOST_CHANGE)
    assert split(Centimes(10_000), amounts(cash=most), ZERO).change == MOST_CHANGE
    with pytest.raises(TooMuchChange):
        split(Centimes(10_000), amounts(cash=most + 1), ZERO)


@given(
    total=st.integers(1, 10**6),
    cash=st.integers(0, 10**6),
    card=st.integers(0, 10**6),
    avoir=st.integers(0, 10**6),
)
def test_nothing_is_lost_between_the_hand_and_the_till(total: int, cash: int, card: int, avoir: int) -> None:
    """What was given is what is kept and what goes back, and no more is kept than the sale comes to."""
    given_ = amounts(cash=cash, card=card, credit=avoir)
    try:
        paid = split(Centimes(total), given_, Centimes(avoir))
    except (PaidTooMuch, TooMuchChange):
        assert card + avoir > total or cash - (total - card - avoir) > int(MOST_CHANGE)
        return
    assert paid.settled + paid.change == cash + card + avoir
    assert paid.settled <= total
    assert not paid.change or paid.settled == total
    assert all(paid.modes.values())
