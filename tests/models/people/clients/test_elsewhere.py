"""Whom a search that finds nobody in its view finds in another."""

from dataclasses import replace

import pytest

from models.money.ledger import client_status
from models.people.clients.elsewhere import Elsewhere, elsewhere
from models.people.clients.filter import ClientFilter
from models.people.clients.listing import ClientListing, ClientView
from models.people.clients.table import ClientKind
from models.store.search.by_field import SearchBy, SearchIn
from models.trash import verbs as trash
from tests.asking import by_staff
from tests.models.conftest import Counter


def found(listing: ClientListing) -> dict[ClientView, int]:
    """How many are found in each other view."""
    assert all(each.listing == replace(listing, view=each.listing.view) for each in elsewhere(listing))
    return {each.listing.view: each.count for each in elsewhere(listing)}


@pytest.mark.parametrize("search", ["zou", "0612", "!asthme", "^0612"])
def test_it_is_said_in_which_view_somebody_is_found(counter: Counter, search: str) -> None:
    def client(name: str) -> int:
        return counter.client(name, mobile="0612345678", info="asthme")

    archived = [client("Zouhair") for _ in range(3)]
    sleeping = [client("Zouiten") for _ in range(2)]
    counter.client("Alami")
    for each in archived:
        client_status.archive(each, by=by_staff(counter.staff))
    for each in sleeping:
        client_status.put_to_sleep(each, by=by_staff(counter.staff))
    listing = ClientListing(search)
    assert listing.read(1) == []
    assert found(listing) == {ClientView.ALL: 2, ClientView.ARCHIVED: 3}
    for other in elsewhere(listing):
        assert len(other.listing.read(50)) == other.count
    awake = client("Zoubir")
    assert found(replace(listing, view=ClientView.PHARMACIES)) == {
        ClientView.ACTIVE: 1,
        ClientView.ALL: 2,
        ClientView.ARCHIVED: 3,
    }
    client_status.archive(awake, by=by_staff(counter.staff))
    assert found(replace(listing, view=ClientView.PHARMACIES))[ClientView.ARCHIVED] == 4


def test_a_filter_that_hides_whom_the_search_finds_is_named(counter: Counter) -> None:
    counter.client("Zouhair", blocked=True)
    away = counter.client("Zouiten", blocked=True)
    client_status.archive(away, by=by_staff(counter.staff))
    awake = ClientListing("zou", filter=ClientFilter(kind=ClientKind.PASSING))
    assert elsewhere(awake) == (Elsewhere(ClientListing("zou"), 1),)
    blocked = ClientListing("zouiten", filter=ClientFilter(blocked=True))
    assert elsewhere(blocked) == (Elsewhere(replace(blocked, view=ClientView.ARCHIVED), 1),)
    asleep = ClientListing("zouhair", filter=ClientFilter(sleeping=True))
    assert elsewhere(asleep) == (Elsewhere(ClientListing("zouhair"), 1),)


def test_whom_nobody_knows_is_nowhere(counter: Counter) -> None:
    counter.client("Alami")
    assert elsewhere(ClientListing("zou")) == ()


def test_another_field_that_finds_somebody_is_named(counter: Counter) -> None:
    number = counter.client("Alami")
    by_code = ClientListing("alami", by=SearchBy(SearchIn.CODE))
    assert elsewhere(by_code) == (Elsewhere(ClientListing("alami"), 1),)
    by_name = ClientListing(str(number))
    assert elsewhere(by_name) == (Elsewhere(replace(by_name, by=SearchBy(SearchIn.CODE)), 1),)
    by_phone = ClientListing("alami", by=SearchBy(SearchIn.PHONE, french=True))
    (named,) = elsewhere(by_phone)
    assert named.listing.by == SearchBy(SearchIn.NAME, french=True)


def test_the_trash_is_named(counter: Counter) -> None:
    trash.delete(counter.client("Zouhair"), by=by_staff(counter.staff))
    assert found(ClientListing("zouhair")) == {ClientView.TRASHED: 1}
