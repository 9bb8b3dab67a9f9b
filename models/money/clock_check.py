"""Whether the clock of this machine can be right, held against what was entered last.

No verb asks for it: a clock that seems to be off sometimes is not. Whoever faces a person asks once, before
anything is entered (`doubt`, `accept`); a command refuses (`refuse`).
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
"""Two machines may differ by so much without anybody noticing."""
AHEAD = timedelta(days=31)
"""So long is nothing entered only where a pharmacy was shut."""


@dataclass
class ClockOff(Refused):
    """The clock of this machine does not agree with what was entered last."""

    now: datetime
    latest: datetime


@dataclass
class ClockBehind(ClockOff):
    """Something was entered later than it is here."""

    sentence: ClassVar[str] = N_(
        "The clock of this machine says {now}, and the newest entry is of {latest}: what is entered would be "
        "dated before it."
    )


@dataclass
class ClockAhead(ClockOff):
    """Nothing was entered for so long that it is hardly true."""

    sentence: ClassVar[str] = N_(
        "The clock of this machine says {now}, and the newest entry is of {latest}: nothing was entered for "
        "{days} days, if the clock is right."
    )
    days: int = 0


@dataclass
class DatedAhead(Refused):
    """An operation is of a day that is still to come here."""

    now: datetime
    number: str
    day: date
    sentence: ClassVar[str] = N_(
        "The clock of this machine says {now}, and {number} is of {day}, which is still to come: one of the "
        "two is wrong."
    )


Doubt = ClockOff | DatedAhead
_accepted: tuple[Engine, type[Doubt]] | None = None
"""What somebody at this terminal said is meant, on which database."""


def off() -> Doubt | None:
    """What is odd about the clock of this machine; None where nothing is."""
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
    """The same, unless it was accepted. Once the clock is right, another doubt is asked about again."""
    global _accepted
    found = off()
    if found is None:
        _accepted = None
    elif _accepted is not None and _accepted[0] is engine() and _accepted[1] is type(found):
        return None
    return found


def accept(found: Doubt) -> None:
    """Somebody says that this is meant: it is not asked about again by this program."""
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
"""Asked before each dialog that enters something."""


def refuse() -> None:
    """Raises what is odd about the clock and was not accepted."""
    found = doubt()
    if found is not None:
        raise found
