"""Bank accounts: keys that do not fit are refused; only the end of a number shows to who does not edit it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.people.companies import bank
from models.people.companies.bank import IbanOfAnother, NotABic, NotAnIban
from models.people.companies.digits import DigitsOnly, WrongCheckDigits, WrongLength
from models.refusals import Refused
from tests.models.people.companies import oracles

RIB = "011519000001205000534921"
"""In the SWIFT registry's example of a Moroccan IBAN."""
accounts = st.text("0123456789", min_size=22, max_size=22)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("rib", "011 519 0000012050005349 21", RIB),
        ("rib", "٠١١ 519 0000012050005349 21", RIB),
        ("iban", "ma64 0115 1900 0001 2050 0053 4921", f"MA64{RIB}"),
        ("iban", "FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606"),
        ("iban", "DE89-3704-0044-0532-0130-00", "DE89370400440532013000"),
        ("bic", "bcmamamc", "BCMAMAMC"),
        ("bic", "BNPAFRPPXXX", "BNPAFRPPXXX"),
        *((name, " ", "") for name in bank.NAMES),
    ],
)
def test_however_an_account_is_written_it_is_kept_in_one_way(field: str, typed: str, kept: str) -> None:
    assert bank.check(field, typed) == kept
    assert bank.check(field, kept) == kept


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("rib", RIB[:-1], WrongLength),
        ("rib", RIB[:-2] + "22", WrongCheckDigits),
        ("rib", "0" * 24, WrongCheckDigits),
        ("rib", RIB[:-1] + "x", DigitsOnly),
        ("iban", f"MA65{RIB}", WrongCheckDigits),
        ("iban", f"MA64{RIB[1:]}", WrongLength),
        ("iban", "FR15 2004 1010 0505 0001 3M02 606", WrongCheckDigits),
        ("iban", oracles.iban("US", "01150"), NotAnIban),
        ("iban", RIB, NotAnIban),
        ("bic", "BCMA", NotABic),
        ("bic", "BCMAQQMC", NotABic),
    ],
)
def test_what_cannot_be_an_account_is_refused_with_its_reason(
    field: str, typed: str, why: type[Refused]
) -> None:
    with pytest.raises(why) as refused:
        bank.check(field, typed)
    assert getattr(refused.value, "field", "") == field
    assert str(refused.value)


@given(accounts, st.integers(0, 23), st.integers(1, 9))
def test_a_rib_holds_and_no_other_digit_does(account: str, place: int, step: int) -> None:
    rib = oracles.rib(account)
    wrong = rib[:place] + str((int(rib[place]) + step) % 10) + rib[place + 1 :]
    assert bank.check("rib", rib) == rib
    with pytest.raises(WrongCheckDigits):
        bank.check("rib", wrong)


@given(accounts, st.integers(0, 22))
def test_two_digits_of_a_rib_that_changed_places_are_seen(account: str, place: int) -> None:
    rib = oracles.rib(account)
    turned = rib[:place] + rib[place + 1] + rib[place] + rib[place + 2 :]
    if turned == rib:
        return
    with pytest.raises(WrongCheckDigits):
        bank.check("rib", turned)


@given(accounts, st.integers(2, 27), st.integers(1, 9))
def test_a_moroccan_iban_holds_and_no_other_digit_does(account: str, place: int, step: int) -> None:
    iban = oracles.iban("MA", oracles.rib(account))
    wrong = iban[:place] + str((int(iban[place]) + step) % 10) + iban[place + 1 :]
    assert bank.check("iban", iban) == iban
    bank.agree(rib=iban[4:], iban=iban)
    with pytest.raises(WrongCheckDigits):
        bank.check("iban", wrong)


@given(st.text("0123456789", min_size=18, max_size=18), st.integers(2, 21), st.integers(1, 9))
def test_a_german_iban_is_judged_by_the_same_rule(account: str, place: int, step: int) -> None:
    iban = oracles.iban("DE", account)
    wrong = iban[:place] + str((int(iban[place]) + step) % 10) + iban[place + 1 :]
    assert bank.check("iban", iban) == iban
    with pytest.raises(WrongCheckDigits):
        bank.check("iban", wrong)


@given(st.sampled_from(bank.NAMES), st.text(max_size=40))
def test_any_text_is_an_account_or_is_refused(field: str, text: str) -> None:
    with suppress(Refused):
        kept = bank.check(field, text)
        assert bank.check(field, kept) == kept


def test_a_moroccan_iban_is_of_the_same_account_as_the_rib() -> None:
    other = oracles.iban("MA", oracles.rib("0" * 21 + "1"))
    with pytest.raises(IbanOfAnother):
        bank.agree(rib=RIB, iban=other)
    bank.agree(rib=RIB, iban="DE89370400440532013000")
    bank.agree(rib="", iban=other)


@pytest.mark.parametrize(
    ("number", "shown"), [(RIB, "**** 4921"), ("", ""), ("12345678", "****"), ("123456789", "**** 6789")]
)
def test_a_masked_number_shows_its_end_only(number: str, shown: str) -> None:
    assert bank.masked(number) == shown
