"""Opening a fiche asks as much of the database for a long account as for a short one, whatever is in use."""

import pytest

from tests import statements
from tests.tui.fiche.fiche_ledger import Ledger, open_fiche, screen_text, to_tab, top
from tests.tui.hands import Hands, at_fiche
from tui.fiche.avoirs import pane as avoirs
from tui.fiche.dashboard import pane as dashboard
from tui.fiche.parts.pane import Tab
from tui.fiche.screen import FicheDesk
from tui.fiche.sidebar import Sidebar
from tui.fiche.tabs import counts
from tui.frame.session import Session
from tui.shell.app import OfficineApp


async def opening(hands: Hands, client: int) -> list[str]:
    """The statements that opening this fiche runs."""
    with statements.counted() as run:
        await open_fiche(hands.pilot, client)
    await hands.press("escape")
    return list(run)


@pytest.mark.usefixtures("everything_on")
async def test_the_counts_of_all_tabs_are_one_statement_and_as_many_run_for_any_account(
    session: Session,
) -> None:
    ledger = Ledger(session)
    short, long = ledger.client("Short"), ledger.client("Long")
    for client, sales in ((short, 3), (long, 60)):
        for _ in range(sales):
            ledger.sale(client, 1_000)
        ledger.pay(client, 1_000)
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot, app)
        for client in (short, long):
            await opening(hands, client)  # what is prepared once
        few, many = [await opening(hands, client) for client in (short, long)]
        assert len(few) == len(many)
        fiche = await open_fiche(pilot, long)
        with statements.counted() as run:
            shown = counts(fiche.tabs, long)
        assert len(run) == 1
        assert list(top(app, FicheDesk).query_one(Sidebar).counts) == shown
        numbers = dict(zip([tab.key for tab in fiche.tabs], shown, strict=True))
        assert (numbers["sales"], numbers["payments"], numbers["messages"]) == ("60", "1", "0")


@pytest.mark.usefixtures("everything_on")
async def test_features_digits_and_the_default_ceiling_cost_one_statement_each(session: Session) -> None:
    client = Ledger(session).client()
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot, app)
        await opening(hands, client)
        run = await opening(hands, client)
        named = [each for each in run if '"setting"' in each]
        assert len(named) == 3, named


@pytest.mark.usefixtures("everything_on")
@pytest.mark.parametrize("tab", [dashboard.TAB, avoirs.TAB], ids=lambda tab: tab.key)
async def test_what_is_unpaid_and_available_is_read_once_for_the_fiche_and_its_tab(
    session: Session, tab: Tab
) -> None:
    ledger = Ledger(session)
    client = ledger.client()
    ledger.sale(client, 30_000)
    ledger.advance(client, 10_000)
    async with at_fiche(session, client, (120, 40)) as hands:
        await to_tab(hands.pilot, tab)
        with statements.counted() as run:
            top(hands.app, FicheDesk).read_again()
        sums = [each for each in run if each.count("FILTER") == 2 and '"allocation"' in each]
        assert len(sums) == 1, sums
        assert "300.00" in screen_text(hands.app)
        assert "100.00 available" in screen_text(hands.app) or tab is dashboard.TAB
