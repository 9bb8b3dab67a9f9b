"""A list read in windows is the whole list, in every order and direction (the `Listing` protocol)."""

import random

import pytest

from models.people.clients import bulk
from models.people.clients.bulk import NewClient
from models.people.clients.listing import ClientListing, ClientRow, ClientSort, ClientView
from models.people.clients.table import Client, ClientStatus
from models.people.clients.verbs import ClientFields
from models.people.organisms import listing as organisms
from models.store.connection import transaction
from models.store.listing import Listing
from tests.asking import by_staff
from tests.models.conftest import Counter

FIRST = ["Zoé", "zoé", "Ana", "", "محمد", "Éric", "eric"]


@pytest.fixture
def crowd(counter: Counter) -> int:
    """Sixty people with few different values in each column, so that ties are everywhere."""
    chance = random.Random(3)
    companies = [None, *(row.id for row in organisms.organisms()[:2])]
    with transaction():
        bulk.insert(
            [
                NewClient(
                    ClientFields(
                        last_name=chance.choice(["Martin", "Martinez", "Alami"]),
                        first_name=chance.choice(FIRST),
                        organism=chance.choice(companies),
                        mobile=chance.choice(["", "+212612345678"]),
                        email=chance.choice(["", "a@b.ma", "B@b.ma"]),
                        registration_number=chance.choice(["", "12", "2"]),
                    ),
                    chance.choice([ClientStatus.ACTIVE, ClientStatus.ACTIVE, ClientStatus.ARCHIVED]),
                )
                for _ in range(60)
            ]
        )
        for row in Client.select():
            Client.update(balance=chance.choice([-500, 0, 0, 12_000])).where(Client.id == row.id).execute()
    return 60


def forwards(listing: Listing[ClientRow], window: int) -> list[ClientRow]:
    rows: list[ClientRow] = []
    while page := listing.read(window, after=rows[-1] if rows else None):
        assert len(page) <= window
        rows += page
    return rows


def backwards(listing: Listing[ClientRow], window: int) -> list[ClientRow]:
    rows = list(listing.last(window))
    while page := listing.read(window, before=rows[0]):
        assert len(page) <= window
        rows = [*page, *rows]
    return rows


@pytest.mark.parametrize("sort", ClientSort)
@pytest.mark.parametrize("search", ["", "mart", "mart zo", "=martin"])
def test_windows_of_any_size_make_the_whole(crowd: int, sort: ClientSort, search: str) -> None:
    for descending in (False, True):
        listing = ClientListing(search, ClientView.ACTIVE, sort, descending)
        whole = listing.read(1_000)
        assert len(whole) == listing.count() == len({row.id for row in whole}) > 0
        for window in (1, 2, 7, 59):
            assert forwards(listing, window) == whole
            assert backwards(listing, window) == whole
        for index in (0, len(whole) // 2, len(whole) - 1):
            assert listing.read(3, at=whole[index]) == whole[index : index + 3]


@pytest.mark.parametrize("sort", ClientSort)
def test_descending_is_ascending_turned_round(crowd: int, sort: ClientSort) -> None:
    up = ClientListing("", ClientView.ALL, sort).read(1_000)
    down = ClientListing("", ClientView.ALL, sort, descending=True).read(1_000)
    assert list(down) == list(up)[::-1]


@pytest.mark.parametrize("search", ["", "mart"])
def test_a_row_that_has_gone_still_marks_its_place(crowd: int, search: str) -> None:
    """Somebody archives the client the list stands on"""
    listing = ClientListing(search)
    whole = list(listing.read(1_000))
    gone = whole.pop(5)
    with transaction():
        from models.money.ledger import client_status

        Client.update(balance=0).where(Client.id == gone.id).execute()
        client_status.archive(gone.id, by=by_staff(1))
    assert [row.id for row in listing.read(2, after=gone)] == [row.id for row in whole[5:7]]
    assert [row.id for row in listing.read(2, before=gone)] == [row.id for row in whole[3:5]]
    assert [row.id for row in listing.read(2, at=gone)] == [row.id for row in whole[5:7]]


def test_each_view_has_its_own_total(crowd: int) -> None:
    totals = {view: ClientListing("nobody", view).total() for view in ClientView}
    assert totals[ClientView.ACTIVE] + totals[ClientView.ARCHIVED] == crowd
    assert totals[ClientView.ALL] == totals[ClientView.ACTIVE]


def test_an_empty_list_is_empty_in_every_direction(counter: Counter) -> None:
    listing = ClientListing("nobody")
    assert (listing.count(), listing.total()) == (0, 0)
    assert list(listing.read(5)) == list(listing.last(5)) == []
