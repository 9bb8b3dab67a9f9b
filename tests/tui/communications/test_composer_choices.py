"""Communication groupée: lists with names, who is taken off, templates (sms-lists, sms-remove)."""

import pytest

from models.outbox.messages.campaign import Goal
from models.outbox.templates import verbs as templates
from models.people.clients import selections
from tests.tui.communications.composing import Pharmacy, composing, preview, without_sending
from tests.tui.fiche.fiche_ledger import screen_text
from tui.frame.session import Session


@pytest.fixture
def pharmacy(session: Session) -> Pharmacy:
    return Pharmacy(session)


@pytest.fixture(autouse=True)
def begun(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    return without_sending(monkeypatch)


@pytest.mark.capability("list-named-selection")
async def test_ticks_are_kept_under_a_name_and_replace_it_when_it_is_confirmed(
    session: Session, pharmacy: Pharmacy
) -> None:
    async with composing(session) as hands:
        await hands.press("space", "space", "l", "n")
        await hands.fill("name", "Fidèles")
        await hands.press("enter", "space", "l", "n")
        await hands.fill("name", "FIDELES")
        await hands.press("enter")
        assert "clients on it: 2" in hands.prose
        await hands.press("enter")
        (kept,) = selections.available()
        assert (kept.name, kept.clients) == ("FIDELES", 3)


@pytest.mark.capability("sms-lists")
async def test_a_list_is_ticked_and_shown_alone_and_its_name_is_deleted(
    session: Session, pharmacy: Pharmacy
) -> None:
    several = [pharmacy.people[name] for name in ("Alaoui", "Zouhair")]
    selections.save("Fidèles", several, **pharmacy.who)
    async with composing(session) as hands:
        await hands.press("space", "space", "l", "enter")
        assert "List: Fidèles" in screen_text(hands.app)
        assert "2 clients · 2 ticked" in screen_text(hands.app)
        await hands.press("l", "delete", "down", "enter", "escape")
        assert selections.available() == []
        assert "All clients" in screen_text(hands.app)


@pytest.mark.capability("sms-remove")
async def test_who_is_taken_off_the_list_gets_nothing_until_put_back(
    session: Session, pharmacy: Pharmacy
) -> None:
    async with composing(session) as hands:
        await hands.press("delete", "space", "space", "delete")
        assert "1 client" in screen_text(hands.app)
        assert "3 taken off" in screen_text(hands.app)
        assert "ticked" not in screen_text(hands.app)
        await hands.press("u")
        assert "4 clients" in screen_text(hands.app)


async def test_without_a_template_nothing_can_be_sent_and_f2_writes_one(
    session: Session, pharmacy: Pharmacy
) -> None:
    async with composing(session) as hands:
        await hands.press("g")
        assert "F2 writes the first one." in " ".join(preview(hands).split())
        await hands.press("enter")
        assert "write one with F2" in screen_text(hands.app)
        await hands.press("f2")
        await hands.fill("name", "Promo")
        await hands.fill("body", "Crème solaire -20 %")
        await hands.press("f9")
        assert "Custom message   m Promo" in screen_text(hands.app)
        assert "Never agreed to marketing" in preview(hands)


async def test_a_template_that_somebody_retired_is_not_replaced_by_another(
    session: Session, pharmacy: Pharmacy
) -> None:
    templates.create("Autre", Goal.BALANCE_REMINDER, "Autre texte", **pharmacy.who)
    async with composing(session) as hands:
        await hands.press("m", "down", "enter")
        assert "m Relance" in screen_text(hands.app)
        templates.retire(pharmacy.template, version=1, **pharmacy.who)
        await hands.press("f5", "enter")
        assert "Autre texte" not in screen_text(hands.app)
        assert "Choose a template" in screen_text(hands.app)
