"""Who owes something old: the conditions of a filter about the age of a debt."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import fn

from models.money.ledger.open_items import allocated
from models.money.ledger.postings import Operation, Posting
from models.people.clients.aliases import about
from models.people.clients.table import Client
from models.store import clock

MOST_DAYS = 36_500
"""The largest number of days: a hundred years."""


@dataclass(frozen=True, slots=True)
class OwingFor:
    """Something has been unpaid for at least so many days."""

    days: int

    def condition(self) -> Any:
        return _unpaid(Operation.value_date <= clock.today() - timedelta(days=min(self.days, MOST_DAYS)))


@dataclass(frozen=True, slots=True)
class OwingBefore:
    """Something of before this local day is unpaid."""

    day: date

    def condition(self) -> Any:
        return _unpaid(Operation.value_date < self.day)


def _unpaid(of_days: Any) -> Any:
    """The condition that a client has a debit of these days that is not wholly paid.

    It is asked client by client: a window of a list needs no more of them than it shows.
    """
    return fn.EXISTS(
        Posting.select(Posting.id)
        .join(Operation)
        .where(
            about(Posting.client, Client.id),
            of_days,
            Posting.amount > 0,
            Posting.amount > allocated(Posting.operation, debit=True),
        )
    )
