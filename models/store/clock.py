"""The one place that asks what time it is, and what day and hour that is on the pharmacy's wall.

Moments are kept in UTC. A local day or hour is that of the pharmacy's time zone, never of the machine's: so
all terminals agree, whatever each of them is set to, and a test or a generated pharmacy can say when it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, tzinfo

COUNTRY_ZONE = "Africa/Casablanca"
"""Where nothing was chosen: that of the country whose rules the pharmacy follows. It was UTC+1, and UTC in
Ramadan, from 2018 until 20 September 2026, and has been UTC since (tz database, 2026f)."""

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)
_name = COUNTRY_ZONE
_zone: tzinfo | None = None


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _stopped.get() or _running()


def _running() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The day on the pharmacy's wall."""
    return local_day(now())


def local(moment: datetime, zone: str = "") -> datetime:
    """A moment as the pharmacy's wall shows it; with `zone`, as it did when that was its zone."""
    found = zone_named(zone) if zone else None
    return moment.astimezone(found or _the_zone())


def local_day(moment: datetime) -> date:
    """The local day in which a moment fell."""
    return local(moment).date()


def at(day: date, hour: time = time()) -> datetime:
    """The moment, in UTC, when it is `hour` on the pharmacy's wall that day; where not said, when it begins.

    Of an hour that is there twice, as the clocks go back, it is the first one; one that they leap over is as
    long after the last midnight as it says.
    """
    return datetime.combine(day, hour, _the_zone()).astimezone(UTC)


def zone_name() -> str:
    """The pharmacy's time zone, such as Africa/Casablanca."""
    return _name


def zone_named(name: str) -> tzinfo | None:
    """The time zone of this name; None where there is none."""
    if "/" not in name and name != "UTC":
        return None  # names such as “localtime” mean another zone on each machine
    from models.store import zones  # takes milliseconds, and many who start never ask for a local hour

    return zones.named(name)


def use_zone(name: str) -> None:
    """From now on this program's local days are those of this zone; of the country's where it is empty or
    unknown, which the doctor says."""
    global _name, _zone
    if (name or COUNTRY_ZONE) != _name:
        _name, _zone = name or COUNTRY_ZONE, None


def _the_zone() -> tzinfo:
    global _zone
    zone = _zone
    if zone is None:
        zone = zone_named(_name) or zone_named(COUNTRY_ZONE)
        if zone is None:
            raise LookupError(f"no time zones are installed, not even {COUNTRY_ZONE}")
        _zone = zone
    return zone


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Within this block it is always `moment` (aware)."""
    token = _stopped.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(token)
