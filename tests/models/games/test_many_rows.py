"""Lists grow with the data: what a statement takes, and how many are run, does not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.doctor.examination import examine
from tests.models.conftest import Counter
from tests.models.games.many_rows import DEEDS, Many
from tests.statements import FEW_VARIABLES, counted

LONG = FEW_VARIABLES + 1
LONGER_THAN_A_SERVER_TAKES = 70_000


@pytest.mark.parametrize("deed", DEEDS)
def test_ten_times_as_many_rows_take_as_many_statements(
    renewed: Callable[[], Counter], tmp_path: Path, deed: str
) -> None:
    """Written row by row, a cancelled payment held the lock of a whole pharmacy for two minutes."""
    taken = []
    for number in (4, 40):
        done = getattr(Many(renewed(), number, tmp_path), deed)()
        with counted() as run:
            done()
        taken.append(run)
    few, more = taken
    assert len(more) == len(few), set(more) - set(few) or more


@pytest.mark.parametrize("deed", DEEDS)
def test_a_list_may_be_longer_than_a_statement_has_variables(
    file_counter: Counter, tmp_path: Path, deed: str
) -> None:
    """999 in many builds of SQLite, as in all tests."""
    getattr(Many(file_counter, LONG, tmp_path), deed)()()
    assert examine() == []


@pytest.mark.parametrize("engine_kind", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
@pytest.mark.parametrize("deed", ["delete_an_invoice", "send_to_many"])
def test_a_list_may_be_longer_than_a_server_takes_variables(
    counter: Counter, tmp_path: Path, deed: str
) -> None:
    """65 535 on PostgreSQL."""
    getattr(Many(counter, LONGER_THAN_A_SERVER_TAKES, tmp_path), deed)()()
