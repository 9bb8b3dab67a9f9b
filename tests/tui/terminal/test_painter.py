"""The painter sends less, and the terminal ends up showing the same."""

from typing import Any

import pyte
from hypothesis import given, settings
from hypothesis import strategies as some
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.terminal.painter import Painter

WIDTH, HEIGHT = 24, 3
CONSOLE = Console(color_system="256", force_terminal=True)
STYLES = [
    Style.parse("rgb(95,215,135) on rgb(18,18,18)"),
    Style.parse("bold rgb(255,255,255) on rgb(0,135,95)"),
    Style.parse("rgb(95,215,135)"),
    Style.parse("reverse"),
    Style.parse("underline rgb(255,0,0)"),
    Style.null(),
]
PIECES = ["Martin", "  ", "06 12 34", "مريم", "中文", "é", "–", "👩‍👧", "e\u0301", "▌"]

segments = some.lists(
    some.builds(Segment, some.sampled_from(PIECES), some.sampled_from(STYLES)), min_size=1, max_size=6
)
lines = segments.map(lambda line: Strip(line).adjust_cell_length(WIDTH, STYLES[0]))
screens = some.lists(lines, min_size=HEIGHT, max_size=HEIGHT)


def layout(screen: list[Strip]) -> LayoutUpdate:
    return LayoutUpdate([[line] for line in screen], Region(0, 0, WIDTH, HEIGHT))


def shown(*sequences: str) -> list[list[Any]]:
    """What a person sees after all of this: of a blank the ground, and the ink only where a line shows it."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    stream.feed("\x1b[?7l")  # Textual turns line wrap off
    for sequence in sequences:
        stream.feed(sequence)
    return [[seen(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def seen(cell: Any) -> Any:
    if cell.data == " " and not (cell.underscore or cell.strikethrough or cell.reverse):
        return cell._replace(fg="default", bold=False, italics=False, blink=False)
    return cell


@given(some.lists(screens, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_the_terminal_shows_what_was_last_laid_out(wanted: list[list[Strip]]) -> None:
    painter = Painter()
    sent = [painter.difference(layout(screen), CONSOLE) for screen in wanted]
    assert shown(*sent) == shown(Painter().difference(layout(wanted[-1]), CONSOLE))


def test_it_shows_what_textual_would_have_sent() -> None:
    line = Strip([Segment("Doit ", STYLES[0]), Segment("1 250,00", STYLES[1])]).adjust_cell_length(WIDTH)
    update = layout([line] * HEIGHT)
    theirs = [
        [(cell.data, cell.fg, cell.bg, cell.bold) for cell in row]
        for row in shown(update.render_segments(CONSOLE).replace("\n", ""))
    ]
    ours = [
        [(cell.data, cell.fg, cell.bg, cell.bold) for cell in row]
        for row in shown(Painter().difference(update, CONSOLE))
    ]
    assert ours == theirs


def test_nothing_is_sent_twice() -> None:
    painter = Painter()
    update = layout([Strip([Segment("Martin", STYLES[0])]).adjust_cell_length(WIDTH)] * HEIGHT)
    assert painter.difference(update, CONSOLE)
    assert painter.difference(update, CONSOLE) == ""


def test_one_letter_costs_a_few_bytes() -> None:
    painter = Painter()
    for text, most in (("Martin", 200), ("Martine", 40)):
        screen = [Strip([Segment(text.ljust(WIDTH), STYLES[0])])] * HEIGHT
        screen[1:] = [Strip([Segment(" " * WIDTH, STYLES[0])])] * (HEIGHT - 1)
        assert len(painter.difference(layout(screen), CONSOLE)) < most


def test_a_colour_that_comes_again_in_each_row_is_chosen_once() -> None:
    row = Strip([Segment("Martin ", STYLES[0]), Segment("Doit", STYLES[1])]).adjust_cell_length(WIDTH)
    sent = Painter().difference(layout([row] * HEIGHT), CONSOLE)
    assert sent.count("m") - sent.count("Martin") <= len([STYLES[0], STYLES[1], STYLES[4], "put back"])


def test_after_forgetting_all_is_sent_again() -> None:
    painter = Painter()
    update = layout([Strip([Segment("Martin", STYLES[0])]).adjust_cell_length(WIDTH)] * HEIGHT)
    first = painter.difference(update, CONSOLE)
    painter.forget()
    assert painter.difference(update, CONSOLE) == first


def test_a_piece_that_cuts_a_wide_letter_leaves_nothing_of_it() -> None:
    painter = Painter()
    wide = Strip([Segment("中" * (WIDTH // 2), STYLES[0])])
    narrow = Strip([Segment("abc", STYLES[0])])
    first = painter.difference(layout([wide] * HEIGHT), CONSOLE)
    cut = ChopsUpdate([{0: None, 3: narrow}, {}, {}], [(0, 3, 6)], [[3, 6], [], []])
    second = painter.difference(cut, CONSOLE)
    third = painter.difference(layout([wide] * HEIGHT), CONSOLE)
    assert shown(first, second, third) == shown(first)
