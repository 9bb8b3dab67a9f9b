"""F1, F1: the page about the screen, its links, its search, and the way back to what was being typed."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.fiche.fiche_ledger import Ledger, screen_text
from tests.tui.hands import Hands, at_fiche
from tui.clients.listing import ClientDesk
from tui.fiche.avoirs.pane import TAB as AVOIRS
from tui.fiche.payments.dialog import PaymentDialog
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.guide import finding, pages
from tui.guide.pager import Guide
from tui.settings.desk import SettingsDesk
from tui.shell.app import OfficineApp
from tui.shell.help import Help


@asynccontextmanager
async def at_list(session: Session, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Hands]:
    app = OfficineApp(session)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Hands(pilot, app)


def shown(hands: Hands) -> str:
    """The name of the page."""
    assert isinstance(hands.app.screen, Guide)
    return hands.app.screen.view.page.name


def put(folder: Path, monkeypatch: pytest.MonkeyPatch, **texts: str) -> Iterator[None]:
    """Other pages in the place of the guide."""
    for name, text in texts.items():
        folder.joinpath(f"{name}.md").write_text(text)
    monkeypatch.setattr(pages, "FOLDER", folder)
    kept = (pages.page, pages.names, pages._blocks, finding._words)
    for each in kept:
        each.cache_clear()
    yield
    for each in kept:
        each.cache_clear()


@pytest.fixture
def small_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    long = "".join(f"ligne {number} de tout\n\n" for number in range(1, 30))
    contents = "- [La liste](liste.md)\n- [Oublier](oublier.md#oublié)\n"
    yield from put(
        tmp_path,
        monkeypatch,
        README=f"# Guide\n\nPour chaque client.\n\n{long}{contents}",
        liste="# La liste\n\nUn client se trouve.\n",
        oublier="# Oublier\n\nUn client demande.\n\n## Oublié\n\nQui est oublié, et la règle.\n",
    )


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages that somebody else wrote."""
    text = "[bold red]x[/] a\x1b[2Jb <b>&#27;[31m</b> \u202e"
    yield from put(
        tmp_path,
        monkeypatch,
        README=f"# {text}\n\n- {text}\n\n| {text} |\n|---|\n| {text} |\n",
        liste="# Liste\n\n[out](../../x.md) and [away](https://example.org/)\n",
    )


async def test_what_was_typed_stands_there_after_the_guide(session: Session, clients: list[int]) -> None:
    async with at_list(session) as hands:
        await hands.press(*"mart", "f1", "f1")
        assert shown(hands) == "liste.md"
        assert "Trouver un client" in screen_text(hands.app)
        await hands.press("end", "home", "escape")
        assert isinstance(hands.app.screen, ClientDesk)
        assert hands.app.screen.query_one(Input).value == "mart"
        assert len(hands.app.screen_stack) == 1 + hands.app.screen_stack.index(hands.app.screen)


async def test_the_menu_opens_it_too(session: Session) -> None:
    async with at_list(session) as hands:
        await hands.press("ctrl+p", *"guide", "enter")
        assert shown(hands) == "liste.md"


async def test_a_dialog_without_a_page_has_that_of_what_is_beneath(session: Session) -> None:
    ledger = Ledger(session)
    client = ledger.client()
    ledger.sale(client, 5_000)
    async with at_fiche(session, client) as hands:
        await hands.press("f1", "f1")
        assert shown(hands) == "fiche.md"
        await hands.press("escape", "o", "f1")
        assert isinstance(hands.app.screen, Help)
        await hands.press("f1")
        assert shown(hands) == "fiche.md"


async def test_in_a_tab_it_is_the_page_of_the_tab_and_in_the_settings_that_of_the_section(
    session: Session,
) -> None:
    client = Ledger(session).client()
    async with at_fiche(session, client) as hands:
        await hands.press("g", *AVOIRS.title, "enter", "f1", "f1")
        assert shown(hands) == "retours.md"
        assert "Les avoirs" in hands.line("▸")
        await hands.press("escape")
        assert isinstance(hands.app.screen, FicheDesk)
    async with at_list(session) as hands:
        await hands.press("ctrl+r", "down", "f1", "f1")
        assert "Ce que la pharmacie utilise" in screen_text(hands.app).splitlines()[2]
        await hands.press("escape")
        assert isinstance(hands.app.screen, SettingsDesk)


async def test_a_payment_half_typed_is_still_there_and_nothing_was_paid(session: Session) -> None:
    ledger = Ledger(session)
    client = ledger.client()
    ledger.sale(client, 5_000)
    async with at_fiche(session, client) as hands:
        await hands.press("p", *"12,5", "f1", "f1")
        assert shown(hands) == "encaisser.md"
        assert "Encaisser la dette" in hands.line("▸")
        await hands.press("x", "slash", *"monnaie", "enter", "escape")
        assert isinstance(hands.app.screen, PaymentDialog)
        assert "12,5" in screen_text(hands.app)


