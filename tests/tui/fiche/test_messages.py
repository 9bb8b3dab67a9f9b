"""Messages on the fiche: telling a client what they owe, what was said so far, and what they agreed to."""

from collections.abc import Callable
from typing import Any

import pytest

from models.outbox import rules, single
from models.outbox.channels.channel import Channel
from models.outbox.consents import history as consent_history
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, ConsentState, Word
from models.outbox.messages.campaign import Goal
from models.outbox.messages.table import Message, MessageKind
from models.outbox.templates import verbs as templates
from models.outbox.units import verbs as sms_units
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.people.staff import senders
from models.requests.actors import INCOMING
from models.requests.by import By
from models.store import settings
from models.store.connection import transaction
from tests.asking import by_staff
from tests.codes import secured
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, to_tab, top
from tests.tui.hands import Hands, at_fiche
from tui.fiche import information
from tui.fiche.messages import pane as communication
from tui.fiche.messages.consent import ConsentDialog
from tui.fiche.messages.send_due import SendDueDialog
from tui.fiche.screen import FicheDesk
from tui.forms.form import Form
from tui.frame.session import Session

BUILT_IN = (
    "Bonjour Jeanne Martinez, votre solde est de 120,00 DH au 12/11/2026. Merci de passer le régler."
    " Pharmacie Atlas"
)


class Pharmacy(Ledger):
    """With what messages need."""

    @property
    def who(self) -> dict[str, Any]:
        return {"by": by_staff(self.staff)}

    def buy(self, size: int) -> None:
        pack = sms_units.ask(size, **self.who)
        sms_units.pay(pack, "virement 7", **self.who)
        sms_units.activate(pack, security=secured(), **self.who)

    def tell(self, client: int, body: str) -> None:
        single.send_due(client, body, seen=clients.get(client).balance, **self.who)

    def debtor(self, mobile: str = "0661234501", owes: int = 12_000) -> int:
        client = self.client(mobile=mobile)
        self.sale(client, owes)
        return client


@pytest.fixture
def pharmacy(session: Session) -> Pharmacy:
    """It has 10 credits, and no template of its own."""
    pharmacy = Pharmacy(session)
    pharmacy.buy(10)
    return pharmacy


def messages() -> list[tuple[MessageKind, str, str]]:
    rows = Message.select(Message.kind, Message.recipient, Message.body).order_by(Message.id)
    return list(rows.tuples())


def form(hands: Hands) -> Form:
    return hands.app.screen.query_one(Form)


@pytest.mark.capability("sms-due")
async def test_what_is_owed_is_told_by_two_keys_in_the_text_that_was_read(
    session: Session, pharmacy: Pharmacy
) -> None:
    client = pharmacy.debtor()
    async with at_fiche(session, client) as hands:
        await hands.press("m")
        top(hands.app, SendDueDialog)
        assert "votre solde est de 120,00 DH" in hands.prose
        assert "To 06 61 23 45 01 · takes 1 credit of 10" in hands.prose
        assert messages() == []
        await hands.press("enter")
        assert said(hands.app) == "The SMS leaves for 06 61 23 45 01."
    assert messages() == [(MessageKind.DUE, "+212661234501", BUILT_IN)]


async def test_after_the_hours_of_sending_it_is_said_that_it_leaves_tomorrow(
    session: Session, pharmacy: Pharmacy
) -> None:
    settings.put(rules.setting(rules.OPENS), "00:00")
    settings.put(rules.setting(rules.CLOSES), "00:01")
    async with at_fiche(session, pharmacy.debtor()) as hands:
        await hands.press("m", "enter")
        assert "tomorrow at 00:00" in said(hands.app)


async def test_another_template_is_chosen_and_its_text_changed(session: Session, pharmacy: Pharmacy) -> None:
    for name in ("Doux", "Ferme"):
        templates.create(name, Goal.BALANCE_REMINDER, f"{name}: {{solde}}", **pharmacy.who)
    templates.create("Promo", Goal.CUSTOM, "-20 %", **pharmacy.who)
    client = pharmacy.debtor()
    async with at_fiche(session, client) as hands:
        await hands.press("m")
        assert "Doux: 120,00 DH" in screen_text(hands.app)
        assert "Promo" not in screen_text(hands.app)
        await hands.press("right")
        await hands.fill("body", "Ferme: 120,00 DH SVP")
        form(hands).go_to("template")
        await hands.press("left")
        assert "Doux: 120,00 DH" in screen_text(hands.app)
        await hands.press("right")
        assert form(hands).value("body") == "Ferme: 120,00 DH SVP", "what was typed is still there"
        await hands.press("f9")
        top(hands.app, FicheDesk)
        await hands.press("m")
        assert "Ferme: 120,00 DH" in screen_text(hands.app), "the one that was used last is proposed"
    assert [body for *_, body in messages()] == ["Ferme: 120,00 DH SVP"]


def _take_the_right(pharmacy: Pharmacy, client: int) -> None:
    senders.let_send(pharmacy.staff, False, security=secured(), **pharmacy.who)


def _stop(pharmacy: Pharmacy, client: int) -> None:
    consents.stop(clients.get(client).mobile, by=By(INCOMING, "incoming 1"))


def _no_mobile(pharmacy: Pharmacy, client: int) -> None:
    with transaction():
        Client.update(mobile="+212522123456").where(Client.id == client).execute()


REFUSALS: dict[str, Callable[[Pharmacy, int], object]] = {
    "S. Amrani may not send messages": _take_the_right,
    "asked for no more messages": _stop,
    "has no mobile number": _no_mobile,
    "owes nothing": lambda pharmacy, client: pharmacy.pay(client, 12_000),
}


