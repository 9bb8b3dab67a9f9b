"""Members of saved selections: kept through the migration of their table, and asked for by its key."""

import shutil
from pathlib import Path

import pytest
from peewee import IntegrityError

from models.doctor.lists import members_of_selections_exist
from models.people.clients import selections
from models.people.clients.selections import SelectionMember
from models.privacy import known
from models.privacy.rows import ROWS
from models.refusals import NoSuchClient
from models.store import connection, opening, schema
from models.store.connection import engine
from models.trash import verbs as trash
from tests.asking import by_staff
from tests.conftest import establish
from tests.models.conftest import Counter
from tests.models.merging.merging_desk import merge

THE_MIGRATIONS = ("members_of_selections", "selections_without_keys")


def test_selections_that_were_saved_before_the_migrations_keep_their_clients(
    target: str | Path, tmp_path: Path
) -> None:
    for file in schema.MIGRATIONS.glob("0*.py"):
        shutil.copy(file, tmp_path)
    for name in THE_MIGRATIONS:
        (late,) = tmp_path.glob(f"*{name}.py")
        late.unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", tmp_path)
        opening.open_database(target)
        counter = Counter(establish().id)
        several = [counter.client(f"Alaoui {at}") for at in range(5)]
        first = selections.save("Fidèles", several[1:4], by=by_staff(counter.staff))
        second = selections.save("Voisins", several[::-1], by=by_staff(counter.staff))
        connection.close()

    opening.open_database(target)
    assert (selections.members(first), selections.members(second)) == (set(several[1:4]), set(several))
    with pytest.raises(IntegrityError), connection.transaction():
        SelectionMember.insert(selection=first, client=several[1]).execute()


def test_members_and_selections_that_do_not_exist_are_found(counter: Counter) -> None:
    client = counter.client()
    saved = selections.save("Fidèles", [client], by=by_staff(counter.staff))
    assert list(members_of_selections_exist()) == []
    for selection, member in ((saved, client + 1), (saved + 1, client)):
        with connection.transaction():
            SelectionMember.insert(selection=selection, client=member).execute()
    found = [fault.figures for fault in members_of_selections_exist()]
    assert found == [{"client": client + 1, "selection": saved}, {"client": client, "selection": saved + 1}]


def test_who_does_not_exist_is_saved_on_no_selection(counter: Counter) -> None:
    client = counter.client()
    with pytest.raises(NoSuchClient) as refused:
        selections.save("Fidèles", [client, client + 1], by=by_staff(counter.staff))
    assert refused.value.client == client + 1
    assert selections.available() == []


def test_a_selection_counts_persons_and_not_their_fiches(counter: Counter) -> None:
    by = by_staff(counter.staff)
    stays, merged, third, alone, goes = (counter.client(f"Alaoui {at}") for at in range(5))
    saved = {
        "both": selections.save("both", [stays, merged, third, alone], by=by),
        "merged only": selections.save("merged only", [merged, third], by=by_staff(counter.staff)),
        "neither": selections.save("neither", [alone], by=by_staff(counter.staff)),
        "trashed": selections.save("trashed", [goes, alone], by=by_staff(counter.staff)),
    }
    merge(counter, stays, merged)
    merge(counter, stays, third)
    merge(counter, alone, goes)
    assert {row.name: row.clients for row in selections.available()} == {
        name: len(selections.members(key)) for name, key in saved.items()
    }
    assert {row.name: row.clients for row in selections.available()} == {
        "both": 2,
        "merged only": 1,
        "neither": 1,
        "trashed": 1,
    }


def test_each_selection_counts_who_is_not_in_the_trash_and_is_exported_with_its_clients(
    counter: Counter,
) -> None:
    first, second, third = (counter.client(f"Alaoui {at}") for at in range(3))
    both = selections.save("Fidèles", [first, second], by=by_staff(counter.staff))
    one = selections.save("Voisins", [second], by=by_staff(counter.staff))
    assert known.export(first).rows["selection_member"] == [{"selection_id": both, "client_id": first}]
    assert [row["selection_id"] for row in known.export(second).rows["selection_member"]] == [both, one]
    assert "selection_member" not in known.export(third).rows

    trash.delete(first, by=by_staff(counter.staff))
    assert [(row.name, row.clients) for row in selections.available()] == [("Fidèles", 1), ("Voisins", 1)]


def test_the_selections_of_a_client_are_found_without_reading_all_members(file_counter: Counter) -> None:
    client = file_counter.client()
    words = f"EXPLAIN QUERY PLAN SELECT * FROM selection_member WHERE {ROWS['selection_member'].of([client])}"
    steps = [row[3] for row in engine().database.execute_sql(words)]
    assert "selection_id=? AND client_id=?" in steps[0]
    assert not [step for step in steps if step.startswith("SCAN selection_member")]
