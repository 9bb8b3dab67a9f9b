"""Keys: declared once; shown, explained, found and overridden from that declaration."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.widgets import Input, OptionList

import locales
import tui
from machine import folders
from models.values import Centimes
from tests.tui.fiche.fiche_ledger import Ledger, key_of, open_fiche, screen_text, top
from tests.tui.hands import at_fiche, until
from tui.clients.listing import ClientDesk
from tui.fiche.documents import quotes
from tui.fiche.parts.pane import Pane
from tui.fiche.screen import FicheDesk
from tui.fiche.tabs import TABS
from tui.frame.base import BaseScreen, Desk
from tui.frame.keybar import KeyBar
from tui.frame.keys import Group, commands, key_name
from tui.frame.notice import Notice
from tui.frame.session import Session
from tui.shell.app import OfficineApp
from tui.shell.help import Help
from tui.shell.palette import Palette
from tui.till.days import TillDesk


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("f2", "F2"),
        ("ctrl+q", "Ctrl+Q"),
        ("P", "Shift+P"),
        ("shift+p", "Shift+P"),
        ("p", "p"),
        ("enter", "Enter"),
        ("escape", "Esc"),
        ("pagedown", "PgDn"),
        ("ctrl+left", "Ctrl+←"),
    ],
)
def test_keys_are_named_as_on_the_keyboard(key: str, name: str) -> None:
    assert key_name(key) == name


def bar(app: OfficineApp) -> str:
    return str(app.screen.query_one(KeyBar).render())


async def test_the_bar_shows_what_fits_and_always_help(session: Session) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert bar(app).startswith(" Enter Open F2 Create")
        assert re.search(r"F1 More \(\d+\)$", bar(app).rstrip())
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert bar(app).startswith(" Enter Open")
        assert re.search(r"F1 More \(\d+\)$", bar(app).rstrip())


async def test_every_key_of_every_command_has_an_id_of_its_own(session: Session) -> None:
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        every = commands(app.screen.active_bindings.values())
        assert all(command.id for command in every)
        assert len({command.id for command in every}) == len(every)


async def test_f1_explains_the_keys_of_the_screen_beneath(session: Session) -> None:
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        await pilot.press("f1")
        assert isinstance(app.screen, Help)
        page = help_text(app)
        assert page.startswith("Find a client by a few letters")
        assert "Create a client" in page
        assert "Ctrl+Q" in page
        await pilot.press("f1")
        await pilot.press("escape")
        assert isinstance(app.screen, ClientDesk)


async def test_the_palette_finds_a_command_by_a_part_of_its_name_without_accents(session: Session) -> None:
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p", *"àrch", "enter")
        await pilot.pause()
        desk = app.screen
        assert isinstance(desk, ClientDesk)
        assert desk.listing.view == "archived"


async def test_the_palette_offers_nothing_of_textual(session: Session) -> None:
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, Palette)
        choices = app.screen.query_one(OptionList)
        shown = " ".join(str(choices.get_option_at_index(n).prompt) for n in range(choices.option_count))
        for word in ("Screenshot", "Theme", "Maximize", "palette"):
            assert word not in shown
        assert app.screen.focused is app.screen.query_one(Input)


@pytest.mark.capability("search-keywords")
async def test_the_palette_finds_clients_by_words_of_their_notes_from_any_screen(session: Session) -> None:
    ledger = Ledger(session)
    asthma = ledger.client(last_name="BENALI", info="Asthme depuis 2019")
    other = ledger.client(last_name="MARTIN")
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_fiche(pilot, other)
        await pilot.press("ctrl+p", *"!asthme")
        await pilot.pause()
        choices = app.screen.query_one(OptionList)
        assert [str(each.prompt).strip() for each in choices.options] == ["Clients whose notes say “asthme”"]
        await pilot.press("enter")
        await pilot.pause()
        desk = top(app, ClientDesk)
        assert desk.field.value == "!asthme"
        await until(pilot, lambda: [row.id for row in desk.listing.read(5)] == [asthma])
        await pilot.press("ctrl+p", *"!?!", "enter")
        assert isinstance(app.screen, Palette), "nothing is called so, and no words were searched"


def help_text(app: OfficineApp) -> str:
    assert isinstance(app.screen, Help)
    return "\n".join("".join(text for text, _style in line) for line in app.screen.drawing(54))


def write_config(tmp_path: Path, text: str) -> None:
    file = tmp_path / "xdg_config_home" / "officine" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert file == folders.config_file()


@pytest.mark.capability("fiche-mcu")
async def test_a_user_has_their_own_keys(session: Session, clients: list[int], tmp_path: Path) -> None:
    write_config(tmp_path, '[keys]\n"clients.till" = "f11"\n')
    app = OfficineApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "F11 Till" in bar(app)
        await pilot.press("f11")
        await pilot.pause()
        assert isinstance(app.screen, TillDesk)


async def test_a_key_of_ones_own_for_a_tab_goes_by_its_name(
    session: Session, clients: list[int], tmp_path: Path
) -> None:
    """Wherever the tab stands among the others, and whatever comes to stand before it."""
    write_config(tmp_path, '[keys]\n"fiche.tab.quotes" = "ctrl+t"\n')
    app = OfficineApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        fiche = app.screen
        assert isinstance(fiche, FicheDesk)
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert fiche.tab is quotes.TAB


@pytest.mark.usefixtures("everything_on")
async def test_every_tab_has_a_key_that_opens_it_from_any_other(session: Session, clients: list[int]) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        fiche = app.screen
        assert isinstance(fiche, FicheDesk)
        for number, tab in reversed(list(enumerate(TABS))):
            await pilot.press("g", *tab.title, "enter")
            await pilot.pause()
            assert fiche.shown == number
            await pilot.press("escape", "up")
            if key_of(tab) != " ":
                await pilot.press(key_of(tab))
                await pilot.pause()
                assert fiche.shown == number
            assert f"{key_of(tab)} {tab.title[:12]}" in screen_text(app)


@pytest.mark.parametrize(
    "text", ["[keys", 'keys = "f2"', '[keys]\n"clients.create" = 2', '[keys]\n"clients.create" = "f2+ctrl"\n']
)
async def test_a_wrong_key_map_is_told_and_the_rest_works(
    session: Session, tmp_path: Path, text: str
) -> None:
    write_config(tmp_path, text)
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "config.toml" in app.screen.query_one(Notice).sentence
        assert "F2 Create" in bar(app)


async def test_the_search_in_a_dialog_has_its_enter_on_the_bar_and_no_keys_of_textual(
    session: Session,
) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert bar(app).split() == ["Enter", "Do", "it", "Esc", "Back", "F1", "Help"]


async def test_keys_speak_the_language_that_was_chosen_last(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.frame.keys._", lambda text: {"Create": "Créer"}.get(text, text))
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "F2 Créer" in bar(app)
    assert locales.language() == "en"


async def test_from_the_list_everything_is_in_the_bar_or_under_f1_and_in_the_menu(
    session: Session,
) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Ctrl+N Till" in bar(app)
        await pilot.press("ctrl+p", *"sett")
        await pilot.pause()
        assert [str(each.prompt) for each in app.screen.query_one(OptionList).options] == ["Settings  Ctrl+R"]
        await pilot.press("escape", "f6")
        await pilot.pause()
        assert "F6 Clients" in bar(app)  # the way back


@pytest.mark.capability("list-actions")
async def test_every_key_of_a_screen_is_on_the_bar_or_counted_there_and_shown_by_f1(session: Session) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        here = (Group.HERE, Group.SCREEN)
        every = [each for each in commands(app.screen.active_bindings.values()) if each.group in here]
        shown = [each for each in every if each.keys and f"{each.keys[0]} {each.name}" in bar(app)]
        assert f"F1 More ({len(every) - len(shown)})" in bar(app)
        await pilot.press("f1")
        page = help_text(app)
        for key in ("F4", "F6", "F9", "Ctrl+T", "Ctrl+R", "Ctrl+Y"):
            assert key in page


async def test_a_key_pressed_at_f1_is_done_on_the_screen_beneath(session: Session) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1", "f6")
        await pilot.pause()
        desk = app.screen
        assert isinstance(desk, ClientDesk)
        assert desk.listing.view == "archived"
        await pilot.press("f1", "down", "x")
        assert isinstance(app.screen, Help)  # what is no key there does nothing


def test_f1_of_every_desk_and_tab_begins_with_what_it_is_for() -> None:
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        importlib.import_module(module.name)
    for kind in (*_leaves(Desk), *_leaves(Pane)):
        assert kind.PURPOSE, kind


def _leaves(kind: type[Any]) -> list[type[Any]]:
    """The classes that nothing is made of but screens; those of tests are left out."""
    below = [each for each in kind.__subclasses__() if each.__module__.startswith("tui.")]
    return [leaf for each in below for leaf in _leaves(each)] if below else [kind]


@pytest.mark.usefixtures("everything_on")
async def test_the_tabs_that_have_no_room_are_marked_and_come_with_the_cursor(session: Session) -> None:
    """At 80 × 24 with an alert, an avoir, a ceiling of one's own that is passed."""
    ledger = Ledger(session)
    client = ledger.client(alert="Allergique à la pénicilline " * 5, ceiling=Centimes(95_000))
    ledger.sale(client, 90_000)
    ledger.advance(client, 5_000)
    async with at_fiche(session, client) as hands:
        side = [line.split("│")[0] for line in screen_text(hands.app).splitlines()]
        assert any(line.startswith("▼") for line in side)
        await hands.press("home")
        for tab in TABS:
            assert any(tab.title in line.split("│")[0] for line in screen_text(hands.app).splitlines())
            assert top(hands.app, FicheDesk).tab is tab
            await hands.press("down")
        side = [line.split("│")[0] for line in screen_text(hands.app).splitlines()]
        assert any(line.startswith("▲") for line in side)


