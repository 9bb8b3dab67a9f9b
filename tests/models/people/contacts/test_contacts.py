"""The contacts of a client: created, edited, retired, and each wrong field named (ct-create, ct-edit)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import doctor
from models.merging import verbs as merging
from models.money.ledger import client_status
from models.people.clients import verbs as clients
from models.people.clients.fields import NotABirthDate
from models.people.clients.verbs import ClientAnonymised
from models.people.contacts import listing, verbs
from models.people.contacts.listing import ContactListing, ContactRow, contacts_of
from models.people.contacts.table import Contact, ContactFields, ContactWord
from models.people.contacts.verbs import (
    ContactChanged,
    NoSuchContact,
    RelationToOneself,
    SiteOfAnother,
    faults,
)
from models.people.phones import NotAPhone
from models.people.references import verbs as references
from models.people.references.listing import NotOffered
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.privacy import known, redaction
from models.refusals import Missing, NoSuchClient
from models.store import clock
from models.store.text import NotAnEmail
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.people.contacts.around import add, relation, typed


@pytest.fixture
def jeanne(counter: Counter) -> int:
    """MARTINEZ Jeanne, of one phone."""
    return counter.client(mobile="0612345678")


def names(client: int) -> list[tuple[str, bool]]:
    return [(row.name, row.active) for row in contacts_of(client)]


def one(contact: int) -> ContactRow:
    row = listing.row_of(contact)
    assert row is not None
    return row


def test_everything_that_was_typed_is_kept(counter: Counter, jeanne: int) -> None:
    depot = sites.create(jeanne, SiteFields("Dépôt"), by=by_staff(counter.staff))
    values = typed(
        *("Martinez", "Zoé", "Enfant"),
        mobile="06 11 22 33 44",
        phone="0522112233",
        email="zoe@example.com",
        birth_date=date(2010, 2, 28),
        site=depot,
        note="comes on Fridays",
    )
    contact = verbs.create(jeanne, values, by=by_staff(counter.staff))
    assert verbs.read(contact) == replace(values, mobile="+212611223344", phone="+212522112233")
    row = one(contact)
    assert (row.name, row.relation, row.site, row.client, row.client_name) == (
        *("Martinez Zoé", "Enfant", "Dépôt", jeanne),
        "Martinez Jeanne",
    )
    assert listing.counting_of(jeanne).scalar() == 1
    assert doctor.examine() == []


@pytest.mark.parametrize(
    ("values", "field", "refusal"),
    [
        (ContactFields(1, ""), "last_name", Missing),
        (ContactFields(1, " – "), "last_name", Missing),
        (ContactFields(None, "Zoé"), "relation", Missing),
        (ContactFields(1, "Zoé", mobile="12"), "mobile", NotAPhone),
        (ContactFields(1, "Zoé", phone="words"), "phone", NotAPhone),
        (ContactFields(1, "Zoé", email="zoe"), "email", NotAnEmail),
        (ContactFields(1, "Zoé", birth_date=date(1826, 1, 1)), "birth_date", NotABirthDate),
    ],
)
def test_each_wrong_field_is_named(
    counter: Counter, jeanne: int, values: ContactFields, field: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal) as refused:
        verbs.create(jeanne, values, by=by_staff(counter.staff))
    assert getattr(refused.value, "field", field) == field
    assert faults(values).keys() == {field}
    assert names(jeanne) == []


def test_all_wrong_fields_are_named_at_once() -> None:
    tomorrow = clock.today() + timedelta(days=1)
    assert faults(ContactFields(birth_date=tomorrow)).keys() == {"relation", "last_name", "birth_date"}
    assert faults(ContactFields(1, "Zoé")) == {}


def test_only_a_client_may_have_contacts(counter: Counter, jeanne: int) -> None:
    """A contact has no number of a client: none can be given one of its own."""
    with pytest.raises(Missing) as missing:
        verbs.create(None, typed(), by=by_staff(counter.staff))
    assert missing.value.field == "client"
    with pytest.raises(NoSuchClient):
        verbs.create(jeanne + 1, typed(), by=by_staff(counter.staff))


def test_a_relation_is_out_of_its_list(counter: Counter, jeanne: int) -> None:
    courier = references.create(ReferenceKind.COURIER, ReferenceFields("Karim"), by=by_staff(counter.staff))
    with pytest.raises(NotOffered):
        verbs.create(jeanne, replace(typed(), relation=courier), by=by_staff(counter.staff))
    contact = add(counter, jeanne, "Zoé", of="Aidant")
    references.retire(relation("Aidant"), seen=ReferenceFields("Aidant"), by=by_staff(counter.staff))
    seen = verbs.read(contact)
    verbs.edit(contact, replace(seen, note="still"), seen=seen, by=by_staff(counter.staff))
    with pytest.raises(NotOffered):
        add(counter, jeanne, "Paul", of="Aidant")


def test_nobody_is_their_own_contact(counter: Counter, jeanne: int) -> None:
    """Who has the client's name in any spelling and nothing of their own; a daughter called alike has."""
    for values in (typed("MARTÍNEZ", "jeanne"), typed("Martinez", "Jeanne", mobile="0612345678")):
        with pytest.raises(RelationToOneself):
            verbs.create(jeanne, values, by=by_staff(counter.staff))
    assert add(counter, jeanne, "Martinez", "Jeanne", mobile="0611223344")
    born = replace(clients.fields_of(clients.get(jeanne)), birth_date=date(1970, 1, 1))
    clients.edit(jeanne, born, version=1, by=by_staff(counter.staff))
    assert add(counter, jeanne, "Martinez", "Jeanne", birth_date=date(2001, 1, 1))
    with pytest.raises(RelationToOneself):
        add(counter, jeanne, "Martinez", "Jeanne", birth_date=date(1970, 1, 1))
    zoe = add(counter, jeanne, "Martinez", "Zoé")
    seen = verbs.read(zoe)
    with pytest.raises(RelationToOneself):
        verbs.edit(zoe, replace(seen, first_name="Jeanne"), seen=seen, by=by_staff(counter.staff))