@pytest.mark.usefixtures("small_guide")
async def test_a_link_is_followed_by_enter_and_escape_comes_back(session: Session) -> None:
    async with at_list(session) as hands:
        await hands.press("f1", "f1", "g", "enter")
        assert shown(hands) == "README.md"
        await hands.press("end", "tab", "tab", "enter")
        assert shown(hands) == "oublier.md"
        assert "Oublié" in hands.line("▸")
        text = screen_text(hands.app)
        await hands.press("escape")
        assert shown(hands) == "README.md"
        assert "ligne 1 " not in screen_text(hands.app)  # as far down as it was
        await hands.press("enter")
        assert screen_text(hands.app) == text  # the same link is still chosen


@pytest.mark.usefixtures("small_guide")
async def test_words_are_found_on_all_pages_whatever_their_accents(session: Session) -> None:
    async with at_list(session) as hands:
        await hands.press("f1", "f1", "slash", *"REGL oublie", "enter")
        assert shown(hands) == "oublier.md"
        assert "Qui est oublié, et la règle." in hands.line("▸")
        assert "found: 1 of 1" in screen_text(hands.app)
        await hands.press("escape")
        assert shown(hands) == "liste.md"  # where the search began
        await hands.press("escape")
        assert isinstance(hands.app.screen, ClientDesk)


@pytest.mark.usefixtures("small_guide")
async def test_a_search_begins_where_one_is_and_goes_round(session: Session) -> None:
    async with at_list(session) as hands:
        await hands.press("f1", "f1", "slash", *"client", "enter")
        first = screen_text(hands.app)
        assert "found: 1 of 3" in first
        assert "Un client" in hands.line("▸")
        await hands.press("n")
        assert shown(hands) == "oublier.md"
        await hands.press("n", "enter")  # without a chosen link it is the next one
        assert screen_text(hands.app) == first
        await hands.press("N")
        assert "found: 3 of 3" in screen_text(hands.app)
        assert shown(hands) == "README.md"
        await hands.press("escape")
        assert shown(hands) == "liste.md"  # where the search began
        assert "found" not in screen_text(hands.app)
        await hands.press("slash", *"client", "enter", "n", "slash", *"ligne 7", "enter")
        assert "ligne 7" in hands.line("▸")
        await hands.press("escape")
        assert shown(hands) == "oublier.md"
        await hands.press("escape")
        assert shown(hands) == "liste.md"


@pytest.mark.parametrize("typed", ["xyzzy", "&#!"])
async def test_what_no_page_says_is_said_and_nothing_is_lost(session: Session, typed: str) -> None:
    async with at_list(session) as hands:
        await hands.press("f1", "f1", "slash", *typed, "enter")
        assert "No page says this." in screen_text(hands.app)
        assert shown(hands) == "liste.md"
        await hands.press("escape")
        assert isinstance(hands.app.screen, ClientDesk)


async def test_it_has_keys_of_its_own_under_f1_and_is_opened_once(session: Session) -> None:
    async with at_list(session) as hands:
        await hands.press("f1", "f1", "f1")
        assert isinstance(hands.app.screen, Help)
        assert "Choose the next link" in hands.prose
        await hands.press("f1")
        assert shown(hands) == "premiers-pas.md"
        assert sum(isinstance(each, Guide) for each in hands.app.screen_stack) == 1
        await hands.press("escape")
        assert shown(hands) == "liste.md"


@pytest.mark.usefixtures("hostile")
async def test_the_text_of_a_page_is_data_and_leads_only_to_pages(session: Session) -> None:
    async with at_list(session) as hands:
        await hands.press("f1", "f1", "tab", "enter")
        assert "No page of the guide: ../../x.md" in screen_text(hands.app)
        await hands.press("tab", "enter")
        assert "No page of the guide: https://example.org/" in screen_text(hands.app)
        await hands.press("g", "enter")
        text = screen_text(hands.app)
        assert shown(hands) == "README.md"
        assert text.count("[bold red]x[/] a�[2Jb <b>�[31m</b>") == 5  # with the title in the first line
        assert "\x1b" not in text
        assert "\u202e" not in text


async def test_an_installation_without_the_guide_says_so(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hostile: None
) -> None:
    monkeypatch.setattr(pages, "FOLDER", tmp_path / "nowhere")
    async with at_list(session) as hands:
        await hands.press("f1", "f1")
        assert isinstance(hands.app.screen, Help)
        assert "The guide is not in this installation." in screen_text(hands.app)


async def test_the_place_is_kept_when_the_terminal_changes_its_size(session: Session) -> None:
    async with at_list(session, (100, 30)) as hands:
        await hands.press("ctrl+r", "end", "f1", "f1", "pagedown")
        top = screen_text(hands.app).splitlines()[2].split()[:3]
        await hands.pilot.resize_terminal(50, 20)
        await hands.pilot.pause()
        assert screen_text(hands.app).splitlines()[2].split()[:3] == top
