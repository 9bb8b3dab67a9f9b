"""Writes many sales and payments in one go, for example pharmacies.

The same rows as `sales.sell` and `payments.pay_debt` write, by the same rules, but with the accounts
in memory and the rows written in a few statements: twenty times as fast. A test plays one history both
ways and compares the tables.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from peewee import JOIN

from models.money import ceiling
from models.money.ledger import open_items
from models.money.ledger.accounts import MODE_ACCOUNT, Account, OperationKind, PaymentMode
from models.money.ledger.allocation import pairs
from models.money.ledger.client_status import check_may_operate
from models.money.ledger.open_items import OpenItem, Position
from models.money.payments import verbs as payments
from models.money.payments.verbs import DebtPayment, Split
from models.people.clients import details
from models.people.clients.table import Client
from models.people.organisms.table import Organism
from models.pharmacy.parties import ClientAsIssued, client_as_issued
from models.requests import trail
from models.requests.by import By
from models.store import clock, many, settings
from models.store.connection import engine
from models.trade.bulk.unwritten import Unwritten, UnwrittenOperation
from models.trade.catalogue.vat import Rates
from models.trade.prices import lines as priced_lines
from models.trade.prices.base import Tariffs, tariffs_for
from models.trade.prices.conditions import Conditions, in_force_of_many
from models.trade.prices.lines import NewLine, PricedLine
from models.trade.prices.products import all_for_sale
from models.trade.sales import verbs as sales
from models.values import ZERO, Centimes

BLOCK = 4000
"""The number of operations that may wait before they are written."""
ENOUGH = 10
"""More operations than any single verb writes."""
CHUNK = 500


@dataclass(slots=True)
class _Book:
    """The account of one client, in memory."""

    row: Client
    party: ClientAsIssued
    limit: Centimes | None
    conditions: Conditions
    debits: list[OpenItem]
    credits: list[OpenItem]


class Journal:
    """Collects sales and payments inside the caller's transaction; `flush` writes them.

    Nobody else may write operations in between: call `flush` before another verb, and `reread` after it.
    Times and days are the clock's, as in the verbs.
    """

    def __init__(self) -> None:
        self._books: dict[int, _Book] = {}
        self._products = all_for_sale()
        self._rates = Rates()
        self._tariffs: dict[tuple[object, ...], Tariffs] = {}
        self._default_ceiling = settings.default_ceiling()
        self._moment = datetime.min
        self._forget()

    def read(self, clients: Sequence[int]) -> None:
        """Reads the accounts of these clients in a few statements."""
        for start in range(0, len(clients), CHUNK):
            chunk = list(clients[start : start + CHUNK])
            conditions = in_force_of_many(chunk)
            debits, credits = (open_items.of_clients(chunk, debit=debit) for debit in (True, False))
            rows = Client.select(Client, Organism).join(Organism, JOIN.LEFT_OUTER)
            for row in details.with_countries(rows.where(many.among(Client.id, chunk))):
                self._books[row.id] = _Book(
                    row,
                    client_as_issued(row),
                    self._default_ceiling if row.ceiling is None else row.ceiling,
                    conditions.get(row.id, Conditions()),
                    debits.get(row.id, []),
                    credits.get(row.id, []),
                )

    def reread(self, client: int) -> None:
        """Reads a client's account again after another verb changed it."""
        self.read([client])

    def position(self, client: int) -> Position:
        """The client's unpaid and available amounts."""
        return _position(self._books[client])

    def may_owe(self, client: int, more: Centimes) -> bool:
        """Whether the ceiling allows so much more debt."""
        book = self._books[client]
        return not ceiling.exceeded(book.limit, book.row.balance, more)

    def sell(
        self,
        client: int,
        lines: Sequence[NewLine],
        *,
        paid: Mapping[PaymentMode, Centimes] | None = None,
        by: By,
    ) -> None:
        """The same as `sales.sell`."""
        book = self._ready(client)
        digest = sales.sell.digest(client, lines, paid=paid)
        paid = {mode: amount for mode, amount in (paid or {}).items() if amount}
        priced = self.priced(client, lines)
        total = sales.checked_total(priced)
        money = sales.checked_money(paid, ZERO, total)
        if ceiling.exceeded(book.limit, book.row.balance, total - money):
            ceiling.check(book.row, total - money)
        record = self._leave(replace(by, verb=sales.VERB, digest=digest), client, {})
        sale = self._post(
            record, OperationKind.SALE, {Account.RECEIVABLE: total, Account.SALES: -total}, book
        )
        self._unwritten.documents.append((sale.operation, book.party, priced_lines.basis_of(priced)))
        self._unwritten.lines += [(sale.operation, number, each) for number, each in enumerate(priced, 1)]
        if paid:
            moved = {MODE_ACCOUNT[mode]: amount for mode, amount in paid.items()}
            payment = self._post(record, OperationKind.PAYMENT, {**moved, Account.RECEIVABLE: -money}, book)
            self._settle(record, book, [sale], [payment], money)

    def priced(self, client: int, lines: Sequence[NewLine]) -> list[PricedLine]:
        """Prices lines as a sale to this client would."""
        conditions, today = self._books[client].conditions, clock.today()
        tariffs = self._tariffs_for(conditions, today)
        return priced_lines.together(
            [
                priced_lines.priced(product, line, self._rates.on(product.vat, today), conditions, tariffs)
                for line in lines
                for product in (self._products[line.product],)
            ]
        )

    def _tariffs_for(self, conditions: Conditions, day: date) -> Tariffs:
        """What `priced_lines.price` would read for any product, read once for all clients of these terms."""
        key = conditions.price_list, conditions.price_breaks, conditions.alcohol_tax, day
        if key not in self._tariffs:
            self._tariffs[key] = tariffs_for(conditions, self._products, day)
        return self._tariffs[key]

    def pay(self, order: DebtPayment, *, by: By) -> Split:
        """The same as `payments.pay_debt`, but of today only."""
        digest = payments.pay_debt.digest(order)
        order = payments.spelled_out(order)
        book = self._ready(order.client)
        parts = payments.split(_position(book), order)
        detail = {
            "mode": order.mode,
            "tendered": parts.money + parts.change,
            "change": parts.change,
        }
        record = self._leave(replace(by, verb=payments.VERB, digest=digest), order.client, detail)
        if order.avoir_used:
            self._settle(record, book, book.debits, book.credits, order.avoir_used)
        payment = None
        if parts.money:
            moved = {MODE_ACCOUNT[order.mode]: parts.money, Account.RECEIVABLE: -parts.money}
            payment = self._post(record, OperationKind.PAYMENT, moved, book, order.note, order.reference)
            self._settle(record, book, book.debits, [payment], parts.settled)
        if order.discount:
            moved = {Account.DISCOUNTS: order.discount, Account.RECEIVABLE: -order.discount}
            part_of = payment.operation if payment else None
            discount = self._post(record, OperationKind.DISCOUNT, moved, book, order.note, part_of=part_of)
            self._settle(record, book, book.debits, [discount], order.discount)
        return parts

    def flush(self) -> None:
        """Writes the waiting rows."""
        self._unwritten.write()
        self._forget()

    def _forget(self) -> None:
        self._unwritten = Unwritten()
        self._keys: Iterator[int] = iter(())
        self._room = 0

    def _ready(self, client: int) -> _Book:
        """The client's account, after writing what waits if necessary."""
        if self._room < ENOUGH:
            self.flush()
            self._keys, self._room = iter(engine().reserve_keys("operation", BLOCK)), BLOCK
        self._moment = clock.now()
        book = self._books[client]
        check_may_operate(book.row)
        return book

    def _leave(self, by: By, client: int, detail: dict[str, Any]) -> int:
        self._unwritten.trails.append(trail.columns(by, client, self._moment, detail))
        return len(self._unwritten.trails) - 1

    def _post(
        self,
        record: int,
        kind: OperationKind,
        amounts: Mapping[Account, Centimes],
        book: _Book,
        note: str = "",
        reference: str = "",
        part_of: int | None = None,
    ) -> OpenItem:
        """The same as `ledger.post`, for an operation with a client."""
        key, today, client = next(self._keys), clock.today(), book.row.id
        self._room -= 1
        self._unwritten.operations.append(
            UnwrittenOperation(key, record, kind, today, client, note, reference, part_of)
        )
        for account, amount in amounts.items():
            owner = client if account is Account.RECEIVABLE else None
            self._unwritten.postings.append((key, str(account), owner, amount))
        owed = amounts[Account.RECEIVABLE]
        book.row.balance = book.row.balance + owed
        item = OpenItem(key, "", kind, today, today, abs(owed), abs(owed))
        (book.debits if owed > 0 else book.credits).append(item)
        return item

    def _settle(
        self,
        record: int,
        book: _Book,
        debits: Sequence[OpenItem],
        credits: Sequence[OpenItem],
        limit: Centimes,
    ) -> None:
        used: dict[int, Centimes] = {}
        today = clock.today()
        for debit, credit, amount in pairs(debits, credits, limit):
            day = max(debit.since, credit.since, today)
            row = (record, book.row.id, debit.operation, credit.operation, day, amount)
            self._unwritten.allocations.append(row)
            for item in (debit, credit):
                used[item.operation] = used.get(item.operation, ZERO) + amount
        book.debits = _without(book.debits, used)
        book.credits = _without(book.credits, used)


def _position(book: _Book) -> Position:
    return Position(_total(book.debits), _total(book.credits))


def _total(items: Iterable[OpenItem]) -> Centimes:
    return sum((item.open for item in items), ZERO)


def _without(items: list[OpenItem], used: Mapping[int, Centimes]) -> list[OpenItem]:
    """The items with their open amounts reduced by what was used."""
    left = (item.less(used[item.operation]) if item.operation in used else item for item in items)
    return [item for item in left if item.open]
