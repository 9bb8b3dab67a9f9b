"""The only module that reads the clock, and the pharmacy's local day and hour.

Times are stored in UTC. A local day or hour is that of the pharmacy's time zone, never of the machine's: all
terminals agree whatever their settings, and a test or an example pharmacy can set the time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, tzinfo

COUNTRY_ZONE = "Africa/Casablanca"
"""The default time zone: that of the country whose rules the pharmacy follows. It was UTC+1, and UTC in
Ramadan, from 2018 until 20 September 2026, and has been UTC since (tz database, 2026f).
"""

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)
_name = COUNTRY_ZONE
_zone: tzinfo | None = None


def now() -> datetime:
    """The present time, aware, in UTC."""
    return _stopped.get() or _running()


def _running() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The present local day of the pharmacy."""
    return local_day(now())


def local(moment: datetime, zone: str = "") -> datetime:
    """A time as the pharmacy's local time; with `zone`, in a former time zone of the pharmacy."""
    found = zone_named(zone) if zone else None
    return moment.astimezone(found or _the_zone())


def local_day(moment: datetime) -> date:
    """The local day of a time."""
    return local(moment).date()


def at(day: date, hour: time = time()) -> datetime:
    """The UTC time at which it is `hour` on this local day; midnight by default.

    An hour that occurs twice, when clocks go back, is its first occurrence. An hour that is
    skipped counts from midnight.
    """
    return datetime.combine(day, hour, _the_zone()).astimezone(UTC)


def zone_name() -> str:
    """The pharmacy's time zone, such as Africa/Casablanca."""
    return _name


def zone_named(name: str) -> tzinfo | None:
    """The time zone of this name; None where there is none."""
    if "/" not in name and name != "UTC":
        return None  # Names such as “localtime” mean another zone on each machine.
    from models.store import zones  # Takes milliseconds, and many programs never need a local hour.

    return zones.named(name)


def use_zone(name: str) -> None:
    """Sets the time zone of local days for this program; the country's if it is empty or unknown,
    which the doctor reports.
    """
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
    """Stops the clock at `moment` (aware) within the block."""
    token = _stopped.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(token)
