"""`Rows` and its window: what is read, what is painted, where the cursor is."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.geometry import Region

from tui.frame.base import Desk
from tui.frame.session import Session
from tui.shell.app import OfficineApp
from tui.widgets.columns import GAP, Column, cell, fit, lay_out
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed, Window


@dataclass(frozen=True)
class Line:
    id: int
    name: str = ""


class Watched(Fixed[Line]):
    """Says how much was read at most."""

    most = 0

    def read(self, limit: int, **marks: Line | None) -> Sequence[Line]:
        rows = super().read(limit, **marks)
        self.most = max(self.most, len(rows))
        return rows


def window(count: int, height: int = 5) -> Window[Line]:
    seen: Window[Line] = Window(lambda line: line.id)
    seen.resize(height)
    seen.open(Watched([Line(number) for number in range(count)]))
    return seen


def numbers(seen: Window[Line]) -> list[int]:
    return [row.id for row in seen.rows]


MOVES = ["up", "down", "page_up", "page_down", "home", "end", "taller", "lower", "again"]


@given(some.integers(0, 30), some.integers(1, 8), some.lists(some.sampled_from(MOVES), max_size=25))
def test_the_window_is_always_a_run_of_rows_with_the_cursor_in_it(
    count: int, height: int, moves: list[str]
) -> None:
    seen = window(count, height)
    steps = {
        "up": lambda: seen.move(-1),
        "down": lambda: seen.move(1),
        "page_up": seen.page_up,
        "page_down": seen.page_down,
        "home": seen.home,
        "end": seen.end,
        "taller": lambda: seen.resize(seen.height + 1),
        "lower": lambda: seen.resize(max(1, seen.height - 1)),
        "again": seen.read_again,
    }
    for move in moves:
        steps[move]()
        assert len(seen.rows) == min(count, seen.height)
        if seen.rows:
            assert numbers(seen) == list(range(seen.rows[0].id, seen.rows[-1].id + 1))
            assert 0 <= seen.cursor < len(seen.rows)
            assert (seen.above, seen.below) == (seen.rows[0].id > 0, seen.rows[-1].id < count - 1)


def test_down_at_the_edge_brings_the_next_row() -> None:
    seen = window(20)
    for _ in range(7):
        seen.move(1)
    assert numbers(seen) == [3, 4, 5, 6, 7]
    assert seen.current == Line(7)


def test_a_page_keeps_the_line_of_the_cursor() -> None:
    seen = window(20)
    seen.move(2)
    seen.page_down()
    assert (numbers(seen)[0], seen.cursor) == (5, 2)


def test_the_cursor_stays_on_its_row_when_others_appear_or_go() -> None:
    seen = window(20)
    seen.move(2)
    seen.change(Fixed([Line(0), Line(2), Line(3)]))
    assert seen.current == Line(2)
    seen.change(Fixed([Line(0), Line(3)]))
    assert seen.current == Line(3)


def test_no_more_than_a_window_and_the_row_that_tells_of_more_is_ever_read() -> None:
    seen = window(1000)
    seen.end()
    seen.page_up()
    seen.home()
    seen.page_down()
    seen.move(1)
    assert isinstance(seen.listing, Watched)
    assert seen.listing.most == 6


@given(some.text(max_size=30), some.integers(1, 20), some.booleans())
def test_a_cell_is_exactly_as_wide_as_its_column(text: str, width: int, right: bool) -> None:
    column: Column[str] = Column("text", "Text", lambda row: row, width, right=right)
    assert cell_len(cell(column, text, width)) == width


def test_a_long_text_ends_in_an_ellipsis() -> None:
    assert fit("Pharmacie", 5) == "Phar…"
    assert fit("中文中文", 5) == "中文…"


COLUMNS: list[Column[Line]] = [
    Column("id", "Number", lambda row: str(row.id), 6, right=True),
    Column("name", "Name", lambda row: row.name, 10, grows=1),
    Column("wide", "Wide", lambda row: "wide", 8, needs=60),
]


@pytest.mark.parametrize("width", [1, 10, 17, 40, 60, 200])
def test_columns_share_the_width(width: int) -> None:
    laid = lay_out(COLUMNS, width)
    assert ("wide" in [column.key for column, _ in laid]) is (width >= 60)
    if width >= 17:
        assert sum(share + GAP for _, share in laid) - GAP == width


class Listed(Desk[None]):
    def content(self) -> ComposeResult:
        yield Rows(COLUMNS, empty="Nothing yet. F2 makes the first one.")

    @property
    def rows(self) -> Rows[Line]:
        return self.query_one(Rows)


async def test_only_the_lines_that_changed_are_painted(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = Listed()
        await app.push_screen(desk)
        desk.rows.show(Fixed([Line(number, f"n{number}") for number in range(100)]))
        await pilot.pause()
        asked: list[Region] = []
        monkeypatch.setattr(desk.rows, "refresh", lambda *regions: asked.extend(regions))
        desk.rows.move(1)
        assert [region.y for region in asked] == [1, 2]
        asked.clear()
        desk.rows.read_again()
        assert not asked


async def test_it_says_what_was_opened_and_where_the_cursor_went(session: Session) -> None:
    said: list[object] = []

    class Hearing(Listed):
        def on_rows_opened(self, event: Rows.Opened) -> None:
            said.append(("opened", event.row.id))

        def on_rows_moved(self, event: Rows.Moved) -> None:
            said.append(("moved", event.row.id if event.row else None))

    app = OfficineApp(session)
    async with app.run_test() as pilot:
        desk = Hearing()
        await app.push_screen(desk)
        desk.rows.show(Fixed([Line(1), Line(2)]))
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert said == [("moved", 1), ("moved", 2), ("opened", 2)]


async def test_an_empty_list_says_so(session: Session) -> None:
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        desk = Listed()
        await app.push_screen(desk)
        desk.rows.show(Fixed([]))
        await pilot.press("down", "end", "pageup", "enter")
        assert "F2 makes the first one" in desk.rows.render_line(2).text


async def test_a_list_that_is_cut_says_that_it_goes_on(session: Session) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 8)) as pilot:
        desk = Listed()
        await app.push_screen(desk)
        desk.rows.show(Fixed([Line(number) for number in range(20)]))
        await pilot.pause()
        height = desk.rows.size.height
        assert [desk.rows.render_line(y).text[0] for y in (1, height - 1)] == ["▌", "▼"]
        await pilot.press("end")
        assert [desk.rows.render_line(y).text[0] for y in (1, height - 1)] == ["▲", "▌"]
        await pilot.press("home", "pagedown")
        assert [desk.rows.render_line(y).text[0] for y in (1, height - 1)] == ["▲", "▼"]


async def test_a_step_lays_out_the_rows_it_touches_and_shows_what_drawing_anew_shows(
    session: Session,
) -> None:
    asked: list[int] = []

    def text(row: Line) -> str:
        asked.append(row.id)
        return str(row.id)

    column: Column[Line] = Column("id", "Number", text, 6)

    class Counted(Desk[None]):
        def content(self) -> ComposeResult:
            yield Rows([column])

    app = OfficineApp(session)
    async with app.run_test(size=(80, 12)) as pilot:
        desk = Counted()
        await app.push_screen(desk)
        rows = desk.query_one(Rows)
        rows.show(Fixed([Line(number) for number in range(40)]))
        await pilot.pause()
        for where in ("down", "down", "end", "up", "page_up", "home", "down"):
            asked.clear()
            rows.steer(where)
            if where in {"down", "up"}:
                assert len(asked) <= 2
            shown = [rows.render_line(y) for y in range(rows.size.height)]
            rows.read_again()
            assert shown == [rows.render_line(y) for y in range(rows.size.height)]
