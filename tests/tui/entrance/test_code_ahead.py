"""A code that was typed before the screens were there."""

import os
import pty
import sys
import termios
import tty
from collections.abc import Callable, Iterator

import pytest

from machine.last_login import last_name, remember_name
from models.people.staff import codes, drafts
from models.people.staff import login as staff
from models.people.staff.login import Member, WrongLogin
from tests.tui.entrance.test_login import CODE, login_of, said
from tests.tui.hands import come_to
from tui.clients.fields import EDITOR
from tui.clients.listing import ClientDesk
from tui.entrance import code_ahead
from tui.entrance.code_ahead import TypedBefore
from tui.entrance.drafts import DraftDialog
from tui.frame.session import Session
from tui.shell.app import OfficineApp

Typist = Callable[[str], None]


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Iterator[Typist]:
    """Types at a terminal that no screen has taken over yet."""
    master, slave = pty.openpty()
    with os.fdopen(slave) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield lambda keys: _write(master, keys)
    os.close(master)


def _write(terminal: int, keys: str) -> None:
    os.write(terminal, keys.encode())


async def test_it_opens_the_list_without_a_login(file_cashier: Member, types: Typist) -> None:
    types(f"{CODE}\r")
    app = OfficineApp(typed_before=code_ahead.read())
    async with app.run_test() as pilot:
        await come_to(pilot, ClientDesk)
        assert app.session == Session(file_cashier.id, "S. Amrani", "Pharmacie Atlas")
        assert len(app.screen_stack) == 1
    assert last_name() == "S. Amrani"


async def test_a_wrong_one_opens_the_login_which_says_so_and_counts_as_a_try(
    file_cashier: Member, clients: list[int], types: Typist
) -> None:
    for _ in range(codes.FREE_TRIES - 1):
        with pytest.raises(WrongLogin):
            staff.log_in("S. Amrani", "9999")
    types("9999\r")
    app = OfficineApp(typed_before=code_ahead.read())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert said(login_of(app)) == "Name or code not recognised."
        assert app.session is None
        assert "Alaoui" not in app.export_screenshot()
    types(f"{CODE}\r")
    app = OfficineApp(typed_before=code_ahead.read())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Too many tries" in said(login_of(app))


@pytest.mark.parametrize("typed", ["", CODE, "\r", "\x1b[A\r", f"{CODE}\t\r"])
def test_what_is_no_whole_code_is_left_to_the_login(file_cashier: Member, types: Typist, typed: str) -> None:
    types(typed)
    assert code_ahead.read() == TypedBefore(keys=typed.replace("\r", "\n").encode() if "\r" in typed else b"")


def test_where_the_login_asks_who_it_is_first_nothing_is_taken_for_a_code(
    file_cashier: Member, types: Typist
) -> None:
    staff.engage("K. Bennani", "5678")
    types("5678\r")
    assert code_ahead.read() == TypedBefore()
    remember_name("K. Bennani")
    checking = code_ahead.read().checking
    assert checking is not None
    assert checking.result().name == "K. Bennani"


async def test_what_was_half_typed_is_offered_back_as_at_any_login(
    file_cashier: Member, types: Typist
) -> None:
    drafts.keep(file_cashier.id, EDITOR, "", {"name": "MARTINEZ", "typed": {}})
    types(f"{CODE}\r")
    app = OfficineApp(typed_before=code_ahead.read())
    async with app.run_test() as pilot:
        await come_to(pilot, DraftDialog)


async def test_when_somebody_else_comes_the_list_it_opened_is_out_of_sight_and_of_reach(
    file_cashier: Member, clients: list[int], types: Typist
) -> None:
    types(f"{CODE}\r")
    app = OfficineApp(typed_before=code_ahead.read())
    async with app.run_test() as pilot:
        await come_to(pilot, ClientDesk)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "Alaoui" not in app.export_screenshot()
        await pilot.press("escape", "f2", "f3", "f5")
        await pilot.pause()
        assert "Alaoui" not in app.export_screenshot()
        login_of(app)


def test_the_terminal_does_not_show_it_while_the_program_starts(types: Typist) -> None:
    def echoes() -> bool:
        return bool(termios.tcgetattr(sys.stdin)[tty.LFLAG] & termios.ECHO)

    assert echoes()
    with code_ahead.unechoed():
        assert not echoes()
    assert echoes()
