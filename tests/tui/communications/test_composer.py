"""Communication groupée: what leaves, to whom, and never by mistake (sms-bulk)."""

import pytest
from textual.widgets import Input

from models.outbox import rules
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.listing import CampaignListing
from models.outbox.campaigns.preflight import Order
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, Word
from models.outbox.messages.campaign import Exclusion, Goal
from models.outbox.messages.table import Message
from models.outbox.templates import verbs as templates
from models.people.staff import drafts
from models.requests.actors import Staff
from models.store import settings
from models.store.connection import transaction
from tests.tui.communications.composing import (
    BODY,
    Pharmacy,
    composing,
    fates,
    open_desk,
    preview,
    reached,
    without_sending,
)
from tests.tui.fiche.fiche_ledger import screen_text
from tests.tui.hands import Hands, come_to
from tui.clients.listing import ClientDesk
from tui.communications.composer import sending as composer_sending
from tui.communications.composer.desk import ComposerDesk
from tui.communications.composer.named import NamedClients
from tui.communications.composer.preflight_dialog import PreflightDialog
from tui.dialogs.progress import WorkingDialog
from tui.frame.session import Session
from tui.shell.app import OfficineApp

NOTHING_LEAVES = "no SMS really leaves"


@pytest.fixture
def pharmacy(session: Session) -> Pharmacy:
    return Pharmacy(session)


@pytest.fixture(autouse=True)
def begun(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    return without_sending(monkeypatch)


@pytest.mark.capability("sms-preview")
async def test_the_message_of_the_client_under_the_cursor_is_shown_or_why_they_get_none(
    session: Session, pharmacy: Pharmacy
) -> None:
    """Those who owe, the largest debts first."""
    async with composing(session) as hands:
        assert preview(hands).splitlines() == [
            "Alaoui",
            "06 61 23 45 65",
            "",
            "Bonjour Alaoui, votre solde est",
            "de 1250,00 DH. Pharmacie Atlas",
            "",
            "62 characters · GSM-7",
            "1 segment · 1 credit",
        ]
        await hands.press("end")
        assert preview(hands).startswith("Daoudi\nno mobile\n\nGets nothing\nNo valid mobile")
        assert "Zouhair" not in screen_text(hands.app)
        assert "4 clients" in screen_text(hands.app)
        assert "20 SMS credits left" in screen_text(hands.app)


@pytest.mark.capability("sms-recipients")
async def test_who_is_ticked_gets_it_through_every_search_and_nobody_else(
    session: Session, pharmacy: Pharmacy, begun: list[int]
) -> None:
    async with composing(session) as hands:
        await hands.press("space", "slash", *"chr", "enter", "space", "slash", *"zz", "enter")
        assert "0 clients · 2 ticked" in screen_text(hands.app)
        await hands.press("enter")
        assert fates(hands) == {"Get the message": 2}
        await hands.press("f9")
        assert "Send 2 messages?" in screen_text(hands.app)
        assert begun == []
        await hands.press("enter")
        assert reached() == ["Alaoui", "Chraibi"]
        assert begun == [1]


@pytest.mark.capability("sms-rights")
async def test_who_has_no_right_to_send_is_told_before_anything_is_asked(
    session: Session, pharmacy: Pharmacy
) -> None:
    with transaction():
        Staff.update(may_send=False).where(Staff.id == session.staff).execute()
    async with composing(session) as hands:
        assert "S. Amrani may not send messages" in screen_text(hands.app)
        await hands.press("enter")
        assert isinstance(hands.app.screen, ComposerDesk)
        assert "S. Amrani may not send messages" in screen_text(hands.app)


@pytest.mark.capability("sms-recipients")
async def test_nobody_ticked_is_everybody_and_their_number_must_be_typed(
    session: Session, pharmacy: Pharmacy
) -> None:
    """With another number nothing leaves, and what was typed stays."""
    async with composing(session) as hands:
        await hands.press("enter", "f9", *"4", "enter")
        assert "Type 3, the number of messages that will leave." in hands.prose
        assert hands.app.screen.query_one(Input).value == "4"
        assert reached() == []
        await hands.press("backspace", *"3", "enter", "enter")
        assert reached() == ["Alaoui", "Bennani", "Chraibi"]
        (campaign,) = CampaignListing().read(9)
        assert campaigns.read(campaign.id).excluded == {Exclusion.NO_ADDRESS: 1}


async def test_with_the_notebook_every_step_says_that_nothing_leaves(
    session: Session, pharmacy: Pharmacy
) -> None:
    async with composing(session) as hands:
        for keys in ((), ("enter",), ("e",), ("escape", "v"), ("escape", "f9")):
            await hands.press(*keys)
            assert NOTHING_LEAVES in screen_text(hands.app), hands.app.screen
        await hands.press("escape", "escape")
        settings.put(rules.setting(rules.GATEWAY), "kannel")
        await hands.press("f5")
        assert NOTHING_LEAVES not in screen_text(hands.app)
        await hands.press("enter")
        assert NOTHING_LEAVES not in screen_text(hands.app)


async def test_a_list_that_moved_is_shown_again_and_nothing_left(
    session: Session, pharmacy: Pharmacy
) -> None:
    async with composing(session) as hands:
        await hands.press("enter", "f9", *"3")
        consents.record(
            pharmacy.people["Alaoui"], Channel.SMS, Word.STOP, ConsentSource.PHONE, **pharmacy.who
        )
        await hands.press("enter")
        assert "3 messages were to leave, 2 would now" in hands.prose
        assert fates(hands) == {"Get the message": 2, "No valid mobile": 1, "Said STOP": 1}
        assert reached() == []


async def test_two_who_confirm_the_same_reminder_do_not_send_it_twice(
    session: Session, pharmacy: Pharmacy
) -> None:
    async with composing(session) as hands:
        order = Order(Goal.BALANCE_REMINDER, BODY, (pharmacy.people["Alaoui"],))
        campaigns.confirm(order, seen=1, **pharmacy.who)
        await hands.press("enter", "f9", *"3")
        campaigns.confirm(order, seen=1, **pharmacy.who)
        await hands.press("enter")
        assert "somebody else sent the like to 1 of them" in hands.prose
        assert reached() == ["Alaoui"] * 2
        await hands.press("f9", *"3", "enter")
        assert reached() == [*["Alaoui"] * 3, "Bennani", "Chraibi"], "whoever was told may still do it"


async def test_many_who_are_ticked_by_one_key_are_confirmed_by_their_number(
    session: Session, pharmacy: Pharmacy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composer_sending, "MANY_TICKED", 3)
    async with composing(session) as hands:
        await hands.press("t", "enter", "f9", "enter")
        assert reached() == []
        await hands.press(*"3", "enter")
        assert reached() == ["Alaoui", "Bennani", "Chraibi"]


async def test_no_key_that_is_held_down_sends_anything(session: Session, pharmacy: Pharmacy) -> None:
    async with composing(session) as hands:
        await hands.press("t")
        await hands.press(*["f9"] * 4)
        assert "Send 3 messages?" in screen_text(hands.app)
        await hands.press("escape", "escape", *["enter"] * 6)
        assert reached() == []


async def test_enter_twice_is_one_campaign_and_the_next_one_begins_anew(
    session: Session, pharmacy: Pharmacy
) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot, app)
        answers = await open_desk(hands)
        await hands.press("space", "enter", "f9")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert [each.id for each in CampaignListing().read(9)] == answers
        templates.create("Aaa", Goal.BALANCE_REMINDER, "{solde}", **pharmacy.who)
        await open_desk(hands)
        assert "ticked" not in screen_text(app)
        assert "m Relance" in screen_text(app), "the template that was used last, not the first by name"


