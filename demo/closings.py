"""The arrêtés of the last month: most days match exactly, some are a few dirhams short or over."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from demo.days import closing
from models.money.ledger.accounts import Account
from models.money.till.figures import moved
from models.money.till.sealed import close_and_seal
from models.requests.actors import StaffMember
from models.requests.by import By
from models.store import clock
from models.trade.bulk.verbs import Journal
from models.values import ZERO, Centimes

FLOAT = Centimes(50_000)
"""The float of every morning: the rest of the cash is brought to the bank in the evening."""
_AFTER = timedelta(minutes=20)
_MISCOUNTED = 0.15


class Evenings:
    """Closes one till day after the other, each in its own evening, before the next day begins."""

    def __init__(self, journal: Journal, name: str, serving: Sequence[int], chance: Random) -> None:
        """`name` is the prefix of the requests' keys."""
        self._journal = journal
        self._name = name
        self._serving = serving
        self._chance = chance

    def close(self, day: date) -> None:
        self._journal.flush()
        with clock.stopped_at(closing(day) + _AFTER):
            expected = {mode.account: mode.expected for mode in moved(day, FLOAT)}
            counted = {account: max(amount, ZERO) for account, amount in expected.items()}
            if self._chance.random() < _MISCOUNTED:
                error = Centimes(500 * (int(self._chance.random() * 7) - 3))
                counted[Account.CASH] = max(counted[Account.CASH] + error, ZERO)
            close_and_seal(
                day,
                counted,
                opening=FLOAT,
                seen=expected,
                by=By(
                    StaffMember(self._serving[int(self._chance.random() * len(self._serving))]),
                    f"{self._name}-till-{day}",
                ),
            )
