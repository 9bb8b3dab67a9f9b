"""The fiche: who, what they owe, the tabs, and going from one client to the next."""

import asyncio

import pytest
from rich.cells import cell_len

from models.money.ledger.accounts import PaymentMode
from models.people.clients.verbs import ClientFields, edit
from models.pharmacy.tab_keys import AT_FIRST
from models.store.connection import own_connection
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, balance, open_fiche, said, screen_text, to_tab, top
from tests.tui.hands import at_fiche
from tui.clients.listing import ClientDesk
from tui.fiche import information
from tui.fiche.payments import pane as payments
from tui.fiche.sales import pane as sales
from tui.fiche.screen import FicheDesk
from tui.fiche.sidebar import Sidebar
from tui.fiche.tabs import TABS
from tui.forms.form import Form
from tui.frame.session import Session
from tui.shell.app import OfficineApp
from tui.terminal.inert import inert
from tui.widgets.rows import Rows
from tui.widgets.text_lines import Lines


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


@pytest.mark.capability("fiche-id-visible")
async def test_the_header_says_who_how_to_reach_them_and_their_number(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client(mobile="0612345678", registration_number="123", code="CARTE-7")
    async with at_fiche(session, client) as hands:
        first, second, *_ = screen_text(hands.app).splitlines()
        assert first.split() == ["MARTINEZ", "Jeanne", "No.", str(client)]
        assert second.strip() == "Regular · 123 · 06 12 34 56 78 · Code CARTE-7"


@pytest.mark.capability("bal-panel", "bal-avoir-part", "dash-metrics")
async def test_bal_panel_shows_unpaid_credit_net_and_ceiling_each_with_its_word(
    session: Session, ledger: Ledger
) -> None:
    """Gross, avoir, net; never a bare sign."""
    client = ledger.client(ceiling=Centimes(200_000))
    ledger.sale(client, 125_000)
    ledger.advance(client, 5_000)
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        assert balance(desk) == [
            "Total unpaid DH",
            "Owes 1,250.00",
            "less credit 50.00",
            "Net owed 1,200.00",
            "Ceiling 2,000.00",
        ]


@pytest.mark.capability("sit-available")
async def test_bal_panel_of_a_creditor_says_credit(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.advance(client, 8_000)
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        assert balance(desk)[1:] == [
            "Nothing unpaid –",
            "less credit 80.00",
            "Net credit 80.00",
            "Ceiling none",
        ]


@pytest.mark.capability("credit-ceiling")
async def test_a_ceiling_of_0_is_no_credit_and_a_lowered_one_says_by_how_much_it_is_passed(
    session: Session, ledger: Ledger
) -> None:
    """0 is not "no limit"; INV-14: lowering below the debt is allowed but flagged."""
    none, lowered = ledger.client("Zero"), ledger.client("Lowered")
    ledger.sale(lowered, 30_000)
    for client, ceiling in ((none, 0), (lowered, 10_000)):
        values = ClientFields(last_name="Zero", ceiling=Centimes(ceiling))
        edit(client, values, version=1, by=by_staff(session.staff))
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = await open_fiche(pilot, none)
        assert balance(desk)[-1] == "Ceiling no credit"
        await pilot.press("escape")
        desk = await open_fiche(pilot, lowered)
        assert balance(desk)[-2:] == ["Ceiling 100.00", "Over by 200.00"]


@pytest.mark.capability("fiche-alert")
async def test_fiche_alert_is_told_once_and_stays_in_the_header(session: Session, ledger: Ledger) -> None:
    client = ledger.client(alert="Allergic to penicillin")
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        assert said(hands.app) == "⚠ Allergic to penicillin"
        await hands.press("down")
        assert said(hands.app) == ""
        desk.read_again()
        assert said(hands.app) == ""
        assert "⚠ Allergic to penicillin" in desk.query_one("#who", Lines).text


async def test_the_last_tab_is_in_sight_beneath_an_alert_and_a_long_balance(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client(alert="Never deliver without a signature " * 5)
    ledger.sale(client, 10_000)
    async with at_fiche(session, client, (80, 20)) as hands:
        assert "▌2 Sales" in screen_text(hands.app)
        for key, shown in (
            ("end", "▌l Communication"),
            ("up", "▌7 Global invoices"),
            ("home", "▌1 Dashboard"),
        ):
            await hands.press(key)
            assert shown in screen_text(hands.app)


async def test_each_tab_is_one_digit_away_and_arrows_go_from_tab_to_tab(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        for digit, tab in AT_FIRST.items():
            await hands.press(digit)
            await hands.pilot.pause()
            assert desk.tab.key == tab
            assert [pane.display for pane in desk._panes.values()].count(True) == 1
        last = desk.shown
        await hands.press("escape")
        assert isinstance(hands.app.focused, Sidebar)
        await hands.press("up")
        assert desk.shown == last - 1
        await hands.press("home")
        assert desk.shown == 0


async def test_enter_goes_deeper_and_escape_comes_back(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 2_000)
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        assert isinstance(hands.app.focused, Sidebar)
        await hands.press("enter")
        assert isinstance(hands.app.focused, Rows)
        await hands.press("enter")
        assert hands.app.screen is not desk
        await hands.press("escape", "escape")
        assert hands.app.screen is desk
        assert isinstance(hands.app.focused, Sidebar)
        await hands.press("escape")
        top(hands.app, ClientDesk)


@pytest.mark.capability("sit-window", "ops-by-type")
async def test_the_tabs_say_how_many_there_are(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 2_000)
    ledger.sale(client, 3_000)
    ledger.pay(client, 2_000)
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        counts = dict(zip(desk.tabs, desk.query_one(Sidebar).counts, strict=True))
        assert (counts[information.TAB], counts[sales.TAB], counts[payments.TAB]) == ("", "2", "1")


@pytest.mark.capability("filter-category-nav", "record-nav")
async def test_record_nav_walks_the_list_as_it_was_filtered(session: Session, ledger: Ledger) -> None:
    """Next and previous stay inside the search."""
    for first in ("Anne", "Brahim", "Chama"):
        ledger.client("Martin", first)
    ledger.client("Martinez", "Zoé")
    ledger.client("Nadir")
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"martin", "enter")
        await pilot.pause()
        desk = top(app, FicheDesk)
        seen = [desk.row.first_name]
        for key in ("greater_than_sign", "greater_than_sign", "greater_than_sign", "greater_than_sign"):
            await pilot.press(key)
            seen.append(desk.row.first_name)
        assert seen == ["Anne", "Brahim", "Chama", "Zoé", "Zoé"]
        assert said(app)
        await pilot.press("less_than_sign")
        assert desk.row.first_name == "Chama"
        await pilot.press("ctrl+home")
        assert desk.row.first_name == "Anne"
        await pilot.press("ctrl+end")
        assert desk.row.first_name == "Zoé"


async def test_the_list_keeps_its_search_and_cursor(session: Session, ledger: Ledger) -> None:
    for first in ("Anne", "Brahim", "Chama"):
        ledger.client("Martin", first)
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"mart", "down", "down", "enter")
        await pilot.pause()
        top(app, FicheDesk)
        await pilot.press("escape")
        await pilot.pause()
        desk = top(app, ClientDesk)
        assert desk.listing.search == "mart"
        assert desk.rows.current is not None
        assert desk.rows.current.first_name == "Chama"


async def test_what_another_terminal_paid_shows_without_a_key(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 10_000)

    def elsewhere() -> None:
        with own_connection():
            ledger.pay(client, 4_000)

    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        hands.app.look()
        assert balance(desk)[1] == "Owes 100.00"
        await asyncio.to_thread(elsewhere)
        hands.app.look()
        await hands.pilot.pause()
        assert balance(desk)[1] == "Owes 60.00"
        assert desk.query_one(Sidebar).counts[desk.tabs.index(payments.TAB)] == "1"
        assert "60.00" in screen_text(hands.app).splitlines()[5]


async def test_reading_again_what_did_not_change_paints_nothing(
    session: Session, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = ledger.client()
    ledger.sale(client, 10_000)
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        desk.read_again()
        await hands.pilot.pause()
        painted: list[object] = []
        for kind in (Lines, Rows, Sidebar):
            monkeypatch.setattr(kind, "refresh", lambda self, *_regions, **_more: painted.append(self))
        desk.read_again()
        assert painted == []


@pytest.mark.usefixtures("everything_on")
@pytest.mark.parametrize(
    "name",
    [
        "[red]",
        "[/]",
        "a[/b]c",
        "\u202eRTL\u200b",
        "\U0001f9ea\ufe0f" * 5,
        "W" * 200,
        "محمد بن عبد الله",
        "'; DROP TABLE client; --",
    ],
)
async def test_text_of_a_fiche_is_data_in_every_tab(session: Session, ledger: Ledger, name: str) -> None:
    from models.people.clients.table import Client

    client = ledger.client(city="Rabat")
    hostile = f"{name}\x1b]52;c;AAAA\x07\x9b31m"
    Client.update(
        last_name=hostile, first_name=name, alert=hostile, info=hostile, address=hostile, email=hostile
    ).where(Client.id == client).execute()
    ledger.sale(client, 1_000)
    ledger.pay(client, 500)
    async with at_fiche(session, client) as hands:
        for tab in TABS:
            await to_tab(hands.pilot, tab)
            for keys in ((), ("enter",)):
                await hands.press(*keys)
                text = screen_text(hands.app)
                assert not any(control in text for control in "\x1b\x07\x9b\u202e"), tab.title
            if not isinstance(hands.app.screen, FicheDesk):
                await hands.press("escape")


@pytest.mark.usefixtures("everything_on")
@pytest.mark.parametrize("size", [(20, 5), (1, 1), (40, 10), (200, 60)])
async def test_any_size_of_terminal_is_survived(
    session: Session, ledger: Ledger, size: tuple[int, int]
) -> None:
    client = ledger.client(info="A long note. " * 40, alert="Alert " * 33)
    ledger.sale(client, 1_000)
    ledger.advance(client, 2_000, PaymentMode.CARD)
    async with at_fiche(session, client) as hands:
        await hands.pilot.resize_terminal(*size)
        for tab in TABS:
            await to_tab(hands.pilot, tab)
        await to_tab(hands.pilot, sales.TAB, "enter", "escape", "P")
        await hands.pilot.resize_terminal(80, 24)
        await hands.pilot.pause()
        assert "Statement of account" in screen_text(hands.app)


@pytest.mark.capability("fiche-edit")
async def test_f3_edits_and_the_fiche_shows_it(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        await hands.press("f3")
        assert hands.app.screen is not desk
        hands.app.screen.query_one(Form).put("first_name", "Samira")
        await hands.press("ctrl+s")
        assert hands.app.screen is desk
        assert "MARTINEZ Samira" in screen_text(hands.app)


@pytest.mark.parametrize("name", ["\U0001f9ea\ufe0f" * 60, "W" * 200, "x\u202ey" * 50, "漢字" * 60])
async def test_a_name_of_any_width_leaves_the_number_at_its_place(
    session: Session, ledger: Ledger, name: str
) -> None:
    from models.people.clients.table import Client

    client = ledger.client()
    Client.update(last_name=name).where(Client.id == client).execute()
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        first = desk.query_one("#who", Lines).text.splitlines()[0]
        assert first.endswith(f"No. {client}")
        assert cell_len(first) == 78
        assert inert(first) == first


@pytest.mark.capability("fiche-rech")
async def test_another_client_is_found_above_the_fiche_and_opens_in_its_place(
    session: Session, ledger: Ledger
) -> None:
    here, other = ledger.client(last_name="Alaoui"), ledger.client(last_name="Bennis")
    async with at_fiche(session, here) as hands:
        await hands.press("f4", *"benn")
        assert "ALAOUI" in screen_text(hands.app).splitlines()[0]
        await hands.press("enter")
        assert "BENNIS" in screen_text(hands.app).splitlines()[0]
        await hands.press("f4", "escape")
        desk = hands.app.screen
        assert isinstance(desk, FicheDesk)
        assert desk.client == other
