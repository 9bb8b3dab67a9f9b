"""One example pharmacy for all tests that only read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo import DemoResult, fill
from models.store import clock, connection, opening
from tests.conftest import NOW

CLIENTS, SALES = 200, 8


@pytest.fixture(scope="module")
def kept_example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DemoResult]:
    """An example pharmacy with houses, made on the day the other tests live in."""
    file = tmp_path_factory.mktemp("example") / "officine.db"
    opening.open_database(file)
    with clock.stopped_at(NOW):
        made = fill(CLIENTS, SALES, seed=7)
    connection.close()
    return file, made


@pytest.fixture
def example(kept_example: tuple[Path, DemoResult]) -> Iterator[DemoResult]:
    """It is open: another test may have had another pharmacy open in between."""
    file, made = kept_example
    opening.open_database(file)
    with clock.stopped_at(NOW):
        yield made
    connection.close()
