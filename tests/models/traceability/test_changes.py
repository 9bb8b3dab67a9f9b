"""Who changed what, read from the trail: a row for each field, all of them, and nothing of the forgotten."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.comments import verbs as comments
from models.comments.table import Subject, SubjectKind
from models.importing import batches
from models.importing.clients import verbs as client_import
from models.importing.contacts import verbs as contact_import
from models.importing.products import verbs as product_import
from models.merging import verbs as merging
from models.people.animals import kinds as animal_kinds
from models.people.clients import verbs as clients
from models.people.contacts import listing as contact_listing
from models.people.contacts import verbs as contacts
from models.people.contacts.table import ContactFields
from models.people.references import listing as references
from models.people.references.table import ReferenceKind
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.people.staff import authors
from models.people.technical_sheets import keeping as sheet_terms
from models.personal.kinds import PersonalInside
from models.personal.register import DECLARED
from models.privacy import redaction
from models.requests.trail import Trail
from models.store import clock
from models.store.engines.engine import Engine
from models.traceability.about import NOT_LISTED, SUBJECTS, Kind, OfClient, OfContact, OfPharmacy
from models.traceability.listing import NO_STAFF, Changes
from models.trade.attributing import verbs as attributing
from models.trade.catalogue import categories
from models.trade.catalogue import verbs as products
from models.trade.catalogue.categories import CategoryFields
from models.trade.catalogue.verbs import ProductFields
from models.trade.prices import discounts
from models.trade.prices.discounts import ClientDiscounts
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.values import Centimes
from tests.asking import by_staff
from tests.conftest import NOW, establish
from tests.models.conftest import Counter
from tests.models.requests.every_verb import EveryVerb
from tests.statements import counted

_OF_A_FICHE = frozenset({"kind", "blocked", "ceiling", "share_balance", "share_points", "share_history"})
NOT_PERSONAL = {
    "clients": _OF_A_FICHE,
    "merging": _OF_A_FICHE,
    "discounts": frozenset({"permanent", "by_category"}),
    "animals": frozenset({"kind", "birth_date"}),
    "appointments": frozenset({"day", "start", "minutes", "staff", "contact"}),
}
"""By subject: what the trail of a request about a client keeps under `changes` that is about no person."""


def edit(counter: Counter, client: int, **fields: Any) -> None:
    row = clients.get(client)
    values = replace(clients.fields_of(row), **fields)
    clients.edit(client, values, version=row.version, by=by_staff(counter.staff))


def told(listing: Changes) -> list[tuple[str, str, Any, Any]]:
    return [(row.verb, row.field, row.before, row.after) for row in listing.every()]


def changes(client: int, **narrowed: Any) -> Changes:
    return Changes(OfClient(client), **narrowed)


def test_each_changed_field_is_a_row_with_what_it_was_and_became(counter: Counter) -> None:
    client = counter.client(city="Fès")
    edit(counter, client, city="Rabat", alert="sur ordonnance")
    edit(counter, client, ceiling=Centimes(50_000))
    sale = counter.sell(client, 4_000)
    assert told(changes(client)) == [
        ("sales.sell", "", None, sale.number),
        ("clients.edit", "ceiling", None, 50_000),
        ("clients.edit", "alert", "", "sur ordonnance"),
        ("clients.edit", "city", "Fès", "Rabat"),
        ("clients.create", "", None, None),
    ]
    assert {row.author for row in changes(client).every()} == {"S. Amrani"}
    assert {row.at for row in changes(client).every()} == {NOW}


def test_it_is_narrowed_by_who_when_and_a_text(counter: Counter) -> None:
    client = counter.client()
    with clock.stopped_at(NOW + timedelta(days=3)):
        edit(counter, client, city="Meknès")
    later = clock.local_day(NOW + timedelta(days=3))
    assert [row.field for row in changes(client, since=later).every()] == ["city"]
    assert [row.verb for row in changes(client, until=later - timedelta(days=1)).every()] == [
        "clients.create"
    ]
    assert [row.after for row in changes(client, text="meknes").every()] == ["Meknès"]
    assert changes(client, text="-").count() == 0
    assert changes(client, staff=counter.staff).count() == 2
    assert changes(client, staff=counter.staff + 1).count() == changes(client, staff=NO_STAFF).count() == 0


@pytest.mark.parametrize("text", ["", "a"])
def test_windows_read_from_anywhere_are_pieces_of_the_same_list(counter: Counter, text: str) -> None:
    """Also within a request that changed several fields, and past rows that the search leaves out."""
    client = counter.client()
    for number in range(4):
        edit(counter, client, city=f"a{number}", address=f"b{number}", info=f"ac{number}")
        counter.adjust(client, 100)
    listing = changes(client, text=text)
    whole = list(listing.every())
    assert listing.read(3) == whole[:3]
    assert listing.last(4) == whole[-4:]
    for index, row in enumerate(whole):
        assert listing.read(3, after=row) == whole[index + 1 : index + 4]
        assert listing.read(3, at=row) == whole[index : index + 3]
        assert listing.read(3, before=row) == whole[max(index - 3, 0) : index]


def test_a_window_costs_the_same_however_much_was_changed(counter: Counter) -> None:
    client = counter.client()
    edit(counter, client, city="Rabat")
    with counted() as few:
        assert len(changes(client).read(2)) == 2
    for number in range(80):
        edit(counter, client, city=f"Rabat {number}")
    with counted() as many:
        assert len(changes(client).read(20)) == 20
    assert len(many) <= len(few)


def test_discounts_and_custom_fields_are_a_row_for_each(counter: Counter) -> None:
    client = counter.client()
    hygiene = categories.create(CategoryFields("Hygiène"), by=by_staff(counter.staff))
    wanted = ClientDiscounts(500, {hygiene: 1000})
    discounts.choose(client, wanted, seen=ClientDiscounts(), by=by_staff(counter.staff))
    assert told(changes(client))[:2] == [
        ("discounts.choose", f"by_category.{hygiene}", None, 1000),
        ("discounts.choose", "permanent", 0, 500),
    ]


def test_a_merged_fiche_tells_of_both(counter: Counter) -> None:
    kept, ended = counter.client(city="Fès"), counter.client(city="Rabat", info="diabétique")
    edit(counter, ended, city="Salé")
    versions = clients.get(kept).version, clients.get(ended).version
    merging.merge(kept, ended, versions=versions, choices={}, by=by_staff(counter.staff))
    assert ("clients.edit", "city", "Rabat", "Salé") in told(changes(kept))
    assert ("merging.merge", "info", "", "diabétique") in told(changes(kept))
    assert [verb for verb, *_ in told(changes(kept))].count("clients.create") == 2


def test_an_imported_client_says_which_file_they_came_from(counter: Counter, tmp_path: Path) -> None:
    file = tmp_path / "clients.csv"
    file.write_text("Bennani Youssef;120,00\n", encoding="utf-8")
    client_import.carry_out(client_import.read(file), by=by_staff(counter.staff))
    client = batches.ImportedClient.get().client_id
    first = list(changes(client).every())[-1]
    assert (first.verb, first.name, first.author) == ("client_import.carry_out", "clients.csv", "S. Amrani")


def test_a_product_is_told_with_the_lists_that_changed_it(counter: Counter, tmp_path: Path) -> None:
    by = by_staff
    hygiene = categories.create(CategoryFields("Hygiène"), by=by(counter.staff))
    soap = ProductFields("Savon", hygiene, Centimes(1_000), code="SAV")
    products.create(replace(soap, name="Gel", code="GEL"), by=by(counter.staff))
    product = products.create(soap, by=by(counter.staff))
    dearer = replace(soap, price=Centimes(1_250))
    products.edit(product, dearer, seen=soap, by=by(counter.staff))
    file = tmp_path / "produits.csv"
    file.write_text("Code;Désignation;Catégorie;Prix TTC\nSAV;Savon;Hygiène;13,00\nGEL;Gel;Hygiène;9,00\n")
    product_import.carry_out(product_import.read(file), by=by(counter.staff))
    assert told(Changes(OfPharmacy(product=product))) == [
        ("product_import.carry_out", "", None, None),
        ("product_import.carry_out", "price", 1_250, 1_300),
        ("products.edit", "price", 1_000, 1_250),
        ("products.create", "", None, None),
    ]
    assert {row.name for row in Changes(OfPharmacy(product=product)).every()} == {"Savon", "produits.csv"}
    every = [row for row in Changes(OfPharmacy((Kind.PRODUCTS,))).every() if row.name == "Gel"]
    assert [(row.verb, row.field) for row in every] == [
        ("product_import.carry_out", "price"),
        ("products.create", ""),
    ]


def test_who_became_an_author_of_technical_sheets_and_who_is_none_any_more(counter: Counter) -> None:
    for active in (False, True):
        authors.let_write(counter.staff, active, by=by_staff(counter.staff))
    edits = [row for row in Changes(OfPharmacy((Kind.STAFF,))).every() if row.verb == authors.VERB]
    assert [(row.key, row.field, row.before, row.after) for row in edits] == [
        (counter.staff, "writes_sheets", False, True),
        (counter.staff, "writes_sheets", True, False),
    ]


def test_a_renamed_species_and_a_renamed_theme_say_which(counter: Counter) -> None:
    by = by_staff
    dog = animal_kinds.create("Chien", by=by(counter.staff))
    animal_kinds.rename(dog, "Chiens", seen="Chien", by=by(counter.staff))
    theme = sheet_terms.create(None, "Coloration", by=by(counter.staff))
    sheet_terms.rename(theme, "Teinture", seen="Coloration", by=by(counter.staff))
    edits = [row for row in Changes(OfPharmacy((Kind.LISTS,))).every() if row.field == "name"]
    assert [(row.key, row.name, row.before, row.after) for row in edits] == [
        (theme, "Teinture", "Coloration", "Teinture"),
        (dog, "Chiens", "Chien", "Chiens"),
    ]


def test_a_sale_given_to_another_contact_is_found_by_its_number(counter: Counter) -> None:
    client, by = counter.client(), by_staff
    relation = references.references(ReferenceKind.RELATION)[0].id
    son = contacts.create(client, ContactFields(relation, "Martinez", "Paul"), by=by(counter.staff))
    counter.sell(client, 500)
    sale = counter.sell(client, 700)
    attributing.attribute(sale.id, son, by=by(counter.staff))
    found = list(changes(client, text=sale.number).every())
    assert [row.verb for row in found] == ["attribution.attribute", "sales.sell"]
    assert [found[0].name, found[0].field, found[0].after] == [sale.number, "contact", son]


def test_a_contact_out_of_a_file_says_so(counter: Counter, tmp_path: Path) -> None:
    client, file = counter.client(), tmp_path / "famille.csv"
    file.write_text("Nom;Relation\nMartin Paul;Parent\nMartin Luce;Enfant\n", encoding="utf-8")
    contact_import.carry_out(contact_import.read(client, file), by=by_staff(counter.staff))
    first, second = contact_listing.contacts_of(client)
    for contact in (first, second):
        (row,) = Changes(OfContact(client, contact.id)).every()
        assert (row.verb, row.name, row.after) == ("contact_import.carry_out", contact.name, "famille.csv")
    assert Changes(OfClient(client)).count() == 3


@pytest.mark.capability("ct-trace")
def test_one_contact_is_told_by_itself(counter: Counter) -> None:
    """Who created and changed it, what was sold for it, and what was noted on it; of no other contact."""
    client, by = counter.client(), by_staff
    relation = references.references(ReferenceKind.RELATION)[0].id
    paul = ContactFields(relation, "Martinez", "Paul", mobile="0612345678")
    son = contacts.create(client, paul, by=by(counter.staff))
    daughter = contacts.create(client, replace(paul, first_name="Léa"), by=by(counter.staff))
    for contact in (daughter, son):
        seen = contacts.read(contact)
        contacts.edit(contact, replace(seen, note="majeur"), seen=seen, by=by(counter.staff))
    lines = [NewLine(counter.product(500))]
    sale = sales.sell(client, lines, for_contact=son, by=by(counter.staff))
    sales.sell(client, lines, for_contact=daughter, by=by(counter.staff))
    comments.add(client, "paie demain", on=Subject(SubjectKind.CONTACT, son), by=by(counter.staff))
    listing = Changes(OfContact(client, son))
    assert told(listing) == [
        ("comments.add", "", None, None),
        ("sales.sell", "", None, sale.number),
        ("contacts.edit", "note", "", "majeur"),
        ("contacts.create", "", None, None),
    ]
    assert [row.name for row in listing.every() if row.subject == "contacts"] == ["Martinez Paul"] * 2


def test_inv_43_nothing_personal_is_left_of_the_forgotten(counter: Counter) -> None:
    client = counter.client("Idrissi", "Nadia", city="Fès")
    edit(counter, client, last_name="Idrissi Alaoui", mobile="0612345678", info="asthme", province="Oujda")
    site = sites.create(client, SiteFields("Maison"), by=by_staff(counter.staff))
    seen = sites.read(site)
    sites.edit(site, replace(seen, contact="Hajja Zohra"), seen=seen, by=by_staff(counter.staff))
    said = str(list(changes(client).every()))
    assert all(word in said for word in ("Alaoui", "+212612345678", "asthme", "Oujda", "Zohra", "Maison"))
    redaction.redact(client, by=by_staff(counter.staff))
    rows = list(changes(client).every())
    words = ("Idrissi", "Alaoui", "612345678", "asthme", "Oujda", "Zohra", "Maison")
    assert not [word for word in words if word in str(rows)]
    assert rows[0].verb == "privacy.redact"
    assert {row.author for row in rows} == {"S. Amrani"}


@pytest.fixture
def played(store: Engine, tmp_path: Path) -> None:
    """A pharmacy in which every verb was carried out."""
    EveryVerb(establish().id, tmp_path)()


def test_every_request_is_told_and_its_personal_changes_can_be_taken_out(played: None) -> None:
    """Whoever adds a verb about no client says of which kind it is; one that edits somebody around a client
    keeps what it changed with `of_a_person`."""
    listed = {subject for subjects in SUBJECTS.values() for subject in subjects}
    inside = DECLARED["trail"].personal["detail"]
    assert isinstance(inside, PersonalInside)
    redactable = {path[1] for path in inside.at if path[0] == "changes"}
    every: dict[int, set[int]] = {}
    for trail in Trail.select():
        subject, detail = trail.verb.partition(".")[0], json.loads(trail.detail)
        if trail.client_id is None:
            assert subject in listed | NOT_LISTED, trail.verb
            continue
        assert detail.get("changes", {}).keys() <= redactable | NOT_PERSONAL.get(subject, set()), trail.verb
        if trail.client_id not in every:
            every[trail.client_id] = {row.request for row in changes(trail.client_id).every()}
        assert trail.id in every[trail.client_id], trail.verb
    of_nobody = {row.request for row in Changes(OfPharmacy(tuple(Kind))).every()}
    expected = {
        trail.id
        for trail in Trail.select().where(Trail.client_id.is_null())
        if trail.verb.partition(".")[0] in listed
    }
    assert of_nobody == expected
