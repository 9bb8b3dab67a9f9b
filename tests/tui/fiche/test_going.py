"""`g`, Aller à…: any tab by a few letters of its name; the keys of tabs and a user's own key map."""

from pathlib import Path

import pytest
from textual.widgets import OptionList

from models.people.staff import drafts
from models.pharmacy import features, tab_keys
from models.pharmacy.features import Feature, in_use
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, top
from tests.tui.frame.test_keys import write_config
from tests.tui.hands import Hands, at_fiche
from tui.dialogs.find import Entry, found
from tui.entrance.drafts import DraftDialog
from tui.fiche.going import GoToDialog
from tui.fiche.screen import FicheDesk
from tui.fiche.tabs import TABS
from tui.frame.session import Session
from tui.shell.app import OfficineApp

FRENCH = [Entry(name, name) for name in ("Préparations", "Ventes", "Retours", "Relevés", "Fact. globales")]


@pytest.fixture
def client(session: Session) -> int:
    return Ledger(session).client()


def offered(hands: Hands) -> list[str]:
    """The names in the list of the dialog, without what stands beside them."""
    return [str(each.prompt).split("  ")[0] for each in hands.app.screen.query_one(OptionList).options]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("re", ["Retours", "Relevés", "Préparations"]),  # those that begin with it are first
        ("releves", ["Relevés"]),
        ("RELEVÉS", ["Relevés"]),
        ("glo", ["Fact. globales"]),
        ("paration", ["Préparations"]),
        ("fact glob", ["Fact. globales"]),
        ("xyz", []),
        ("?!", []),
        ("", ["Préparations", "Ventes", "Retours", "Relevés", "Fact. globales"]),
    ],
)
def test_a_name_is_found_by_letters_from_wherever_in_it_whatever_its_accents(
    typed: str, names: list[str]
) -> None:
    assert [each.name for each in found(FRENCH, typed)] == names


async def test_g_lists_the_tabs_in_their_order_and_enter_goes_into_the_first(
    session: Session, client: int
) -> None:
    async with at_fiche(session, client) as hands:
        fiche = top(hands.app, FicheDesk)
        await hands.press("g")
        assert isinstance(hands.app.screen, GoToDialog)
        assert offered(hands) == [tab.title for tab in fiche.tabs]
        await hands.press(*"statem", "enter")
        assert fiche.tab.key == "statements"
        assert fiche.pane.has_focus_within
        await hands.press("g", "down", "down", "enter")
        assert fiche.tab is fiche.tabs[2]
        await hands.press("g", "escape")
        assert fiche.tab is fiche.tabs[2]


async def test_a_name_that_no_tab_has_is_said_and_what_was_typed_stays(session: Session, client: int) -> None:
    async with at_fiche(session, client) as hands:
        shown = top(hands.app, FicheDesk).tab
        await hands.press("g", *"xyz", "enter")
        assert isinstance(hands.app.screen, GoToDialog)
        assert said(hands.app) == "Nothing is called so."
        await hands.press("backspace", "backspace", "backspace", *"ret", "enter")
        assert top(hands.app, FicheDesk).tab.key == "returns" != shown.key


@pytest.mark.usefixtures("everything_on")
async def test_the_palette_finds_every_tab_with_a_key_or_without(session: Session, client: int) -> None:
    digits = tab_keys.tab_keys()
    tab_keys.choose(digits | {"2": tab_keys.NO_TAB}, seen=digits, by=by_staff(session.staff))
    async with at_fiche(session, client) as hands:
        fiche = top(hands.app, FicheDesk)
        for tab in TABS:
            await hands.press("ctrl+p", *tab.title)
            assert offered(hands)[0] == tab.title
            await hands.press("enter")
            await hands.pilot.pause()
            assert fiche.tab is tab


async def test_f1_lists_the_tabs_that_have_a_key(session: Session, client: int) -> None:
    digits = tab_keys.tab_keys()
    tab_keys.choose(digits | {"3": tab_keys.NO_TAB}, seen=digits, by=by_staff(session.staff))
    async with at_fiche(session, client, (80, 200)) as hands:
        await hands.press("f1")
        listed = screen_text(hands.app)
        assert "4  " in listed
        assert "Returns" in listed.partition("Moving about")[2]
        assert "Quotes" not in listed.partition("Moving about")[2].partition("Everywhere")[0].split()
        assert "no.key" not in listed


async def test_a_users_own_key_goes_before_the_digits_and_is_shown(
    session: Session, client: int, tmp_path: Path
) -> None:
    """Sales by 3: quotes lose their digit, and are reached by their name as any tab."""
    write_config(tmp_path, '[keys]\n"fiche.tab.sales" = "3"\n"fiche.tab.returns" = "ctrl+t"\n')
    async with at_fiche(session, client, (80, 40)) as hands:
        await hands.pilot.pause()
        fiche = top(hands.app, FicheDesk)
        await hands.press("1", "escape", "3")
        assert fiche.tab.key == "sales"
        text = screen_text(hands.app)
        assert "▌3 Sales" in text
        assert "   Quotes" in text
        assert "   Returns" in text
        await hands.press("escape", "2")
        assert "does nothing" in said(hands.app)
        await hands.press("g", *"quo", "enter")
        assert fiche.tab.key == "quotes"
        await hands.press("ctrl+p", *"sales", "enter")
        await hands.pilot.pause()
        assert fiche.tab.key == "sales"
        await hands.press("ctrl+p", *"quotes", "enter")
        await hands.pilot.pause()
        assert fiche.tab.key == "quotes"


async def test_a_user_gives_a_key_to_a_tab_that_has_none(
    session: Session, client: int, tmp_path: Path
) -> None:
    features.choose(in_use() | {Feature.DELIVERY}, seen=in_use(), by=by_staff(session.staff))
    write_config(tmp_path, '[keys]\n"fiche.tab.sites" = "h"\n')
    async with at_fiche(session, client, (80, 40)) as hands:
        await hands.press("h")
        assert top(hands.app, FicheDesk).tab.key == "sites"
        assert "▌h Sites" in screen_text(hands.app)


async def test_the_draft_of_a_feature_that_is_off_waits_until_it_is_on(session: Session, client: int) -> None:
    drafts.keep(session.staff, "preparation", str(client), {"name": "Martinez", "lines": []})
    for used in (frozenset[Feature](), frozenset({Feature.PREPARATIONS})):
        features.choose(used, seen=in_use(), by=by_staff(session.staff))
        app = OfficineApp(session)
        async with app.run_test() as pilot:
            await pilot.pause()
            app._offer_drafts()
            await pilot.pause()
            assert isinstance(app.screen, DraftDialog) == bool(used)
    assert len(drafts.of(session.staff)) == 1
