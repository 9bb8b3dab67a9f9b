"""import-contacts: a file of names becomes contacts of one client, all of them or none."""

from pathlib import Path

import pytest

from models import doctor
from models.files.reading import FileRefused
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
