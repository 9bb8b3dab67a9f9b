"""The open screens send: once, in the background, and what is in hand at the end is finished."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from threading import Event

import pytest
from textual.pilot import Pilot

from machine import folders
from messaging import opening, registry
from messaging.protocol import Accepted, Outcome
from models.outbox import obstacle, single
from models.outbox.messages import detail
from models.outbox.messages.table import MessageState
from models.outbox.rules import GATEWAY, setting
from models.outbox.sending import Outgoing
from models.store import clock, connection, settings
from tests.asking import by_staff
from tests.conftest import NOW
from tests.drop.channel import Drops, drops
from tests.messaging.conftest import ALWAYS, Outbox, Scripted
from tests.tui.fiche.fiche_ledger import said, screen_text
from tests.tui.hands import until
from tui.communications.history.opened import MessageDialog
from tui.frame import sending
from tui.frame.session import Session
from tui.shell.app import OfficineApp

__all__ = ["drops"]


@pytest.fixture
def outbox(session: Session) -> Outbox:
    """A hundred credits, and sending at any hour."""
    for name, value in ALWAYS.items():
        settings.put(name, value)
    box = Outbox(session.staff)
    box.buy(100)
    return box


@asynccontextmanager
async def opened(session: Session) -> AsyncIterator[tuple[OfficineApp, Pilot[int]]]:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield app, pilot


async def test_what_is_queued_leaves_once_while_the_screens_are_open(
    session: Session, outbox: Outbox
) -> None:
    outbox.put("un", "deux", "trois")
    async with opened(session) as (app, pilot):
        app.sending.begin()
        app.sending.begin()
        await until(pilot, lambda: outbox.count(MessageState.SENT) == 3)
    notebook = (folders.state_folder() / "carnet.jsonl").read_text()
    assert [notebook.count(f'"{text}"') for text in ("un", "deux", "trois")] == [1, 1, 1]


async def test_what_waits_since_yesterday_leaves_without_being_asked_for(
    session: Session, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_FIRST_LOOK", 0.01)
    with clock.stopped_at(NOW - timedelta(days=1)):
        outbox.put("hier")
    async with opened(session) as (_, pilot):
        await until(pilot, lambda: outbox.count(MessageState.SENT) == 1)


async def test_the_message_in_hand_at_the_end_is_finished_and_none_is_repeated(
    session: Session, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """INV-54"""
    asked, leaving = Event(), Event()

    def slowly(message: Outgoing) -> Outcome:
        asked.set()
        assert leaving.wait(5)
        return Accepted()

    gateway = Scripted(slowly)
    monkeypatch.setattr(registry, "open_gateway", lambda name, setup: gateway)
    outbox.put("un", "deux")
    async with opened(session) as (app, pilot):
        app.sending.begin()
        await until(pilot, asked.is_set)
        ends = app.sending.end

        async def end() -> None:
            leaving.set()
            await ends()

        monkeypatch.setattr(app.sending, "end", end)
    assert gateway.texts[0] == "un"
    assert outbox.states() == ["sent"] * len(gateway.got) + ["queued"] * (2 - len(gateway.got))


async def test_why_nothing_leaves_is_said_once_and_tried_again_when_asked(
    session: Session, outbox: Outbox
) -> None:
    settings.put(setting(GATEWAY), "kannel")
    outbox.put("un")
    async with opened(session) as (app, pilot):
        app.sending.begin()
        await until(pilot, lambda: "kannel_password" in said(app))
        await pilot.press("a")
        assert not said(app)
        settings.put(setting(GATEWAY), "carnet")
        app.sending.begin()
        await until(pilot, lambda: outbox.count(MessageState.SENT) == 1)
        assert not app.sending.trouble


async def test_of_two_programs_one_sends_and_the_other_goes_on_where_it_ends(
    session: Session, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pace that was chosen is that of the pharmacy, not of each of its terminals."""
    monkeypatch.setattr(opening, "WAITS", 0.02)
    async with opened(session) as (app, pilot):
        with connection.engine().only_one(opening.SENDER):
            outbox.put("un")
            app.sending.begin()
            await pilot.pause(0.1)
            assert outbox.states() == ["queued"]
        await until(pilot, lambda: outbox.count(MessageState.SENT) == 1)


async def test_what_is_in_the_way_of_who_sends_is_read_where_others_wait_for_it(
    session: Session, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "WAITS", 0.02)
    outbox.put("un")
    with connection.engine().only_one(opening.SENDER):
        async with opened(session) as (app, pilot):
            await pilot.press("f7")
            obstacle.keep("The gateway is on strike.")
            await until(pilot, lambda: "⚠ The gateway is on strike." in screen_text(app))
            obstacle.keep("")
            await until(pilot, lambda: "strike" not in screen_text(app))


async def test_who_sends_says_to_all_what_is_in_the_way_and_when_it_no_longer_is(
    session: Session, outbox: Outbox
) -> None:
    settings.put(setting(GATEWAY), "kannel")
    outbox.put("un")
    async with opened(session) as (app, pilot):
        app.sending.begin()
        await until(pilot, lambda: "kannel_password" in obstacle.known())
        settings.put(setting(GATEWAY), "carnet")
        app.sending.begin()
        await until(pilot, lambda: not obstacle.known())


async def test_each_channel_is_sent_beside_the_others(session: Session, outbox: Outbox, drops: Drops) -> None:
    """What is in the way of one is said, and is not in the way of another."""
    settings.put(setting(GATEWAY), "kannel")
    outbox.put("un")
    letter = single.send_test("moi@atlas.ma", "deux", channel=drops.name, by=by_staff(session.staff))
    async with opened(session) as (app, pilot):
        app.sending.begin()
        await until(pilot, lambda: "kannel_password" in app.sending.trouble)
        await until(pilot, lambda: outbox.states() == ["queued", "sent"])
    assert (folders.state_folder() / "dropped" / f"{letter} moi@atlas.ma").read_text() == "deux"


async def test_a_message_of_a_channel_without_segments_shows_none(session: Session, drops: Drops) -> None:
    letter = single.send_test("moi@atlas.ma", "deux", channel=drops.name, by=by_staff(session.staff))
    message = detail.read(letter)
    assert message is not None
    async with opened(session) as (app, pilot):
        app.push_screen(MessageDialog(message))
        await pilot.pause()
        shown = screen_text(app)
    assert "moi@atlas.ma" in shown
    assert "4 characters" in shown
    assert not [word for word in ("segment", "GSM-7", "credit") if word in shown]
