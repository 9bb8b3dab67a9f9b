"""Two fiches side by side: what is chosen, what adds up, what forbids it; and one given back."""

from dataclasses import replace

import pytest

from models.merging.merged_in import merged_into
from models.money.ledger import client_status
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, Word
from models.people.clients import verbs as clients
from models.people.clients.columns import fields_of
from models.people.clients.table import ClientStatus
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, top
from tests.tui.hands import Hands, at_fiche, come_to
from tui.clients.pick import PickClientDialog
from tui.dialogs.choose import ChooseDialog
from tui.fiche.screen import FicheDesk
from tui.frame.screens import new_screen
from tui.frame.session import Session
from tui.merging.side_by_side import SideBySideDesk


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


@pytest.fixture
def twice(ledger: Ledger) -> tuple[int, int]:
    """Jeanne who owes 3.00, and the fiche that somebody made for her again, with a credit of 1.00."""
    first = ledger.client("Martin", "Jeanne", mobile="0661234501", city="Rabat")
    second = ledger.client(
        "Martin", "Jeane", mobile="0661234502", city="Fès", code="BADGE7", alert="Allergic"
    )
    ledger.sale(first, 300)
    ledger.advance(second, 100)
    return first, second


async def merging(hands: Hands, name: str) -> SideBySideDesk:
    """From the fiche, as *Autres actions* does, with the client found by this name."""
    fiche = top(hands.app, FicheDesk)
    fiche.action_do("merge")
    await come_to(hands.pilot, PickClientDialog)
    await hands.press(*name, "enter")
    desk: SideBySideDesk = await come_to(hands.pilot, SideBySideDesk)
    return desk


def chosen(desk: SideBySideDesk) -> dict[str, str]:
    return {row.name: str(row.side) for row in desk.rows.window}


@pytest.mark.capability("fiche-merge")
async def test_two_fiches_are_made_one_and_the_open_one_goes_on_as_the_survivor(
    session: Session, twice: tuple[int, int]
) -> None:
    first, second = twice
    async with at_fiche(session, second) as hands:
        desk = await merging(hands, "jeanne")
        text = screen_text(hands.app)
        assert f"No. {second}" in text.splitlines()[1]
        assert "Owes 2.00" in text
        assert "3.00" in text
        await hands.press("s")
        assert f"No. {first}" in screen_text(hands.app).splitlines()[1]
        assert chosen(desk) == {
            "first_name": "survivor",
            "mobile": "survivor",
            "city": "survivor",
            "alert": "merged",
        }
        await hands.press("home", "down", "down", "right")
        assert chosen(desk)["city"] == "merged"
        assert clients.get(first).city == "Rabat", "nothing happens before F9"
        await hands.press("f9")
        asked = hands.prose
        assert f"Martin Jeane (No. {second}) becomes one with Martin Jeanne (No. {first})" in asked
        assert "Owes 3.00 + In credit 1.00 = Owes 2.00" in asked
        await hands.press("enter")
        top(hands.app, SideBySideDesk)
        assert clients.get(second).status is ClientStatus.ACTIVE, "Enter changes nothing"
        await hands.press("f9", "down", "enter")
        fiche = top(hands.app, FicheDesk)
        assert fiche.client == first
        assert "MARTIN Jeanne" in screen_text(hands.app)
        assert f"No. {second} (Martin Jeane) was merged into this fiche" in said(hands.app)
    kept = fields_of(clients.get(first))
    assert (kept.city, kept.alert, kept.first_name) == ("Fès", "Allergic", "Jeanne")
    assert {kept.mobile, kept.home_phone} == {"+212661234501", "+212661234502"}, "no phone is lost"


async def test_what_has_to_be_chosen_is_said_with_the_cursor_on_it(session: Session, ledger: Ledger) -> None:
    first = ledger.client("Martin", "Jeanne", city="Rabat")
    second = ledger.client("Martin", "Jeanne", city="Fès", blocked=True)
    async with at_fiche(session, first) as hands:
        await hands.app.push_screen(new_screen("side_by_side", first, second))
        desk: SideBySideDesk = await come_to(hands.pilot, SideBySideDesk)
        assert "is blocked and the other fiche is not" in screen_text(hands.app)
        await hands.press("home", "f9")
        assert "is blocked and the other fiche is not" in said(hands.app)
        row = desk.rows.current
        assert row is not None
        assert (row.name, row.side) == ("blocked", None)
        await hands.press("left")
        assert "is blocked and the other fiche is not" not in screen_text(hands.app)
        await hands.press("f9")
        top(hands.app, ChooseDialog)
        await hands.press("down", "enter")
    assert clients.get(second).status is ClientStatus.MERGED
    assert not clients.get(first).blocked


async def test_the_consent_is_the_stricter_one_and_said_before(
    session: Session, twice: tuple[int, int]
) -> None:
    first, second = twice
    consents.record(first, Channel.SMS, Word.AGREES, ConsentSource.SPOKEN, by=by_staff(session.staff))
    consents.record(second, Channel.SMS, Word.STOP, ConsentSource.SPOKEN, by=by_staff(session.staff))
    async with at_fiche(session, first) as hands:
        await hands.app.push_screen(new_screen("side_by_side", first, second))
        await come_to(hands.pilot, SideBySideDesk)
        assert "Agrees + STOP = STOP" in hands.line("SMS")


