"""The journal that writes a history at once leaves what the verbs would have left, row by row."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from demo import filling
from models.money import ceiling
from models.money.ledger import open_items
from models.money.ledger.open_items import Position
from models.money.payments import verbs as payments
from models.money.payments.verbs import DebtPayment
from models.people.clients import verbs as clients
from models.store import clock, connection, opening
from models.trade.prices import lines
from models.trade.prices.lines import NewLine, PricedLine
from models.trade.sales import verbs as sales
from models.values import Centimes

TABLES = {
    "trail": "verb, actor, staff_id, program, client_id, at, detail",
    "operation": "id, trail_id, kind, number, value_date, client_id, note, reference, part_of_id",
    "posting": "id, operation_id, account, client_id, amount",
    "allocation": "id, trail_id, client_id, debit_id, credit_id, value_date, amount, undoes_id",
    "sale": "operation_id, client_name, client_address, client_identifiers",
    "sale_line": "sale_id, position, product_id, label, quantity, unit_price, discount, discount_reason,"
    " vat_rate, amount",
    "client": "id, code, status, blocked, last_name, first_name, mobile, balance, version",
    "document_number": "kind, year, last",
}


class ByVerbs:
    """What the demonstration asks of its journal, done by the verbs one by one."""

    def read(self, clients: Sequence[int]) -> None: ...

    def reread(self, client: int) -> None: ...

    def flush(self) -> None: ...

    def position(self, client: int) -> Position:
        return open_items.position(client)

    def may_owe(self, client: int, more: int) -> bool:
        row = clients.get(client)
        return not ceiling.exceeded(ceiling.ceiling_of(row), row.balance, Centimes(more))

    def priced(self, client: int, asked: Sequence[NewLine]) -> list[PricedLine]:
        return lines.price(client, asked, clock.today())

    def sell(self, client: int, lines: Sequence[NewLine], **rest: Any) -> None:
        sales.sell(client, lines, **rest)

    def pay(self, order: DebtPayment, **rest: Any) -> None:
        payments.pay_debt(order, **rest)


def rows_of(database: Path, monkeypatch: pytest.MonkeyPatch, *, by_verbs: bool) -> dict[str, list[Any]]:
    opening.open_database(database)
    with monkeypatch.context() as patch:
        if by_verbs:
            patch.setattr(filling, "Journal", ByVerbs)
        filling.fill(40, 7, seed=5)
    found = {
        table: connection.database.execute_sql(f"SELECT {columns} FROM {table} ORDER BY 1, 2, 3").fetchall()
        for table, columns in TABLES.items()
    }
    connection.close()
    return found


def test_a_history_written_at_once_is_the_history_of_its_verbs(
    tmp_path: Path, stopped_clock: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = rows_of(tmp_path / "at_once.db", monkeypatch, by_verbs=False)
    by_verbs = rows_of(tmp_path / "by_verbs.db", monkeypatch, by_verbs=True)
    for table in TABLES:
        assert at_once[table] == by_verbs[table], table
    kinds = {row[2] for row in at_once["operation"]}
    assert kinds >= {"opening", "sale", "payment", "discount", "advance", "adjustment", "reversal"}
