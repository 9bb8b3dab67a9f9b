"""Whom to ask for at a site: any number of people, one of them the main contact, none lost."""

from dataclasses import replace

import pytest

from models import doctor
from models.people.clients.verbs import ClientAnonymised, ClientInTrash
from models.people.phones import NotAPhone
from models.people.sites import listing
from models.people.sites import verbs as sites
from models.people.sites.contacts import verbs
from models.people.sites.contacts.listing import contacts_of
from models.people.sites.contacts.table import SiteContact, SiteContactFields
from models.people.sites.contacts.verbs import NoSuchSiteContact, SiteContactChanged, SiteContactRetired
from models.people.sites.listing import SiteListing, SiteRow
from models.people.sites.table import SiteFields, SiteWord
from models.people.sites.verbs import MainContactChanged, NoSuchSite
from models.privacy import known, redaction
from models.refusals import ControlCharacters, Missing, TooLong
from models.requests.editing import changes_in
from models.requests.trail import Trail
from models.trash import verbs as trash
from tests.asking import by_staff
from tests.models.conftest import Counter

TAHIRI, BENNIS = (
    SiteContactFields("M. Tahiri", "", "+212612345678"),
    SiteContactFields("Mme Bennis", "infirmière"),
)


@pytest.fixture
def clinic(counter: Counter) -> int:
    return counter.client("Clinique Atlas", "")


@pytest.fixture
def depot(counter: Counter, clinic: int) -> int:
    """A site whose main contact came with it."""
    fields = SiteFields("Dépôt", contact="M. Tahiri", phone="0612345678")
    return sites.create(clinic, fields, by=by_staff(counter.staff))


def add(counter: Counter, site: int, fields: SiteContactFields = BENNIS) -> int:
    return verbs.create(site, fields, by=by_staff(counter.staff))


def main_of(site: int) -> int:
    return next(row.id for row in contacts_of(site) if row.main)


def states(site: int) -> list[tuple[str, bool, bool]]:
    """The name of each contact, whether they are the main one and whether they are in use; in the order of
    the list.
    """
    return [(row.name, row.main, row.active) for row in contacts_of(site)]


def one(site: int) -> SiteRow:
    row = listing.row_of(site)
    assert row is not None
    return row


def found(search: str) -> list[str]:
    return [row.name for row in SiteListing(search).read(9)]


@pytest.mark.capability("addr-delivery")
def test_the_first_is_the_main_contact_until_another_is_chosen(counter: Counter, depot: int) -> None:
    nurse = add(counter, depot)
    add(counter, depot, SiteContactFields(phone="0537771234"))
    assert states(depot) == [("M. Tahiri", True, True), ("Mme Bennis", False, True), ("", False, True)]
    assert (one(depot).contact, one(depot).phone, one(depot).contacts) == ("M. Tahiri", "+212612345678", 3)
    verbs.make_main(nurse, by=by_staff(counter.staff))
    assert states(depot)[:2] == [("Mme Bennis", True, True), ("M. Tahiri", False, True)]
    assert (one(depot).contact, one(depot).phone, one(depot).contacts) == ("Mme Bennis", "", 3)
    assert SiteListing().read(1) == listing.sites_of(1) == [one(depot)]
    assert doctor.examine() == []


def test_a_retired_main_contact_hands_on_and_comes_back_as_any_other(counter: Counter, depot: int) -> None:
    first, second = main_of(depot), add(counter, depot)
    verbs.retire(first, by=by_staff(counter.staff))
    assert states(depot) == [("Mme Bennis", True, True), ("M. Tahiri", False, False)]
    with pytest.raises(SiteContactRetired):
        verbs.make_main(first, by=by_staff(counter.staff))
    verbs.put_back(first, by=by_staff(counter.staff))
    assert states(depot) == [("Mme Bennis", True, True), ("M. Tahiri", False, True)]
    for contact in (first, second):
        verbs.retire(contact, by=by_staff(counter.staff))
    assert (one(depot).contact, one(depot).contacts) == ("", 0)
    verbs.put_back(second, by=by_staff(counter.staff))
    assert states(depot)[0] == ("Mme Bennis", True, True)
    assert doctor.examine() == []


