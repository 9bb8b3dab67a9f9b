"""A defect is written down and told; the program goes on."""

from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Button, Input, Static

from machine.log import LOG
from models.refusals import Missing
from tui.dialogs.trouble import Trouble
from tui.frame.base import Desk, asking
from tui.frame.notice import Notice
from tui.frame.session import Session
from tui.shell.app import OfficineApp

SECRET = "a defect"


class Faulty(Desk[None]):
    BINDINGS = [
        Binding("f2", "plain", "Plain"),
        Binding("f3", "asked", "Asked"),
        Binding("f4", "handled", "Handled"),
        Binding("f5", "refused", "Refused"),
        Binding("f6", "fine", "Fine"),
        Binding("f7", "timed", "Timed"),
    ]
    fine = 0

    def content(self) -> ComposeResult:
        yield Input()
        yield Button("Press")

    def action_plain(self) -> None:
        raise ValueError(SECRET)

    @asking
    async def action_asked(self) -> None:
        raise ValueError(SECRET)

    def action_handled(self) -> None:
        self.query_one(Button).press()

    def on_button_pressed(self) -> None:
        raise ValueError(SECRET)

    def action_timed(self) -> None:
        self.set_timer(0.01, self.action_plain)

    @asking
    async def action_refused(self) -> None:
        raise Missing("name")

    def action_fine(self) -> None:
        self.fine += 1


@pytest.mark.parametrize("key", ["f2", "f3", "f4", "f7"])
async def test_a_defect_is_written_down_and_told_and_the_work_goes_on(
    session: Session, tmp_path: Path, key: str
) -> None:
    app = OfficineApp(session)
    app.forgiving = True
    async with app.run_test() as pilot:
        desk = Faulty()
        await app.push_screen(desk)
        await pilot.press(key)
        await pilot.pause(0.1)
        trouble = app.screen
        assert isinstance(trouble, Trouble)
        log = tmp_path / "xdg_state_home" / "officine" / LOG
        assert SECRET in log.read_text()
        assert log.stat().st_mode & 0o077 == 0
        assert any(str(log) in str(each.content) for each in trouble.query(Static))
        await pilot.press("escape")
        await pilot.press("f6")
        assert app.screen is desk
        assert desk.fine == 1


async def test_a_refusal_is_one_sentence_until_the_next_key(session: Session) -> None:
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        desk = Faulty()
        await app.push_screen(desk)
        await pilot.press("f5")
        await pilot.pause()
        notice = desk.query_one(Notice)
        assert notice.sentence == "This may not be empty."
        assert notice.display
        await pilot.press("f6")
        assert not notice.sentence
        assert not notice.display


async def test_tests_see_defects(session: Session) -> None:
    with pytest.raises(ValueError, match=SECRET):
        await _press(OfficineApp(session), "f2")


async def _press(app: OfficineApp, key: str) -> None:
    async with app.run_test() as pilot:
        await app.push_screen(Faulty())
        await pilot.press(key)


async def test_defects_without_end_make_the_program_leave(session: Session) -> None:
    app = OfficineApp(session)
    app.forgiving = True
    async with app.run_test():
        for _ in range(10):
            app.trouble(ValueError(SECRET))
    assert app.return_code == 1
