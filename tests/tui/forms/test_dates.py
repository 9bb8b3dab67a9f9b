"""Days as people type them, on Thursday 12 November 2026."""

from datetime import date

import pytest

from tui.forms.dates import DayToCome, NoSuchDay, NotADay, parse_day

TODAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12/11", date(2026, 11, 12)),
        ("2/1", date(2026, 1, 2)),
        ("12/11/25", date(2025, 11, 12)),
        ("12/11/2025", date(2025, 11, 12)),
        ("12-11-2025", date(2025, 11, 12)),
        ("12.11.25", date(2025, 11, 12)),
        ("12 11 25", date(2025, 11, 12)),
        ("12112025", date(2025, 11, 12)),
        ("121125", date(2025, 11, 12)),
        ("0111", date(2026, 11, 1)),
        ("2025-11-12", date(2025, 11, 12)),
        ("3", date(2026, 11, 3)),
        ("hier", date(2026, 11, 11)),
        ("Hier", date(2026, 11, 11)),
        ("yesterday", date(2026, 11, 11)),
        ("avant-hier", date(2026, 11, 10)),
        ("auj", TODAY),
        ("aujourd'hui", TODAY),
        ("j", TODAY),
        ("J-3", date(2026, 11, 9)),
        ("-3", date(2026, 11, 9)),
        ("−3", date(2026, 11, 9)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_a_day_is_understood_however_it_is_typed(typed: str, meant: date) -> None:
    assert parse_day(typed, TODAY) == meant


def test_without_a_year_a_day_of_december_typed_in_january_is_last_years() -> None:
    assert parse_day("28/12", date(2027, 1, 3)) == date(2026, 12, 28)


@pytest.mark.parametrize("typed", ["29/02/2027", "31/04", "32/01/2026", "01/13/2026", "29/02", "12/11/1066"])
def test_a_day_that_no_calendar_has_is_refused_and_never_moved(typed: str) -> None:
    with pytest.raises(NoSuchDay):
        parse_day(typed, TODAY)


@pytest.mark.parametrize("typed", ["demain", "13/11", "+1", "12/11/2027"])
def test_a_day_to_come_is_refused_unless_it_has_a_meaning(typed: str) -> None:
    with pytest.raises(DayToCome):
        parse_day(typed, TODAY)
    assert parse_day(typed, TODAY, future=True) > TODAY


@pytest.mark.parametrize("typed", ["soon", "12/", "1/2/3/4", "١٢/١١", "-99999", "--3", "12/11/202"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(NotADay):
        parse_day(typed, TODAY)
