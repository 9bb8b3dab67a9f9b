"""A small counter to try the verbs on: clients, products, and short names for what is done all the time."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from models.money import entries
from models.money.ledger import open_items
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.postings import Entered
from models.money.payments import verbs as payments
from models.money.payments.receipts import Receipt
from models.money.payments.verbs import DebtPayment
from models.people.clients import verbs as clients
from models.people.clients.verbs import ClientFields
from models.people.staff.login import Member
from models.store import connection, opening
from models.store.connection import transaction
from models.trade.catalogue.table import Category, Product, search_key
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.values import Centimes
from tests.asking import by_staff
from tests.conftest import establish

ADDRESS = {"address": "8, rue Ibn Batouta", "postal_code": "20000", "city": "Casablanca"}


def _with_address(fields: dict[str, Any]) -> dict[str, Any]:
    """With an address, as an invoice needs one, unless the test says anything about it."""
    return fields if fields.keys() & ADDRESS.keys() else ADDRESS | fields


@dataclass
class Counter:
    """What a cashier does all day, in one line each. Amounts in centimes; each call is a new request."""

    staff: int
    products: dict[int, int] = field(default_factory=dict)

    def client(self, last_name: str = "Martinez", first_name: str = "Jeanne", **fields: Any) -> int:
        values = ClientFields(last_name=last_name, first_name=first_name, **_with_address(fields))
        return clients.create(values, by=by_staff(self.staff)).id

    def product(self, price: int, *, regulated: bool = False) -> int:
        """A product at this price, made when first asked for."""
        key = -price if regulated else price
        if key not in self.products:
            with transaction():
                category, _ = Category.get_or_create(name=f"regulated {regulated}", regulated=regulated)
                code, name = f"P{key}", f"Product {price}"
                found_by = search_key(name, code)
                made = Product.create(
                    code=code, name=name, search_key=found_by, category=category, price=price
                )
            self.products[key] = made.id
        return self.products[key]

    def sell(self, client: int, total: int, *, day: date | None = None, **paid: int) -> Entered:
        """A sale of this total; `cash=100` says what was paid of it at once."""
        modes = {PaymentMode(mode): Centimes(amount) for mode, amount in paid.items()}
        lines = [NewLine(self.product(total))]
        return sales.sell(client, lines, paid=modes, day=day, by=by_staff(self.staff))

    def pay(self, client: int, amount: int, mode: str = "cash", **order: Any) -> Receipt:
        asked = DebtPayment(client, PaymentMode(mode), Centimes(amount), **order)
        return payments.pay_debt(asked, by=by_staff(self.staff))

    def advance(
        self, client: int, amount: int, mode: PaymentMode = PaymentMode.CASH, *, day: date | None = None
    ) -> None:
        entries.receive_advance(client, Centimes(amount), mode, day=day, by=by_staff(self.staff))

    def adjust(self, client: int, amount: int, *, day: date | None = None) -> None:
        entries.adjust(client, Centimes(amount), "a reason", day=day, by=by_staff(self.staff))

    def owes(self, client: int) -> tuple[int, int, int]:
        """Unpaid, available credit, and the balance the client's row shows."""
        position = open_items.position(client)
        return position.unpaid, position.credit, clients.get(client).balance


@pytest.fixture
def counter(cashier: Member) -> Counter:
    """The counter on each engine, S. Amrani behind it."""
    return Counter(cashier.id)


@pytest.fixture
def file_counter(file_cashier: Member) -> Counter:
    """The counter on SQLite only."""
    return Counter(file_cashier.id)


@pytest.fixture
def renewed(
    engine_kind: str, stopped_clock: datetime, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[[], Counter]]:
    """Call it for another empty pharmacy in the place of the last one: for tests that play many games."""
    wanted = request.getfixturevalue("established" if engine_kind == "sqlite" else "kept_postgres")

    def again() -> Counter:
        connection.close()
        if engine_kind == "sqlite":
            file, member = wanted
            opening.open_database(shutil.copy(file, tmp_path / "game.db"))
        else:
            opening.open_database(wanted.emptied())
            member = wanted.again(establish)
        return Counter(member.id)

    yield again
    connection.close()


def name_of(address: str) -> str:
    return address.rpartition("/")[2]


def on_server(address: str, statement: str) -> None:
    """A statement that cannot run inside the database it is about."""
    import psycopg

    with psycopg.connect(f"{address.rpartition('/')[0]}/postgres", autocommit=True) as server:
        server.execute(statement)
