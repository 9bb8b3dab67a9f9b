"""Keys typed faster than they are handled, as a script or a fast hand over SSH does."""

from textual import events
from textual.pilot import Pilot

from tests.tui.forms.test_form import FormDesk
from tui.clients.listing import ClientDesk
from tui.forms.form import CheckField, TextField
from tui.frame.session import Session
from tui.shell.app import OfficineApp


def type_at_once(app: OfficineApp, *keys: str) -> None:
    """All of them before the first is handled."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def settled(app: OfficineApp, pilot: Pilot[int]) -> None:
    """Until no key waits, and the last one was handled."""
    while app.ahead._task is not None or app.message_queue_size:
        await pilot.pause(0.01)
    await pilot.pause(0.05)


async def test_what_follows_a_tab_lands_in_the_next_field(session: Session) -> None:
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        desk = FormDesk((TextField("a", "A"), TextField("b", "B"), CheckField("c", "C"), TextField("d", "D")))
        await app.push_screen(desk)
        await pilot.pause()
        type_at_once(app, "x", "y", "tab", "z", "enter", "space", "down", "w", "enter")
        await settled(app, pilot)
        assert desk.form.read() == {"a": "xy", "b": "z", "c": True, "d": "w"}
        assert desk.submitted == 1


async def test_what_is_typed_while_a_dialog_opens_is_for_the_dialog(
    session: Session, clients: list[int]
) -> None:
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        type_at_once(app, "f2", "N", "e", "w", "enter", "Z")
        await settled(app, pilot)
        form = app.screen.form  # type: ignore[attr-defined]
        assert (form.value("last_name"), form.value("first_name")) == ("New", "Z")
        desk = app.screen_stack[0]
        assert isinstance(desk, ClientDesk)
        assert desk.field.value == ""


async def test_a_key_waits_for_one_that_comes_back_to_the_application(
    session: Session, clients: list[int]
) -> None:
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        # Enter has bubbled up from the search, and Textual has taken it out of the queue ahead of its turn.
        app._pending_message = events.Key("enter", None)
        app._pending_message._set_forwarded()
        assert app.ahead.keeps(events.Key("p", "p"))
