"""A program that somebody sits before: logged in, the list of clients on the screen."""

from pathlib import Path

from benchmarks.measuring import pharmacies
from benchmarks.measuring.terminal import Line, Terminal
from benchmarks.measuring.versions import TODAY, Version

LOGIN = f"{pharmacies.CODE}\r".encode()
SETTLING = 1.5
"""Seconds without a byte, after which everything that comes after the start is done."""


def begin(
    database: Path, version: Version = TODAY, *, line: Line | None = None, group: Path | None = None
) -> Terminal:
    """Starts the program and types the code before it is there, as somebody who knows the way does."""
    terminal = Terminal(version.officine(database), folder=version.tree, line=line, group=group)
    terminal.write(LOGIN)
    return terminal


def at_the_list(
    database: Path, version: Version = TODAY, *, line: Line | None = None, group: Path | None = None
) -> Terminal:
    """The same, once the list stands and nothing more comes."""
    terminal = begin(database, version, line=line, group=group)
    terminal.seconds_until(pharmacies.first_name_in_order(database))
    terminal.settle(SETTLING)
    return terminal


def begin_bare(*, line: Line | None = None, group: Path | None = None) -> Terminal:
    """The bare Textual application; it says `ready`."""
    return Terminal(
        [TODAY.python, "-m", "benchmarks.measuring.bare"], folder=TODAY.tree, line=line, group=group
    )


def search_for(terminal: Terminal, code: str) -> float:
    """Opens the fiche of the client with this code; seconds from Enter to the last byte."""
    terminal.press(f"#{code}".encode())
    return terminal.press(b"\r").seconds
