"""The list of a client's issued relevés, for reprinting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.people.clients.aliases import about
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import many
from models.store.listing import NewestFirst
from models.trade.statements.content import Grouping, StatementDetail
from models.trade.statements.table import IssuedStatement
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One issued relevé."""

    id: int
    number: str
    start: date
    end: date
    detail: StatementDetail
    closing: Centimes
    issued_at: datetime
    author: str
    grouping: Grouping


@dataclass(frozen=True, slots=True)
class StatementListing(NewestFirst[StatementRow]):
    """A `Listing` of the relevés of one client, newest first."""

    client: int

    def count(self) -> int:
        """How many were issued."""
        return int(self.counting().scalar())

    def counting(self) -> ModelSelect:
        """The query that counts them."""
        return IssuedStatement.select(fn.COUNT(IssuedStatement.id)).where(
            about(IssuedStatement.client, self.client)
        )

    def _all(self) -> tuple[Any, Any]:
        return _select().where(about(IssuedStatement.client, self.client)), IssuedStatement.id

    def _read(self, query: Any) -> list[StatementRow]:
        return _read(query)


def several(statements: Sequence[int]) -> list[StatementRow]:
    """The rows of these relevés, in no order."""
    return _read(_select().where(many.among(IssuedStatement.id, statements)))


def _select() -> ModelSelect:
    return (
        IssuedStatement.select(
            IssuedStatement.id,
            IssuedStatement.number,
            IssuedStatement.start_day,
            IssuedStatement.end_day,
            IssuedStatement.detail,
            IssuedStatement.closing,
            Trail.at,
            fn.COALESCE(Staff.name, ""),
            IssuedStatement.grouping,
        )
        .join(Trail, on=IssuedStatement.trail == Trail.id)
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
    )


def _read(query: ModelSelect) -> list[StatementRow]:
    return [StatementRow(*row) for row in query.tuples()]
