"""Members of saved selections: kept through the migration of their table, and asked for by its key."""

import shutil
from pathlib import Path

import pytest
from peewee import IntegrityError

from models.people.clients import selections
from models.people.clients.selections import SelectionMember
from models.privacy import known
from models.privacy.rows import ROWS
from models.store import connection, opening, schema
from models.store.connection import engine
from models.trash import verbs as trash
from tests.asking import by_staff
from tests.conftest import establish
from tests.models.conftest import Counter

THE_MIGRATION = "members_of_selections"


def test_selections_that_were_saved_before_the_migration_keep_their_clients(
    target: str | Path, tmp_path: Path
) -> None:
    for file in schema.MIGRATIONS.glob("0*.py"):
        shutil.copy(file, tmp_path)
    (late,) = tmp_path.glob(f"*{THE_MIGRATION}.py")
    for file in tmp_path.glob("0*.py"):
        if file.name >= late.name:
            file.unlink()
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
    for wrong in ((first, several[1]), (first, several[-1] + 1), (second + 1, several[0])):
        with pytest.raises(IntegrityError), connection.transaction():
            SelectionMember.insert(selection=wrong[0], client=wrong[1]).execute()


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
