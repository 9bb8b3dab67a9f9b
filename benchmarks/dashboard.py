"""The first tab of a fiche with 50 000 operations, beside that of a fiche with 10."""

import sqlite3
from pathlib import Path
from statistics import median

from benchmarks.measuring import pharmacies, sitting
from benchmarks.measuring.report import Figure

MANY, FEW = 50_000, 10
A_YEAR = 5_000
"""Operations of a year: the twelve months that are shown are a part of an old account."""
PAID_EVERY = 5
"""One operation in so many is a payment."""
RUNS = 9


def figures() -> list[Figure]:
    """Both in one sitting, in turn: the fiche is open, the digit is pressed."""
    database = pharmacies.kept("dashboard", _two_accounts)
    with sqlite3.connect(database) as reader:
        codes = [code for (code,) in reader.execute("SELECT code FROM client ORDER BY id LIMIT 2")]
    seconds: dict[str, list[float]] = {code: [] for code in codes}
    with sitting.at_the_list(database) as terminal:
        for _ in range(RUNS):
            for code, taken in seconds.items():
                sitting.search_for(terminal, code)
                taken.append(terminal.press(b"1").seconds)
                for _ in range(3):
                    terminal.press(b"\x1b")
    many, few = (1000 * median(taken) for taken in seconds.values())
    return [Figure(f"the first tab of a fiche with {MANY:,} operations", many, "ms", f"with {FEW}", few, 1.3)]


def _two_accounts(database: Path) -> None:
    """Sales on credit and payments of two clients, each year some thousands."""
    from models.people.clients.table import Client
    from models.store import connection, opening
    from models.values import LARGEST

    pharmacies.officine(database, "demo", "--clients", "2", "--sales-per-client", "0")
    opening.open_database(database)
    Client.update(ceiling=LARGEST, blocked=False, status="active").execute()
    for client, count in zip(Client.select(Client.id).order_by(Client.id), (MANY, FEW), strict=True):
        for start in range(0, count, A_YEAR):
            years_ago = (count - start - 1) // A_YEAR
            _operations(client.id, min(A_YEAR, count - start), years_ago)
    connection.engine().look_again()
    connection.close()


def _operations(client: int, count: int, years_ago: int) -> None:
    """So many operations of a day of that year."""
    from models.money.ledger.accounts import PaymentMode
    from models.money.payments.verbs import DebtPayment
    from models.requests.actors import StaffMember
    from models.requests.by import By, new_key
    from models.store import clock
    from models.store.connection import transaction
    from models.trade.bulk.verbs import Journal
    from models.trade.catalogue.table import Product
    from models.trade.prices.lines import NewLine
    from models.values import Centimes

    product = Product.select(Product.id).order_by(Product.price).limit(1).get().id
    moment = clock.now().replace(month=1, day=15)
    moment = moment.replace(year=moment.year - years_ago)
    with clock.stopped_at(moment), transaction():
        journal = Journal()
        journal.read([client])
        for number in range(count):
            by = By(StaffMember(1), new_key())
            if (number + 1) % PAID_EVERY:
                journal.sell(client, [NewLine(product)], by=by)
            else:
                journal.pay(DebtPayment(client, PaymentMode.CASH, Centimes(100)), by=by)
        journal.flush()
