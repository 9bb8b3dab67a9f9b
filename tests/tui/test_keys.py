"""Keys: declared once; shown, explained, found and overridden from that declaration."""

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

import locales
from tui import folders
from tui.app import OfficineApp
from tui.clients.listing import ClientDesk
from tui.help import Help
from tui.keys import commands, key_name
from tui.palette import Palette
from tui.session import Session
from tui.till.days import TillDesk
from tui.widgets.keybar import KeyBar
from tui.widgets.notice import Notice


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("f2", "F2"),
        ("ctrl+q", "Ctrl+Q"),
        ("P", "⇧P"),
        ("shift+p", "⇧P"),
        ("p", "p"),
        ("enter", "⏎"),
        ("escape", "Esc"),
        ("pagedown", "Pg↓"),
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
        assert bar(app).startswith(" ⏎ Open F2 Create")
        assert bar(app).rstrip().endswith("F1 Help")
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert bar(app).startswith(" ⏎ Open")
        assert bar(app).rstrip().endswith("F1 Help")


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
        page = app.screen.page.plain
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


def write_config(tmp_path: Path, text: str) -> None:
    file = tmp_path / "xdg_config_home" / "officine" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert file == folders.config_file()


async def test_a_user_has_their_own_keys(session: Session, clients: list[int], tmp_path: Path) -> None:
    write_config(tmp_path, '[keys]\n"clients.till" = "f11"\n')
    app = OfficineApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "F11 Till" in bar(app)
        await pilot.press("f11")
        await pilot.pause()
        assert isinstance(app.screen, TillDesk)


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


async def test_keys_speak_the_language_that_was_chosen_last(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.keys._", lambda text: {"Create": "Créer"}.get(text, text))
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "F2 Créer" in bar(app)
    assert locales.language() == "en"


async def test_from_the_list_everything_is_in_the_bar_or_in_the_menu_which_is_always_there(
    session: Session,
) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Ctrl+N Till" in bar(app)
        assert "Ctrl+P Menu" in bar(app)
        await pilot.press("ctrl+p", *"sett")
        await pilot.pause()
        assert [str(each.prompt) for each in app.screen.query_one(OptionList).options] == ["Settings  Ctrl+R"]
        await pilot.press("escape", "f6")
        await pilot.pause()
        assert "F6 Clients" in bar(app)  # the way back
