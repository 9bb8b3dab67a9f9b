"""The arrêtés of the last month: most days come out exactly, some a few dirhams short or over."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from demo.days import closing
from models.money import till
from models.money.accounts import Account
from models.money.till_figures import moved
from models.store import clock
from models.values import ZERO, Centimes

FLOAT = Centimes(50_000)
"""The cash of every morning: what was counted the evening before goes to the bank."""
_AFTER = timedelta(minutes=20)
_MISCOUNTED = 0.15


def close_days(days: Sequence[date], name: str, serving: Sequence[int], chance: Random) -> None:
    """Closes each of these days on its own evening; `name` begins the keys of the requests."""
    for day in days:
        with clock.stopped_at(closing(day) + _AFTER):
            expected = {mode.account: mode.expected for mode in moved(day, FLOAT)}
            counted = {account: max(amount, ZERO) for account, amount in expected.items()}
            if chance.random() < _MISCOUNTED:
                error = 500 * (int(chance.random() * 7) - 3)
                counted[Account.CASH] = Centimes(max(counted[Account.CASH] + error, 0))
            till.close(
                day,
                counted,
                opening=FLOAT,
                seen=expected,
                staff=serving[int(chance.random() * len(serving))],
                op_id=f"{name}-till-{day}",
            )