async def test_what_another_saved_meanwhile_is_looked_at_again(
    session: Session, twice: tuple[int, int]
) -> None:
    first, second = twice
    async with at_fiche(session, first) as hands:
        await hands.app.push_screen(new_screen("side_by_side", first, second))
        desk: SideBySideDesk = await come_to(hands.pilot, SideBySideDesk)
        await hands.press("f9")
        client_status.put_to_sleep(second, by=by_staff(session.staff))
        await hands.press("down", "enter")
        top(hands.app, SideBySideDesk)
        assert "Look at both fiches again" in said(hands.app)
        assert desk.seen.merged.status is ClientStatus.SLEEPING
        await hands.press("f9", "down", "enter")
        top(hands.app, FicheDesk)
    assert clients.get(second).status is ClientStatus.MERGED


async def test_a_field_that_somebody_makes_the_same_meanwhile_is_no_longer_chosen(
    session: Session, twice: tuple[int, int]
) -> None:
    first, second = twice
    async with at_fiche(session, first) as hands:
        await hands.app.push_screen(new_screen("side_by_side", first, second))
        desk: SideBySideDesk = await come_to(hands.pilot, SideBySideDesk)
        await hands.press("home", "down", "down", "right")
        assert chosen(desk)["city"] == "merged"
        row = clients.get(first)
        same = replace(fields_of(row), city="Fès")
        clients.edit(first, same, version=row.version, by=by_staff(session.staff))
        await hands.press("f5")
        assert "city" not in chosen(desk)
        assert desk.seen.forbidden is None


async def test_the_open_fiche_is_no_other_fiche(session: Session, twice: tuple[int, int]) -> None:
    async with at_fiche(session, twice[0]) as hands:
        top(hands.app, FicheDesk).action_do("merge")
        await come_to(hands.pilot, PickClientDialog)
        await hands.press(*f"#{twice[0]}", "enter")
        top(hands.app, FicheDesk)
        assert "This is the fiche that is open" in said(hands.app)


async def merged(hands: Hands, pair: tuple[int, int]) -> None:
    await hands.app.push_screen(new_screen("side_by_side", *pair))
    await come_to(hands.pilot, SideBySideDesk)
    await hands.press("f9", "down", "enter")
    await come_to(hands.pilot, FicheDesk)


@pytest.mark.capability("fiche-merge")
async def test_a_merged_fiche_is_given_back_once_what_goes_with_it_was_said(
    session: Session, twice: tuple[int, int]
) -> None:
    first, second = twice
    async with at_fiche(session, first) as hands:
        assert not top(hands.app, FicheDesk).check_action("do", ("give_back",))
        await merged(hands, twice)
        await hands.press("f5")
        fiche = top(hands.app, FicheDesk)
        assert fiche.check_action("do", ("give_back",))
        fiche.action_do("give_back")
        await come_to(hands.pilot, ChooseDialog)
        assert f"No. {second} Martin Jeane" in hands.prose
        await hands.press("enter")
        assert "1 operation, 0 documents, and its account: In credit 1.00" in hands.prose
        await hands.press("enter")
        assert [each.id for each in merged_into(first)] == [second], "Enter changes nothing"
        fiche.action_do("give_back")
        await come_to(hands.pilot, ChooseDialog)
        await hands.press("enter", "down", "enter")
        assert f"No. {second} stands for itself again" in said(hands.app)
    assert (clients.get(first).balance, clients.get(second).balance) == (300, -100)
    assert clients.get(second).status is ClientStatus.ACTIVE


async def test_what_was_entered_since_is_named_and_may_stay_with_the_survivor(
    session: Session, ledger: Ledger, twice: tuple[int, int]
) -> None:
    first, second = twice
    async with at_fiche(session, first) as hands:
        await merged(hands, twice)
        ledger.sale(first, 700)
        await hands.press("f5")
        top(hands.app, FicheDesk).action_do("give_back")
        await come_to(hands.pilot, ChooseDialog)
        await hands.press("enter", "down", "enter")
        assert "Entered since the merge: V-" in hands.prose
        assert merged_into(first)
        await hands.press("down", "enter")
        assert f"No. {second} stands for itself again" in said(hands.app)
    assert (clients.get(first).balance, clients.get(second).balance) == (1000, -100)


async def test_a_badge_of_a_merged_fiche_opens_the_survivor_who_says_so(
    session: Session, twice: tuple[int, int]
) -> None:
    first, second = twice
    async with at_fiche(session, first) as hands:
        await merged(hands, twice)
        await hands.press("escape")
        for typed in ("BADGE7", f"#{second}"):
            await hands.press(*typed, "enter")
            fiche = await come_to(hands.pilot, FicheDesk)
            assert fiche.client == first
            assert f"No. {second} (Martin Jeane) was merged into this fiche" in said(hands.app)
            await hands.press("escape")
        await hands.press(*"BADGE7", "enter", "g", *"inform", "enter")
        assert f"No. {second} Martin Jeane" in hands.line("Merged fiches")
