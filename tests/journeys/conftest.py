"""Small pharmacies on disk, and terminals on them."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from models.store import connection, opening
from tests.conftest import establish
from tests.journeys.keys import ENTER
from tests.journeys.terminal import Terminal, environment, program
from tests.models.conftest import Counter

Open = Callable[..., Terminal]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of whoever sits at the terminal: empty."""
    place = tmp_path / "home"
    place.mkdir()
    return place


@pytest.fixture
def terminal(home: Path) -> Iterator[Open]:
    """Opens the program on a database, in a terminal of its own; all are ended with the test."""
    with ExitStack() as opened:
        yield lambda database, **changed: opened.enter_context(
            Terminal(["--database", str(database)], home, **changed)
        )


@pytest.fixture
def at_the_list(terminal: Open) -> Open:
    """The same, after S. Amrani has logged in."""

    def log_in(database: Any, **changed: Any) -> Terminal:
        opened = terminal(database, **changed).see("Code")
        return opened.press("1234", ENTER).see("Search", " of ")

    return log_in


@pytest.fixture
def ask(home: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a verb of the command line on a database."""

    def run(database: Any, *verb: object) -> subprocess.CompletedProcess[str]:
        command = [*program(), "--database", str(database), *map(str, verb)]
        return subprocess.run(command, env=environment(home), capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def shown(ask: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """A client as `officine show` says it."""
    return lambda database, client: json.loads(ask(database, "show", client, "--json").stdout)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six clients: one owes, one has a credit, four are settled."""
    database = tmp_path_factory.mktemp("pharmacy") / "officine.db"
    opening.open_database(database)
    try:
        counter = Counter(establish().id)
        counter.sell(counter.client("AIT-ALI", "Abdellah", mobile="0649286063"), 22_760)
        counter.advance(counter.client("BELHAJ", "Mustapha", mobile="0662578749"), 60_000)
        for last_name, first_name in (
            ("BOUKILI", "Yasmine"),
            ("BOUTALEB", "Jihane"),
            ("ZAHIDI", "Fouad"),
            ("محمد", "سعيد"),
        ):
            counter.client(last_name, first_name)
    finally:
        connection.close()
    return database


@pytest.fixture
def pharmacy(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(made, tmp_path / "pharmacy.db"))


@pytest.fixture
def counter_on() -> Iterator[Callable[[Any], Counter]]:
    """A counter on a database, made where there is none: what the models know, beside the terminal."""

    def open_on(database: Any) -> Counter:
        opening.open_database(database)
        return Counter(establish().id)

    yield open_on
    connection.close()
