"""The relevés done so far for a client, to be printed again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from peewee import JOIN, ModelSelect, fn

from models.people.staff import Staff
from models.people.trail import Trail
from models.trade.statement_content import StatementDetail
from models.trade.statements import IssuedStatement
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One relevé done so far."""

    id: int
    number: str
    start: date
    end: date
    detail: StatementDetail
    closing: Centimes
    issued_at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class StatementListing:
    """A `Listing` of the relevés of one client, newest first."""

    client: int

    def count(self) -> int:
        """How many were issued."""
        return int(IssuedStatement.select().where(IssuedStatement.client == self.client).count())

    def read(
        self,
        limit: int,
        *,
        after: StatementRow | None = None,
        before: StatementRow | None = None,
        at: StatementRow | None = None,
    ) -> Sequence[StatementRow]:
        query = self._rows()
        if after is not None:
            query = query.where(IssuedStatement.id < after.id)
        if at is not None:
            query = query.where(IssuedStatement.id <= at.id)
        if before is not None:
            older = query.where(IssuedStatement.id > before.id).order_by(IssuedStatement.id)
            return [StatementRow(*row) for row in older.limit(limit).tuples()][::-1]
        return [StatementRow(*row) for row in query.order_by(IssuedStatement.id.desc()).limit(limit).tuples()]

    def last(self, limit: int) -> Sequence[StatementRow]:
        rows = self._rows().order_by(IssuedStatement.id).limit(limit).tuples()
        return [StatementRow(*row) for row in rows][::-1]

    def _rows(self) -> ModelSelect:
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
            )
            .join(Trail, on=IssuedStatement.trail == Trail.id)
            .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
            .where(IssuedStatement.client == self.client)
        )
