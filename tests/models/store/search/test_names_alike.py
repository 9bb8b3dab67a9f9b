"""Who is found as it was typed comes first, below them those whose names only sound alike, marked so."""

from dataclasses import replace

import pytest

from models import doctor
from models.people.clients import verbs as clients
from models.people.clients.filter import ClientFilter
from models.people.clients.found import in_index
from models.people.clients.listing import ClientListing, ClientRow, ClientSort
from models.people.clients.table import ClientKind
from models.people.clients.verbs import ClientFields
from models.people.duplicates import at_entry
from models.store.connection import transaction
from models.store.engines.engine import Engine, Match, SearchEntry
from models.store.search import words as search_words
from models.store.search.wanted import Wanted, understand
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.store.search.name_pairs import DIFFERENT, SAME, pairs

PEOPLE = (
    ("Alaoui", "Mohamed"),
    ("El Alaoui", "Mohammed"),
    ("Alawi", "Med"),
    ("العلوي", "محمد"),
    ("Benjelloun", "Salma"),
    ("Ben Jelloun", "Selma"),
    ("Bendjeloun", "Salma"),
    ("Alami", "Ahmed"),
    ("Hassani", "Amina"),
    ("Hassani", "Amine"),
    ("Benkirane", "Mhamed"),
)


@pytest.fixture
def people(counter: Counter) -> Counter:
    for last, first in PEOPLE:
        counter.client(last, first)
    return counter


def named(rows: list[ClientRow]) -> list[str]:
    return [f"{row.last_name} {row.first_name}{' ~' if row.similar else ''}" for row in rows]


def listed(text: str) -> list[str]:
    return named(list(ClientListing(text).read(99)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "mohamed",
            ["Alaoui Mohamed", "Alawi Med ~", "Benkirane Mhamed ~", "El Alaoui Mohammed ~", "العلوي محمد ~"],
        ),
        ("med alaoui", ["Alaoui Mohamed ~", "Alawi Med ~", "El Alaoui Mohammed ~", "العلوي محمد ~"]),
        ("el alaoui mohamed", ["Alaoui Mohamed ~", "Alawi Med ~", "El Alaoui Mohammed ~", "العلوي محمد ~"]),
        ("محمد العلوي", ["العلوي محمد", "Alaoui Mohamed ~", "Alawi Med ~", "El Alaoui Mohammed ~"]),
        ("benjelloun", ["Ben Jelloun Selma", "Benjelloun Salma", "Bendjeloun Salma ~"]),
        ("benj", ["Ben Jelloun Selma", "Benjelloun Salma", "Bendjeloun Salma ~"]),
        ("ben jelloun salma", ["Benjelloun Salma", "Ben Jelloun Selma ~", "Bendjeloun Salma ~"]),
        ("hasani amine", ["Hassani Amine ~"]),
        ("hassani amina", ["Hassani Amina"]),
        ("=alawi", ["Alawi Med"]),
        ("=mohamed", []),
        ("#alaoui", []),
        ("^moh", []),
        ("!mohamed", []),
    ],
)
def test_who_is_found(people: Counter, text: str, expected: list[str]) -> None:
    assert listed(text) == expected
    similar = sum(name.endswith("~") for name in expected)
    assert ClientListing(text).counts() == (len(expected), similar)


def test_who_sounds_alike_is_found_from_three_letters_on(people: Counter) -> None:
    for typed in ("moh", "moha", "moham", "mohame", "mohamed"):
        assert "El Alaoui Mohammed" in {name.removesuffix(" ~") for name in listed(typed)}, typed
        assert "العلوي محمد ~" in listed(typed) or len(typed) <= 4, typed
    assert not any(name.endswith("~") for name in listed("mo"))


@pytest.mark.parametrize("sort", [ClientSort.NAME, ClientSort.BALANCE, ClientSort.FIRST_NAME])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("narrowed", [False, True])
def test_both_parts_are_one_list(people: Counter, sort: ClientSort, descending: bool, narrowed: bool) -> None:
    """Window by window from either end, and on from any row, as if it were read in one."""
    only = ClientFilter(kind=ClientKind.REGULAR) if narrowed else ClientFilter()
    listing = ClientListing("mohamed", sort=sort, descending=descending, filter=only)
    everybody = list(listing.read(99))
    assert [row.similar for row in everybody] == [False, True, True, True, True]
    for size in (1, 2, 3):
        downwards, upwards = list(listing.read(size)), list(listing.last(size))
        while more := listing.read(size, after=downwards[-1]):
            downwards += more
        while more := listing.read(size, before=upwards[0]):
            upwards = [*more, *upwards]
        assert downwards == upwards == everybody
    for place, row in enumerate(everybody):
        assert list(listing.read(2, at=row)) == everybody[place : place + 2]
        elsewhere = replace(row, similar=False)
        assert listing.as_listed(elsewhere) == row


