"""`Ticks`: what is chosen in a list stays chosen wherever the list goes."""

from dataclasses import dataclass

from textual.app import ComposeResult

from tui.frame.base import Desk
from tui.frame.session import Session
from tui.shell.app import OfficineApp
from tui.widgets.columns import Column
from tui.widgets.ticks import Ticks
from tui.widgets.window import Fixed


@dataclass(frozen=True)
class Line:
    id: int


COLUMNS: list[Column[Line]] = [Column("id", "Number", lambda row: str(row.id), 6, right=True)]


class Chosen(Desk[None]):
    def content(self) -> ComposeResult:
        yield Ticks(COLUMNS)

    @property
    def ticks(self) -> Ticks[Line]:
        return self.query_one(Ticks)

    @property
    def numbers(self) -> list[int]:
        return [row.id for row in self.ticks.ticked]


async def test_space_ticks_and_goes_on_t_ticks_all_and_a_filter_loses_nothing(session: Session) -> None:
    app = OfficineApp(session)
    said: list[int] = []

    class Hearing(Chosen):
        def on_ticks_ticked(self, event: Ticks.Ticked) -> None:
            said.append(len(event.ticks.ticked))

    async with app.run_test(size=(80, 24)) as pilot:
        desk = Hearing()
        await app.push_screen(desk)
        desk.ticks.show(Fixed([Line(number) for number in range(1200)]))
        await pilot.press("space", "space", "up", "space")
        assert desk.numbers == [0]
        assert "[x]" in desk.ticks.render_line(1).text
        assert "[ ]" in desk.ticks.render_line(2).text
        await pilot.press("t")
        assert len(desk.numbers) == 1200
        desk.ticks.show(Fixed([Line(5), Line(6)]))
        await pilot.press("t")
        assert len(desk.numbers) == 1198
        await pilot.press("end", "space")
        assert len(desk.numbers) == 1199
        desk.ticks.tick([])
        await pilot.pause()
        assert said == [1, 2, 1, 1200, 1198, 1199, 0]
