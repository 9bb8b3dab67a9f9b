"""import-contacts: a file of names becomes contacts of one client, all of them or none."""

from dataclasses import replace
from pathlib import Path

import pytest

from models import doctor
from models.appointments import verbs as appointments
from models.appointments.table import AppointmentFields
from models.comments import verbs as comments
from models.comments.table import Subject, SubjectKind
from models.files.reading import FileRefused
from models.importing import batches
from models.importing.batches import AlreadyUndone, BuiltUpon, ImportSubject
from models.importing.contacts import undoing
from models.importing.contacts import verbs as contact_import
from models.importing.contacts.file import (
    ContactColumns,
    NoContactInside,
    NotARelation,
    SecondColumnNoRelation,
)
from models.importing.contacts.verbs import ContactsMoved, NoNewContact, Twin
from models.importing.files.faults import HasFaults, NotAName
from models.people.contacts import verbs as contacts
from models.people.contacts.listing import ContactListing, contacts_of
from models.people.contacts.table import Contact
from models.people.contacts.verbs import RelationToOneself
from models.refusals import KeyReused, Missing, Refused
from models.requests.trail import Trail
from models.store import clock
from models.trade.attributing import verbs as attributing
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.importing.workbooks import xlsx
from tests.models.people.contacts.around import add, relation


@pytest.fixture
def jeanne(counter: Counter) -> int:
    """MARTINEZ Jeanne."""
    return counter.client()


def file(folder: Path, text: str) -> Path:
    path = folder / "famille.csv"
    path.write_text(text, encoding="utf-8")
    return path


def names(client: int) -> list[tuple[str, str]]:
    return [(row.name, row.relation) for row in contacts_of(client)]


@pytest.mark.capability("import-contacts")
def test_two_hundred_names_become_contacts_who_are_found(
    counter: Counter, jeanne: int, tmp_path: Path
) -> None:
    lines = "".join(f"Salarié {number:03}\n" for number in range(1, 201))
    preview = contact_import.read(jeanne, file(tmp_path, f"Nom\n\n{lines}"))
    assert (len(preview.planned), preview.new, preview.fault_count) == (200, 200, 0)
    assert Contact.select().count() == 0
    by = by_staff(counter.staff)
    assert contact_import.carry_out(preview, relation=relation("Autre"), by=by) == 200
    assert len(contacts_of(jeanne)) == 200
    assert [row.name for row in ContactListing("salarié 117").read(10)] == ["Salarié 117"]
    assert Trail.select().where(Trail.verb == contact_import.VERB).count() == 1
    # The same request again is the same answer; another one with its key is none.
    assert contact_import.carry_out(preview, relation=relation("Autre"), by=by) == 200
    assert len(contacts_of(jeanne)) == 200
    with pytest.raises(KeyReused):
        contact_import.carry_out(preview, relation=relation("Parent"), by=by)
    assert doctor.examine() == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_second_column_says_what_they_are_to_the_client(
    counter: Counter, jeanne: int, tmp_path: Path, kind: str
) -> None:
    rows = [
        ["Nom", "Lien de parenté"],
        ["MARTINEZ Zoé", "enfant"],
        ["DURAND Paul", "CONJOINT"],
        ["Mme Bennis", ""],
    ]
    path = (
        xlsx(tmp_path / "famille.xlsx", {"Feuil1": rows})
        if kind == "xlsx"
        else file(tmp_path, "".join(f"{';'.join(row)}\n" for row in rows))
    )
    preview = contact_import.read(jeanne, path)
    assert preview.without_relation
    with pytest.raises(Missing):
        contact_import.carry_out(preview, by=by_staff(counter.staff))
    assert contacts_of(jeanne) == []
    contact_import.carry_out(preview, relation=relation("Aidant"), by=by_staff(counter.staff))
    assert names(jeanne) == [
        ("DURAND Paul", "Conjoint"),
        ("MARTINEZ Zoé", "Enfant"),
        ("Mme Bennis", "Aidant"),
    ]
    assert [row.first_name for row in contacts_of(jeanne)] == ["Paul", "Zoé", ""]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Nom;Prénom\nMartinez;Zoé\n", SecondColumnNoRelation("famille.csv", "Prénom", "")),
        ("Martinez;Zoé\nDurand;Paul\n", SecondColumnNoRelation("famille.csv", "Zoé", "")),
        ("Nom\n\n", NoContactInside("famille.csv")),
    ],
)
def test_a_file_of_something_else_is_refused_as_a_whole(
    jeanne: int, tmp_path: Path, text: str, refusal: FileRefused
) -> None:
    with pytest.raises(type(refusal)) as refused:
        contact_import.read(jeanne, file(tmp_path, text))
    if isinstance(refusal, SecondColumnNoRelation):
        assert isinstance(refused.value, SecondColumnNoRelation)
        assert refused.value.text == refusal.text
        assert "Conjoint" in refused.value.offered


def test_each_bad_line_is_named_and_nothing_is_imported(
    counter: Counter, jeanne: int, tmp_path: Path
) -> None:
    text = "Nom;Relation\nZoé;Enfant\n;Parent\n---;Cousin\nMARTINEZ Jeanne;\nPaul;Parent;0612\n"
    preview = contact_import.read(jeanne, file(tmp_path, text))
    found: list[tuple[int, int, type[Refused]]] = [
        (fault.line, fault.column, type(fault.reason)) for fault in preview.faults
    ]
    assert found == [
        (3, 1, Missing),
        (4, 1, NotAName),
        (4, 2, NotARelation),
        (5, 1, RelationToOneself),
        (6, 1, ContactColumns),
    ]
    with pytest.raises(HasFaults):
        contact_import.carry_out(preview, by=by_staff(counter.staff))
    assert Contact.select().count() == 0


