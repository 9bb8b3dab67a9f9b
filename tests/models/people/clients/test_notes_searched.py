"""Who is found by words of the notes about them (search-keywords)."""

import pytest

from models.outbox.campaigns import recipients
from models.outbox.campaigns.recipients import RecipientFilter
from models.people.clients.listing import ClientListing, ClientView
from tests.models.conftest import Counter


def found(search: str, view: ClientView = ClientView.ACTIVE) -> list[str]:
    return [row.last_name for row in ClientListing(search, view).read(10)]


@pytest.fixture
def noted(counter: Counter) -> Counter:
    counter.client("Amrani", info="Asthme sévère. Allergie à la pénicilline")
    counter.client("Bennis", info="asthme léger")
    counter.client("Asthme")
    return counter


@pytest.mark.capability("search-keywords")
@pytest.mark.capability("fiche-info")
@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("!asthme", ["Amrani", "Bennis"]),
        ("!ASTHME PÉNICILLINE", ["Amrani"]),
        ("!penicilline severe", ["Amrani"]),
        ("! leger", ["Bennis"]),
        ("!aspirine", []),
        ("!", []),
        ("!%", []),
        ("asthme", ["Asthme"]),
    ],
)
def test_every_word_after_the_mark_stands_in_the_notes(noted: Counter, search: str, names: list[str]) -> None:
    assert found(search) == names
    assert ClientListing(search).count() == len(names)
    assert len(recipients.numbers(RecipientFilter(search=search))) == len(names)


def test_the_notes_are_searched_as_they_are_sorted_and_in_the_view_that_is_shown(noted: Counter) -> None:
    assert found("!asthme", ClientView.ARCHIVED) == []
    down = ClientListing("!asthme", descending=True)
    assert [row.last_name for row in down.read(10)] == ["Bennis", "Amrani"]
    assert [row.last_name for row in down.last(1)] == ["Amrani"]
