"""The delivery addresses of a client: any number, one by default, none lost."""

from dataclasses import replace

import pytest

from models import doctor
from models.people.clients.verbs import ClientAnonymised
from models.people.phones import NotAPhone
from models.people.sites import listing, verbs
from models.people.sites.listing import SiteRow, sites_of
from models.people.sites.table import Site, SiteFields, SiteWord
from models.people.sites.verbs import NoSuchSite, SiteChanged, SiteNameTaken, SiteRetired
from models.privacy import known, redaction
from models.refusals import ControlCharacters, Missing, TooLong
from models.requests.editing import changes_in
from models.requests.trail import Trail
from tests.asking import by_staff
from tests.models.conftest import Counter

DEPOT = SiteFields("Dépôt", "12, rue du Port", "20000", "Casablanca", contact="M. Tahiri", phone="0612345678")


@pytest.fixture
def clinic(counter: Counter) -> int:
    return counter.client(
        "Clinique Atlas", "", work_phone="0522112233", address="3, bd Zerktouni", city="Rabat"
    )


def add(counter: Counter, client: int, name: str, **fields: str) -> int:
    return verbs.create(client, SiteFields(name, **fields), by=by_staff(counter.staff))


def states(client: int) -> list[tuple[str, bool, bool]]:
    """Each site as the tab lists it: its name, whether it is the default, whether it is in use."""
    return [(row.name, row.by_default, row.active) for row in sites_of(client)]


def one(site: int) -> SiteRow:
    row = listing.row_of(site)
    assert row is not None
    return row


def test_the_first_site_is_the_default_until_another_is_chosen(counter: Counter, clinic: int) -> None:
    assert sites_of(clinic) == []
    add(counter, clinic, "Magasin")
    ward = add(counter, clinic, "Bloc B")
    add(counter, clinic, "Annexe")
    assert states(clinic) == [
        ("Magasin", True, True),
        ("Annexe", False, True),
        ("Bloc B", False, True),
    ]
    verbs.make_default(ward, by=by_staff(counter.staff))
    assert states(clinic)[0] == ("Bloc B", True, True)
    assert [by_default for _, by_default, _ in states(clinic)].count(True) == 1
    assert listing.counting_of(clinic).scalar() == 3


def test_a_retired_default_hands_on_and_comes_back_as_any_other(counter: Counter, clinic: int) -> None:
    first = add(counter, clinic, "Magasin")
    second = add(counter, clinic, "Annexe")
    verbs.retire(first, by=by_staff(counter.staff))
    assert states(clinic) == [("Annexe", True, True), ("Magasin", False, False)]
    with pytest.raises(SiteRetired):
        verbs.make_default(first, by=by_staff(counter.staff))
    verbs.put_back(first, by=by_staff(counter.staff))
    assert states(clinic) == [("Annexe", True, True), ("Magasin", False, True)]
    for site in (first, second):
        verbs.retire(site, by=by_staff(counter.staff))
    assert listing.counting_of(clinic).scalar() == 0
    verbs.put_back(second, by=by_staff(counter.staff))
    assert states(clinic)[0] == ("Annexe", True, True)
    assert doctor.examine() == []


def test_everything_that_was_typed_is_kept_and_the_phone_is_understood(counter: Counter, clinic: int) -> None:
    site = verbs.create(clinic, DEPOT, by=by_staff(counter.staff))
    assert verbs.read(site) == replace(DEPOT, phone="+212612345678")


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"name": " - "}, Missing, "name"),
        ({"name": "x" * 201}, TooLong, "name"),
        ({"contact": "a\x1bb"}, ControlCharacters, "contact"),
        ({"phone": "12"}, NotAPhone, "phone"),
    ],
)
def test_bad_input_names_its_field_and_nothing_is_written(
    counter: Counter, clinic: int, wrong: dict[str, str], refusal: type[Exception], field: str
) -> None:
    before = Trail.select().count()
    with pytest.raises(refusal) as found:
        verbs.create(clinic, replace(DEPOT, **wrong), by=by_staff(counter.staff))
    assert getattr(found.value, "field") == field  # noqa: B009
    assert (Site.select().count(), SiteWord.select().count(), Trail.select().count()) == (0, 0, before)


def test_a_postcode_and_a_country_are_kept_as_on_the_fiche(counter: Counter, clinic: int) -> None:
    site = add(counter, clinic, "Dépôt", postal_code="20 000", country="maroc")
    assert (verbs.read(site).postal_code, verbs.read(site).country) == ("20000", "Maroc")


