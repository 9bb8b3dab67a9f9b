"""The kinds of custom fields: what each takes, and how it is kept (X16)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.custom_fields.kinds import CustomKind, NotANumber, NotAWholeNumber, checked, parse_number
from models.refusals import Refused

OPTIONS = (3, 7, 12)
RIGHT = {
    CustomKind.TEXT: ("Salé", "12"),
    CustomKind.NOTE: ("une ligne\nune autre",),
    CustomKind.WHOLE: ("0", "-12", "999999999999999"),
    CustomKind.DECIMAL: ("0", "12.5", "-0.25", "3"),
    CustomKind.AMOUNT: ("0", "125000", "-50"),
    CustomKind.DATE: ("2026-11-30", "1931-02-28"),
    CustomKind.YES_NO: ("yes",),
    CustomKind.LIST: ("3", "12"),
    CustomKind.SEVERAL: ("3", "3,7", "3,7,12"),
}
WRONG = {
    CustomKind.TEXT: ("\x1b[2J", "x" * 201),
    CustomKind.NOTE: ("\x00",),
    CustomKind.WHOLE: ("12.5", "012", "-0", "1e3", "٣", " 1", "9" * 16),
    CustomKind.DECIMAL: ("12,5", "1.50", ".5", "-0", "1.", "nan"),
    CustomKind.AMOUNT: ("12.5", "1" * 15, "-"),
    CustomKind.DATE: ("30/11/2026", "2026-02-30", "20261130", "2026-W01-1"),
    CustomKind.YES_NO: ("no", "1", "oui"),
    CustomKind.LIST: ("4", "3,7", "x", "03"),
    CustomKind.SEVERAL: ("7,3", "3,3", "3,", ",", "3,4"),
}


@pytest.mark.capability("cf-types")
@pytest.mark.parametrize("kind", list(CustomKind))
def test_each_kind_takes_what_fits_and_nothing_else(kind: CustomKind) -> None:
    for text in RIGHT[kind]:
        assert checked("custom_1", kind, text, OPTIONS) == text
    for text in WRONG[kind]:
        with pytest.raises(Refused):
            pytest.fail(f"{kind} takes {checked('custom_1', kind, text, OPTIONS)!r}")
    assert checked("custom_1", kind, "", OPTIONS) == ""


def test_a_refusal_names_the_field_it_is_about() -> None:
    for kind, text in ((CustomKind.TEXT, "x" * 201), (CustomKind.NOTE, "\x00"), (CustomKind.WHOLE, "x")):
        with pytest.raises(Refused) as refused:
            checked("custom_1", kind, text, ())
        assert vars(refused.value)["field"] == "custom_1"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12,50", "12.5"),
        ("1 250", "1250"),
        ("-3", "-3"),
        ("0,0", "0"),
        ("-0", "0"),
        ("+7", "7"),
        ("100", "100"),
    ],
)
def test_a_number_is_kept_in_one_way_however_it_is_typed(typed: str, kept: str) -> None:
    assert parse_number(typed, whole=False) == kept


def test_what_is_no_number_is_refused() -> None:
    for text in ("", "x", "1.2.3", "1e3", "٣", "9" * 16):
        with pytest.raises(NotANumber):
            parse_number(text, whole=False)
    with pytest.raises(NotAWholeNumber):
        parse_number("1,5", whole=True)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4))
def test_whatever_number_is_typed_fits_its_kind(number: object) -> None:
    kept = parse_number(f"{number:f}", whole=False)
    assert checked("custom_1", CustomKind.DECIMAL, kept, ()) == kept
