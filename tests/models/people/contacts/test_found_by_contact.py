"""A client is found by the name and the phone of a contact, below who bears the name (list of clients)."""

from dataclasses import replace
from typing import Any

import pytest

from models.money.ledger import client_status
from models.people.clients.listing import ClientListing, ClientRow, ClientSort, ClientView
from models.people.contacts import verbs
from models.people.contacts.found import ClientsAndContacts, listing_of_clients
from models.store.search.by_field import SearchBy, SearchIn
from tests import statements
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.people.contacts.around import add


class Town:
    """Four clients, of whom two have contacts."""

    def __init__(self, counter: Counter) -> None:
        self.jeanne = counter.client("Martinez", "Jeanne", mobile="0612345678")
        self.omar = counter.client("Alaoui", "Omar")
        self.karim = counter.client("Tazi", "Karim")
        self.krim = counter.client("Berrada", "Krim")
        self.zoe = add(counter, self.jeanne, "Martinez", "Zoé", mobile="0661998877")
        self.buyer = add(counter, self.omar, "Tazi", "Karim", of="Acheteur")
        self.sara = add(counter, self.omar, "Zouhair", "Sara")


@pytest.fixture
def town(counter: Counter) -> Town:
    return Town(counter)


def found(search: str, **how: Any) -> list[tuple[int, int | None, bool]]:
    """Who is found: the client, the contact by whom alone, and whether only as it sounds."""
    listing = replace(listing_of_clients(ClientListing()), search=search, **how)
    rows = listing.read(20)
    every = [(row.id, row.contact, row.similar) for row in rows]
    assert listing.counts() == (len(rows), sum(row.similar for row in rows)), search
    assert [one_by_one(listing, number) for number in range(len(rows))] == [row.id for row in rows]
    assert [row.id for row in listing.last(20)] == [row.id for row in rows]
    assert [
        listing.as_listed(replace(row, similar=False, contact=None, contact_name="")) for row in rows
    ] == rows
    return every


def one_by_one(listing: ClientListing, number: int) -> int:
    """The client in this place, read a row at a time."""
    row: ClientRow | None = None
    for _ in range(number + 1):
        (row,) = listing.read(1, after=row)
    assert row is not None
    return row.id


def test_a_contact_finds_the_client(town: Town) -> None:
    assert found("zo") == [(town.omar, town.sara, False), (town.jeanne, town.zoe, False)]
    assert found("zoe") == [(town.jeanne, town.zoe, False)]
    assert found("sara zou") == [(town.omar, town.sara, False)]
    assert found("0661998877") == found("998877") == [(town.jeanne, town.zoe, False)]
    assert found("martinez zoe") == [(town.jeanne, town.zoe, False)]
    assert found("jeanne") == [(town.jeanne, None, False)]
    assert found("martinez") == [(town.jeanne, None, False)], "once, though a contact is called so too"
    assert found("jeanne zoe") == [(town.jeanne, town.zoe, False)], "a word of each"
    assert found("nobody") == []


def test_who_bears_the_name_comes_first_and_who_sounds_alike_last(town: Town) -> None:
    assert found("karim") == [
        (town.karim, None, False),
        (town.omar, town.buyer, False),
        (town.krim, None, True),
    ]
    by_first_name: dict[str, Any] = {"sort": ClientSort.FIRST_NAME, "descending": True}
    assert [client for client, *_ in found("karim", **by_first_name)] == [town.karim, town.omar, town.krim]


def test_a_retired_contact_finds_nobody(counter: Counter, town: Town) -> None:
    verbs.retire(town.zoe, by=by_staff(counter.staff))
    assert found("zoe") == []


def test_only_who_is_in_the_view_is_found(counter: Counter, town: Town) -> None:
    client_status.archive(town.omar, by=by_staff(counter.staff))
    assert found("sara") == []
    assert found("sara", view=ClientView.ARCHIVED) == [(town.omar, town.sara, False)]


def test_phones_are_found_in_the_field_of_phones_too(town: Town) -> None:
    from_start = SearchBy(SearchIn.PHONE, from_start=True)
    assert found("0661", by=from_start) == [(town.jeanne, town.zoe, False)]
    assert found("8877", by=from_start) == []
    assert found("8877", by=SearchBy(SearchIn.PHONE)) == [(town.jeanne, town.zoe, False)]
    assert found("8877", by=SearchBy(SearchIn.PHONE, french=True)) == []


def test_who_has_no_contacts_lists_clients_as_ever(counter: Counter) -> None:
    counter.client()
    assert type(listing_of_clients(ClientListing())) is ClientListing


def test_contacts_are_asked_once_those_of_the_name_are_at_an_end(counter: Counter, town: Town) -> None:
    """A key on the list reads no contact while the window is full of clients."""
    for number in range(3):
        counter.client("Zoubir", f"Ali {number}")
    listing = replace(listing_of_clients(ClientListing()), search="zo")
    assert isinstance(listing, ClientsAndContacts)
    with statements.counted() as full:
        assert len(listing.read(3)) == 3
    assert [each for each in full if "contact" in each.replace("contact_name", "")] == []
    assert [row.contact for row in listing.read(5)][3:] == [town.sara, town.zoe]
