"""Amounts as people type them: never guessed, never rounded (INV-01)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.money import amounts
from models.money.amounts import LARGEST, AmbiguousAmount, AmountTooLarge, NotAnAmount, NotAPercentage
from models.refusals import Refused
from models.values import Centimes

centimes = st.integers(0, int(LARGEST))


def grouped(number: int, space: str) -> str:
    return f"{number:,}".replace(",", space)


@given(
    centimes,
    st.sampled_from([",", "."]),
    st.sampled_from(["", " ", "\u00a0", "\u202f"]),
    st.sampled_from(["", " DH"]),
)
def test_every_amount_is_read_back_as_it_is_written(
    amount: int, mark: str, space: str, currency: str
) -> None:
    units, cents = divmod(amount, 100)
    typed = f"{grouped(units, space)}{mark}{cents:02}{currency}"
    assert amounts.parse_amount(typed) == amount


@given(centimes)
def test_a_sign_is_read_only_where_it_means_something(amount: int) -> None:
    typed = f"-{amount // 100},{amount % 100:02}"
    assert amounts.parse_amount(typed, signed=True) == -amount
    with pytest.raises(NotAnAmount):
        amounts.parse_amount(typed)


@given(st.text(max_size=12))
def test_any_text_is_an_amount_or_a_refusal(text: str) -> None:
    try:
        amount = amounts.parse_amount(text, signed=True)
    except Refused:
        return
    assert abs(amount) <= LARGEST
    assert any(letter in "0123456789" for letter in text)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("120", 12_000),
        ("12,5", 1_250),
        ("12.50", 1_250),
        ("1 250", 125_000),
        ("1250 DH", 125_000),
        ("0", 0),
        ("007", 700),
    ],
)
def test_usual_shapes(typed: str, amount: int) -> None:
    assert amounts.parse_amount(typed) == amount


@pytest.mark.parametrize("typed", ["1.234", "1,234", "1.234,56", "1,234.56", "12.345", "1.234.567"])
def test_what_can_be_read_two_ways_is_not_guessed(typed: str) -> None:
    with pytest.raises(AmbiguousAmount):
        amounts.parse_amount(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "abc",
        "1e3",
        "12,",
        ",5",
        "1 25",
        "12 5000",
        "1234,567",
        "=1+1",
        "٣",
        "１２",
        "--5",
        "NaN",
        "0x10",
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAmount):
        amounts.parse_amount(typed, signed=True)


def test_more_than_can_be_kept_is_refused() -> None:
    assert amounts.parse_amount("99 999 999,99") == LARGEST
    with pytest.raises(AmountTooLarge):
        amounts.parse_amount("100 000 000")
    with pytest.raises(AmountTooLarge):
        amounts.parse_amount("9" * 5000)


@given(st.integers(0, 10_000))
def test_percentages_are_read_back(hundredths: int) -> None:
    assert amounts.parse_percentage(f"{hundredths // 100},{hundredths % 100:02} %") == hundredths


@pytest.mark.parametrize("typed", ["", "-5", "100,01", "101", "5,123", "abc", "5 5"])
def test_what_is_no_percentage_is_refused(typed: str) -> None:
    with pytest.raises(NotAPercentage):
        amounts.parse_percentage(typed)


@given(centimes, st.integers(0, 10_000))
def test_a_share_is_the_nearest_centime_and_never_more_than_the_whole(amount: int, hundredths: int) -> None:
    """INV-21"""
    share = amounts.share(Centimes(amount), hundredths)
    assert abs(share * 10_000 - amount * hundredths) <= 5_000
    assert 0 <= share <= amount