@pytest.mark.capability("sms-goal")
async def test_what_was_chosen_is_there_for_whoever_comes_back(session: Session, pharmacy: Pharmacy) -> None:
    async with composing(session) as hands:
        templates.create("Promo", Goal.CUSTOM, "Reçu : crème solaire", **pharmacy.who)
        await hands.press("g", "space", "slash", *"zou", "escape", "f8", "escape")
        await open_desk(hands)
        text = screen_text(hands.app)
        assert "Custom message   m Promo" in text
        assert "simplified" in text
        assert "5 clients · 1 ticked" in text
        assert "Recu : crème solaire" in preview(hands)


async def test_who_was_ticked_when_the_line_dropped_is_offered_back(
    session: Session, pharmacy: Pharmacy
) -> None:
    async with composing(session) as hands:
        await hands.press("space", "delete", "f8", "slash", *"ch", "enter", "space")
        hands.app.leave()
    app = OfficineApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.enter(session)
        hands = Hands(pilot, app)
        await hands.press()
        assert "A group message: Balance reminder" in screen_text(app)
        await hands.press("enter")
        text = screen_text(app)
        assert "Owe · “ch” · 1 taken off" in text
        assert "1 client · 1 ticked" in text
        assert "simplified" in text
        assert drafts.of(session.staff) == []


@pytest.mark.capability("sms-test-group")
async def test_a_test_goes_to_oneself_and_to_a_few_who_do_not_get_it_again(
    session: Session, pharmacy: Pharmacy
) -> None:
    """The real text; the number is proposed the next time."""
    async with composing(session) as hands:
        await hands.press("enter", "e")
        assert "Bonjour Alaoui, votre solde est de 1250,00 DH." in hands.prose
        await hands.fill("recipient", "0661112233")
        await hands.press("enter", "e")
        assert "06 61 11 22 33" in hands.prose
        await hands.press("escape", "v", "space", "space", "enter")
        assert fates(hands) == {"Get the message": 1, "No valid mobile": 1, "Got it as a test": 2}
        assert [row for (row,) in Message.select(Message.client).order_by(Message.id).tuples()] == [
            None,
            pharmacy.people["Alaoui"],
            pharmacy.people["Bennani"],
        ]
        await hands.press("f9")
        assert "Send 1 message?" in screen_text(hands.app)


async def test_enter_on_a_reason_names_those_who_get_nothing(session: Session, pharmacy: Pharmacy) -> None:
    async with composing(session) as hands:
        await hands.press("enter", "down", "enter")
        assert "No valid mobile · 1" in screen_text(hands.app)
        assert [row.last_name for row in hands.app.screen.query_one(NamedClients).window] == ["Daoudi"]
        await hands.press("escape", "up", "enter")
        found = [row.last_name for row in hands.app.screen.query_one(NamedClients).window]
        assert found == ["Alaoui", "Bennani", "Chraibi"]


async def test_many_are_checked_and_written_beside_the_screen_and_may_be_given_up(
    session: Session, pharmacy: Pharmacy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composer_sending, "MANY", 1)
    async with composing(session) as hands:
        await hands.press("enter")
        await come_to(hands.pilot, PreflightDialog)
        await hands.press("f9", *"3")
        with monkeypatch.context() as impatient:
            impatient.setattr(WorkingDialog, "_advance", lambda dialog, done, total: False)
            await hands.press("enter")
            await come_to(hands.pilot, ComposerDesk)
        assert "nothing left" in screen_text(hands.app)
        assert reached() == []
        await hands.press("enter")
        await come_to(hands.pilot, PreflightDialog)
        await hands.press("f9", *"3", "enter")
        await come_to(hands.pilot, ClientDesk)
        assert reached() == ["Alaoui", "Bennani", "Chraibi"]