def test_the_site_is_one_of_the_client(counter: Counter, jeanne: int) -> None:
    other = counter.client("Alami")
    theirs = sites.create(other, SiteFields("Dépôt"), by=by_staff(counter.staff))
    retired = sites.create(jeanne, SiteFields("Magasin"), by=by_staff(counter.staff))
    contact = add(counter, jeanne, "Zoé", site=retired)
    sites.retire(retired, by=by_staff(counter.staff))
    for site in (theirs, retired):
        with pytest.raises(SiteOfAnother):
            add(counter, jeanne, "Paul", site=site)
    seen = verbs.read(contact)
    verbs.edit(contact, replace(seen, note="still there"), seen=seen, by=by_staff(counter.staff))
    assert one(contact).site == "Magasin"


def test_two_who_change_different_fields_both_win(counter: Counter, jeanne: int) -> None:
    contact = add(counter, jeanne, "Martinez", "Zoé")
    seen = verbs.read(contact)
    verbs.edit(contact, replace(seen, last_name="Tazi"), seen=seen, by=by_staff(counter.staff))
    verbs.edit(contact, replace(seen, relation=relation("Parent")), seen=seen, by=by_staff(counter.staff))
    row = one(contact)
    assert (row.name, row.relation) == ("Tazi Zoé", "Parent")
    with pytest.raises(ContactChanged) as refused:
        verbs.edit(contact, replace(seen, last_name="Alami"), seen=seen, by=by_staff(counter.staff))
    assert (refused.value.field, refused.value.value) == ("last_name", "Tazi")
    assert [row.id for row in ContactListing("tazi").read(5)] == [contact]
    assert doctor.examine() == []


