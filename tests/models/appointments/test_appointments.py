"""Who comes when: by the clock on the wall, two at one time asked about, cancelled and never deleted."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from datetime import date, time
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import doctor
from models.appointments import listing, times, verbs
from models.appointments.table import Appointment, AppointmentFields, AppointmentStatus
from models.appointments.times import EndsAnotherDay, NoLength, NoSuchHour
from models.appointments.verbs import (
    AppointmentCancelled,
    AppointmentChanged,
    TwoAtOneTime,
)
from models.money.ledger.attribution import NotTheirContact
from models.people.contacts import verbs as contacts
from models.people.contacts.table import ContactFields
from models.people.references import listing as references
from models.people.references.table import ReferenceKind
from models.people.staff import login as staff_table
from models.privacy import known, redaction
from models.refusals import Missing
from models.store import clock
from models.store.connection import own_connection
from models.trash import verbs as trash
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.merging.merging_desk import give_back, merge

DAY = date(2026, 12, 1)


class Desk:
    """Makes and moves appointments in one line each."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.visit = AppointmentFields(DAY, 600, 30, "Vaccin", counter.staff)

    def by(self) -> dict[str, Any]:
        return {"by": by_staff(self.counter.staff)}

    def make(self, client: int, *, even_so: bool = False, **fields: Any) -> int:
        return verbs.create(client, replace(self.visit, **fields), even_so=even_so, **self.by())

    def change(self, appointment: int, *, even_so: bool = False, **fields: Any) -> None:
        row = Appointment.get_by_id(appointment)
        values = replace(verbs.fields_of(row), **fields)
        verbs.edit(appointment, values, version=row.version, even_so=even_so, **self.by())

    def cancel(self, appointment: int) -> None:
        version = Appointment.get_by_id(appointment).version
        verbs.cancel(appointment, version=version, **self.by())

    def contact(self, client: int, name: str) -> int:
        relation = references.references(ReferenceKind.RELATION)[0].id
        return contacts.create(client, ContactFields(relation, name), **self.by())


@pytest.fixture
def desk(counter: Counter) -> Desk:
    return Desk(counter)


@pytest.fixture
def jeanne(counter: Counter) -> int:
    return counter.client()


def expected(first: date, last: date | None = None) -> list[tuple[date, int, str]]:
    return [(row.day, row.start, row.who) for row in listing.in_days(first, last or first)]


def test_an_appointment_is_made_moved_and_cancelled(desk: Desk, jeanne: int) -> None:
    zoe = desk.contact(jeanne, "Zoé")
    made = desk.make(jeanne, contact=zoe)
    assert expected(DAY) == [(DAY, 600, "Zoé")]
    desk.change(made, day=date(2026, 12, 3), start=660)
    assert expected(DAY) == []
    assert expected(DAY, date(2026, 12, 6)) == [(date(2026, 12, 3), 660, "Zoé")]
    desk.cancel(made)
    assert expected(DAY, date(2026, 12, 6)) == []
    (row,) = listing.of_client(jeanne, DAY)
    assert (row.status, row.subject, row.version) == (AppointmentStatus.CANCELLED, "Vaccin", 2)
    with pytest.raises(AppointmentCancelled):
        desk.change(made, start=720)
    assert int(listing.counting_of(jeanne).scalar()) == 0
    assert doctor.examine() == []


def test_the_next_ones_come_first_then_those_that_were(desk: Desk, jeanne: int) -> None:
    days = [date(2026, 11, 3), date(2026, 12, 24), date(2026, 11, 20), date(2026, 12, 1)]
    for day in days:
        desk.make(jeanne, day=day)
    found = [(row.day.month, row.day.day) for row in listing.of_client(jeanne, DAY)]
    assert found == [(12, 1), (12, 24), (11, 20), (11, 3)]


