"""Closes a till day and then seals it, for screens and programs."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from models.money.ledger.accounts import Account
from models.money.till import verbs
from models.money.till.figures import TillDay
from models.requests.by import By
from models.seals import verbs as seals
from models.store.connection import engine
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
    """As `verbs.close`, followed by a seal over everything written until then.

    The seal is made after the transaction of the closing, so that nobody waits for it. The day is closed even
    if sealing fails: the next seal then covers it, and until then the paper says so.
    """
    closed = verbs.close(value, counted, opening=opening, note=note, seen=seen, by=by)
    with suppress(StoreProblem, *engine().errors):  # a damaged row that cannot be read, the doctor names
        seals.seal_closing(by=by)
    return closed
