"""The text of a message, by the keys: what it costs as one types, and the template it may belong to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from models.outbox import rules
from models.outbox.channels.sending_rules import SendingRules
from models.outbox.messages.campaign import Goal
from models.outbox.templates import verbs as templates
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import screen_text, top
from tests.tui.hands import Hands
from tui.clients.listing import ClientDesk
from tui.communications.templates.actions import create_template, edit_template
from tui.communications.templates.dialog import TemplateDialog
from tui.communications.templates.message_text import MessageEntry, MessageField
from tui.dialogs.form_dialog import FormDialog
from tui.frame.base import asking
from tui.frame.session import Session
from tui.shell.app import OfficineApp


class Writing(FormDialog[str]):
    HEADING = "A message"
    FIELDS = (MessageField("body", "Text", required=True),)

    def answer(self, values: dict[str, str]) -> str:
        return values["body"]


@asynccontextmanager
async def writing(session: Session, dialog: FormDialog[str] | None = None) -> AsyncIterator[Hands]:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(dialog or Writing())
        await pilot.pause()
        yield Hands(pilot, app)


def text_of(hands: Hands) -> str:
    return hands.app.screen.query_one(MessageEntry).text


async def test_what_a_text_costs_is_said_as_one_types_and_a_costly_letter_is_named(session: Session) -> None:
    async with writing(session) as hands:
        await hands.press(*"Bonjour")
        assert "7 characters · GSM-7 · 1 segment · 1 credit" in screen_text(hands.app)
        await hands.fill("body", "ç" + "a" * 70)
        assert "71 characters · UCS-2 (ç) · 2 segments" in screen_text(hands.app)


async def test_one_key_simplifies_the_letters_says_which_and_can_be_undone(session: Session) -> None:
    async with writing(session) as hands:
        await hands.fill("body", "L’été ça gêne…")
        await hands.press("f8")
        assert text_of(hands) == "L'été ca gene..."
        assert "’ → ', ç → c, ê → e, … → ... · 1 segment" in hands.prose
        await hands.press("f8")
        assert "Nothing to simplify." in hands.prose
        await hands.press("ctrl+z")
        assert text_of(hands) == "L’été ça gêne…"
        await hands.fill("body", "صيدلية")
        await hands.press("f8")
        assert "these letters have no other" in hands.prose


@pytest.mark.capability("sms-150")
async def test_a_text_beyond_the_longest_is_said_in_words_and_refused(session: Session) -> None:
    first = SendingRules()
    rules.change(SendingRules(longest=12), seen=first, by=by_staff(session.staff))
    async with writing(session) as hands:
        await hands.fill("body", "Bonjour, merci")
        assert "14 characters, at most 12" in screen_text(hands.app)
        await hands.press("ctrl+s")
        top(hands.app, Writing)
        assert "14 characters; at most 12" in hands.prose
        await hands.fill("body", "Bonjour\x1b[2J")
        await hands.press("ctrl+s")
        top(hands.app, Writing)
        assert "cannot be printed" in hands.prose


async def test_enter_begins_a_line_and_the_key_bar_says_how_to_confirm(session: Session) -> None:
    async with writing(session) as hands:
        await hands.press("a", "enter", "b")
        assert text_of(hands) == "a\nb"
        assert "Ctrl+S Confirm" in screen_text(hands.app)
        await hands.press("ctrl+s")
        top(hands.app, ClientDesk)


class Templates:
    """The client list, from which templates are asked for."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def create(self, name: str, body: str) -> int:
        return templates.create(name, Goal.BALANCE_REMINDER, body, by=by_staff(self.session.staff))


class Asking(ClientDesk):
    """A desk whose key opens the dialog."""

    @asking
    async def action_new(self) -> None:
        await create_template(self)

    @asking
    async def action_change(self) -> None:
        await edit_template(self, templates.available()[0])


@asynccontextmanager
async def at_templates(session: Session, action: str) -> AsyncIterator[Hands]:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = Asking()
        app.push_screen(desk)
        await pilot.pause()
        getattr(desk, action)()
        await pilot.pause()
        top(app, TemplateDialog)
        yield Hands(pilot, app)


async def test_a_template_shows_how_it_reads_and_refuses_what_nobody_can_fill_in(session: Session) -> None:
    async with at_templates(session, "action_new") as hands:
        await hands.fill("name", "Rappel")
        await hands.fill("body", "Bonjour {client}, {montant}")
        assert "{montant} is not known here" in hands.prose, "said while one types"
        await hands.press("ctrl+s")
        top(hands.app, TemplateDialog)
        assert "{montant} is not known here" in hands.prose
        await hands.fill("body", "Bonjour {client}, ")
        hands.app.screen.query_one(MessageEntry).action_cursor_line_end()
        await hands.press("f4")
        await hands.press("down", "down", "down", "enter")
        assert text_of(hands) == "Bonjour {client}, {solde}"
        assert "Bonjour Fatima EL AMRANI, 1250,00 DH" in hands.prose
        assert "36 characters" in hands.prose
        await hands.press("ctrl+s")
        assert "Rappel is kept." in screen_text(hands.app)
    (row,) = templates.available()
    assert (row.name, row.goal, row.body) == ("Rappel", Goal.BALANCE_REMINDER, "Bonjour {client}, {solde}")


async def test_a_text_that_another_saved_meanwhile_is_not_overwritten_before_one_was_told(
    session: Session,
) -> None:
    made = Templates(session).create("Rappel", "Bonjour {client}")
    async with at_templates(session, "action_change") as hands:
        await hands.fill("body", "Cher {client}")
        templates.edit(made, "Rappel", "Salut", version=1, by=by_staff(session.staff))
        await hands.press("ctrl+s")
        top(hands.app, TemplateDialog)
        assert "Somebody changed Rappel meanwhile" in hands.prose
        assert templates.available()[0].body == "Salut"
        await hands.press("ctrl+s")
        top(hands.app, Asking)
    assert templates.available()[0].body == "Cher {client}"
