"""Where the database is away, what is asked is asked again, and carried out once."""

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from peewee import OperationalError

from models import doctor
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.postings import Operation
from models.money.payments import verbs as payments
from models.money.payments.verbs import DebtPayment
from models.people.clients import verbs as clients
from models.requests.by import new_key
from models.store import connection, opening
from models.store.connection import persevere
from models.store.place import waiting
from models.store.place.problems import Busy, Gone, Replaced, StoreProblem, Unreachable
from models.values import Centimes
from tests.asking import by_staff
from tests.conftest import establish
from tests.models.conftest import Counter
from tests.trust.test_server_restarts import hang_up


class Waits:
    """Somebody who waits, and does something meanwhile."""

    def __init__(self) -> None:
        self.told: list[StoreProblem] = []
        self.meanwhile: Any = lambda: None

    def __call__(self, problem: StoreProblem) -> None:
        self.told.append(problem)
        assert len(self.told) < 100
        self.meanwhile()


@pytest.fixture
def waits() -> Iterator[Waits]:
    found = Waits()
    waiting.wait_with(found)
    yield found
    waiting.wait_with(None)


def pay(counter: Counter, client: int, op_id: str) -> str:
    order = DebtPayment(client, PaymentMode.CASH, Centimes(400))
    return persevere(payments.pay_debt, order, by=by_staff(counter.staff, op_id)).number


@pytest.mark.postgres
def test_inv_20_a_write_whose_answer_was_lost_is_carried_out_once(
    postgres_target: str, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """INV-20: the line breaks after the commit arrived, before anybody heard of it."""
    database = opening.open_database(postgres_target).database
    counter = Counter(establish().id)
    client = counter.client()
    counter.sell(client, 1_000)
    commit = database.commit

    def lost() -> None:
        monkeypatch.setattr(database, "commit", commit)
        commit()
        hang_up(postgres_target)
        database.connection().execute("SELECT 1")

    monkeypatch.setattr(database, "commit", lost)
    assert pay(counter, client, new_key())
    assert [type(problem) for problem in waits.told] == [Unreachable]
    assert Operation.select().where(Operation.kind == "payment").count() == 1
    assert counter.owes(client) == (600, 0, 600)
    assert doctor.examine() == []


def test_where_nobody_waits_it_is_said_at_once(file_counter: Counter) -> None:
    client = file_counter.client()
    connection.engine().database.timeout = 0
    with closing(locking(connection.engine().place)), pytest.raises(Busy):
        pay(file_counter, client, new_key())


def locking(place: str) -> sqlite3.Connection:
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return other


def test_a_file_that_is_locked_for_long_is_waited_for(file_counter: Counter, waits: Waits) -> None:
    """Reads and writes."""
    client = file_counter.client()
    file_counter.sell(client, 1_000)
    connection.engine().database.timeout = 0
    other = locking(connection.engine().place)
    waits.meanwhile = other.close
    assert clients.get(client).balance == 1_000
    assert [type(problem) for problem in waits.told] == [Busy]
    other = locking(connection.engine().place)
    waits.meanwhile = other.close
    pay(file_counter, client, new_key())
    assert [type(problem) for problem in waits.told] == [Busy, Busy]
    assert file_counter.owes(client) == (600, 0, 600)


def test_nothing_is_written_to_a_file_that_was_taken_away(file_counter: Counter, waits: Waits) -> None:
    """It has no name any more: what is written there is lost with the last who has it open."""
    client = file_counter.client()
    file_counter.sell(client, 1_000)
    place = Path(connection.engine().place)
    aside = place.rename(place.with_name("aside"))
    waits.meanwhile = lambda: aside.rename(place)
    pay(file_counter, client, new_key())
    assert [type(problem) for problem in waits.told] == [Gone]
    with closing(sqlite3.connect(place)) as reader:
        assert reader.execute("SELECT count(*) FROM operation WHERE kind = 'payment'").fetchone() == (1,)


def test_nothing_is_written_to_a_file_that_another_one_took_the_name_of(file_counter: Counter) -> None:
    client = file_counter.client()
    file_counter.sell(client, 1_000)
    place = Path(connection.engine().place)
    copy = shutil.copy(place, place.with_name("copy"))
    place.rename(place.with_name("aside"))
    Path(copy).rename(place)
    with pytest.raises(Replaced):
        pay(file_counter, client, new_key())


def test_what_is_no_longer_wanted_is_not_waited_for(file_counter: Counter, waits: Waits) -> None:
    connection.engine().database.timeout = 0
    client = file_counter.client()
    with (
        closing(locking(connection.engine().place)),
        waiting.only_while(lambda: False),
        pytest.raises(OperationalError),
    ):
        clients.get(client)
    assert waits.told == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            'connection failed: connection to server at "127.0.0.1", port 1 failed: Connection refused',
            Unreachable,
        ),
        ("terminating connection due to administrator command", Unreachable),
        ("consuming input failed: server closed the connection unexpectedly", Unreachable),
        ("connection failed: FATAL:  the database system is starting up", Unreachable),
        ("Connection already opened.", type(None)),
    ],
)
def test_which_words_of_a_server_mean_that_it_is_away(said: str, found: type[Any]) -> None:
    from models.store.engines.postgres import PostgresEngine

    engine = PostgresEngine("postgresql://nobody@127.0.0.1:1/none")
    assert isinstance(engine.problem(OperationalError(said)), found)


def test_a_connection_of_ones_own_that_broke_meanwhile_ends_as_any_other(counter: Counter) -> None:
    """What a thread did is done: a line that was made anew in between is no defect at its end."""

    def work() -> list[bool]:
        with connection.own_connection():
            connection.close()
            with connection.own_connection():
                Operation.select().count()
            Operation.select().count()
            within = connection.database.is_closed()
        return [within, connection.database.is_closed()]

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(work).result() == [False, True]
