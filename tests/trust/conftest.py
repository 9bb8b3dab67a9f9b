"""Real processes on one database, forked from a clean one that has the program loaded: fifty are quick."""

import multiprocessing
from collections.abc import Iterator
from multiprocessing.context import ForkServerContext
from typing import Any

import pytest

from models.store import connection
from tests.conftest import establish
from tests.models.conftest import Counter


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Where processes come from."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.trust.workers"])
    return context


@pytest.fixture
def shared(target: Any) -> Iterator[Counter]:
    """The counter of an established pharmacy whose database others open too. The time is the real one."""
    connection.open_database(target)
    yield Counter(establish().id)
    connection.close()
