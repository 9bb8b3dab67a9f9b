"""What is unpaid and what is available, as somebody else sees it meanwhile."""

import threading
from contextvars import copy_context

from models.money.ledger import open_items
from models.store.connection import own_connection
from tests.models.conftest import Counter

TIMES = 40


def test_an_account_is_read_at_one_moment_while_others_sell_and_cash(counter: Counter) -> None:
    """Read in two steps, a payment in between would be seen by half: a credit below 0"""
    client = counter.client()
    counter.product(1000)
    over = threading.Event()

    def work() -> None:
        try:
            with own_connection():
                for _ in range(TIMES):
                    counter.sell(client, 1000)
                    counter.pay(client, 1000)
        finally:
            over.set()

    elsewhere = threading.Thread(target=copy_context().run, args=(work,))
    elsewhere.start()
    seen = set()
    while not over.is_set():
        position = open_items.position(client)
        seen.add((position.unpaid, position.credit))
    elsewhere.join()
    assert seen <= {(0, 0), (1000, 0)}
    assert counter.owes(client) == (0, 0, 0)
