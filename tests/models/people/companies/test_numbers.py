"""Legal numbers: what is mistyped is refused beside its field, what is written in any way is kept in one."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.people.companies import numbers
from models.people.companies.digits import DigitsOnly, WrongCheckDigits, WrongLength
from models.people.companies.numbers import NotAnActivity, NotAVatNumber, SiretOfAnother, VatNumberOfAnother
from models.refusals import Refused
from tests.models.people.companies import oracles

LA_POSTE = "356000000"
sirens = (
    st.text("0123456789", min_size=8, max_size=8)
    .map(oracles.with_luhn)
    .filter(lambda siren: int(siren) and siren != LA_POSTE)
)
sirets = st.tuples(sirens, st.text("0123456789", min_size=4, max_size=4)).map("".join).map(oracles.with_luhn)


def one_digit_off(number: str, place: int, step: int) -> str:
    place %= len(number)
    return number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("siren", "732 829 320", "732829320"),
        ("siren", "732.829.320", "732829320"),
        ("siren", "٧٣٢٨٢٩٣٢٠", "732829320"),
        ("siret", "732 829 320 00074", "73282932000074"),
        ("siret", "356 000 000 00048", "35600000000048"),
        ("siret", "35600000009075", "35600000009075"),
        ("naf", "4773z", "47.73Z"),
        ("naf", "47.73Z", "47.73Z"),
        ("vat_number", "fr 40 303 265 045", "FR40303265045"),
        ("vat_number", "BE 0411.905.847", "BE0411905847"),
        ("vat_number", "FR K7 399 859 412", "FRK7399859412"),
        ("ice", "001561191 0000 66", "001561191000066"),
        ("ice", "001526374000085", "001526374000085"),
        ("tax_number", "40 123 456", "40123456"),
        ("trade_register", " 12345 Casablanca ", "12345 Casablanca"),
        ("business_tax", "25 101 010", "25101010"),
        *((name, "  ", "") for name in numbers.NAMES),
    ],
)
def test_however_a_number_is_written_it_is_kept_in_one_way(field: str, typed: str, kept: str) -> None:
    assert numbers.check(field, typed) == kept
    assert numbers.check(field, kept) == kept


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("siren", "73282932", WrongLength),
        ("siren", "732829321", WrongCheckDigits),
        ("siren", "000000000", WrongCheckDigits),
        ("siren", "73282932O", DigitsOnly),
        ("siret", "732829320", WrongLength),
        ("siret", "73282932000079", WrongCheckDigits),
        ("siret", "35600000009076", WrongCheckDigits),
        ("naf", "4773", NotAnActivity),
        ("naf", "47.7.33Z", NotAnActivity),
        ("vat_number", "FR41303265045", WrongCheckDigits),
        ("vat_number", "MA40303265045", NotAVatNumber),
        ("vat_number", "40303265045", NotAVatNumber),
        ("tax_number", "IF 40123456", DigitsOnly),
        ("business_tax", "25101010x", DigitsOnly),
    ],
)
def test_what_cannot_be_such_a_number_is_refused_with_its_reason(
    field: str, typed: str, why: type[Refused]
) -> None:
    with pytest.raises(why) as refused:
        numbers.check(field, typed)
    assert getattr(refused.value, "field", "") == field
    assert str(refused.value)


@given(sirens, st.integers(0, 8), st.integers(1, 9))
def test_a_siren_holds_and_no_other_digit_does(siren: str, place: int, step: int) -> None:
    assert numbers.check("siren", siren) == siren
    with pytest.raises(WrongCheckDigits):
        numbers.check("siren", one_digit_off(siren, place, step))


@given(sirets, st.integers(0, 13), st.integers(1, 9))
def test_a_siret_holds_and_no_other_digit_does(siret: str, place: int, step: int) -> None:
    assert numbers.check("siret", siret) == siret
    with pytest.raises(WrongCheckDigits):
        numbers.check("siret", one_digit_off(siret, place, step))


@given(sirens, st.integers(2, 10), st.integers(1, 9))
def test_a_french_vat_number_holds_and_no_other_digit_does(siren: str, place: int, step: int) -> None:
    number = oracles.french_vat_number(siren)
    if siren.startswith("000"):
        return  # Monaco's, which have no SIREN.
    assert numbers.check("vat_number", number) == number
    with pytest.raises(WrongCheckDigits):
        numbers.check("vat_number", "FR" + one_digit_off(number[2:], place, step))


@given(st.sampled_from(numbers.NAMES), st.text(max_size=30))
def test_any_text_is_a_number_or_is_refused(field: str, text: str) -> None:
    with suppress(Refused):
        kept = numbers.check(field, text)
        assert numbers.check(field, kept) == kept


def test_a_siret_begins_with_the_siren_and_a_french_vat_number_ends_with_it() -> None:
    siren, siret = "732829320", "73282932000074"
    numbers.agree(siren=siren, siret=siret, vat_number="FR44732829320")
    numbers.agree(siren="", siret=siret, vat_number="BE0411905847")
    numbers.agree(siren=siren, siret="", vat_number="FR81000001234")
    numbers.agree(siren="", siret="", vat_number="FR40303265045")
    with pytest.raises(SiretOfAnother) as refused:
        numbers.agree(siren="303265045", siret=siret, vat_number="")
    assert refused.value.siren == siren
    with pytest.raises(VatNumberOfAnother):
        numbers.agree(siren=siren, siret="", vat_number="FR40303265045")
    with pytest.raises(VatNumberOfAnother):
        numbers.agree(siren="", siret=siret, vat_number="FR40303265045")
