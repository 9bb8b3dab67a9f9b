"""One shape for what is read, beside Babel's; and how long ago a day was."""

from datetime import date

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal

import locales
from locales import formats
from locales.words import ledger as words
from models.values import Centimes


@pytest.fixture(autouse=True)
def in_english() -> None:
    locales.speak("en")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("centimes", [0, 5, 100, 125_000, -999_999_999])
def test_amounts_have_babels_separators(language: str, centimes: int) -> None:
    locales.speak(language)
    theirs = format_decimal(centimes / 100, "#,##0.00", locale=language).replace("\u202f", formats.SPACE)
    assert formats.amount(Centimes(centimes)) == theirs


@pytest.mark.parametrize("month", range(1, 13))
def test_a_full_day_is_babels(month: int) -> None:
    day = date(2026, month, 2 * month)
    assert formats.full_day(day) == format_date(day, "EEEE d MMMM y", locale="en")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 10, 11), "32 days ago"),
        (date(2026, 9, 13), "60 days ago"),
        (date(2026, 9, 12), "2 months ago"),
        (date(2024, 11, 13), "23 months ago"),
        (date(2024, 11, 12), "2 years ago"),
        (date(2023, 3, 9), "3 years ago"),
    ],
)
def test_how_long_ago_a_day_was_is_said_in_whole_units(day: date, said: str) -> None:
    assert words.ago(day, date(2026, 11, 12)) == said