def test_two_sites_of_a_client_in_use_never_have_one_name(counter: Counter, clinic: int) -> None:
    first = add(counter, clinic, "Dépôt")
    other = add(counter, clinic, "Magasin")
    with pytest.raises(SiteNameTaken):
        add(counter, clinic, "DEPOT")
    seen = verbs.read(other)
    with pytest.raises(SiteNameTaken):
        verbs.edit(other, replace(seen, name="dépôt"), seen=seen, by=by_staff(counter.staff))
    verbs.retire(first, by=by_staff(counter.staff))
    add(counter, clinic, "Depot")
    with pytest.raises(SiteNameTaken):
        verbs.put_back(first, by=by_staff(counter.staff))
    add(counter, counter.client("Autre"), "Depot")


def test_two_people_who_edit_different_fields_both_win(counter: Counter, clinic: int) -> None:
    site = verbs.create(clinic, DEPOT, by=by_staff(counter.staff))
    seen = verbs.read(site)
    verbs.edit(site, replace(seen, contact="Mme Bennis"), seen=seen, by=by_staff(counter.staff))
    verbs.edit(site, replace(seen, city="Salé"), seen=seen, by=by_staff(counter.staff))
    assert verbs.read(site) == replace(seen, contact="Mme Bennis", city="Salé")
    with pytest.raises(SiteChanged) as found:
        verbs.edit(site, replace(seen, city="Fès"), seen=seen, by=by_staff(counter.staff))
    assert (found.value.field, found.value.value, found.value.theirs) == ("city", "Salé", verbs.read(site))
    verbs.edit(site, replace(seen, city="Salé"), seen=seen, by=by_staff(counter.staff))
    verbs.edit(
        site, replace(found.value.theirs, city="Fès"), seen=found.value.theirs, by=by_staff(counter.staff)
    )
    assert verbs.read(site).city == "Fès"


def test_a_request_that_changes_nothing_leaves_no_trail(counter: Counter, clinic: int) -> None:
    site = add(counter, clinic, "Dépôt")
    other = add(counter, clinic, "Magasin")
    verbs.retire(other, by=by_staff(counter.staff))
    before = Trail.select().count()
    seen = verbs.read(site)
    verbs.edit(site, seen, seen=seen, by=by_staff(counter.staff))
    verbs.make_default(site, by=by_staff(counter.staff))
    verbs.put_back(site, by=by_staff(counter.staff))
    verbs.retire(other, by=by_staff(counter.staff))
    assert Trail.select().count() == before
    with pytest.raises(NoSuchSite):
        verbs.retire(99, by=by_staff(counter.staff))


def test_inv_20_the_same_request_twice_is_one_site(counter: Counter, clinic: int) -> None:
    by = by_staff(counter.staff)
    assert verbs.create(clinic, DEPOT, by=by) == verbs.create(clinic, DEPOT, by=by)
    assert Site.select().count() == 1


def test_the_general_details_of_a_fiche_are_copied(counter: Counter, clinic: int) -> None:
    """Recopier les informations générales"""
    abroad = counter.client("Hôtel Rivage", "", city="Lyon", province="Rhône", country="fr")
    assert verbs.general(abroad) == SiteFields(city="Lyon", province="Rhône", country="France")
    assert verbs.general(clinic) == SiteFields(address="3, bd Zerktouni", city="Rabat", phone="+212522112233")


def test_inv_43_a_forgotten_client_has_no_site_left_in_any_list(counter: Counter, clinic: int) -> None:
    site = verbs.create(clinic, DEPOT, by=by_staff(counter.staff))
    assert "M. Tahiri" in str(known.export(clinic))
    verbs.edit(site, replace(DEPOT, contact="Mme Bennis"), seen=verbs.read(site), by=by_staff(counter.staff))
    said = Trail.get(verb=verbs.EDITS).id
    assert changes_in(Trail.get_by_id(said).details())["contact"] == ["M. Tahiri", "Mme Bennis"]
    redaction.redact(clinic, by=by_staff(counter.staff))
    assert changes_in(Trail.get_by_id(said).details()) == {}
    row = one(site)
    assert (row.address, row.city, row.contact, row.phone, row.active) == ("", "", "", "", False)
    assert listing.SiteListing().count() == 0
    assert SiteWord.select().count() == 0
    assert "Tahiri" not in str(known.export(clinic))
    assert doctor.examine() == []
    with pytest.raises(ClientAnonymised):
        verbs.put_back(site, by=by_staff(counter.staff))