def test_two_at_one_time_are_asked_about_and_made_all_the_same(desk: Desk, jeanne: int) -> None:
    other = desk.counter.client("Alami", "Omar")
    colleague = staff_table.engage("K. Idrissi", "2468").id
    desk.make(jeanne)
    with pytest.raises(TwoAtOneTime) as asked:
        desk.make(other, start=615)  # the same member of staff
    assert (asked.value.who, asked.value.hour, asked.value.until) == (
        "Martinez Jeanne",
        time(10),
        time(10, 30),
    )
    with pytest.raises(TwoAtOneTime):
        desk.make(jeanne, start=590, staff=colleague)  # the same client
    desk.make(other, start=630)  # right after
    desk.make(other, start=615, staff=colleague, even_so=True)
    child = desk.contact(jeanne, "Zoé")
    desk.make(jeanne, contact=child, staff=desk.counter.staff, start=540)
    with pytest.raises(TwoAtOneTime):
        desk.make(jeanne, contact=child, staff=colleague, start=550)
    moved = desk.make(jeanne, start=480)
    with pytest.raises(TwoAtOneTime):
        desk.change(moved, start=600)
    desk.change(moved, start=600, even_so=True)
    desk.change(moved, subject="Rappel")  # nobody is asked twice
    assert doctor.examine() == []


def test_of_two_who_take_one_hour_at_once_one_is_asked(desk: Desk) -> None:
    """Six terminals, six clients, one member of staff: whoever comes second hears of the first."""
    waiting = [desk.counter.client(f"Client {number}") for number in range(6)]
    together = Barrier(len(waiting))

    def take(client: int) -> bool:
        with own_connection():
            listing.of_client(client, DAY)
            together.wait()
            try:
                desk.make(client)
            except TwoAtOneTime:
                return False
            return True

    with ThreadPoolExecutor(len(waiting)) as terminals:
        taking = [terminals.submit(copy_context().run, take, client) for client in waiting]
        assert sum(each.result() for each in taking) == 1
    assert len(expected(DAY)) == 1


def test_whoever_saw_an_old_version_is_told(desk: Desk, jeanne: int) -> None:
    made = desk.make(jeanne)
    desk.change(made, start=660)
    with pytest.raises(AppointmentChanged):
        verbs.edit(made, replace(desk.visit, start=720), version=0, **desk.by())
    with pytest.raises(AppointmentChanged):
        verbs.cancel(made, version=0, **desk.by())
    verbs.edit(made, replace(desk.visit, start=660), version=0, **desk.by())  # what stands there already
    assert expected(DAY) == [(DAY, 660, "Martinez Jeanne")]


def test_what_cannot_be_arranged_is_refused_beside_its_field(desk: Desk, jeanne: int) -> None:
    stranger = desk.contact(desk.counter.client("Alami", "Omar"), "Ali")
    for refusal, fields in (
        (Missing, {"subject": " … "}),
        (NoLength, {"minutes": 0}),
        (EndsAnotherDay, {"start": 1430, "minutes": 11}),
        (NotTheirContact, {"contact": stranger}),
    ):
        with pytest.raises(refusal):
            desk.make(jeanne, **fields)
    desk.make(jeanne, start=1430, minutes=10)
    assert Appointment.select().count() == 1


@pytest.fixture
def zone(request: pytest.FixtureRequest) -> Any:
    before = clock.zone_name()
    clock.use_zone(request.param)
    yield request.param
    clock.use_zone(before)


@pytest.mark.parametrize("zone", ["Africa/Casablanca"], indirect=True)
def test_ten_stays_ten_in_ramadan(desk: Desk, jeanne: int, zone: str) -> None:
    """Clocks went back an hour for Ramadan on 15 February 2026, and forward again on 22 March."""
    for day in (date(2026, 2, 14), date(2026, 2, 16), date(2026, 3, 21), date(2026, 3, 23)):
        desk.make(jeanne, day=day)
    found = listing.in_days(date(2026, 2, 14), date(2026, 3, 23))
    assert {row.start for row in found} == {600}
    assert {clock.local(times.moment(row.day, row.start)).time() for row in found} == {time(10)}
    assert [times.moment(row.day, row.start).hour for row in found] == [9, 10, 10, 9]
    # The first days of Ramadan 2027, whichever rules are in force then.
    for day in (date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 8), date(2027, 3, 14), date(2027, 3, 15)):
        desk.make(jeanne, day=day)
        assert clock.local(times.moment(day, 600)).time() == time(10)


