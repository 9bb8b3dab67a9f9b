"""How the program learns the size of its terminal, and what a key costs in bytes.

What it survives and how it leaves is in `tests/journeys`.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from models.store import connection
from tests.journeys.keys import DOWN
from tests.journeys.terminal import Terminal
from tui.frame.session import Session

PROGRAM = """
import sys
from models.store.opening import open_database
from tui.shell.app import open_screens
from tui.frame.session import Session
open_database(sys.argv[1])
sys.exit(open_screens(Session(1, "S. Amrani", "Pharmacie Atlas")))
"""
SLOW_TO_READ_ITS_SIZE = """
import shutil, time
reading = shutil.get_terminal_size
def read():
    size = reading()
    time.sleep(0.4 if size.columns == 40 else 0)
    return size
shutil.get_terminal_size = read
"""
ROOT = Path(__file__).parents[3]

Open = Callable[[str], Terminal]


@pytest.fixture
def at_the_list(session: Session, clients: list[int], sqlite_target: Path, tmp_path: Path) -> Iterator[Open]:
    """Opens the list without a login, after a few lines of Python."""
    connection.close()
    with ExitStack() as opened:

        def begin(first: str) -> Terminal:
            command = [sys.executable, "-c", first + PROGRAM]
            terminal = Terminal([str(sqlite_target)], tmp_path, command=command, PYTHONPATH=str(ROOT))
            return opened.enter_context(terminal).see("Alaoui", "5 of 5")

        yield begin


def test_a_size_that_changes_while_it_is_read_is_not_kept(at_the_list: Open) -> None:
    desk = at_the_list(SLOW_TO_READ_ITS_SIZE)
    before = desk.lines
    desk.resize((40, 10))
    desk.bytes_within(0.2)
    desk.resize((80, 24))
    desk.until(lambda: desk.lines == before, "to see all of the list")


def test_a_window_that_is_back_at_its_size_before_anyone_looked_is_painted_again(at_the_list: Open) -> None:
    desk = at_the_list("")
    before = desk.lines
    desk.resize((20, 5), (80, 24))
    assert desk.lines != before
    desk.until(lambda: desk.lines == before, "to see all of the list")


def test_one_row_down_costs_few_bytes(at_the_list: Open) -> None:
    desk = at_the_list("")
    desk.bytes_within(0.5)
    assert 0 < desk.press(DOWN).bytes_within(0.5) < 300