@pytest.mark.parametrize("sentence", REFUSALS)
async def test_what_forbids_it_is_said_before_anything_is_typed(
    sentence: str, session: Session, pharmacy: Pharmacy
) -> None:
    client = pharmacy.debtor()
    REFUSALS[sentence](pharmacy, client)
    async with at_fiche(session, client) as hands:
        await hands.press("m")
        top(hands.app, FicheDesk)
        assert sentence in said(hands.app)
    assert messages() == []


async def test_a_text_that_costs_more_than_is_left_is_kept_and_nothing_leaves(session: Session) -> None:
    """INV-52: ç makes it UCS-2, 70 characters a segment."""
    pharmacy = Pharmacy(session)
    pharmacy.buy(1)
    templates.create("Cher", Goal.BALANCE_REMINDER, "ç" * 71, **pharmacy.who)
    client = pharmacy.debtor()
    async with at_fiche(session, client) as hands:
        await hands.press("m", "enter")
        top(hands.app, SendDueDialog)
        assert "This takes 2 credits; 1 are left." in hands.prose
        assert (form(hands).at, messages()) == ("body", [])
        await hands.press("f8", "f9")
        top(hands.app, FicheDesk)
        assert [body for *_, body in messages()] == ["c" * 71]
        await hands.press("m")
        assert "This takes 1 credits; 0 are left." in said(hands.app)


async def test_a_balance_that_moved_meanwhile_is_said_beside_the_text(
    session: Session, pharmacy: Pharmacy
) -> None:
    client = pharmacy.debtor()
    async with at_fiche(session, client) as hands:
        await hands.press("m")
        await hands.fill("body", "120,00 DH SVP")
        pharmacy.pay(client, 2_000)
        await hands.press("f9")
        top(hands.app, SendDueDialog)
        assert "120.00 was due, 100.00 is now" in hands.prose
        assert (form(hands).at, messages()) == ("body", [])
        assert form(hands).value("body") == "120,00 DH SVP"
        await hands.fill("body", "100,00 DH")
        await hands.press("f9")
    assert [body for *_, body in messages()] == ["100,00 DH"]


@pytest.mark.capability("sms-client-tab")
async def test_the_tab_shows_what_was_said_newest_first_and_enter_opens_it(
    session: Session, pharmacy: Pharmacy
) -> None:
    client, other = pharmacy.debtor(), pharmacy.debtor("0661234502")
    pharmacy.tell(other, "À quelqu'un d'autre")
    pharmacy.tell(client, "Premier")
    async with at_fiche(session, client) as hands:
        fiche = hands.app.screen
        await to_tab(hands.pilot, communication.TAB, "n")
        assert "Last message: 12/11/2026" in screen_text(hands.app)
        await hands.fill("body", "Deuxième")
        await hands.press("f9")
        words = screen_text(hands.app).split()
        assert words.index("Deuxième") < words.index("Premier")
        assert "Communication    2" in screen_text(hands.app)
        await hands.press("slash", *"deuxieme")
        assert "1 of 2" in screen_text(hands.app)
        await hands.press("escape", "enter")
        assert "06 61 23 45 01" in hands.prose
        assert "Deuxième" in hands.prose
        await hands.press("enter")
        assert hands.app.screen is fiche, "Enter goes no deeper: this is the client's fiche already"


@pytest.mark.capability("gdpr-consent")
async def test_stop_is_written_down_with_what_follows_and_ends_reminders_too(
    session: Session, pharmacy: Pharmacy
) -> None:
    """INV-50; gdpr-consent: with date, source and author."""
    client = pharmacy.debtor()
    consents.record(client, Channel.SMS, Word.AGREES, ConsentSource.FORM, **pharmacy.who)
    async with at_fiche(session, client, (80, 40)) as hands:
        await to_tab(hands.pilot, information.TAB)
        await hands.pilot.pause()
        assert "Agrees to reminders and marketing" in hands.line("By SMS")
        assert "Never asked, reminders only" in hands.line("By e-mail")
        await hands.press("c", "down", "end")
        assert "neither marketing nor reminders of what is owed" in hands.prose
        assert consents.state_of(client) is ConsentState.AGREED
        await hands.press("down", "right", "right", "enter")
        top(hands.app, FicheDesk)
        text = screen_text(hands.app)
        assert "STOP, no message at all" in hands.line("By SMS")
        assert "12/11/2026 · phone" in text
        assert "S. Amrani" in text
        await hands.press("m")
        assert "asked for no more messages" in said(hands.app)
        await to_tab(hands.pilot, communication.TAB)
        assert "STOP" in hands.line("│ Communication")
        await hands.press("c")
        words = [line for line in screen_text(hands.app).splitlines() if "12/11/2026" in line]
        assert ["STOP" in words[0], "Agrees" in words[1]] == [True, True]


async def test_a_consent_is_never_kept_that_nobody_chose(session: Session, pharmacy: Pharmacy) -> None:
    """Loi 09-08: it is given, not presumed."""
    client = pharmacy.debtor()
    async with at_fiche(session, client) as hands:
        await hands.press("c", "enter", "enter", "enter")
        top(hands.app, ConsentDialog)
        assert form(hands).at == "word"
        await hands.press("escape", "c", "right", "down", "right", "right", "f9")
        await hands.press("down", "enter")
        top(hands.app, FicheDesk)
    (row,) = consent_history.history(client)
    assert (row.channel, row.word, row.source) == (Channel.EMAIL, Word.NO_MARKETING, ConsentSource.SPOKEN)
