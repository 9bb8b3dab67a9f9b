"""Real processes on one database, forked from a clean one that has the program loaded: fifty are quick."""

import multiprocessing
import shutil
from collections.abc import Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pytest

from models.store import connection, opening
from tests.conftest import establish
from tests.models.conftest import Counter


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Where processes come from."""
    context = multiprocessing.get_context("forkserver")
    # The driver too: else each would load it anew, which takes as long as what they are for.
    context.set_forkserver_preload(["tests.trust.workers", "models.store.engines.postgres", "psycopg"])
    return context


@pytest.fixture
def target(engine_kind: str, request: pytest.FixtureRequest) -> Any:
    """A database on each engine: with its schema for who shares it, else there is nothing yet."""
    if "shared" not in request.fixturenames:
        return request.getfixturevalue(f"{engine_kind}_target")
    if engine_kind == "postgres":
        return request.getfixturevalue("kept_postgres").emptied()
    empty, own = (request.getfixturevalue(name) for name in ("empty_file", "sqlite_target"))
    return Path(shutil.copy(empty, own))


@pytest.fixture
def shared(target: Any) -> Iterator[Counter]:
    """The counter of an established pharmacy whose database others open too. The time is the real one."""
    opening.open_database(target)
    yield Counter(establish().id)
    connection.close()
