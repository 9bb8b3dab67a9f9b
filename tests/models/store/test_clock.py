"""One clock: a local day or hour is that of the pharmacy's time zone, whatever the machine's is."""

import itertools
import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from locales import formats
from models import doctor
from models.outbox.channels.sending_rules import SendingRules
from models.people.staff import login as staff
from models.pharmacy import identity as pharmacy
from models.pharmacy.identity import NoSuchTimeZone
from models.store import clock, settings
from models.store.engines.engine import Engine
from models.store.settings import Pharmacy
from tests.asking import by_staff

ROOT = Path(__file__).parents[3]
CASABLANCA, PARIS = "Africa/Casablanca", "Europe/Paris"


@pytest.fixture(autouse=True)
def the_zone_of_before() -> object:
    """A test that changes the zone leaves that of the country behind."""
    yield
    clock.use_zone("")


def utc(*when: int) -> datetime:
    year, month, day, hour, minute = (*when, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        # 00:30 in Casablanca is the day before in UTC.
        (utc(2026, 7, 11, 23, 30), "12/07/2026 00:30"),
        (utc(2026, 7, 12, 19, 30), "12/07/2026 20:30"),
        # Ramadan of 2026, from 15 February at 03:00 to 22 March at 02:00, is on UTC.
        (utc(2026, 2, 15, 1, 59), "15/02/2026 02:59"),
        (utc(2026, 2, 15, 2, 0), "15/02/2026 02:00"),
        (utc(2026, 3, 10, 23, 59), "10/03/2026 23:59"),
        (utc(2026, 3, 22, 1, 59), "22/03/2026 01:59"),
        (utc(2026, 3, 22, 2, 0), "22/03/2026 03:00"),
        # Since 20 September 2026 at 02:00 it is UTC all year.
        (utc(2026, 9, 20, 0, 59), "20/09/2026 01:59"),
        (utc(2026, 9, 20, 1, 0), "20/09/2026 01:00"),
        (utc(2026, 11, 11, 23, 30), "11/11/2026 23:30"),
    ],
)
def test_a_moment_is_shown_as_on_the_wall_in_casablanca(moment: datetime, shown: str) -> None:
    assert formats.moment(moment) == shown
    with clock.stopped_at(moment):
        assert formats.day(clock.today()) == shown.partition(" ")[0]


@pytest.mark.parametrize(
    ("zone", "day", "hour", "moment"),
    [
        (CASABLANCA, date(2026, 7, 12), time(), utc(2026, 7, 11, 23)),
        (CASABLANCA, date(2026, 11, 12), time(), utc(2026, 11, 12)),
        (CASABLANCA, date(2026, 3, 1), time(), utc(2026, 3, 1)),
        # 02:30 is there twice as Ramadan begins, and not at all as it ends.
        (CASABLANCA, date(2026, 2, 15), time(2, 30), utc(2026, 2, 15, 1, 30)),
        (CASABLANCA, date(2026, 3, 22), time(2, 30), utc(2026, 3, 22, 2, 30)),
        (PARIS, date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 0, 30)),
        (PARIS, date(2026, 3, 29), time(2, 30), utc(2026, 3, 29, 1, 30)),
        # In Cairo the clocks leap over midnight: the day begins at 01:00.
        ("Africa/Cairo", date(2026, 4, 24), time(), utc(2026, 4, 23, 22)),
        # In Havana midnight is there twice.
        ("America/Havana", date(2026, 11, 1), time(), utc(2026, 11, 1, 4)),
    ],
)
def test_an_hour_on_the_wall_is_one_moment(zone: str, day: date, hour: time, moment: datetime) -> None:
    clock.use_zone(zone)
    assert clock.at(day, hour) == moment
    assert clock.local_day(moment) == day
    if hour == time():
        assert clock.local_day(moment - timedelta(seconds=1)) == day - timedelta(days=1)


@pytest.mark.parametrize("zone", [CASABLANCA, PARIS, "Africa/Cairo", "America/Havana", "UTC"])
def test_each_day_of_a_year_begins_after_the_one_before_and_holds_its_moments(zone: str) -> None:
    clock.use_zone(zone)
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(366)]
    begins = [clock.at(day) for day in days]
    lengths = {after - before for before, after in itertools.pairwise(begins)}
    assert lengths <= {timedelta(hours=hours) for hours in (23, 24, 25)}
    assert [clock.local_day(moment) for moment in begins] == days


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (utc(2026, 7, 12, 18, 59), True),
        (utc(2026, 7, 12, 19, 0), False),  # 20:00 in Casablanca, where UTC says 19:00
        (utc(2026, 7, 12, 7, 0), True),
        (utc(2026, 7, 12, 6, 59), False),
        (utc(2026, 3, 10, 19, 30), True),  # Ramadan: UTC and the wall agree
        (utc(2026, 3, 10, 20, 0), False),
    ],
)
def test_messages_leave_in_the_hours_of_the_wall(moment: datetime, is_open: bool) -> None:
    assert SendingRules(opens=time(8), closes=time(20)).open_at(moment) is is_open


def change(cashier: staff.Member, zone: str) -> None:
    seen = settings.pharmacy()
    new = Pharmacy(name=seen.name, time_zone=zone)
    pharmacy.change(new, seen=seen, by=by_staff(cashier.id))


def test_a_pharmacy_chooses_its_time_zone(store: Engine, cashier: staff.Member) -> None:
    moment = utc(2026, 7, 1, 22, 30)
    change(cashier, PARIS)
    assert (settings.pharmacy().time_zone, formats.moment(moment)) == (PARIS, "02/07/2026 00:30")
    change(cashier, "")
    assert formats.moment(moment) == "01/07/2026 23:30"


@pytest.mark.parametrize(
    "zone", ["Casablanca", "localtime", "posixrules", "../etc/passwd", "Africa", "a/b", "GMT+1"]
)
def test_a_zone_that_there_is_not_is_refused(store: Engine, cashier: staff.Member, zone: str) -> None:
    with pytest.raises(NoSuchTimeZone):
        change(cashier, zone)


def test_another_program_goes_by_the_zone_when_it_opens_and_when_it_looks_again(
    store: Engine, cashier: staff.Member
) -> None:
    change(cashier, PARIS)
    clock.use_zone("")  # as in a program that opened before
    settings.take_time_zone()
    assert clock.zone_name() == PARIS


def test_the_doctor_says_a_zone_that_is_unknown_here(store: Engine, cashier: staff.Member) -> None:
    settings.put(settings.TIME_ZONE, "Mars/Olympus")
    settings.take_time_zone()
    assert formats.moment(utc(2026, 11, 12, 12)) == "12/11/2026 12:00"
    assert [fault.invariant for fault in doctor.examine()] == ["settings"]


def test_terminals_on_machines_set_to_other_zones_agree() -> None:
    program = (
        "from datetime import datetime, UTC\nfrom models.store import clock\nfrom locales import formats\n"
        "moment = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)\n"
        "with clock.stopped_at(moment): print(clock.today(), formats.moment(moment), clock.at(clock.today()))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "TZ": zone, **more},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone in ("UTC", "Asia/Tokyo", "America/Los_Angeles", "Europe/Paris")
        for more in ({}, {"PYTHONTZPATH": ""})  # as where the system has no time zones
    }
    assert said == {"2026-07-01 01/07/2026 00:30 2026-06-30 23:00:00+00:00\n"}