async def test_saving_is_on_the_bar_however_little_room_there_is(session: Session) -> None:
    ledger = Ledger(session)
    client = ledger.client()
    ledger.sale(client, 1_000)
    async with at_fiche(session, client, size=(80, 24)) as hands:
        await hands.press("n")
        assert "F9 Save" in bar(hands.app)
        await hands.pilot.resize_terminal(50, 24)
        await hands.pilot.pause()
        assert "F9 Save" in bar(hands.app)
        await hands.press("escape", "v")
        assert "Enter Pay" in bar(hands.app)


BY_STATE = {
    "CampaignDesk": {"p", "f6"},
    "CatalogueDesk": {"f6", "f9"},
    "ClientDesk": {"ctrl+d", "f6", "f9", "f12", "escape"},
    "FicheDesk": {"a", "f6", "z"},
    "KeptDesk": {"f9"},
    "ListPricesDesk": {"f7"},
    "PlanningDesk": {"m"},
    "SiteContactsDesk": {"delete"},
}
"""Keys that two bindings of one screen share, as never both can be done: one goes there, the other back."""


def test_no_key_of_a_screen_means_two_things() -> None:
    """The later one would win without a word."""
    twice = [
        f"{screen.__qualname__}: {key}"
        for screen in every_screen()
        for key, count in Counter(keys_of(screen)).items()
        if count > 1 and key not in BY_STATE.get(screen.__qualname__, ())
    ]
    assert twice == []


def every_screen() -> set[type[BaseScreen[Any]]]:
    for found in pkgutil.walk_packages(tui.__path__, "tui."):
        importlib.import_module(found.name)
    screens: set[type[BaseScreen[Any]]] = set()
    waiting: list[type[BaseScreen[Any]]] = [BaseScreen]  # type: ignore[type-abstract]
    while waiting:
        for screen in waiting.pop().__subclasses__():
            if screen not in screens and screen.__module__.startswith("tui."):
                screens.add(screen)
                waiting.append(screen)
    return screens


def keys_of(screen: type[BaseScreen[Any]]) -> Iterator[str]:
    for binding in screen.__dict__.get("BINDINGS", ()):
        if isinstance(binding, Binding):
            yield from binding.key.split(",")
