"""Finding people: words in any order, accents, Arabic, phones, codes (search-progressive, search-phone)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import doctor
from models.people.clients import verbs as clients
from models.people.clients.by_code import find_by_code
from models.people.clients.listing import ClientListing, ClientView
from models.people.clients.verbs import ClientFields
from models.store.connection import transaction
from models.store.engines.engine import Engine, SearchEntry, SearchQuery
from models.store.search.folding import fold
from tests.asking import by_staff
from tests.models.conftest import Counter

PEOPLE = {
    "jeanne": ("Martinez", "Jeanne", {"mobile": "06 12 34 56 78", "email": "jeanne@exemple.ma"}),
    "jean": ("Martin", "Jean", {"home_phone": "0522 20 30 40"}),
    "zoe": ("Ben Ali", "Zoé-Éloïse", {"registration_number": "CNSS 123 456-789", "code": "CARD7"}),
    "tariq": ("Tazi", "Tariq", {"mobile": "+33 6 98 76 54 32"}),
    "arabic": ("المنصوري", "أحمد", {}),
    "oeuvre": ("Lœuvre", "Straße", {}),
    "brackets": ("[red]", "O'Brien 100%", {}),
}


@pytest.fixture
def people(counter: Counter) -> dict[int, str]:
    return {counter.client(last, first, **more): key for key, (last, first, more) in PEOPLE.items()}


def found(people: dict[int, str], text: str) -> set[str]:
    listing = ClientListing(text, ClientView.ALL)
    rows = listing.read(50)
    assert listing.count() == len(rows), text
    return {people[row.id] for row in rows}


@pytest.mark.capability("search-phone", "search-default-field")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mart", {"jeanne", "jean"}),
        ("MART", {"jeanne", "jean"}),
        ("mart je", {"jeanne", "jean"}),
        ("jea mar", {"jeanne", "jean"}),
        ("jeanne", {"jeanne"}),
        ("martinez", {"jeanne"}),
        ("artin", set()),
        ("mart zoe", set()),
        ("zoe", {"zoe"}),
        ("ZOÉ", {"zoe"}),
        ("éloise ben", {"zoe"}),
        ("ali", {"zoe"}),
        ("loeuvre", {"oeuvre"}),
        ("lœu", {"oeuvre"}),
        ("strasse", {"oeuvre"}),
        ("احمد", {"arabic"}),
        ("أحمد المن", {"arabic"}),
        ("المنصوري", {"arabic"}),
        ("t", {"tariq"}),
        ("ta ta", {"tariq"}),
        ("exemple", {"jeanne"}),
        ("jeanne@exemple.ma", {"jeanne"}),
        ("brien", {"brackets"}),
        ("[red]", {"brackets"}),
        ("red 100", {"brackets"}),
        ("06 12", {"jeanne"}),
        ("06 12 34 56 78", {"jeanne"}),
        ("06.12.34.56.78", {"jeanne"}),
        ("0612345678", {"jeanne"}),
        ("+212 612 345 678", {"jeanne"}),
        ("00212612345678", {"jeanne"}),
        ("345678", {"jeanne"}),
        ("5678", {"jeanne"}),
        ("mart 0612", {"jeanne"}),
        ("0522", {"jean"}),
        ("0698", {"tariq"}),
        ("33698765432", {"tariq"}),
        ("^0612", {"jeanne"}),
        ("^06 12", {"jeanne"}),
        ("^5678", set()),
        ("^", set()),
        ("123456", {"zoe", "jeanne"}),
        ("123456789", {"zoe"}),
        ("cnss 123", {"zoe"}),
        ("cnss123456789", {"zoe"}),
        ("card7", {"zoe"}),
        ("#card7", {"zoe"}),
        ("#CARD7", {"zoe"}),
        ("#card", set()),
        ("=martin", {"jean"}),
        ("=MARTIN", {"jean"}),
        ("=martin jean", {"jean"}),
        ("=jean martin", {"jean"}),
        ("=martin je", set()),
        ("=ben ali", {"zoe"}),
        ("=ben ali zoe eloise", {"zoe"}),
        ("=zoé-éloïse ben ali", {"zoe"}),
        ("=ben", set()),
        ("", set(PEOPLE)),
        ("   ", set(PEOPLE)),
        ("'", set()),
        ('"', set()),
        ("*", set()),
        ("[/]", set()),
        ("😀", set()),
        ("=", set()),
        ("#", set()),
        ("nobody", set()),
    ],
)
def test_who_is_found(people: dict[int, str], text: str, expected: set[str]) -> None:
    assert found(people, text) == expected


def test_each_client_is_found_by_their_number(people: dict[int, str]) -> None:
    """search-id-code"""
    for client, key in people.items():
        assert found(people, f"#{client}") == {key}


def test_an_edited_client_is_found_as_they_are_now(counter: Counter, people: dict[int, str]) -> None:
    client = next(iter(people))
    values = ClientFields(last_name="Zniber", first_name="Jeanne", mobile="0661000000")
    clients.edit(client, values, version=1, by=by_staff(counter.staff))
    assert found(people, "zniber") == found(people, "0661") == {"jeanne"}
    assert found(people, "martinez") == found(people, "0612") == set()


@pytest.mark.parametrize(
    "text",
    [
        *("a OR b", "a NEAR b", "NOT a", "a:b", "words:a", "a' & !b", "a\\", "\x00", "a|b", "%"),
        *("²", "#²", "^²", "=²", "#٣", "#a\x00b", "#\udcff", "😀"),
        *("a" * 10_000, "^" + "9" * 10_000, "#" + "9" * 10_000, "a " * 5000),
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_no_text_is_an_error_or_a_query_language(people: dict[int, str], text: str) -> None:
    assert found(people, text) <= set(PEOPLE)
    find_by_code(text)


def test_every_letter_of_unicode_can_be_searched(store: Engine) -> None:
    """Whatever Python calls a letter is one for the index too: none is an error, none is lost"""
    letters = [chr(code) for code in range(0x80, 0x32000) if fold(chr(code))]
    words = sorted({fold(f"a{letter}b") for letter in letters} | {fold(letter) for letter in letters})
    words = sorted({part for word in words for part in word.split()})[::997]
    with transaction():
        store.search_put(SearchEntry(place, 0, word) for place, word in enumerate(words, 1))
    for place, word in enumerate(words, 1):
        query = SearchQuery(((word,),), (0,))
        assert place in store.search_page(query, after=place - 1, before=None, limit=1), word


def test_a_name_of_letters_that_unfold_is_found_and_spoils_no_index(counter: Counter) -> None:
    """`㌀` stands for four letters: two hundred of them are more than PostgreSQL keeps of a word"""
    client = counter.client("㌀" * 200, "")
    assert [row.id for row in ClientListing(search="㌀" * 200).read(2)] == [client]
    assert doctor.examine() == []


@pytest.mark.parametrize(
    ("shown", "found_by"), [("Doliprane™", "dolipranetm"), ("℠", "sm"), ("Ǽgir", "aegir")]
)
def test_capitals_and_ligatures_within_a_sign_are_folded_too(shown: str, found_by: str) -> None:
    assert fold(shown) == found_by


@given(st.text(max_size=30))
def test_folding_leaves_nothing_to_fold(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert all(part.isalnum() for part in folded.split())


@given(st.text(max_size=30))
def test_case_and_accents_make_no_difference(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
