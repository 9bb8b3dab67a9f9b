"""The history of messages, one opened, and campaigns, as who sends them sees and steers them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest

from messaging import worker
from models.outbox import sending
from models.outbox.campaigns import verbs as campaigns
from models.outbox.messages import receipts
from models.outbox.messages.campaign import Goal
from models.outbox.messages.table import Message, MessageKind, ReceiptState
from models.outbox.templates import verbs as templates
from models.people.staff import preferences
from models.store import settings
from tests.messaging.conftest import ALWAYS
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk, queue, states
from tests.tui.fiche.fiche_ledger import said, screen_text, top
from tests.tui.hands import Hands, until
from tui.communications.campaigns.listing import CampaignsDesk
from tui.communications.campaigns.opened import CampaignDesk
from tui.communications.history.listing import CommunicationsDesk
from tui.communications.history.opened import MessageDialog
from tui.fiche.screen import FicheDesk
from tui.frame.sending import Sending
from tui.frame.session import Session
from tui.parts.papers import FOLDER
from tui.shell.app import OfficineApp
from tui.widgets.rows import Rows

NOTHING_LEAVES = "no SMS really leaves"


@pytest.fixture
def desk(session: Session) -> Desk:
    """A thousand credits."""
    desk = Desk(Counter(session.staff, {}))
    desk.buy()
    return desk


@pytest.fixture
def campaign(desk: Desk) -> int:
    """To four who owe; one without a mobile and one who owes nothing are left out.

    The first is refused, of the second nobody knows, the third arrives and the fourth waits.
    """
    owing = [desk.client(f"Client {name}", owes=100) for name in "ABCD"]
    left_out = [desk.client("Sans mobile", mobile="", owes=100), desk.client("Ne doit rien")]
    campaign = desk.remind(*owing, *left_out)
    refused, lost, arrived = (each.id for each in sending.claim("one", 3))
    sending.refused(refused, "one", "no such number", temporary=False)
    sending.uncertain(lost, "one", "reset")
    sending.accepted(arrived, "one", gateway="g")
    receipts.receive(arrived, ReceiptState.DELIVERED, "stat:DELIVRD")
    return campaign


@asynccontextmanager
async def opened(session: Session, *keys: str) -> AsyncIterator[Hands]:
    """The screens, at night: nothing leaves unless a test wants it."""
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        hands = Hands(pilot, app)
        await hands.press("f7", *keys)
        yield hands


def shown(hands: Hands) -> list[str]:
    """The lines of the screen, spaces squeezed."""
    return [" ".join(line.split()) for line in screen_text(hands.app).splitlines()]


@pytest.fixture(autouse=True)
def night(session: Session) -> None:
    settings.put("outbox.opens", "00:00")
    settings.put("outbox.closes", "00:01")


@pytest.mark.capability("sms-history")
async def test_the_history_says_what_became_of_each_message_and_enter_tells_its_story(
    session: Session, campaign: int
) -> None:
    async with opened(session) as hands:
        top(hands.app, CommunicationsDesk)
        assert "Reminder  Queued" in hands.line("Client D")
        assert "Reminder  Unknown" in hands.line("Client B")
        assert "S. Amrani" in hands.line("Client B"), "who wrote it, at 80 columns too"
        await hands.press("down", "enter")
        top(hands.app, MessageDialog)
        assert "Status Arrived" in hands.prose
        assert "GSM-7 · 1 segment Cost 1 credit" in hands.prose
        assert "votre solde est de 1,00 DH" in hands.prose
        assert hands.prose.index("Queued") < hands.prose.index("Sent g") < hands.prose.index("stat:DELIVRD")
        await hands.press("enter")
        assert top(hands.app, CampaignDesk).campaign == campaign


@pytest.mark.capability("sms-sort-search")
async def test_it_is_narrowed_by_state_and_text_and_sorted_by_any_column(
    session: Session, desk: Desk, campaign: int
) -> None:
    queue(desk, "Essai de la vitrine", kind=MessageKind.DUE)

    def seen(hands: Hands) -> list[int]:
        return [row.id for row in hands.app.screen.query_one(Rows).window]

    async with opened(session) as hands:
        assert seen(hands) == [5, 4, 3, 2, 1]
        assert "06 11 11 00 00" in hands.line("Essai"), "to no client, yet to somebody"
        await hands.press("e", "down", "enter")
        assert (seen(hands), shown(hands)[0]) == ([5, 4], "Communications 2 · queued")
        await hands.press("slash", *"vit")
        assert seen(hands) == [5]
        await hands.press("escape", "e", "enter", "ctrl+t", "4")
        assert seen(hands) == [4, 5, 3, 1, 2]
        await hands.press("slash", "s", "escape", "escape")
        assert "Search" in screen_text(hands.app), "out of the search, then back to the clients"


async def test_what_is_new_is_seen_at_the_top_and_nowhere_else_does_the_list_move(
    session: Session, desk: Desk
) -> None:
    queue(desk, *(f"Message {number}" for number in range(30)), kind=MessageKind.DUE)
    async with opened(session) as hands:
        rows = hands.app.screen.query_one(Rows)
        queue(desk, "Le dernier", kind=MessageKind.DUE)
        hands.app.read_again()
        assert rows.window[0].id == 31
        await hands.press("down", "pagedown")
        before = rows.window
        queue(desk, "Un autre", kind=MessageKind.DUE)
        hands.app.read_again()
        assert rows.window == before


async def test_a_message_nobody_knows_of_is_sent_again_only_by_who_was_told_the_risk(
    session: Session, campaign: int
) -> None:
    """INV-54"""
    async with opened(session, "down", "down", "enter", "a") as hands:
        assert "Nobody knows whether this message left: Client B may get it twice." in hands.prose
        await hands.press("enter")
        assert len(states()) == 4, "to go back is what comes first"
        await hands.press("a", "down", "enter")
        assert said(hands.app) == "Queued as a new message."
        assert Message.get_by_id(5).again_of_id == 2
        await hands.press("a")
        top(hands.app, MessageDialog)
        assert len(states()) == 5, "once"


async def test_a_campaign_says_where_everybody_on_its_list_is(session: Session, campaign: int) -> None:
    """INV-52: the figures add up to the list."""
    async with opened(session, "c", "enter") as hands:
        top(hands.app, CampaignDesk)
        text = shown(hands)
        figures = (
            "Waiting 1",
            "Sent to 1 1 arrived",
            "Failed 1",
            "Unknown 1",
            "On the list 6",
            "Credits used 2",
        )
        assert [line for line in text if line in figures] == list(figures)
        assert any(line.startswith("Left out 2 ") for line in text)
        assert any(line.endswith("3 of 4") for line in text)
        assert "3 got nothing · of 1 nobody knows" in text
        assert "Failed · Refused by the operator" in hands.line("Client A")
        await hands.press("end", "enter")
        top(hands.app, FicheDesk)


async def test_what_is_paused_goes_on_where_it_was_and_is_seen_to_leave(
    session: Session, desk: Desk, campaign: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaigns.pause(campaign, **desk.who)
    for name, value in ALWAYS.items():
        settings.put(name, value)
    monkeypatch.setattr(worker, "POLL", 0.05)
    async with opened(session, "c", "enter") as hands:
        assert "paused" in shown(hands)[0]
        assert NOTHING_LEAVES in screen_text(hands.app)
        await hands.pilot.pause(0.1)
        assert states()[3] == "queued"
        await hands.press("p", "enter")
        assert states()[3] == "queued", "to go back is what comes first"
        await hands.press("p", "down", "enter")
        await until(hands.pilot, lambda: "Sent to 2 1 arrived" in shown(hands))
        assert "Waiting 0" in shown(hands)
        assert "1 of them only in the trial notebook" in screen_text(hands.app)
        assert NOTHING_LEAVES not in screen_text(hands.app), "nothing waits; the gateway g really took one"


async def test_the_rest_is_cancelled_after_its_number_was_read(
    session: Session, desk: Desk, campaign: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "POLL", 0.05)
    async with opened(session, "c", "enter", "p") as hands:
        assert "paused" in shown(hands)[0]
        await hands.press("x")
        assert "1 message has not left." in hands.prose
        await hands.press("enter")
        assert states()[3] == "queued", "to go back is what comes first"
        await hands.press("x", "down", "enter")
        assert said(hands.app) == "1 message cancelled."
        assert states()[3] == "cancelled"
        assert "called off" in shown(hands)[0]
        await hands.press("escape")
        top(hands.app, CampaignsDesk)


async def test_who_got_nothing_and_why_is_written_as_a_spreadsheet(
    session: Session, campaign: int, tmp_path: Path
) -> None:
    preferences.remember(session.staff, FOLDER, str(tmp_path))
    async with opened(session, "c", "enter", "P") as hands:
        await until(hands.pilot, lambda: said(hands.app).startswith("Written:"))
    lines = (tmp_path / f"campaign-{campaign}.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 4
    assert lines[1] == "Client A;06 00 00 00 00;Failed · Refused by the operator · no such number"


async def test_figures_that_were_read_before_a_pause_do_not_hide_it(
    session: Session, campaign: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, began, goes_on, ended = campaigns.read, Event(), Event(), Event()

    def slowly(key: int) -> campaigns.CampaignRow:
        row = read(key)
        if current_thread() is not main_thread():
            began.set()
            goes_on.wait(5)
            ended.set()
        return row

    async with opened(session, "c", "enter") as hands:
        monkeypatch.setattr(campaigns, "read", slowly)
        hands.app.screen.post_message(Sending.Moved())
        await until(hands.pilot, began.is_set)
        await hands.press("p")
        assert "paused" in shown(hands)[0]
        goes_on.set()
        await until(hands.pilot, ended.is_set)
        await hands.press("down")
        assert "paused" in shown(hands)[0]


async def test_what_is_written_from_the_list_of_campaigns_shows_how_far_it_is(
    session: Session, desk: Desk, campaign: int
) -> None:
    templates.create("Relance", Goal.BALANCE_REMINDER, "Bonjour {client}, {solde}", **desk.who)
    async with opened(session, "c", "n", "down", "space", "enter", "f9", "enter") as hands:
        assert top(hands.app, CampaignDesk).campaign == campaign + 1
        await hands.press("escape")
        top(hands.app, CampaignsDesk)
