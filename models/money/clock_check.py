"""Checks the clock of this machine against the times of the last entries.

No verb asks it, as a clock that looks wrong may be right. A screen asks the person once, before anything is
entered (`doubt`, `accept`); a command refuses (`refuse`).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from models.money.ledger.postings import Operation
from models.money.ledger.reversal import is_reversed
from models.refusals import N_, Refused
from models.requests.trail import Trail
from models.store import clock
from models.store.connection import engine
from models.store.engines.engine import Engine
from models.store.prepared import Prepared, given

BEHIND = timedelta(minutes=10)
"""The difference between two machines' clocks that nobody notices."""
AHEAD = timedelta(days=31)
"""A pharmacy that entered nothing for so long was closed, or the clock is wrong."""


@dataclass
class ClockOff(Refused):
    """The clock of this machine does not agree with the last entries."""

    now: datetime
    latest: datetime


@dataclass
class ClockBehind(ClockOff):
    """The last entry has a later time than this machine."""

    sentence: ClassVar[str] = N_(
        "The clock of this machine says {now}, and the newest entry is of {latest}: what is entered would be "
        "dated before it."
    )


@dataclass
class ClockAhead(ClockOff):
    """Nothing was entered for so long that the clock is probably ahead."""

    sentence: ClassVar[str] = N_(
        "The clock of this machine says {now}, and the newest entry is of {latest}: nothing was entered for "
        "{days} days, if the clock is right."
    )
    days: int = 0


@dataclass
class DatedAhead(Refused):
    """An operation has a value date that is in the future here."""

    now: datetime
    number: str
    day: date
    sentence: ClassVar[str] = N_(
        "The clock of this machine says {now}, and {number} is of {day}, which is still to come: one of the "
        "two is wrong."
    )


Doubt = ClockOff | DatedAhead
_accepted: tuple[Engine, type[Doubt]] | None = None
"""The doubt that somebody at this terminal accepted, and on which database."""


def off() -> Doubt | None:
    """The doubt about the clock of this machine; None where there is none."""
    now = clock.now()
    (latest,) = _NEWEST.first() or (None,)
    if latest is not None and now < latest - BEHIND:
        return ClockBehind(now, latest)
    ahead = _DATED_AFTER.first(today=clock.today().isoformat())
    if ahead is not None:
        return DatedAhead(now, *ahead)
    if latest is not None and now > latest + AHEAD:
        return ClockAhead(now, latest, (now - latest).days)
    return None


def doubt() -> Doubt | None:
    """The same, unless it was accepted. Once the clock agrees again, another doubt is asked about."""
    global _accepted
    found = off()
    if found is None:
        _accepted = None
    elif _accepted is not None and _accepted[0] is engine() and _accepted[1] is type(found):
        return None
    return found


def accept(found: Doubt) -> None:
    """Accepts a doubt: this program does not ask about it again."""
    global _accepted
    _accepted = engine(), type(found)


_NEWEST = Prepared(lambda: Trail.select(Trail.at).order_by(Trail.id.desc()).limit(1))
_DATED_AFTER = Prepared(
    lambda: (
        Operation.select(Operation.number, Operation.value_date)
        .where(
            Operation.value_date > given("today"), Operation.reverses.is_null(), ~is_reversed(Operation.id)
        )
        .order_by(Operation.value_date.desc())
        .limit(1)
    )
)
"""Asked before each dialog that enters an operation."""


def refuse() -> None:
    """Raises the doubt about the clock unless it was accepted."""
    found = doubt()
    if found is not None:
        raise found
