"""Times of the day and whole numbers, as they are typed."""

from datetime import time

import pytest

from tui.forms.hours import NotATime, TimeField, parse_time
from tui.forms.whole import NotAWholeNumber, WholeField, parse_whole


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", time(9)),
        ("9h", time(9)),
        ("9H30", time(9, 30)),
        (" 18:45 ", time(18, 45)),
        ("18.45", time(18, 45)),
        ("0930", time(9, 30)),
        ("0", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_a_time_is_understood_however_it_is_typed(typed: str, meant: time) -> None:
    assert parse_time(typed) == meant
    field = TimeField("opens", "From")
    assert field.read(field.show(meant)) == meant


@pytest.mark.parametrize("typed", ["24", "9:60", "930", "9:5", "neuf", "٩", "-1", "9h30m", "1 2"])
def test_what_no_clock_shows_is_refused(typed: str) -> None:
    with pytest.raises(NotATime):
        parse_time(typed)


@pytest.mark.parametrize(
    ("typed", "meant"), [("150", 150), ("1 000", 1000), ("1\u00a0000\u202f000", 1_000_000), ("0", 0)]
)
def test_a_count_is_understood_with_its_spaces(typed: str, meant: int) -> None:
    assert parse_whole(typed) == meant
    field = WholeField("size", "Credits")
    assert field.read(field.show(meant)) == meant


@pytest.mark.parametrize("typed", ["1,5", "1.000", "-3", "+3", "²", "٣", "1 00", "1e3", "9" * 13])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(NotAWholeNumber):
        parse_whole(typed)
