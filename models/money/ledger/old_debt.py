"""Who owes something old: the conditions of a filter about the age of a debt."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import JOIN, Case, ModelSelect, fn

from models.money.ledger.open_items import allocated
from models.money.ledger.postings import Operation, Posting
from models.people.clients.aliases import about, survivor_or_itself
from models.people.clients.table import Client
from models.store import clock
from models.store.connection import engine

MOST_DAYS = 36_500
"""The largest number of days: a hundred years."""


class _OldDebt:
    """Something unpaid of certain days."""

    __slots__ = ()

    @property
    def _days(self) -> Any:
        """The condition that an operation is of these days."""
        raise NotImplementedError

    def condition(self) -> Any:
        """The condition that a client has it.

        It is asked client by client: a window of a list needs no more of them than it shows. Its offset of 0
        is an optimizer fence: without it, PostgreSQL compares every client with every debit of these days.
        """
        debits = Posting.select(Posting.id).join(Operation).where(about(Posting.client, Client.id))
        # Hidden from the index of the days: by it, PostgreSQL reads all debits of these days for each client.
        of_these_days = Case(None, [(self._days, True)], False)
        return fn.EXISTS(debits.where(of_these_days, *_UNPAID).offset(0))

    def is_rare(self, few: int) -> bool:
        """Whether no more than so many operations are of these days."""
        beyond = Operation.select(Operation.id).where(self._days).limit(1).offset(few)
        return engine().database.execute(beyond).fetchone() is None

    def clients(self) -> ModelSelect:
        """The ids of all clients who have it, as a subquery that begins with the operations of these days."""
        # A cross join is carried out as it is written: the operations lead, by the index of their days.
        debits = Operation.select(survivor_or_itself(Posting.client)).join(Posting, JOIN.CROSS)
        owned = Posting.client.is_null(False)
        return debits.where(Posting.operation == Operation.id, owned, self._days, *_UNPAID)


@dataclass(frozen=True, slots=True)
class OwingFor(_OldDebt):
    """Something has been unpaid for at least so many days."""

    days: int

    @property
    def _days(self) -> Any:
        return Operation.value_date <= clock.today() - timedelta(days=min(self.days, MOST_DAYS))


@dataclass(frozen=True, slots=True)
class OwingBefore(_OldDebt):
    """Something of before this local day is unpaid."""

    day: date

    @property
    def _days(self) -> Any:
        return Operation.value_date < self.day


_UNPAID = (Posting.amount > 0, Posting.amount > allocated(Posting.operation, debit=True))
"""The conditions that a posting is a debit that is not wholly paid."""