def test_a_retired_contact_is_kept_and_found_by_no_search(counter: Counter, jeanne: int) -> None:
    zoe, adam = add(counter, jeanne, "Zoé"), add(counter, jeanne, "Adam")
    verbs.retire(adam, by=by_staff(counter.staff))
    assert names(jeanne) == [("Zoé", True), ("Adam", False)]
    assert [row.id for row in contacts_of(jeanne, in_use=True)] == [zoe]
    assert (ContactListing("adam").count(), listing.counting_of(jeanne).scalar()) == (0, 1)
    verbs.put_back(adam, by=by_staff(counter.staff))
    assert names(jeanne) == [("Adam", True), ("Zoé", True)]
    assert ContactListing("adam").count() == 1
    with pytest.raises(NoSuchContact):
        verbs.retire(99, by=by_staff(counter.staff))
    assert doctor.examine() == []


def test_the_contacts_of_all_clients_are_listed_by_name(counter: Counter, jeanne: int) -> None:
    other, gone = counter.client("Alami", "Omar"), counter.client("Tahiri")
    wanted = [
        add(counter, other, "Alaoui", "Omar", phone="0522998877"),
        add(counter, jeanne, "Ben Ali", "Adam", of="Acheteur"),
        add(counter, jeanne, "Martinez", "Zoé"),
    ]
    add(counter, gone, "Alaoui", "Sara")
    client_status.archive(gone, by=by_staff(counter.staff))
    listed = ContactListing()
    assert [row.id for row in listed.read(2)] == wanted[:2]
    assert [row.id for row in listed.read(9, after=listed.read(2)[-1])] == wanted[2:]
    assert [row.id for row in listed.read(9, before=one(wanted[2]))] == wanted[:2]
    assert [row.id for row in listed.last(2)] == wanted[1:]
    assert (listed.count(), listed.total()) == (3, 3)
    found = {
        search: [row.id for row in ContactListing(search).read(9)]
        for search in ("ben", "benali adam", "jeanne", "martinez zo", "998877", "nobody", f"#{other}", "sara")
    }
    assert found == {
        "ben": [wanted[1]],
        "benali adam": [wanted[1]],
        "jeanne": wanted[1:],
        "martinez zo": [wanted[2]],
        "998877": [wanted[0]],
        "nobody": [],
        f"#{other}": [wanted[0]],
        "sara": [],
    }
    assert [row.id for row in ContactListing(relation=relation("Acheteur")).read(9)] == [wanted[1]]


def test_contacts_go_over_to_the_survivor_and_come_back(counter: Counter, jeanne: int) -> None:
    twice = counter.client("Martines", "Jeanne")
    depot = sites.create(twice, SiteFields("Dépôt"), by=by_staff(counter.staff))
    zoe, adam = add(counter, jeanne, "Zoé"), add(counter, twice, "Adam", site=depot)
    merging.merge(jeanne, twice, {}, versions=(1, 1), by=by_staff(counter.staff))
    assert names(jeanne) == names(twice) == [("Adam", True), ("Zoé", True)]
    late = add(counter, twice, "Sara", site=depot)
    assert {row.client for row in contacts_of(jeanne)} == {jeanne}
    assert doctor.examine() == []
    merging.undo(twice, by=by_staff(counter.staff))
    assert [row.id for row in contacts_of(jeanne)] == [late, zoe]
    assert [(row.id, row.site) for row in contacts_of(twice)] == [(adam, "Dépôt")]
    assert one(late).site == "", "the site went back without her"
    assert doctor.examine() == []


def test_contacts_are_forgotten_with_their_client(counter: Counter, jeanne: int) -> None:
    contact = add(counter, jeanne, "Tazi", "Zoé", mobile="0611223344", birth_date=date(2010, 1, 1), note="x")
    assert [row["last_name"] for row in known.export(jeanne).rows["contact"]] == ["Tazi"]
    redaction.redact(jeanne, by=by_staff(counter.staff))
    row = Contact.get_by_id(contact)
    assert (row.last_name, row.first_name, row.mobile, row.birth_date, row.note) == ("–", "", "", None, "")
    assert (row.active, ContactWord.select().count()) == (False, 0)
    assert ContactListing("tazi").count() == ContactListing("").count() == 0
    with pytest.raises(ClientAnonymised):
        verbs.put_back(contact, by=by_staff(counter.staff))
    assert doctor.examine() == []
