"""Closes a day of the till and then seals it: what screens do, and whoever else closes a day."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from models.money.ledger.accounts import Account
from models.money.till import verbs
from models.money.till.figures import TillDay
from models.requests.by import By
from models.seals import verbs as seals
from models.store.place.problems import StoreProblem
from models.values import Centimes


def close_and_seal(
    value: date,
    counted: Mapping[Account, Centimes],
    *,
    opening: Centimes,
    note: str = "",
    seen: Mapping[Account, Centimes],
    by: By,
) -> TillDay:
    """As `verbs.close`, with a seal over what was written until then.

    The seal comes after the transaction of the closing, so that nobody waits for it; and the day is closed
    whether or not it succeeds: what is not sealed now the next seal takes, and the paper says so until then.
    """
    closed = verbs.close(value, counted, opening=opening, note=note, seen=seen, by=by)
    with suppress(StoreProblem):
        seals.seal_closing(by=by)
    return closed
