"""One example pharmacy for all tests that only read it."""

from collections.abc import Iterator

import pytest

from demo import DemoResult, fill
from models.store import clock, connection
from tests.conftest import NOW

CLIENTS, SALES = 200, 8


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoResult]:
    """An example pharmacy with houses, open; made on the day the other tests live in."""
    connection.open_database(tmp_path_factory.mktemp("example") / "officine.db")
    with clock.stopped_at(NOW):
        yield fill(CLIENTS, SALES, seed=3)
    connection.close()