@pytest.mark.capability("list-sites")
def test_a_site_is_found_by_the_name_and_the_phone_of_each_contact(counter: Counter, depot: int) -> None:
    """Words that two of them share stay as long as one of them has them."""
    first, nurse = main_of(depot), add(counter, depot, replace(BENNIS, phone="0537771234"))
    verbs.edit(first, replace(TAHIRI, name="Mme Tahiri"), seen=TAHIRI, by=by_staff(counter.staff))
    for search in ("tahiri", "bennis", "06 12 34", "0537 77", "771234", "bennis depot atlas"):
        assert found(search) == ["Dépôt"], search
    verbs.retire(nurse, by=by_staff(counter.staff))
    assert (found("bennis"), found("0537 77"), found("mme"), found("tahiri")) == (
        [],
        [],
        ["Dépôt"],
        ["Dépôt"],
    )
    sites.retire(depot, by=by_staff(counter.staff))
    verbs.put_back(nurse, by=by_staff(counter.staff))
    assert (found("bennis"), SiteWord.select().count()) == ([], 0)
    sites.put_back(depot, by=by_staff(counter.staff))
    assert found("bennis") == ["Dépôt"]
    assert doctor.examine() == []


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        (SiteContactFields(" - ", "infirmière"), Missing, "name"),
        (SiteContactFields("x" * 201), TooLong, "name"),
        (SiteContactFields("Omar", "a\x1bb"), ControlCharacters, "role"),
        (SiteContactFields("Omar", phone="12"), NotAPhone, "phone"),
    ],
)
def test_bad_input_names_its_field_and_nothing_is_written(
    counter: Counter, depot: int, wrong: SiteContactFields, refusal: type[Exception], field: str
) -> None:
    nurse = add(counter, depot)
    before = Trail.select().count(), states(depot)
    with pytest.raises(refusal) as new:
        add(counter, depot, wrong)
    with pytest.raises(refusal) as edited:
        verbs.edit(nurse, wrong, seen=BENNIS, by=by_staff(counter.staff))
    assert {getattr(refused.value, "field") for refused in (new, edited)} == {field}  # noqa: B009
    assert (Trail.select().count(), states(depot)) == before


def test_two_people_who_edit_different_fields_both_win(counter: Counter, depot: int) -> None:
    nurse = add(counter, depot)
    verbs.edit(nurse, replace(BENNIS, phone="0537771234"), seen=BENNIS, by=by_staff(counter.staff))
    verbs.edit(nurse, replace(BENNIS, role="cadre"), seen=BENNIS, by=by_staff(counter.staff))
    both = SiteContactFields("Mme Bennis", "cadre", "+212537771234")
    assert verbs.read(nurse) == both
    with pytest.raises(SiteContactChanged) as refused:
        verbs.edit(nurse, replace(BENNIS, role="major"), seen=BENNIS, by=by_staff(counter.staff))
    assert (refused.value.field, refused.value.value, refused.value.theirs) == ("role", "cadre", both)


def test_two_people_cannot_empty_a_contact_between_them(counter: Counter, depot: int) -> None:
    contact = main_of(depot)
    verbs.edit(contact, SiteContactFields("M. Tahiri"), seen=TAHIRI, by=by_staff(counter.staff))
    with pytest.raises(Missing):
        verbs.edit(contact, replace(TAHIRI, name=""), seen=TAHIRI, by=by_staff(counter.staff))
    assert verbs.read(contact) == SiteContactFields("M. Tahiri")


def test_the_form_of_a_site_edits_its_main_contact(counter: Counter, depot: int) -> None:
    """One of whom nothing is left is retired, and the next one takes over; where none is, one is added."""
    nurse, seen = add(counter, depot), sites.read(depot)
    sites.edit(depot, replace(seen, phone="0537771234"), seen=seen, by=by_staff(counter.staff))
    assert verbs.read(main_of(depot)) == replace(TAHIRI, phone="+212537771234")
    seen = sites.read(depot)
    sites.edit(depot, replace(seen, contact="", phone=""), seen=seen, by=by_staff(counter.staff))
    assert states(depot) == [("Mme Bennis", True, True), ("M. Tahiri", False, False)]
    verbs.retire(nurse, by=by_staff(counter.staff))
    seen = sites.read(depot)
    assert (seen.contact, seen.phone) == ("", "")
    sites.edit(depot, replace(seen, contact="Omar"), seen=seen, by=by_staff(counter.staff))
    assert states(depot)[0] == ("Omar", True, True)
    assert found("omar") == ["Dépôt"]
    assert doctor.examine() == []


