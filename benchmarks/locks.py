"""How long the verbs that change the most rows hold the database: others wait for a turn meanwhile."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measuring import pharmacies
from benchmarks.measuring.report import Figure

SETTLED, INVOICED = 40_000, 11_000
OTHERS_GIVE_UP = 30_000
"""Milliseconds: the longest that a verb waits for its turn."""


def figures() -> list[Figure]:
    """A payment that settles all sales of a client, its cancellation, and a facture globale."""
    from models.store import connection, opening

    with TemporaryDirectory() as folder:
        base = Path(folder, "locks.db")
        shutil.copy(pharmacies.kept("locks", _one_client_buys), base)
        opening.open_database(base)
        found = list(_measure())
        connection.close()
    return found


def _measure() -> list[Figure]:
    from models.money.ledger.accounts import PaymentMode
    from models.money.payments import verbs as payments
    from models.money.payments.verbs import DebtPayment
    from models.people.clients.table import Client
    from models.requests.actors import StaffMember
    from models.requests.by import By, new_key
    from models.trade.cancelling import guards
    from models.trade.global_invoices import verbs as global_invoices
    from models.trade.sales.table import Sale

    guards.register()
    payer, company = (client.id for client in Client.select(Client.id).order_by(Client.id).limit(2))
    order = DebtPayment(payer, PaymentMode.CASH, Client.get_by_id(payer).balance)
    bought = Sale.select(Sale.operation).join_from(Sale, Sale.operation.rel_model)
    invoiced = [row[0] for row in bought.where(Sale.operation.rel_model.client == company).tuples()]
    paid = _timed(lambda: payments.pay_debt(order, by=By(StaffMember(1), new_key())))
    cancelled = _timed(lambda: guards.cancel(paid[1].operation, "erreur", by=By(StaffMember(1), new_key())))
    issued = _timed(lambda: global_invoices.issue(company, invoiced, by=By(StaffMember(1), new_key())))
    return [
        Figure(f"the database held by {what}", 1000 * seconds, "ms", most=OTHERS_GIVE_UP)
        for what, (seconds, _) in (
            (f"a payment of {SETTLED:,} sales", paid),
            ("its cancellation", cancelled),
            (f"a facture globale of {INVOICED:,} documents", issued),
        )
    ]


def _timed(verb: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    answer = verb()
    return time.perf_counter() - started, answer


def _one_client_buys(database: Path) -> None:
    """Sales on credit, to two clients; nothing waits for the disk meanwhile."""
    from models.people.clients.table import Client
    from models.requests.actors import StaffMember
    from models.requests.by import By, new_key
    from models.store import connection, opening
    from models.trade.catalogue.table import Product
    from models.trade.prices.lines import NewLine
    from models.trade.sales import verbs as sales
    from models.values import LARGEST

    pharmacies.officine(database, "demo", "--clients", "2", "--sales-per-client", "0")
    opening.open_database(database)
    connection.database.execute_sql("PRAGMA synchronous = OFF")
    Client.update(ceiling=LARGEST, blocked=False, status="active").execute()
    lines = [NewLine(Product.select(Product.id).order_by(Product.price).limit(1).get().id)]
    for client, count in zip(Client.select(Client.id).order_by(Client.id), (SETTLED, INVOICED), strict=True):
        for _ in range(count):
            sales.sell(client.id, lines, by=By(StaffMember(1), new_key()))
    connection.close()
