"""The database goes away under the open screens: they say so, wait and go on, and nothing is lost."""

import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from messaging.opening import SENDER
from models import doctor
from models.money.ledger.postings import Operation
from models.store import connection, opening
from tests.conftest import establish
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_Q, ENTER, F2
from tests.journeys.terminal import environment, program
from tests.models.conftest import Counter
from tests.own_postgres import Server, own_server

AWAY = "does not answer"


@pytest.fixture
def server() -> Iterator[Server]:
    """A pharmacy on a server of its own; not below the test's folder, where only its owner comes in."""
    place = Path(tempfile.mkdtemp())
    try:
        with own_server(place) as running:
            opening.open_database(running.address)
            counter = Counter(establish().id)
            counter.sell(counter.client("AIT-ALI", "Abdellah"), 22_760)
            counter.client("BELHAJ", "Mustapha")
            connection.close()
            yield running
    finally:
        shutil.rmtree(place, ignore_errors=True)


def test_a_payment_confirmed_while_the_server_is_away_is_saved_once_when_it_is_back(
    server: Server, at_the_list: Open
) -> None:
    desk = at_the_list(server.address)
    desk.press(ENTER).see("Owes 227.60")
    desk.press("p").see("Amount to pay", "227.60")
    server.stop()
    desk.press(ENTER).see(AWAY)
    server.start()
    desk.see("Payment saved")
    opening.open_database(server.address)
    assert Operation.select().where(Operation.kind == "payment").count() == 1
    assert doctor.examine() == []
    connection.close()


def test_what_is_typed_while_the_server_is_away_is_there_when_it_is_back(
    server: Server, at_the_list: Open
) -> None:
    desk = at_the_list(server.address)
    server.stop()
    desk.press("bel").see(AWAY)
    server.start()
    desk.until(lambda: "BELHAJ" in desk.text and "AIT-ALI" not in desk.text, "to find who was typed")
    assert AWAY not in desk.text
    desk.press(F2).see("New client")
    desk.press("NOUVEAU")
    server.stop()
    desk.press(" NOM")
    server.start()
    desk.see("NOUVEAU NOM")


def test_a_screen_that_opens_while_the_server_is_away_opens_when_it_is_back(
    server: Server, at_the_list: Open
) -> None:
    desk = at_the_list(server.address)
    server.stop()
    desk.press(ENTER).see(AWAY)
    desk.press("p")
    server.start()
    desk.see("Amount to pay", "227.60")


def test_who_leaves_while_the_server_is_away_is_not_kept(server: Server, at_the_list: Open) -> None:
    desk, other = at_the_list(server.address), at_the_list(server.address)
    server.stop()
    desk.press(ENTER).see(AWAY)
    desk.press(CTRL_Q)
    assert desk.process.wait(30) == 0
    other.press(ENTER).see(AWAY)
    other.process.terminate()
    assert other.process.wait(30) == 128 + 15


def test_the_start_waits_for_a_server_that_comes_up_later(server: Server, terminal: Open) -> None:
    server.stop()
    desk = terminal(server.address).see("It is tried again")
    server.start()
    desk.see("Code")


def test_a_file_that_somebody_keeps_is_waited_for_in_the_same_way(
    pharmacy: Path, at_the_list: Open, shown: Callable[..., dict[str, Any]]
) -> None:
    desk = at_the_list(pharmacy)
    desk.press(ENTER).see("Owes 227.60")
    desk.press("p").see("Amount to pay", "227.60")
    with closing(sqlite3.connect(pharmacy, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        desk.press(ENTER).see("Somebody else keeps", "Ctrl+Q leaves")
    desk.see("Payment saved")
    assert shown(pharmacy, 1)["balance"] == "0.00"


def test_who_watches_the_outbox_waits_for_the_server_and_ends_when_told(server: Server, home: Path) -> None:
    command = [*program(), "--database", server.address, "send", "--watch"]
    notes = home / "notes"
    with notes.open("w") as told, subprocess.Popen(command, env=environment(home), stderr=told) as watching:

        def said(text: str) -> bool:
            return text in notes.read_text()

        try:
            _until(lambda: _is_sending(server))
            server.stop()
            _until(lambda: said(AWAY))
            server.start()
            _until(lambda: _is_sending(server))
            assert watching.poll() is None
        finally:
            watching.terminate()
        assert watching.wait(60) == 0
    assert notes.read_text().count(AWAY) == 1
    assert not said("unexpected")


def _is_sending(server: Server) -> bool:
    """Whether somebody has the turn to send: nobody else gets it then."""
    opening.open_database(server.address)
    try:
        with connection.engine().only_one(SENDER) as alone:
            return not alone
    finally:
        connection.close()


def _until(holds: Callable[[], bool]) -> None:
    deadline = monotonic() + 60
    while not holds():
        assert monotonic() < deadline
        sleep(0.1)
