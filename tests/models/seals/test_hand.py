"""Any altered cell of any sealed row is found and named, where every verb was carried out."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import IntegrityError

from models.doctor.store.values import name_of
from models.seals import verification
from models.seals.covered import COVERED
from models.seals.verification import What
from models.store import clock, connection, opening
from tests.conftest import establish
from tests.models.doctor import hostile_hand
from tests.models.doctor.hostile_hand import Change, changes, made, undone
from tests.models.requests.every_verb import EveryVerb


@pytest.fixture(scope="module")
def every_change(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Change]]:
    """Each column of some rows of each sealed table, and each row gone."""
    folder = tmp_path_factory.mktemp("sealed")
    opening.open_database(folder / "officine.db")
    with clock.stopped_at(datetime(2026, 11, 1, 10, 30, tzinfo=UTC)):
        member = establish()
    EveryVerb(member.id, folder)()
    hostile_hand.disarm()
    assert list(verification.verify(whole=True)) == []
    yield [change for change in changes(3) if name_of(change.table) in COVERED and not after(change)]
    connection.close()


def after(change: Change) -> bool:
    """Whether a row was written after the last seal: the trail that the seal itself left."""
    return name_of(change.table) == "trail" and change.key["id"] == last_trail()


def last_trail() -> int:
    return connection.engine().database.execute_sql("SELECT max(id) FROM trail").fetchone()[0]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_altered_cell_is_found_and_named(every_change: list[Change], data: st.DataObject) -> None:
    change = data.draw(st.sampled_from(every_change))
    table = COVERED[name_of(change.table)]
    row = "/".join(str(value) for value in key_of(change, table.key))
    wanted = {What.ALTERED} if change.column else {What.ERASED}
    if change.column in table.key:  # under another key it is another row
        wanted = {What.ERASED, What.PUT_IN}
    try:
        with undone(*made(change)):
            found = list(verification.verify(whole=True))
    except IntegrityError:
        return  # the schema itself refuses it
    assert {(each.table, each.row) for each in found} >= {(table.name, row)}, str(change)
    assert {each.what for each in found} <= wanted, str(change)
    assert len(found) <= 2, str(change)


def key_of(change: Change, columns: tuple[str, ...]) -> tuple[int, ...]:
    names = ", ".join(columns)
    where = " AND ".join(f'"{name}" = ?' for name in change.key)
    found = connection.engine().database.execute_sql(
        f"SELECT {names} FROM {name_of(change.table)} WHERE {where}", tuple(change.key.values())
    )
    return tuple(found.fetchone())
