"""Birthdays of contacts and animals: by day, with the client to write to, also once that one was merged."""

from dataclasses import replace
from datetime import date

import pytest

from models.merging import verbs as merging
from models.people.animals import verbs as animals
from models.people.animals.table import AnimalFields
from models.people.birthdays.listing import BirthdayListing
from models.people.birthdays.range import Birthdays, Whose
from models.people.clients import filter as filters
from models.people.clients.filter import ClientFilter
from models.people.clients.listing import ClientListing
from models.people.clients.table import Client, ClientStatus
from models.people.clients.ticks import NOBODY
from models.people.contacts import verbs as contacts
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.people.birthdays.test_birthdays import listed
from tests.models.people.contacts.around import add

NEW_YEAR = date(2026, 12, 20), date(2027, 2, 28)
FAMILY = {"Amine": (2012, 2, 29), "Badr": (2020, 12, 24), "Chama": (1950, 1, 1), "Dina": (2000, 6, 1)}


@pytest.fixture
def family(counter: Counter) -> list[int]:
    """Two clients and their contacts and animals, of whom three each are born about New Year; the second
    client is merged into the first. And a third client with those of the same days, who was archived.
    """
    kept, other, left = (
        counter.client(name, birth_date=date(1980, 6, 1)) for name in ("Un", "Deux", "Trois")
    )
    by = by_staff(counter.staff)
    for at, (name, born) in enumerate(FAMILY.items()):
        for client in ((kept, other)[at % 2], left):
            add(counter, client, name, birth_date=date(*born))
            animals.create(client, AnimalFields(name, birth_date=date(*born)), by=by_staff(counter.staff))
    retired = add(counter, kept, "Parti", birth_date=date(2012, 12, 24))
    contacts.retire(retired, by=by_staff(counter.staff))
    add(counter, kept, "Sans date")
    merging.merge(kept, other, {}, versions=(1, 1), by=by)
    Client.update(status=ClientStatus.ARCHIVED).where(Client.id == left).execute()
    return [kept, other, left]


@pytest.mark.parametrize("whose", [Whose.CONTACTS, Whose.ANIMALS])
def test_those_around_a_client_are_listed_by_day_with_the_client_who_stands_for_them(
    counter: Counter, family: list[int], whose: Whose
) -> None:
    kept, *_gone = family
    listing = BirthdayListing(Birthdays(*NEW_YEAR, whose))
    rows = listed(listing)
    assert [(row.name.strip(), row.day, row.client, row.client_name) for row in rows] == [
        ("Badr", date(2026, 12, 24), kept, "Un Jeanne"),
        ("Chama", date(2027, 1, 1), kept, "Un Jeanne"),
        ("Amine", date(2027, 2, 28), kept, "Un Jeanne"),
    ]
    assert listed(replace(listing, search="trois")) == []
    assert listed(replace(listing, search="un")) == rows
    assert listed(replace(listing, ticked=NOBODY.turned(kept, ticked=True))) == rows
    assert list(NOBODY.with_all(listing.clients, ticked=True).numbers()) == [kept]


@pytest.mark.parametrize("few", [0, 5_000], ids=["the order leads", "the few lead"])
@pytest.mark.parametrize("whose", [Whose.CONTACTS, Whose.ANIMALS])
def test_a_filter_finds_the_client_of_whoever_has_a_birthday(
    counter: Counter, family: list[int], whose: Whose, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "_FEW", few)
    for dates, found in ((NEW_YEAR, family[:1]), ((date(2026, 12, 25), date(2026, 12, 31)), [])):
        wanted = ClientListing(filter=ClientFilter(birthdays=Birthdays(*dates, whose)))
        assert [row.id for row in wanted.read(50)] == found
        assert wanted.count() == len(found)