@pytest.mark.parametrize("zone", ["Africa/Casablanca", "Europe/Paris"], indirect=True)
def test_an_hour_that_the_clocks_skip_is_said(desk: Desk, jeanne: int, zone: str) -> None:
    skipped = date(2026, 3, 22) if zone == "Africa/Casablanca" else date(2026, 3, 29)
    with pytest.raises(NoSuchHour) as refused:
        desk.make(jeanne, day=skipped, start=150)
    assert refused.value.hour == time(2, 30)
    desk.make(jeanne, day=skipped, start=180)
    twice = date(2026, 2, 15) if zone == "Africa/Casablanca" else date(2026, 10, 25)
    desk.make(jeanne, day=twice, start=150, minutes=30)
    assert clock.local(times.moment(twice, 150)).time() == time(2, 30)


def test_after_a_merge_all_are_of_the_one_and_go_back_with_their_contacts(desk: Desk, jeanne: int) -> None:
    other = desk.counter.client("Martinez", "Jane")
    zoe = desk.contact(other, "Zoé")
    desk.make(other, contact=zoe)
    merge(desk.counter, jeanne, other)
    desk.make(jeanne, contact=zoe, start=660)
    desk.change(desk.make(jeanne, start=720), contact=zoe)
    with pytest.raises(TwoAtOneTime):
        desk.make(jeanne, contact=zoe, start=610)
    assert [row.start for row in listing.of_client(jeanne, DAY)] == [600, 660, 720]
    assert doctor.examine() == []
    give_back(desk.counter, other)
    assert [row.start for row in listing.of_client(other, DAY)] == [600, 660, 720]
    assert listing.of_client(jeanne, DAY) == []
    assert doctor.examine() == []


def test_who_is_in_the_trash_or_forgotten_is_not_expected(desk: Desk, jeanne: int) -> None:
    other = desk.counter.client("Alami", "Omar")
    desk.make(jeanne, subject="Genou de Jeanne")
    desk.make(other, start=660)
    assert "Genou de Jeanne" in str(known.export(jeanne))
    trash.delete(other, **desk.by())
    assert [who for _, _, who in expected(DAY)] == ["Martinez Jeanne"]
    redaction.redact(jeanne, **desk.by())
    assert expected(DAY) == []
    assert "Genou" not in {row.subject for row in Appointment.select()}
    assert doctor.examine() == []


@settings(max_examples=15, deadline=None)
@given(
    wanted=st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 11), st.integers(1, 5)), max_size=9
    )
)
def test_nobody_is_at_two_appointments_unless_they_wanted_it(
    wanted: list[tuple[int, int, int, int]], renewed: Any
) -> None:
    """Random appointments of two clients with two members of staff: what was taken never overlaps."""
    desk = Desk(renewed())
    who = [desk.counter.client(), desk.counter.client("Alami", "Omar")]
    staff = [desk.counter.staff, staff_table.engage("K. Idrissi", "2468").id]
    taken: list[tuple[int, int, range]] = []
    for client, member, start, length in wanted:
        minutes = range(600 + start * 10, 600 + (start + length) * 10)
        free = not any(
            (client == other or member == busy) and set(minutes) & set(when) for other, busy, when in taken
        )
        try:
            desk.make(who[client], staff=staff[member], start=minutes.start, minutes=len(minutes))
        except TwoAtOneTime:
            assert not free
        else:
            assert free
            taken.append((client, member, minutes))
    assert len(listing.in_days(DAY, DAY)) == len(taken)
