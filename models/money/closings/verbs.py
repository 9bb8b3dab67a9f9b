"""Closes a month or a year: nothing can be entered for a day in it until it is reopened.

Closing and reopening need the security code, and both stay visible. An error in a closed period is corrected
by an operation of today, such as a cancellation.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from peewee import JOIN

from models.money.closings.periods import PERIODS, PeriodClosing, PeriodReopening, in_force
from models.people.staff import security_code
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.actors import Staff
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock
from models.store.connection import engine
from models.store.text import check_text

CLOSE, REOPEN = "periods.close", "periods.reopen"


@dataclass(frozen=True, slots=True)
class Period:
    """A month, or a whole year where `month` is None."""

    year: int
    month: int | None = None

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A closing; if it was reopened, also by whom, when and why."""

    id: int
    first: date
    last: date
    at: datetime
    by: str
    reopened_at: datetime | None
    reopened_by: str
    reason: str

    @property
    def period(self) -> Period:
        whole_year = (self.first.month, self.last.month) == (1, 12)
        return Period(self.first.year, None if whole_year else self.first.month)

    @property
    def stands(self) -> bool:
        return self.reopened_at is None


@dataclass
class PeriodNotOver(Refused):
    """The period is not over: something may still be entered for it."""

    last: date
    field: ClassVar[str] = "period"
    sentence: ClassVar[str] = N_("This period goes on until {last}: it is closed once it is over.")


@dataclass
class AlreadyClosed(Refused):
    """Every day of it is already in a closed period."""

    first: date
    last: date
    field: ClassVar[str] = "period"
    sentence: ClassVar[str] = N_("It is closed already: from {first} to {last}.")


@dataclass
class PeriodOpen(Refused):
    """There is no closing to reopen."""

    sentence: ClassVar[str] = N_("This period is not closed.")


@verb(CLOSE, Right.CLOSE_PERIODS, before=security_code.demand)
def close(period: Period, security: str, *, by: By) -> None:
    """Closes a period that is over.

    Raises what `security_code.check` raises, `PeriodNotOver` or `AlreadyClosed`.
    """
    if period.last >= clock.today():
        raise PeriodNotOver(period.last)
    # The exclusive lock waits until others have finished their entries for days in it, and keeps new ones
    # out.
    engine().serialise(PERIODS)
    around = in_force().where(PeriodClosing.first_day <= period.first, PeriodClosing.last_day >= period.last)
    found = around.first()
    if found is not None:
        raise AlreadyClosed(found.first_day, found.last_day)
    record = trail.leave(by, first=period.first, last=period.last)
    PeriodClosing.create(trail=record, first_day=period.first, last_day=period.last)


@verb(REOPEN, Right.CLOSE_PERIODS, before=security_code.demand)
def reopen(closing: int, reason: str, security: str, *, by: By) -> None:
    """Reopens a closed period; its closing stays visible.

    Another closing that holds the same days, such as that of their year, stays in force. Raises `Missing` (a
    reason is required), what `security_code.check` raises, and `PeriodOpen`.
    """
    reason = check_text("reason", reason)
    if not reason:
        raise Missing("reason")
    engine().serialise(PERIODS)
    if in_force().where(PeriodClosing.id == closing).first() is None:
        raise PeriodOpen
    record = trail.leave(by, closing=closing, reason=reason)
    PeriodReopening.create(closing=closing, trail=record, reason=reason)


def closings() -> Sequence[PeriodRow]:
    """Every closing, the latest days first; closings of the same days in the order of closing."""
    opened, opener = Trail.alias(), Staff.alias()
    rows = (
        PeriodClosing.select(
            PeriodClosing.id,
            PeriodClosing.first_day,
            PeriodClosing.last_day,
            Trail.at,
            Staff.name,
            opened.at,
            opener.name,
            PeriodReopening.reason,
        )
        .join(Trail)
        .join(Staff)
        .join_from(
            PeriodClosing, PeriodReopening, JOIN.LEFT_OUTER, on=PeriodReopening.closing == PeriodClosing.id
        )
        .join(opened, JOIN.LEFT_OUTER, on=PeriodReopening.trail == opened.id)
        .join(opener, JOIN.LEFT_OUTER, on=opened.staff == opener.id)
        .order_by(PeriodClosing.last_day.desc(), PeriodClosing.first_day, PeriodClosing.id.desc())
        .tuples()
    )
    return [
        PeriodRow(key, first, last, at, by, reopened, who or "", reason or "")
        for key, first, last, at, by, reopened, who, reason in rows
    ]
