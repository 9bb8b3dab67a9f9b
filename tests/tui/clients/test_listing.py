"""The client list: what is typed, what is shown, where the keys go."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from models.store import connection
from tests.tui.hands import until
from tui.clients.listing import ClientDesk
from tui.frame.notice import Notice
from tui.frame.screens import new_screen
from tui.frame.session import Session
from tui.shell import typeahead
from tui.shell.app import OfficineApp
from tui.widgets.rows import Rows
from tui.widgets.search import SearchField


@asynccontextmanager
async def opened(
    session: Session, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[Any], ClientDesk]]:
    app = OfficineApp(session)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        desk = app.screen
        assert isinstance(desk, ClientDesk)
        yield pilot, desk


async def settled(pilot: Pilot[Any]) -> None:
    """Typed, searched, painted and counted."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def app_of(desk: ClientDesk) -> OfficineApp:
    assert isinstance(desk.app, OfficineApp)
    return desk.app


def names(desk: ClientDesk) -> list[str]:
    return [row.last_name for row in desk.rows.window]


def current(desk: ClientDesk) -> str:
    row = desk.rows.current
    assert row is not None
    return row.last_name


def said(desk: Screen[Any], selector: str) -> str:
    return str(desk.query_one(selector, Static).content)


def lines(desk: ClientDesk) -> list[str]:
    """What the list paints."""
    return [desk.rows.render_line(y).text for y in range(desk.rows.size.height)]


@pytest.mark.capability("list-default-active")
async def test_it_opens_on_the_active_clients_with_the_search_focused(
    session: Session, clients: list[int]
) -> None:
    async with opened(session) as (_pilot, desk):
        assert names(desk) == ["Alaoui", "Bennani", "Martin", "Martinez", "محمد"]
        assert isinstance(desk.focused, SearchField)
        assert said(desk, ".count") == "5 of 5"
        assert said(desk, ".who") == "Pharmacie Atlas · S. Amrani"


@pytest.mark.capability("search-progressive")
async def test_the_list_shrinks_with_each_letter(session: Session, clients: list[int]) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("m", "a", "r")
        await settled(pilot)
        assert names(desk) == ["Martin", "Martinez"]
        assert said(desk, ".count") == "2 of 5"
        await pilot.press("escape")
        await settled(pilot)
        assert len(names(desk)) == 5
        assert said(desk, ".count") == "5 of 5"


async def test_arrows_move_in_the_list_while_the_search_has_the_focus(
    session: Session, clients: list[int]
) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("down", "down")
        assert current(desk) == "Martin"
        await pilot.press("end")
        assert current(desk) == "محمد"
        await pilot.press("home")
        assert current(desk) == "Alaoui"
        assert isinstance(desk.focused, SearchField)


@pytest.mark.capability("list-balance-colour")
async def test_a_balance_is_a_word_an_amount_and_a_colour(session: Session, clients: list[int]) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("end")
        shown = lines(desk)
        assert shown[1].endswith("Owes      1,250.00")
        assert shown[2].endswith(" –")
        assert shown[4].endswith("In credit    50.00")
        styles = [desk.rows.render_line(y)._segments[-1].style for y in (1, 2, 4)]
        assert len(set(styles)) == 3


async def test_the_cursor_is_seen_without_colour(session: Session, clients: list[int]) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("down")
        assert [line[0] for line in lines(desk)[1:4]] == [" ", "▌", " "]


async def test_f6_opens_the_archives_and_comes_back(session: Session, clients: list[int]) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("f6")
        await settled(pilot)
        assert names(desk) == ["Zouhair"]
        assert said(desk, ".title") == "Archived clients"
        assert said(desk, ".count") == "1 of 1"
        await pilot.press("f6")
        await settled(pilot)
        assert len(names(desk)) == 5


@pytest.mark.capability("filter-active")
async def test_f9_shows_the_sleeping_ones_too(session: Session, clients: list[int]) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("f9")
        assert "Yacoubi" in names(desk)
        await pilot.press("f9")
        assert "Yacoubi" not in names(desk)


async def test_a_digit_sorts_and_the_same_digit_turns_it_round(session: Session, clients: list[int]) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("ctrl+t", "8")
        await settled(pilot)
        assert names(desk)[0] == "Alaoui"
        assert names(desk)[-1] == "Martinez"
        assert lines(desk)[0].rstrip().endswith("Balance ▼")
        await pilot.press("ctrl+t", "8")
        await settled(pilot)
        assert names(desk)[0] == "Martinez"


@pytest.mark.capability("list-empty-initial")
async def test_vide_initial_shows_nobody_until_something_is_typed(
    session: Session, clients: list[int]
) -> None:
    """Chosen by the key, and so again the next time this person opens the list."""
    async with opened(session) as (pilot, _desk):
        await pilot.press("ctrl+y")
        await settled(pilot)
    async with opened(session) as (pilot, desk):
        assert names(desk) == []
        assert "Type a name" in "".join(lines(desk))
        await pilot.press("b")
        await settled(pilot)
        assert names(desk) == ["Bennani"]


async def test_an_empty_list_says_which_key_makes_the_first_client(session: Session) -> None:
    async with opened(session) as (_pilot, desk):
        assert "F2 creates the first one" in "".join(lines(desk))


@pytest.mark.capability("list-refresh")
async def test_what_another_terminal_wrote_is_read_without_a_key(
    session: Session, clients: list[int]
) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("down")
        app_of(desk).look()
        write_elsewhere("UPDATE client SET first_name = 'Changed' WHERE last_name = 'Alaoui'")
        app_of(desk).look()
        await settled(pilot)
        assert desk.rows.window[0].first_name == "Changed"
        assert current(desk) == "Bennani"


