"""What tests start from: an empty pharmacy on each engine, who is at the desk, a stopped clock; Kannel."""

import gc
import os
import shutil
import signal
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from models.people.staff import codes
from models.people.staff import login as staff
from models.pharmacy import first_start
from models.requests.actors import FOUNDING
from models.requests.by import By, new_key
from models.store import clock, connection, opening
from models.store.engines import sqlite_file
from models.store.engines.engine import Engine
from models.store.settings import Pharmacy
from models.trade.cancelling import guards
from tests import kannel as gateway
from tests import statements
from tests.kept_database import KeptDatabase

settings.register_profile(
    # No absolute time in a test; and a failure is worth more than its smallest form on a slow machine.
    "officine",
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("officine")
guards.register()

for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
    # Who starts the tests in the background ignores these, and so would every program that a test starts.
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)

NOW = datetime(2026, 11, 12, 10, 30, tzinfo=UTC)


gc.disable()  # until everything is collected


def pytest_collection_finish() -> None:
    """Nobody need look again and again through a million collected tests for objects that became free.

    New objects are looked through after a hundred thousand, which a screen or two make, not after 700.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)
    gc.enable()


@pytest.fixture(scope="session")
def postgres_server() -> str | None:
    """The address of a PostgreSQL server for tests, or None; in CI there must be one."""
    address = os.environ.get("OFFICINE_TEST_POSTGRES")
    if not address and os.environ.get("CI") == "true":
        pytest.fail("CI tests both engines: OFFICINE_TEST_POSTGRES is not set")
    return address


@pytest.fixture
def sqlite_target(tmp_path: Path) -> Path:
    """Where a test's SQLite database is."""
    return tmp_path / "officine.db"


@pytest.fixture
def postgres_target(postgres_server: str | None) -> Iterator[str]:
    """The address of a PostgreSQL database that nobody else uses."""
    if postgres_server is None:
        pytest.skip("no PostgreSQL server: OFFICINE_TEST_POSTGRES is not set")
    import psycopg

    name = f"test_{uuid.uuid4().hex}"
    base, _, _ = postgres_server.rpartition("/")
    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{base}/{name}"
    finally:
        connection.close()
        with psycopg.connect(postgres_server, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine_kind(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    return str(request.param)


@pytest.fixture
def target(engine_kind: str, request: pytest.FixtureRequest) -> Any:
    """A database target on each engine in turn, where there is nothing yet."""
    return request.getfixturevalue(f"{engine_kind}_target")


@pytest.fixture
def stopped_clock() -> Iterator[datetime]:
    """It is 12 November 2026, half past ten, UTC; also on threads, which begin without what holds here."""
    with clock.stopped_at(NOW), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "_running", lambda: NOW)
        yield NOW


@pytest.fixture(scope="session", autouse=True)
def no_power_cut() -> Iterator[None]:
    """No commit waits for the disk: that was most of a test. Programs that a test starts do wait."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite_file, "SYNCHRONOUS", "OFF")
        yield


@pytest.fixture(scope="session", autouse=True)
def few_variables() -> Iterator[None]:
    """Every SQLite here takes as few variables in a statement as the smallest build there is."""
    with statements.few_variables():
        yield


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with its schema: copying it is fifty times faster than making one."""
    path = tmp_path_factory.mktemp("empty") / "officine.db"
    opening.open_database(path)
    connection.close()
    return path


@pytest.fixture(scope="session")
def established(empty_file: Path) -> tuple[Path, staff.Member]:
    """The same with somebody at the desk, to be copied too; and who that is."""
    path = empty_file.with_name("established.db")
    shutil.copy(empty_file, path)
    with clock.stopped_at(NOW):
        opening.open_database(path)
        member = establish()
        connection.close()
    return path, member


@pytest.fixture(scope="session")
def kept_postgres(postgres_server: str | None) -> Iterator[KeptDatabase]:
    """One PostgreSQL database for many tests, emptied for each."""
    if postgres_server is None:
        pytest.skip("no PostgreSQL server: OFFICINE_TEST_POSTGRES is not set")
    kept = KeptDatabase(postgres_server)
    yield kept
    kept.drop()


@pytest.fixture
def store(engine_kind: str, stopped_clock: datetime, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An open, empty database on each engine."""
    if engine_kind == "sqlite":
        yield request.getfixturevalue("file_store")
    else:
        yield opening.open_database(request.getfixturevalue("kept_postgres").emptied())
        connection.close()


@pytest.fixture
def file_store(
    sqlite_target: Path, stopped_clock: datetime, empty_file: Path, request: pytest.FixtureRequest
) -> Iterator[Engine]:
    """An open, empty SQLite database: for tests of screens and files, which need one engine only.

    For a test that asks for a cashier too, the cashier is in it already.
    """
    somebody = {"cashier", "file_cashier"} & set(request.fixturenames)
    shutil.copy(request.getfixturevalue("established")[0] if somebody else empty_file, sqlite_target)
    yield opening.open_database(sqlite_target)
    connection.close()


@pytest.fixture(scope="session", autouse=True)
def cheap_codes() -> Iterator[None]:
    """Codes are hashed at the lowest cost: a slow hash is right for staff, and wrong for a thousand tests."""
    from argon2 import PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codes, "hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


def establish() -> staff.Member:
    """The pharmacy of the tests and its first staff member, whose code is 1234."""
    pharmacy = Pharmacy(name="Pharmacie Atlas", address="12, rue des Orangers", city="Rabat")
    return first_start.establish(pharmacy, "S. Amrani", "1234", by=By(FOUNDING, new_key()))


@pytest.fixture
def cashier(store: Engine, engine_kind: str, request: pytest.FixtureRequest) -> staff.Member:
    """S. Amrani, on each engine."""
    if engine_kind == "sqlite":
        return request.getfixturevalue("file_cashier")
    return request.getfixturevalue("kept_postgres").again(establish)


@pytest.fixture
def file_cashier(file_store: Engine, established: tuple[Path, staff.Member]) -> staff.Member:
    """S. Amrani, on SQLite only."""
    return established[1]


@pytest.fixture(scope="session")
def one_kannel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[gateway.Kannel]:
    """One Kannel for all tests."""
    if not gateway.installed():
        if os.environ.get("CI") == "true":
            pytest.fail("CI sends through a real gateway: install kannel and kannel-extras")
        pytest.skip("Kannel is not installed (Debian: apt-get install kannel kannel-extras)")
    with gateway.running(tmp_path_factory.mktemp("kannel")) as kannel:
        yield kannel


@pytest.fixture
def kannel(one_kannel: gateway.Kannel) -> gateway.Kannel:
    """Kannel, with nothing that arrived before."""
    one_kannel.forget()
    return one_kannel
