"""Searching in one field: in codes, and in phones by any digits, from the first one, or French ones alone."""

import pytest

from models.people.clients.listing import ClientListing, ClientSort, ClientView
from models.store.search.by_field import ANYTHING, SearchBy, SearchIn, restored
from tests.models.conftest import Counter

CODE, PHONE = SearchBy(SearchIn.CODE), SearchBy(SearchIn.PHONE)
START, FRENCH = SearchBy(SearchIn.PHONE, from_start=True), SearchBy(SearchIn.PHONE, french=True)
FRENCH_START = SearchBy(SearchIn.PHONE, from_start=True, french=True)


@pytest.fixture
def people(counter: Counter) -> dict[str, int]:
    """By last name. Two bear the digits of phones elsewhere than in a phone."""
    return {
        "Alami": counter.client("Alami", mobile="0661234501"),
        "Bernard": counter.client("Bernard", mobile="+33 5 56 57 58 59"),
        "Chraibi": counter.client("Chraibi", work_phone="0537001122", home_phone="+33612345678"),
        "Daoudi": counter.client("Daoudi", registration_number="0661234501", email="0556@example.ma"),
        "Essaidi": counter.client("Essaidi", code="CF0556575859"),
        "Fassi": counter.client("Fassi", mobile="+34612345678"),
    }


def found(text: str, by: SearchBy) -> set[str]:
    """Whoever is found, the same in each order, counted as they are listed."""
    listings = [ClientListing(text, by=by, sort=sort) for sort in (ClientSort.NAME, ClientSort.PHONE)]
    names = [[row.last_name for row in listing.read(50)] for listing in listings]
    assert names[0] == sorted(names[1])
    assert [listing.count() for listing in listings] == [len(names[0])] * 2
    assert sorted(row.last_name for row in listings[0].last(50)) == names[0]
    assert not ClientListing(text, ClientView.ARCHIVED, by=by).read(50)
    return set(names[0])


@pytest.mark.capability("search-phone")
@pytest.mark.parametrize(
    ("text", "by", "names"),
    [
        ("2345", PHONE, {"Alami", "Chraibi", "Fassi"}),
        ("0661", PHONE, {"Alami"}),
        ("5758", PHONE, {"Bernard"}),
        ("0556575859", PHONE, {"Bernard"}),
        ("05", PHONE, {"Bernard", "Chraibi"}),
        ("345", PHONE, {"Fassi"} - {"Fassi"}),
        ("2345", START, set()),
        ("0612", START, {"Chraibi", "Fassi"}),
        ("33612", START, {"Chraibi"}),
        ("556", START, set()),
        ("2345", FRENCH, {"Chraibi"}),
        ("0612", FRENCH, {"Chraibi"}),
        ("0661", FRENCH, set()),
        ("0537", FRENCH, set()),
        ("05", FRENCH, {"Bernard"}),
        ("0556", FRENCH_START, {"Bernard"}),
        ("5657", FRENCH_START, set()),
        ("3", FRENCH_START, {"Bernard", "Chraibi"}),
        ("+212661", FRENCH, set()),
        ("martin", PHONE, set()),
        ("06a1", PHONE, set()),
        ("99990000", PHONE, set()),
        ("...", PHONE, set()),
    ],
)
def test_a_phone_is_found_by_its_digits_and_by_nothing_else(
    people: dict[str, int], text: str, by: SearchBy, names: set[str]
) -> None:
    assert found(text, by) == names


@pytest.mark.parametrize(
    "text",
    ["0556575859", "05.56.57.58.59", "05 56 57 58 59", "+33 5 56 57", "+33556", "0033 5.56", "05-56", "٠٥٥٦"],
)
@pytest.mark.parametrize("by", [PHONE, START, FRENCH, FRENCH_START])
def test_a_phone_is_found_however_it_is_typed(people: dict[str, int], text: str, by: SearchBy) -> None:
    assert found(text, by) == {"Bernard"}


def test_every_run_of_four_digits_of_a_phone_finds_it(people: dict[str, int]) -> None:
    for start in range(7):
        assert "Alami" in found("0661234501"[start : start + 4], PHONE)
        assert ("Alami" in found("0661234501"[start : start + 4], START)) == (start == 0)


@pytest.mark.capability("search-default-field")
def test_in_codes_a_code_or_a_number_is_looked_for_whole(people: dict[str, int]) -> None:
    alami = people["Alami"]
    assert found(str(alami), CODE) == {"Alami"}
    assert found(f"99990000000000{alami}", CODE) == {"Alami"}
    assert found("cf0556575859", CODE) == {"Essaidi"}
    assert found("cf05", CODE) == found("alami", CODE) == found("0661234501", CODE) == set()


@pytest.mark.parametrize("by", [CODE, PHONE, FRENCH_START])
def test_a_mark_in_front_goes_before_the_field(people: dict[str, int], by: SearchBy) -> None:
    assert found("=alami", by) == {"Alami"}
    assert found(f"#{people['Fassi']}", by) == {"Fassi"}
    assert found("^0612", by) == {"Chraibi", "Fassi"}
    assert found("", by) == set(people)


def test_a_choice_is_restored_text() -> None:
    for by in (ANYTHING, CODE, PHONE, START, FRENCH, FRENCH_START):
        assert restored(by.stored) == by
    assert restored("") is None
    assert restored("shoe size") is None
