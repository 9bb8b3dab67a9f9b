"""The contacts of all clients, narrowed: by relation, the retired ones, what is known of them."""

from datetime import date

import pytest

from models.people.contacts import verbs
from models.people.contacts.listing import ContactListing
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.people.contacts.around import add, relation


def names(listing: ContactListing) -> list[str]:
    found = listing.read(50)
    assert len(found) == listing.count()
    return [row.name for row in found]


@pytest.fixture
def people(counter: Counter) -> None:
    """Two clients with four contacts, of whom one is retired."""
    jeanne, omar = counter.client(), counter.client("Tazi", "Omar")
    depot = sites.create(omar, SiteFields("Dépôt"), by=by_staff(counter.staff))
    add(counter, jeanne, "Martinez", "Zoé", birth_date=date(2010, 2, 28))
    add(counter, jeanne, "Benali", "Adam", of="Parent")
    add(counter, omar, "Alami", "Sara", of="Acheteur", site=depot)
    gone = add(counter, omar, "El Fassi", "Karim", of="Parent", mobile="0612345678")
    verbs.retire(gone, by=by_staff(counter.staff))


@pytest.mark.usefixtures("people")
def test_each_condition_leaves_those_who_meet_it() -> None:
    assert names(ContactListing()) == ["Alami Sara", "Benali Adam", "Martinez Zoé"]
    assert names(ContactListing(relation=relation("Parent"))) == ["Benali Adam"]
    assert names(ContactListing(born=True)) == ["Martinez Zoé"]
    assert names(ContactListing(at_site=True)) == ["Alami Sara"]
    assert names(ContactListing(search="omar", at_site=True)) == ["Alami Sara"]
    assert names(ContactListing(retired=True)) == ["El Fassi Karim"]
    assert ContactListing(retired=True, search="zoé").total() == 1


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("search", ["fassi", "kar", "el fas", "tazi kar", "0612345678", "06 12 34"])
def test_the_retired_are_found_though_no_index_holds_them(search: str) -> None:
    assert names(ContactListing(search=search, retired=True)) == ["El Fassi Karim"]
    assert names(ContactListing(search=search)) == []
    assert names(ContactListing(search=f"{search} xx", retired=True)) == []
