"""The animals of a client, and the species and breeds from which they are chosen."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from models import doctor
from models.people.animals import kinds, verbs
from models.people.animals.kinds import KindChanged, KindNameTaken, NoSuchKind
from models.people.animals.listing import animals_of, counting_of, named_of
from models.people.animals.table import AnimalFields
from models.people.animals.verbs import AnimalChanged
from models.people.clients.fields import NotABirthDate
from models.privacy import known, redaction
from models.refusals import Missing
from models.store import clock
from models.traceability.about import OfClient
from models.traceability.listing import Changes
from models.trash import verbs as trash
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.merging.merging_desk import give_back, merge

BORN = date(2024, 2, 29)


def add(counter: Counter, client: int, name: str, **fields: Any) -> int:
    values = replace(AnimalFields(name, birth_date=BORN), **fields)
    return verbs.create(client, values, by=by_staff(counter.staff))


def names(client: int) -> list[str]:
    return [row.name for row in animals_of(client)]


def test_a_client_has_several_animals_each_of_a_species_or_a_breed(counter: Counter) -> None:
    dog = kinds.create("Chien", by=by_staff(counter.staff))
    labrador = kinds.create("Labrador", species=dog, by=by_staff(counter.staff))
    farmer = counter.client()
    add(counter, farmer, "Rex", kind=labrador)
    add(counter, farmer, "Atlas", kind=dog, note="mord")
    add(counter, farmer, "")
    rows = [(row.name, row.species, row.breed, row.note) for row in animals_of(farmer)]
    assert rows == [
        ("", "", "", ""),
        ("Atlas", "Chien", "", "mord"),
        ("Rex", "Chien", "Labrador", ""),
    ]
    assert counting_of(farmer).scalar() == 3
    assert doctor.examine() == []


@pytest.mark.parametrize(
    ("born", "refused"),
    [(None, Missing), (date(1826, 5, 1), NotABirthDate), ("tomorrow", NotABirthDate)],
)
def test_the_birth_date_is_there_and_can_be_one(
    counter: Counter, born: date | str | None, refused: type[Missing | NotABirthDate]
) -> None:
    day = clock.today() + timedelta(1) if isinstance(born, str) else born
    farmer = counter.client()
    with pytest.raises(refused):
        add(counter, farmer, "Rex", birth_date=day)
    add(counter, farmer, "Rex", birth_date=clock.today())
    assert names(farmer) == ["Rex"]


def test_two_who_edit_different_fields_of_an_animal_both_win(counter: Counter) -> None:
    rex = add(counter, counter.client(), "Rex")
    seen = verbs.read(rex)
    verbs.edit(rex, replace(seen, name="Max"), seen=seen, by=by_staff(counter.staff))
    verbs.edit(rex, replace(seen, note="mord"), seen=seen, by=by_staff(counter.staff))
    assert verbs.read(rex) == AnimalFields("Max", None, BORN, "mord")
    with pytest.raises(AnimalChanged) as told:
        verbs.edit(rex, replace(seen, name="Roi"), seen=seen, by=by_staff(counter.staff))
    assert told.value.theirs.name == "Max"
    assert doctor.examine() == []


def test_a_breed_belongs_to_a_species_and_is_retired_where_it_is_used(counter: Counter) -> None:
    dog, cat = (kinds.create(name, by=by_staff(counter.staff)) for name in ("Chien", "Chat"))
    common = kinds.create("Commun", species=dog, by=by_staff(counter.staff))
    kinds.create("Commun", species=cat, by=by_staff(counter.staff))
    for species, taken in ((None, "CHIEN"), (dog, "commun")):
        with pytest.raises(KindNameTaken):
            kinds.create(taken, species=species, by=by_staff(counter.staff))
    with pytest.raises(NoSuchKind):
        kinds.create("Nain", species=common, by=by_staff(counter.staff))
    rex = add(counter, counter.client(), "Rex", kind=common)
    used = [(row.species_name, row.name, row.used) for row in kinds.kinds()]
    assert used == [
        ("Chat", "Chat", 0),
        ("Chat", "Commun", 0),
        ("Chien", "Chien", 1),
        ("Chien", "Commun", 1),
    ]
    kinds.retire(dog, by=by_staff(counter.staff))
    assert {row.species_name for row in kinds.offered()} == {"Chat"}
    with pytest.raises(NoSuchKind):
        add(counter, counter.client(), "Max", kind=common)
    seen = verbs.read(rex)
    verbs.edit(rex, replace(seen, name="Max"), seen=seen, by=by_staff(counter.staff))
    kinds.put_back(dog, by=by_staff(counter.staff))
    add(counter, counter.client(), "Max", kind=common)
    assert doctor.examine() == []


def test_a_species_is_renamed_over_what_was_seen(counter: Counter) -> None:
    dog = kinds.create("Chein", by=by_staff(counter.staff))
    kinds.rename(dog, "Chien", seen="Chein", by=by_staff(counter.staff))
    with pytest.raises(KindChanged):
        kinds.rename(dog, "Canidé", seen="Chein", by=by_staff(counter.staff))
    assert [row.name for row in kinds.kinds()] == ["Chien"]


def test_the_animals_of_a_merged_fiche_are_those_of_the_survivor_until_it_is_given_back(
    counter: Counter,
) -> None:
    one, other = counter.client("Alaoui", "Karim"), counter.client("Alaoui", "K.")
    add(counter, one, "Rex")
    add(counter, other, "Max")
    merge(counter, one, other)
    assert names(one) == names(other) == [row.name for row in named_of(one)] == ["Max", "Rex"]
    add(counter, other, "Atlas")
    give_back(counter, other, newer_stay=True)
    assert (names(one), names(other)) == (["Atlas", "Rex"], ["Max"])
    assert doctor.examine() == []


def test_animals_go_into_the_trash_with_their_client_and_come_back(counter: Counter) -> None:
    farmer = counter.client()
    add(counter, farmer, "Rex")
    trash.delete(farmer, by=by_staff(counter.staff))
    trash.restore(farmer, by=by_staff(counter.staff))
    assert names(farmer) == ["Rex"]


def test_who_is_forgotten_leaves_neither_the_name_of_an_animal_nor_its_note(counter: Counter) -> None:
    farmer = counter.client()
    add(counter, farmer, "Rex de Jeanne", note="mord le facteur")
    told = repr(known.export(farmer).rows["animal"])
    assert "Rex de Jeanne" in told
    assert "mord le facteur" in told
    redaction.redact(farmer, by=by_staff(counter.staff))
    assert [(row.name, row.note) for row in animals_of(farmer)] == [("", "")]
    assert doctor.examine() == []


def test_an_edit_tells_the_old_and_the_new_of_each_field_until_the_client_is_forgotten(
    counter: Counter,
) -> None:
    farmer = counter.client()
    rex = add(counter, farmer, "Rex")
    seen = verbs.read(rex)
    now = replace(seen, name="Max", birth_date=date(2024, 3, 1))
    verbs.edit(rex, now, seen=seen, by=by_staff(counter.staff))

    def told() -> list[tuple[str, object, object]]:
        rows = Changes(OfClient(farmer)).read(20)
        return [(row.field, row.before, row.after) for row in rows if row.verb == verbs.EDITS]

    assert sorted(told()) == [("birth_date", "2024-02-29", "2024-03-01"), ("name", "Rex", "Max")]
    redaction.redact(farmer, by=by_staff(counter.staff))
    assert told() == [("birth_date", "2024-02-29", "2024-03-01")]
    assert doctor.examine() == []