@pytest.mark.parametrize("name", ["catalogue", "settings", "till", "communications", "composer", "campaigns"])
async def test_a_desk_that_is_only_just_opened_survives_what_another_wrote(
    session: Session, name: str
) -> None:
    async with opened(session) as (pilot, desk):
        shown = desk.app.push_screen(new_screen(name))
        app_of(desk).read_again()
        await shown
        await settled(pilot)
        assert desk.app.screen.query(Rows)


def write_elsewhere(statement: str) -> None:
    """What another process would do: on a connection of its own."""
    import threading

    def write() -> None:
        with connection.own_connection(), connection.transaction():
            connection.database.execute_sql(statement)

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()


@pytest.fixture
def fiches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The fiches that were asked for, instead of opening them."""
    asked: list[int] = []

    def new_screen(name: str, client: int, **_rest: Any) -> Any:
        from tui.frame.base import Dialog

        assert name == "fiche"
        asked.append(client)
        return Dialog()

    monkeypatch.setattr("tui.clients.listing.new_screen", new_screen)
    return asked


async def test_enter_opens_the_client_under_the_cursor(
    session: Session, clients: list[int], fiches: list[int]
) -> None:
    async with opened(session) as (pilot, _desk):
        await pilot.press("m", "a", "r", "down", "enter")
        await pilot.pause()
        assert fiches == [clients[3]]


async def test_enter_in_the_list_itself_opens_its_row_and_not_what_was_typed(
    session: Session, clients: list[int], fiches: list[int]
) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("#", str(clients[1]), "tab", "down", "up", "enter")
        await pilot.pause()
        row = desk.rows.current
        assert fiches == [row.id if row else None]


async def test_a_badge_that_is_scanned_in_the_list_itself_opens_its_client_alone(
    session: Session, clients: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    async def visit(_desk: ClientDesk, client: int, *, actions: bool = False) -> None:
        asked.append(client)

    monkeypatch.setattr(ClientDesk, "_visit", visit)
    monkeypatch.setattr(typeahead, "FAST", 1.0)  # posted in one go, however slow the machine is
    async with opened(session) as (pilot, _desk):
        await pilot.press("tab")
        for key in (*"999900000000000"[:-1], str(clients[2]), "enter"):
            event = events.Key(key, key if len(key) == 1 else "\r")
            event.set_sender(pilot.app)
            pilot.app.post_message(event)
        await until(pilot, lambda: bool(asked))
        await settled(pilot)
        assert asked == [clients[2]]


@pytest.mark.capability("search-id-code")
async def test_a_scanned_code_opens_its_client(
    session: Session, clients: list[int], fiches: list[int]
) -> None:
    """A badge scanner types the code, then Enter, faster than anything is painted."""
    async with opened(session) as (pilot, _desk):
        await pilot.press(*"999900000000000"[:-1], str(clients[2]), "enter")
        await pilot.pause()
        assert fiches == [clients[2]]


async def test_after_a_scan_the_cursor_is_on_whom_it_opened_and_the_search_is_empty(
    session: Session, clients: list[int], fiches: list[int]
) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press(*"999900000000000"[:-1], str(clients[2]), "enter")
        await pilot.pause()
        row = desk.rows.current
        assert (desk.field.value, row.id if row else None) == ("", clients[2])


async def test_a_number_sign_opens_by_number(session: Session, clients: list[int], fiches: list[int]) -> None:
    async with opened(session) as (pilot, _desk):
        await pilot.press("#", str(clients[1]), "enter")
        await pilot.pause()
        assert fiches == [clients[1]]


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (80, 24), (120, 40), (200, 60)])
async def test_any_size_is_survived(session: Session, clients: list[int], size: tuple[int, int]) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.resize_terminal(*size)
        await pilot.press("m", "down", "f1", "escape", "ctrl+p", "escape")
        await pilot.pause()
        assert all(len(line) <= size[0] for line in lines(desk))


@pytest.mark.capability("list-columns")
async def test_wider_terminals_show_more_columns(session: Session, clients: list[int]) -> None:
    async with opened(session, (80, 24)) as (pilot, desk):
        assert "E-mail" not in lines(desk)[0]
        await pilot.resize_terminal(160, 40)
        await pilot.pause()
        for title in (
            "Last name",
            "First name",
            "Phone",
            "E-mail",
            "Organism",
            "Registration",
            "Code",
            "Balance",
        ):
            assert title in lines(desk)[0]


async def test_names_that_look_like_markup_or_drive_a_terminal_are_only_text(session: Session) -> None:
    from models.people.clients import bulk
    from models.people.clients.verbs import ClientFields

    bad = [
        "[red]",
        "[/]",
        "a[/b]c",
        "\x1b]52;c;AAAA\x07",
        "\x9b31m",
        "\u202eabc",
        "x" * 200,
        "👩‍👧",
        "e\u0301\u0301",
    ]
    with connection.transaction():
        bulk.insert([bulk.NewClient(ClientFields(last_name=name)) for name in bad])
    async with opened(session) as (pilot, desk):
        await pilot.press(*["down"] * len(bad))
        painted = "".join(lines(desk))
        assert "[red]" in painted
        assert "a[/b]c" in painted
        for unsafe in ("\x1b", "\x9b", "\u202e", "\x07"):
            assert unsafe not in painted


async def test_the_search_takes_no_more_than_a_name_has_and_says_so(session: Session) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("a")
        await settled(pilot)
        found = names(desk)
        desk.field.post_message(events.Paste("x" * 10_000))
        await until(
            pilot, lambda: "10,001 characters; at most 200 are kept." in desk.query_one(Notice).sentence
        )
        assert (desk.field.value, names(desk)) == ("a", found)
