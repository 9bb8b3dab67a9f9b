"""Birthdays between two days against each day of the calendar, asked one by one (INV-56, X11)."""

from calendar import isleap
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.people.birthdays.days import (
    MOST_DAYS,
    MonthDay,
    TooManyDays,
    around,
    between,
    celebrated,
    month_day,
    spans,
)
from models.people.birthdays.listing import BirthdayListing, BirthdayRow
from models.people.birthdays.range import Birthdays
from models.people.clients import selections
from models.people.clients.details import ClientDetails
from models.people.clients.filter import ClientFilter
from models.people.clients.listing import ClientListing, ClientView
from models.people.clients.table import Client, ClientKind, ClientStatus
from models.store import many
from tests.asking import by_staff
from tests.models.conftest import Counter

DAYS = [date(2000, 1, 1) + timedelta(days=at) for at in range(366)]
births = st.dates(date(1900, 1, 1), date(2026, 12, 31))
year_days = st.sampled_from([MonthDay(day.month, day.day) for day in DAYS])
near_leap_days = st.sampled_from([MonthDay(2, 27), MonthDay(2, 28), MonthDay(2, 29), MonthDay(3, 1)])
some_days = year_days | near_leap_days
todays = st.dates(date(2023, 1, 1), date(2029, 12, 31))
ranges = st.builds(between, some_days, some_days, todays) | st.builds(
    around, todays, st.integers(0, MOST_DAYS // 2), st.integers(0, MOST_DAYS // 2)
)


def is_birthday(born: date, day: date) -> bool:
    """Whether somebody who was born then celebrates on that day."""
    in_its_place = (born.month, born.day) == (2, 29) and (day.month, day.day) == (2, 28)
    return (born.month, born.day) == (day.month, day.day) or (in_its_place and not isleap(day.year))


def calendar(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


@settings(max_examples=300)
@example(date(1984, 2, 28), between(MonthDay(2, 29), MonthDay(2, 28), date(2026, 11, 12)))
@example(date(1984, 2, 29), between(MonthDay(2, 29), MonthDay(2, 28), date(2028, 11, 12)))
@given(births | st.sampled_from([date(1984, 2, 29), date(1984, 2, 28), date(1985, 12, 31)]), ranges)
def test_a_birthday_is_the_first_of_the_days_on_which_it_is_celebrated(
    born: date, dates: tuple[date, date]
) -> None:
    first, last = dates
    expected = next((day for day in calendar(first, last) if is_birthday(born, day)), None)
    assert celebrated(born, first, last) == expected
    number = month_day(born).number
    assert [each.first <= number <= each.last for each in spans(first, last)].count(True) == (
        expected is not None
    )


@given(some_days, some_days, todays)
def test_two_days_are_those_of_the_calendar_that_are_nearest(
    first: MonthDay, last: MonthDay, today: date
) -> None:
    found = between(first, last, today)
    assert found[0] <= found[1] <= found[0] + timedelta(days=366)
    for dates, wanted in zip(found, (first, last), strict=True):
        assert wanted.in_year(dates.year) == dates

    def away(dates: tuple[date, date]) -> int:
        return min(abs((day - today).days) for day in calendar(*dates))

    for year in (today.year - 1, today.year, today.year + 1):
        other = first.in_year(year), last.in_year(year + (last < first))
        assert away(found) <= away(other)


def test_a_window_of_more_than_a_year_is_refused() -> None:
    today = date(2026, 11, 12)
    assert around(today, 7, 10) == (date(2026, 11, 5), date(2026, 11, 22))
    with pytest.raises(TooManyDays):
        around(today, MOST_DAYS, 1)


@pytest.fixture
def born(counter: Counter) -> dict[int, date]:
    """Two clients of each of many days, in another order than that of the days; and one of no known day."""
    found = {}
    days = [*DAYS[::23], *(day for day in DAYS if day.month in (2, 3) and day.day in (1, 27, 28, 29))]
    days += [date(2000, 12, 31), date(2000, 12, 20), date(2000, 1, 10)]
    for at, day in enumerate(reversed(days)):
        for age in (4 * (at % 9), 40 + 4 * (at % 7)):
            client = counter.client(
                f"Client {at * 7 % len(days):03}", birth_date=day.replace(year=2020 - age)
            )
            found[client] = day.replace(year=2020 - age)
    counter.client("Inconnu")
    return found


def listed(listing: BirthdayListing) -> list[BirthdayRow]:
    """The whole list, which is the same in windows of any length from both ends."""
    whole = list(listing.read(500))
    assert listing.count() == len(whole)
    assert list(listing.last(500)) == whole
    downwards: list[BirthdayRow] = []
    while rows := listing.read(4, after=downwards[-1] if downwards else None):
        downwards += rows
    upwards = list(listing.last(4))
    while rows := listing.read(4, before=upwards[0]) if upwards else []:
        upwards = [*rows, *upwards]
    assert downwards == upwards == whole
    if whole:
        assert list(listing.read(3, at=whole[-1])) == whole[-1:]
    return whole


@pytest.mark.capability("bday-range")
def test_any_range_lists_those_who_celebrate_in_it_by_day_whatever_the_year_of_birth(
    counter: Counter, born: dict[int, date]
) -> None:
    @settings(max_examples=15)
    @given(ranges)
    def each_range(dates: tuple[date, date]) -> None:
        birthdays = Birthdays(*dates)
        expected = {client: day for client, each in born.items() if (day := first_day(each, dates))}
        rows = listed(BirthdayListing(birthdays))
        assert {row.id: row.day for row in rows} == expected
        assert len(rows) == len(expected)
        assert [row.day for row in rows] == sorted(row.day for row in rows)
        assert all(row.turns == row.day.year - born[row.id].year for row in rows)
        narrowed = ClientListing(filter=ClientFilter(birthdays=birthdays))
        assert {row.id for row in narrowed.read(500)} == set(expected)
        assert narrowed.count() == len(expected)

    each_range()
    before = {row.id for row in BirthdayListing(Birthdays(date(2026, 12, 20), date(2027, 1, 10))).read(500)}
    for client, day in born.items():
        other = {"birth_date": day.replace(year=1904)}
        ClientDetails.update(**other).where(ClientDetails.client == client).execute()
    after = BirthdayListing(Birthdays(date(2026, 12, 20), date(2027, 1, 10))).read(500)
    assert before == {row.id for row in after} != set()


def first_day(born: date, dates: tuple[date, date]) -> date | None:
    return next((day for day in calendar(*dates) if is_birthday(born, day)), None)


YEAR = Birthdays(date(2026, 1, 1), date(2026, 12, 31))


def test_nobody_is_listed_who_left_and_other_pharmacies_only_when_they_are_searched(
    counter: Counter, born: dict[int, date]
) -> None:
    left, asleep, colleague, *_ = born
    status = {left: ClientStatus.ARCHIVED, asleep: ClientStatus.SLEEPING}
    for client, each in status.items():
        Client.update(status=each).where(Client.id == client).execute()
    Client.update(kind=ClientKind.PHARMACY).where(Client.id == colleague).execute()
    listing = BirthdayListing(YEAR)
    assert {row.id for row in listed(listing)} == set(born) - {left, colleague}
    assert {row.id for row in listing.clients.read(500)} == set(born) - {left, colleague}
    assert [row.id for row in listed(replace(listing, search=f"#{colleague}"))] == [colleague]


@pytest.mark.capability("bday-out")
@pytest.mark.parametrize("few", [0, 5_000], ids=["the days lead", "the selection leads"])
def test_a_selection_leaves_only_its_clients(
    counter: Counter, born: dict[int, date], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.people.clients import filter as filters

    monkeypatch.setattr(filters, "_FEW", few)
    chosen = list(born)[::3]
    kept = selections.save("Fidèles", chosen, by=by_staff(counter.staff))
    listing = BirthdayListing(Birthdays(date(2026, 11, 1), date(2027, 3, 1)), selection=kept)
    expected = [client for client in chosen if listing.birthdays.day_of(born[client])]
    rows = listed(listing)
    assert {row.id for row in rows} == set(expected) != set()
    assert [row.day for row in rows] == sorted(row.day for row in rows)
    assert listing.clients.view is ClientView.ALL
    assert {row.id for row in listing.clients.read(500)} == set(expected)
    found = Client.select(Client.last_name).where(many.among(Client.id, expected[:1])).scalar()
    assert listed(replace(listing, search=found)) == [row for row in rows if row.last_name == found]
