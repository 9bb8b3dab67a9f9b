"""Old terminals, new ones, and those without a colour."""

import re
from pathlib import Path

import pytest

from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_Q, ENTER

COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])[0-9;]*m")
MANY_COLOURS = re.compile(rb"\x1b\[(?:[0-9;]*;)?[34]8;[25];[0-9;]*m")

NO_COLOUR = [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"TERM": "dumb"}, {"TERM": ""}, {"OFFICINE_THEME": "none"}]
SIXTEEN = [{"TERM": "linux"}, {"TERM": "xterm"}, {"TERM": "screen"}]


def named(variables: dict[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in variables.items())


@pytest.mark.parametrize("variables", NO_COLOUR + SIXTEEN, ids=named)
def test_every_terminal_shows_a_balance_as_a_word(
    pharmacy: Path, at_the_list: Open, variables: dict[str, str]
) -> None:
    desk = at_the_list(pharmacy, **variables).see("AIT-ALI", "Owes 227.60", "In credit 600.00")
    desk.press(ENTER).see("Total unpaid", "Owes 227.60")
    desk.press("p").see("Amount to pay")
    if variables in NO_COLOUR:
        assert not COLOUR.search(desk.raw)
    else:
        assert COLOUR.search(desk.raw)
        assert not MANY_COLOURS.search(desk.raw)
    desk.press(CTRL_Q).leaves(0)


def test_without_colours_the_cursor_is_still_seen(pharmacy: Path, at_the_list: Open) -> None:
    desk = at_the_list(pharmacy, NO_COLOR="1").see("6 of 6")
    (line,) = [number for number, text in enumerate(desk.lines) if "AIT-ALI" in text]
    assert desk.cells[line][5].reverse
    assert not desk.cells[line + 1][5].reverse
