"""What is typed into the product field, understood."""

import pytest

from models.money.amounts import NotAPercentage, NotAQuantity
from models.refusals import Refused
from tui.lines.typed import NoQuantity, TypedLine, understand, words_of


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("doli 500", TypedLine("doli 500")),
        ("3*doli", TypedLine("doli", 3_000)),
        (" 0,5 * gaze ", TypedLine("gaze", 500)),
        ("1.250*gaze", TypedLine("gaze", 1_250)),
        ("3*", TypedLine("", 3_000)),
        ("10%", TypedLine(discount=1_000)),
        ("12,5 %", TypedLine(discount=1_250)),
        ("0%", TypedLine(discount=0)),
        ("diclofénac gel 1 %", TypedLine("diclofénac gel 1 %")),
        ("", TypedLine()),
    ],
)
def test_words_a_quantity_or_a_discount(text: str, meant: TypedLine) -> None:
    assert understand(text) == meant


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("٣*doli", NotAQuantity),
        ("1e3*doli", NotAQuantity),
        ("*doli", NoQuantity),
        ("-3*doli", NotAQuantity),
        ("1 250*doli", NotAQuantity),
        ("0,5005*doli", NotAQuantity),
        ("9999999999*doli", NotAQuantity),
        ("101%", NotAPercentage),
        ("-5%", NotAPercentage),
        ("٣%", NotAPercentage),
        ("%", NotAPercentage),
    ],
)
def test_what_is_no_figure_is_refused(text: str, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        understand(text)


def test_only_digits_enough_for_a_bar_code_were_scanned() -> None:
    assert [understand(text).scanned for text in ("61110001", "3*6118000000013", "6111000", "٣" * 13)] == [
        True,
        True,
        False,
        True,
    ]


def test_products_are_looked_for_by_their_words_alone() -> None:
    assert [words_of(text) for text in ("3*doli", "10%", "3*", "doli")] == ["doli", "", "", "doli"]
    assert words_of("diclofénac gel 1 %") == "diclofénac gel 1 %"