def test_a_phone_typed_for_one_contact_is_not_saved_for_another(counter: Counter, depot: int) -> None:
    """Neither of them has a phone, so the phone alone does not tell that the main contact is another one."""
    nurse, seen = add(counter, depot), sites.read(depot)
    sites.edit(depot, replace(seen, phone=""), seen=seen, by=by_staff(counter.staff))
    seen = sites.read(depot)
    verbs.make_main(nurse, by=by_staff(counter.staff))
    typed = replace(seen, phone="0537771234")
    with pytest.raises(MainContactChanged) as refused:
        sites.edit(depot, typed, seen=seen, by=by_staff(counter.staff))
    assert (refused.value.field, refused.value.value) == ("contact", "Mme Bennis")
    assert verbs.read(nurse) == BENNIS
    theirs = refused.value.theirs
    sites.edit(depot, replace(theirs, phone=typed.phone), seen=theirs, by=by_staff(counter.staff))
    assert verbs.read(nurse) == replace(BENNIS, phone="+212537771234")


def test_inv_20_the_same_request_twice_is_one_contact(counter: Counter, depot: int) -> None:
    by = by_staff(counter.staff)
    assert verbs.create(depot, BENNIS, by=by) == verbs.create(depot, BENNIS, by=by)
    assert SiteContact.select().count() == 2


def test_a_request_that_changes_nothing_leaves_no_trail(counter: Counter, depot: int) -> None:
    first, nurse = main_of(depot), add(counter, depot)
    verbs.retire(nurse, by=by_staff(counter.staff))
    before = Trail.select().count()
    verbs.edit(first, TAHIRI, seen=TAHIRI, by=by_staff(counter.staff))
    verbs.make_main(first, by=by_staff(counter.staff))
    verbs.put_back(first, by=by_staff(counter.staff))
    verbs.retire(nurse, by=by_staff(counter.staff))
    assert Trail.select().count() == before
    with pytest.raises(NoSuchSiteContact):
        verbs.retire(99, by=by_staff(counter.staff))
    with pytest.raises(NoSuchSite):
        add(counter, 99)


def test_inv_43_a_forgotten_client_has_no_contact_left(counter: Counter, clinic: int, depot: int) -> None:
    nurse = add(counter, depot)
    verbs.edit(nurse, replace(BENNIS, name="Mme Alami"), seen=BENNIS, by=by_staff(counter.staff))
    edited = Trail.select().where(Trail.verb == "site_contacts.edit").get().id
    assert changes_in(Trail.get_by_id(edited).details()) == {"name": ["Mme Bennis", "Mme Alami"]}
    verbs.retire(main_of(depot), by=by_staff(counter.staff))
    told = str(known.export(clinic))
    assert all(word in told for word in ("M. Tahiri", "Mme Bennis", "infirmière", "+212612345678"))
    redaction.redact(clinic, by=by_staff(counter.staff))
    assert changes_in(Trail.get_by_id(edited).details()) == {}
    told = str(known.export(clinic))
    assert not any(word in told for word in ("Tahiri", "Bennis", "Alami", "infirmière", "612345678"))
    assert states(depot) == [("", False, False)] * 2
    assert doctor.examine() == []
    with pytest.raises(ClientAnonymised):
        verbs.put_back(nurse, by=by_staff(counter.staff))


def test_inv_41_a_client_in_the_trash_keeps_the_contacts_as_they_are(
    counter: Counter, clinic: int, depot: int
) -> None:
    nurse = add(counter, depot)
    trash.delete(clinic, by=by_staff(counter.staff))
    for verb in (verbs.make_main, verbs.retire, verbs.put_back):
        with pytest.raises(ClientInTrash):
            verb(nurse, by=by_staff(counter.staff))
    trash.restore(clinic, by=by_staff(counter.staff))
    assert states(depot) == [("M. Tahiri", True, True), ("Mme Bennis", False, True)]