def test_the_search_knows_a_client_under_a_new_name_only(people: Counter) -> None:
    (row,) = ClientListing("hassani amine").read(9)
    clients.edit(row.id, ClientFields("Naciri", "Amine"), version=1, by=by_staff(people.staff))
    assert listed("hasani") == ["Hassani Amina ~"]
    assert listed("ennassiri") == ["Naciri Amine ~"]
    assert not [fault for fault in doctor.examine() if fault.invariant in ("search", "places")]


@pytest.mark.parametrize(
    ("last_name", "first_name", "expected"),
    [
        ("Alaoui", "Med", ["Alaoui Mohamed ~", "El Alaoui Mohammed ~", "Alawi Med ~", "العلوي محمد ~"]),
        ("Mohammed", "El Alaoui", ["El Alaoui Mohammed", "Alaoui Mohamed ~", "Alawi Med ~", "العلوي محمد ~"]),
        ("Ben Jeloune", "Selma", ["Ben Jelloun Selma", "Bendjeloun Salma ~", "Benjelloun Salma ~"]),
        ("Kabbaj", "Mohamed", []),
    ],
)
def test_a_new_client_is_compared_by_how_their_name_sounds(
    people: Counter, last_name: str, first_name: str, expected: list[str]
) -> None:
    found = at_entry.likely(ClientFields(last_name, first_name))
    assert set(named(found)) == set(expected)


NAMES = sorted({name for text in (SAME, DIFFERENT) for pair in pairs(text) for name in pair})
PLACES = {name: place for place, name in enumerate(NAMES, 1)}
WORDS = {name: search_words.of_client(name, "", "", "", "", ()).split() for name in NAMES}
RECALL, WRONG = 0.95, 0.02


@pytest.fixture
def index(store: Engine) -> Engine:
    """An index of every name of the pairs."""
    with transaction():
        store.search_put(SearchEntry(place, 0, " ".join(WORDS[name])) for name, place in PLACES.items())
    return store


def places(index: Engine, wanted: Wanted, match: Match) -> list[int]:
    query = in_index(wanted, (0,), match)
    found = list(index.search_page(query, after=None, before=None, limit=len(NAMES)))
    assert index.search_count(query) == len(found)
    return found


def test_an_index_finds_what_is_written_in_it(index: Engine) -> None:
    """As typed, or as it sounds and not as typed: the same on both engines, in name order."""
    for name in NAMES[::7]:
        wanted = understand(name[: max(3, len(name) - 2)])
        exact = [
            PLACES[each]
            for each in NAMES
            if any(all(_begins(each, (word,)) for word in way) for way in wanted.ways)
        ]
        spellings = in_index(wanted, (0,), Match.ANY).spellings
        alike = [
            PLACES[each]
            for each in NAMES
            if any(all(_begins(each, word) for word in way) for way in spellings)
        ]
        assert places(index, wanted, Match.EXACT) == exact, name
        if wanted.spellings:
            assert places(index, wanted, Match.SIMILAR) == [each for each in alike if each not in exact], name
            assert places(index, wanted, Match.ANY) == alike, name
            assert set(exact) <= set(alike), "nobody who is found as typed is lost"


def _begins(name: str, starts: tuple[str, ...]) -> bool:
    return any(word.startswith(start) for word in WORDS[name] for start in starts)


def test_a_search_finds_who_is_spelled_otherwise(index: Engine) -> None:
    """Each name of a pair is searched as a whole: of those that are one it finds the other; of those that are
    two it does not, but for those that begin just so: Karim finds Karima, as before.
    """
    same, different = pairs(SAME), pairs(DIFFERENT)
    found = {name: places(index, understand(name), Match.ANY) for name in NAMES}
    typed = {name: places(index, understand(name), Match.EXACT) for name in NAMES}
    met = [PLACES[other] in found[one] for pair in same for one, other in (pair, pair[::-1])]
    assert sum(met) / len(met) >= RECALL
    wrong = [
        (one, other)
        for pair in different
        for one, other in (pair, pair[::-1])
        if PLACES[other] in found[one] and PLACES[other] not in typed[one]
    ]
    assert len(wrong) / (2 * len(different)) <= WRONG, wrong
