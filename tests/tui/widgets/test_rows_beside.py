"""Rows that take long to be found are read beside the screen: keys are answered meanwhile, none is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

from textual.app import ComposeResult

from tests.tui.fiche.fiche_ledger import screen_text
from tests.tui.hands import Hands, until
from tui.frame.base import Desk
from tui.frame.session import Session
from tui.shell.app import OfficineApp
from tui.widgets.columns import Column
from tui.widgets.rows_beside import RowsBeside
from tui.widgets.window import Fixed


@dataclass(frozen=True)
class Line:
    id: int
    name: str


class Slow(Fixed[Line]):
    """Rows that are found once the test lets them."""

    def __init__(self, word: str, count: int = 50) -> None:
        super().__init__([Line(number, f"{word} {number}") for number in range(count)])
        self.found = Event()

    def read(self, limit: int, **marks: Line | None) -> Sequence[Line]:
        assert self.found.wait(20)
        return super().read(limit, **marks)

    def last(self, limit: int) -> Sequence[Line]:
        assert self.found.wait(20)
        return super().last(limit)


NAME: Column[Line] = Column("name", "Name", lambda line: line.name, 20)


class SlowDesk(Desk[None]):
    AUTO_FOCUS = "RowsBeside"
    listing = Slow("first")

    def content(self) -> ComposeResult:
        yield RowsBeside([NAME], empty="Nobody.")

    @property
    def rows(self) -> RowsBeside[Line]:
        return self.query_one(RowsBeside)

    def read_again(self) -> None:
        self.rows.show(self.listing, keep_cursor=True)


async def test_keys_are_answered_and_kept_while_rows_are_looked_for(session: Session) -> None:
    app, desk = OfficineApp(session), SlowDesk()
    desk.listing = slow = Slow("first")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot, app)
        app.push_screen(desk)
        await until(pilot, lambda: desk.is_mounted and desk.rows.reads)
        try:
            await hands.press("down", "end", "up", "f1")
            assert app.screen is not desk, "F1 explains while rows are looked for"
            await hands.press("escape")
            assert "Looking for them" in screen_text(app)
            assert "Nobody." not in screen_text(app)
        finally:
            slow.found.set()
        await until(pilot, lambda: not desk.rows.reads)
        assert desk.rows.current == Line(48, "first 48"), "the keys are carried out in their order"


async def test_another_list_drops_what_was_asked_of_the_one_before(session: Session) -> None:
    app, desk = OfficineApp(session), SlowDesk()
    desk.listing = first = Slow("first")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot, app)
        app.push_screen(desk)
        await until(pilot, lambda: desk.is_mounted and desk.rows.reads)
        try:
            await hands.press("end")
            second = Slow("second")
            second.found.set()
            desk.rows.show(second)
            await until(pilot, lambda: not desk.rows.reads)
            assert desk.rows.current == Line(0, "second 0")
            assert "Looking for them" not in screen_text(app)
        finally:
            first.found.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert desk.rows.current == Line(0, "second 0"), "the late answer is about another list"


async def test_rows_that_stay_are_seen_while_they_are_read_again(session: Session) -> None:
    app, desk = OfficineApp(session), SlowDesk()
    desk.listing = slow = Slow("first")
    slow.found.set()
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot, app)
        app.push_screen(desk)
        await until(pilot, lambda: desk.is_mounted and desk.rows.laid_out and not desk.rows.reads)
        slow.found.clear()
        try:
            await hands.press("down", "down")
            assert desk.rows.current == Line(2, "first 2"), "a visible row needs no reading"
            desk.rows.show(slow, keep_cursor=True)
            await pilot.pause()
            assert "first 2" in screen_text(app)
        finally:
            slow.found.set()
        await until(pilot, lambda: not desk.rows.reads)
        assert desk.rows.current == Line(2, "first 2")