def test_who_is_there_already_is_shown_first_and_can_be_left_out(
    counter: Counter, jeanne: int, tmp_path: Path
) -> None:
    contacts.retire(add(counter, jeanne, "Martinez", "Zoé"), by=by_staff(counter.staff))
    path = file(tmp_path, "Nom;Relation\nDURAND Paul;Parent\nmartinez zoe;Enfant\nDurand Paul;Parent\n")
    preview = contact_import.read(jeanne, path)
    assert [(each.name, each.twin) for each in preview.planned] == [
        ("martinez zoe", Twin.CONTACT),
        ("Durand Paul", Twin.LINE),
        ("DURAND Paul", Twin.NOBODY),
    ]
    assert contact_import.carry_out(preview, only_new=True, by=by_staff(counter.staff)) == 1
    again = contact_import.read(jeanne, path)
    with pytest.raises(NoNewContact):
        contact_import.carry_out(again, only_new=True, by=by_staff(counter.staff))
    with pytest.raises(ContactsMoved):
        contact_import.carry_out(preview, by=by_staff(counter.staff))
    assert contact_import.carry_out(again, by=by_staff(counter.staff)) == 3
    assert doctor.examine() == []


def bring(counter: Counter, client: int, folder: Path, *names: str) -> dict[str, int]:
    """Imports these names as contacts of a client; returns them with their ids."""
    preview = contact_import.read(client, file(folder, "\n".join(["Nom", *names])))
    assert preview.new == len(names)
    contact_import.carry_out(preview, relation=relation("Autre"), by=by_staff(counter.staff))
    return {row.name: row.id for row in contacts_of(client, in_use=True) if row.name in names}


@pytest.mark.capability("import-contacts")
def test_an_import_is_undone_but_for_who_was_used_or_changed_since(
    counter: Counter, jeanne: int, tmp_path: Path
) -> None:
    by = counter.staff
    names = ("Un", "Deux", "Vendue", "Venue", "Notée", "Changée", "Partie", "Rentrée")
    brought = bring(counter, jeanne, tmp_path, *names)
    sale = sales.sell(jeanne, [NewLine(counter.product(500))], for_contact=brought["Vendue"], by=by_staff(by))
    # Who was said to buy, and is not any more, stays in the history of the sale.
    attributing.attribute(sale.id, None, by=by_staff(by))
    visit = AppointmentFields(clock.today(), 600, 30, "Vaccin", by, brought["Venue"])
    appointments.create(jeanne, visit, by=by_staff(by))
    comments.add(jeanne, "vient le lundi", on=Subject(SubjectKind.CONTACT, brought["Notée"]), by=by_staff(by))
    seen = contacts.read(brought["Changée"])
    contacts.edit(brought["Changée"], replace(seen, mobile="0612345678"), seen=seen, by=by_staff(by))
    contacts.retire(brought["Partie"], by=by_staff(by))
    contacts.retire(brought["Rentrée"], by=by_staff(by))
    contacts.put_back(brought["Rentrée"], by=by_staff(by))
    (row,) = batches.batches(ImportSubject.CONTACTS, jeanne)
    assert (row.created, row.changed) == (8, 0)
    asked = by_staff(by)
    done = undoing.undo(row.id, by=asked)
    assert (done.removed, done.given_back, done.kept) == (2, 0, 5)
    assert f"Vendue ({sale.number})" in done.names
    in_use = {each.name for each in contacts_of(jeanne, in_use=True)}
    assert in_use == {"Vendue", "Venue", "Notée", "Changée", "Rentrée"}
    assert ContactListing("deux").count() == 0
    assert undoing.undo(row.id, by=asked) == done
    with pytest.raises(AlreadyUndone):
        undoing.undo(row.id, by=by_staff(by))
    assert doctor.examine() == []


def test_a_corrected_file_comes_in_after_the_undoing_and_each_client_has_imports_of_their_own(
    counter: Counter, jeanne: int, tmp_path: Path
) -> None:
    salma = counter.client("Alaoui")
    bring(counter, jeanne, tmp_path, "Paul", "Zoé")
    bring(counter, salma, tmp_path, "Paul")
    (wrong,) = batches.batches(ImportSubject.CONTACTS, jeanne)
    undoing.undo(wrong.id, by=by_staff(counter.staff))
    assert [row.name for row in contacts_of(salma, in_use=True)] == ["Paul"]
    # Who was retired with the import is not known already.
    again = bring(counter, jeanne, tmp_path, "Paul", "Zoé", "Adam")
    assert len(again) == 3
    assert [row.undone is None for row in batches.batches(ImportSubject.CONTACTS)] == [True, True, False]
    for contact in again.values():
        seen = contacts.read(contact)
        contacts.edit(contact, replace(seen, last_name=f"X{contact}"), seen=seen, by=by_staff(counter.staff))
    with pytest.raises(BuiltUpon) as refused:
        undoing.undo(batches.batches(ImportSubject.CONTACTS)[0].id, by=by_staff(counter.staff))
    assert refused.value.count == 3
    assert doctor.examine() == []
