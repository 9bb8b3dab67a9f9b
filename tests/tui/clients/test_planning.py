"""Appointments by the keys: made, moved and cancelled on the fiche and in the planning, printed, exported."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from models.appointments import listing, verbs
from models.appointments.listing import AppointmentRow
from models.appointments.table import AppointmentFields
from models.outbox.messages.table import Message
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store import clock
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk
from tests.tui.clients.test_birthdays import printed
from tests.tui.communications.composing import without_sending
from tests.tui.fiche.fiche_ledger import said, screen_text, to_tab
from tests.tui.hands import Hands, at_fiche, come_to, until
from tui.clients.appointments.planning import PlanningDesk
from tui.clients.listing import ClientDesk
from tui.fiche.appointments.pane import TAB
from tui.frame.session import Session
from tui.parts import papers
from tui.shell.app import OfficineApp

TODAY = date(2026, 11, 12)


@pytest.fixture
def with_appointments(session: Session) -> Session:
    """Who sits in a pharmacy that takes appointments."""
    on = features.in_use() | {Feature.APPOINTMENTS}
    features.choose(on, seen=features.in_use(), by=by_staff(session.staff))
    return session


def make(session: Session, client: int, start: int = 600, **fields: Any) -> int:
    values = {"day": TODAY, "start": start, "minutes": 30, "subject": "Vaccin", "staff": session.staff}
    return verbs.create(client, AppointmentFields(**{**values, **fields}), by=by_staff(session.staff))


def row_of(appointment: int) -> AppointmentRow:
    found = listing.row_of(appointment)
    assert found is not None
    return found


@asynccontextmanager
async def at_planning(
    session: Session, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Hands, PlanningDesk]]:
    app = OfficineApp(session)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        hands = Hands(pilot, app)
        await hands.press("ctrl+p", *"planning", "enter")
        assert isinstance(app.screen, PlanningDesk)
        yield hands, app.screen


@pytest.mark.capability("fiche-appointments")
async def test_on_the_fiche_one_is_made_moved_and_cancelled(with_appointments: Session) -> None:
    client = Counter(with_appointments.staff).client()
    make(with_appointments, client, day=date(2026, 10, 1), subject="Passé")
    async with at_fiche(with_appointments, client, (100, 30)) as hands:
        await to_tab(hands.pilot, TAB, "n")
        for name, text in {"day": "14/11", "start": "10h30", "minutes": "20", "subject": "Vaccin"}.items():
            await hands.fill(name, text)
        await hands.press("ctrl+s")
        shown = screen_text(hands.app)
        assert "10:30–10:50" in hands.line("Vaccin")
        assert shown.index("Vaccin") < shown.index("Passé"), "what comes stands before what was"
        await hands.press("f3")
        await hands.fill("start", "15:00")
        await hands.press("ctrl+s")
        assert "15:00–15:20" in hands.line("Vaccin")
        await hands.press("delete", "enter")
        assert "cancelled" not in screen_text(hands.app), "Enter goes back"
        await hands.press("delete", "down", "enter")
        assert "cancelled" in hands.line("Vaccin")
        await hands.press("f3")
        assert "This appointment is cancelled" in screen_text(hands.app)


@pytest.mark.capability("fiche-appointments")
async def test_in_the_planning_one_is_made_where_the_cursor_is_and_put_elsewhere(
    with_appointments: Session,
) -> None:
    counter = Counter(with_appointments.staff)
    jeanne, omar = counter.client(), counter.client("Alami", "Omar")
    make(with_appointments, jeanne, 16 * 60)
    async with at_planning(with_appointments) as (hands, desk):
        assert "Thursday 12 November 2026 · 1 appointment" in screen_text(hands.app)
        await hands.press("right", "right", "left", "home", *["down"] * 4, "n", *"alami", "enter")
        await hands.fill("subject", "Tension")
        await hands.press("ctrl+s")
        (made,) = listing.of_client(omar, TODAY)
        assert (made.day, made.start, made.minutes) == (date(2026, 11, 13), 600, 30)
        assert "Tension" in hands.line("Alami")
        await hands.press("home", "m")
        assert "no appointment here" in screen_text(hands.app)
        await hands.press(*["down"] * 4, "m", "left")
        assert "Moving Alami Omar" in screen_text(hands.app)
        await hands.press("home", *["down"] * 16, "m")
        assert "Martinez Jeanne has an appointment" in hands.prose
        await hands.press("enter")
        assert row_of(made.id).day == date(2026, 11, 13), "Enter goes back"
        await hands.press("pagedown", "t", "home", *["down"] * 3, "m")
        assert (row_of(made.id).day, row_of(made.id).start) == (TODAY, 570)
        assert desk.current == row_of(made.id)
        await hands.press("m", "escape", "delete", "down", "enter")
        assert not row_of(made.id).kept
        assert listing.in_days(TODAY, TODAY)[0].client == jeanne


@pytest.mark.capability("fiche-appointments")
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_week_has_a_column_for_each_day(with_appointments: Session, size: tuple[int, int]) -> None:
    jeanne = Counter(with_appointments.staff).client()
    for day in (9, 12, 15):
        make(with_appointments, jeanne, 9 * 60 + 15, day=date(2026, 11, day))
    async with at_planning(with_appointments, size) as (hands, desk):
        await hands.press("home", *["down"] * 2, "w")
        shown = screen_text(hands.app)
        assert shown.count("Martinez") == 4 - 1 + 0 or shown.count("Martinez") == 4
        for name in ("Mon.9", "▸Thu.12", "Sun.15"):
            assert name in shown
        assert "Vaccin" in shown, "what the narrow column cannot say stands above"
        await hands.press("right", "right", "right")
        assert "▸Sun.15" in screen_text(hands.app)
        await hands.press("enter")
        assert "Martinez Jeanne · no." in hands.prose
        await hands.press("escape", "right")
        assert "▸Mon.16" in screen_text(hands.app), "the next week follows"
        await hands.press("pageup", "pageup")
        assert desk.day == date(2026, 11, 2)


@pytest.mark.capability("fiche-appointments")
async def test_two_at_one_time_are_made_once_asked(with_appointments: Session) -> None:
    counter = Counter(with_appointments.staff)
    jeanne, omar = counter.client(), counter.client("Alami", "Omar")
    make(with_appointments, jeanne, 540)
    async with at_fiche(with_appointments, omar, (100, 30)) as hands:
        await to_tab(hands.pilot, TAB, "n")
        await hands.fill("day", "12/11")
        await hands.fill("subject", "Tension")
        await hands.press("ctrl+s")
        assert "Martinez Jeanne has an appointment with S. Amrani from 09:00 to 09:30" in hands.prose
        await hands.press("enter")
        assert "Tension" in screen_text(hands.app), "back in the form, with what was typed"
        await hands.press("ctrl+s", "down", "enter")
    assert [row.who for row in listing.in_days(TODAY, TODAY)] == ["Martinez Jeanne", "Alami Omar"]


@pytest.mark.capability("fiche-appointments")
async def test_the_day_is_printed_and_exported(
    with_appointments: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "folder", lambda desk: str(tmp_path))
    jeanne = Counter(with_appointments.staff).client("Martinez; ATTENDEE", "Jeanne, née")
    subject = "Vaccin\\n; BEGIN:VALARM " + "é" * 80
    made = make(with_appointments, jeanne, subject=subject)
    async with at_planning(with_appointments) as (hands, desk):
        await hands.press("p")
        await until(hands.pilot, lambda: any(tmp_path.glob("*.pdf")) and hands.app.screen is desk)
        text = "".join(printed(tmp_path)[0])
        assert "10:00–10:30" in text
        assert "Martinez" in text
        await hands.press("e")
        await until(hands.pilot, lambda: len([*tmp_path.glob("*.ics")]) == 1 and hands.app.screen is desk)
        first = event_in(tmp_path)
        assert str(first["summary"]) == f"Martinez; ATTENDEE Jeanne, née – {subject}"
        assert first["dtstart"].dt == clock.at(TODAY, time(10))
        assert first["dtstart"].dt.utcoffset().total_seconds() == 0
        assert (first["dtend"].dt - first["dtstart"].dt).total_seconds() == 1800
        row = row_of(made)
        changed = AppointmentFields(TODAY, 660, 30, subject, row.staff)
        verbs.edit(made, changed, version=row.version, by=by_staff(with_appointments.staff))
        await hands.press("f5", "e")
        await until(hands.pilot, lambda: len([*tmp_path.glob("*.ics")]) == 2 and hands.app.screen is desk)
        second = event_in(tmp_path)
        make(with_appointments, jeanne, day=date(2026, 11, 13))
        await hands.press("right", "e")
        await until(hands.pilot, lambda: any(tmp_path.glob("*2026-11-13*.ics")))
    assert second["uid"] == first["uid"]
    assert (int(first["sequence"]), int(second["sequence"])) == (0, 1)
    assert (second["dtstart"].dt - first["dtstart"].dt).total_seconds() == 3600


def event_in(folder: Path) -> Any:
    """The one event of the newest calendar."""
    file = max(folder.glob("*.ics"), key=lambda path: (len(path.name), path.name))
    content = file.read_bytes()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"DTSTART:20261112T" in content
    assert b"TZID" not in content
    calendar = Calendar.from_ical(content)
    assert calendar["method"] == "PUBLISH"
    (event,) = calendar.walk("VEVENT")
    assert not event.subcomponents, "the text of a client begins nothing"
    return event


async def test_where_they_are_not_used_nothing_of_them_shows(session: Session) -> None:
    async with at_fiche(session, Counter(session.staff).client(), (80, 50)) as hands:
        assert "Appointments" not in screen_text(hands.app)
        await hands.press("escape")
        assert isinstance(hands.app.screen, ClientDesk)
        await hands.press("ctrl+p", *"planning")
        assert "Appointments by day" not in screen_text(hands.app)


async def test_a_reminder_is_sent_once_asked_and_what_became_of_it_shows(
    with_appointments: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A letter that means nothing there says so; the palette of the fiche finds the planning."""
    desk = Desk(Counter(with_appointments.staff))
    desk.buy(10)
    client = desk.client("Bennis", mobile="+212612345678")
    make(with_appointments, client, 960)
    without_sending(monkeypatch)
    async with at_fiche(with_appointments, client) as hands:
        await hands.press("ctrl+p", *"planning", "enter")
        await come_to(hands.pilot, PlanningDesk)
        await hands.press("x")
        assert "“x” does nothing here" in said(hands.app)
        await hands.press("home", *["down"] * 16, "r")
        assert "to 06 12 34 56 78" in screen_text(hands.app)
        assert Message.select().count() == 0
        await hands.press("down", "enter")
        assert Message.select().count() == 1
        assert "told" in hands.line("16:00")
