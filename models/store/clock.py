"""The one place that asks what time it is, so that a test or a generated pharmacy can say so itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _stopped.get() or datetime.now(UTC)


def today() -> date:
    """The day on the pharmacy's wall: local, by the machine's time zone."""
    return local_day(now())


def local_day(moment: datetime) -> date:
    """The local day in which a UTC moment fell."""
    return moment.astimezone().date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Within this block it is always `moment` (aware)."""
    token = _stopped.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(token)
