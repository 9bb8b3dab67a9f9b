"""What mypy knows of a column. `make check` reads this file: an error that is expected has to come."""

from datetime import date, datetime, timedelta
from typing import assert_type

from models.money.ledger.postings import Operation, Posting
from models.people.clients.table import Client, ClientStatus
from models.people.organisms.table import Organism
from models.requests.trail import Trail
from models.values import Centimes
from tests.models.conftest import Counter


def in_days(days: int) -> date:
    return date(2026, 1, 1) + timedelta(days=days)


def test_a_column_is_of_its_type_on_a_row(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 12_000)
    posting: Posting = Posting.select().where(Posting.client == client).get()
    operation = assert_type(posting.operation, Operation)
    assert assert_type(posting.amount, Centimes) == 12_000
    assert type(assert_type(operation.value_date, date)) is date
    assert type(assert_type(operation.number, str)) is str
    trail = assert_type(operation.trail, Trail)
    assert type(assert_type(trail.at, datetime)) is datetime
    row: Client = Client.get_by_id(client)
    assert assert_type(row.status, ClientStatus) is ClientStatus.ACTIVE
    assert assert_type(row.blocked, bool) is False
    assert type(assert_type(row.version, int)) is int
    assert assert_type(row.ceiling, Centimes | None) is None
    assert assert_type(row.organism, Organism | None) is None


def test_an_amount_is_no_number_of_days(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 3_000)
    row: Client = Client.get_by_id(client)
    # When it runs, an amount is a number like any other: only the check of the types sees the mistake.
    assert in_days(row.balance) == in_days(3_000)  # type: ignore[arg-type]
    assert timedelta(days=row.balance).days == 3_000  # type: ignore[arg-type]
    row.version = row.balance  # type: ignore[assignment]
    row.ceiling = 3_000  # type: ignore[assignment]


def test_arithmetic_of_amounts_is_an_amount() -> None:
    paid, owed = Centimes(1_250), Centimes(2_000)
    assert assert_type(paid - owed, Centimes) == -750
    assert assert_type(max(paid - owed, Centimes(0)), Centimes) == 0
    assert assert_type(paid * 3, Centimes) == 3_750
    assert assert_type(sum([paid, owed], Centimes(0)), Centimes) == 3_250
    assert paid < owed
