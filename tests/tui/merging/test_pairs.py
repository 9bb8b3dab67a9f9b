"""The desk of likely duplicates: which pairs, why, and what is done with one."""

import pytest

from models.people.clients import verbs as clients
from models.people.clients.table import ClientStatus
from models.people.duplicates import apart
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, top
from tests.tui.hands import Hands, come_to, until
from tui.clients.listing import ClientDesk
from tui.dialogs.choose import ChooseDialog
from tui.frame.session import Session
from tui.merging.pairs import PairsDesk
from tui.merging.side_by_side import SideBySideDesk
from tui.shell.app import OfficineApp


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


@pytest.fixture
def twice(ledger: Ledger) -> tuple[int, int]:
    """One person with two fiches, and a family at one phone."""
    for name in ("Tazi", "Bennis"):
        ledger.client(name, "Omar", mobile="0661234500")
    first = ledger.client("Alami", "Zineb", mobile="0661234501", city="Rabat")
    return first, ledger.client("ALAMI", "zineb", home_phone="0661234501", city="Fès")


async def at_pairs(hands: Hands) -> PairsDesk:
    await hands.press("ctrl+a")
    desk: PairsDesk = await come_to(hands.pilot, PairsDesk)
    await read(hands, desk)
    return desk


async def read(hands: Hands, desk: PairsDesk) -> None:
    """The pairs are found beside the screen."""
    await until(hands.pilot, lambda: desk.rows.laid_out and not desk.rows.reads)
    await hands.pilot.pause()


def ids(desk: PairsDesk) -> list[tuple[int, int]]:
    return [pair.id for pair in desk.rows.window]


@pytest.mark.capability("list-duplicates")
async def test_likely_duplicates_are_listed_with_what_they_have_in_common(
    session: Session, twice: tuple[int, int]
) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot, app)
        desk = await at_pairs(hands)
        await until(pilot, lambda: "1 pair" in screen_text(app))
        assert ids(desk) == [twice]
        line = hands.line("Alami Zineb")
        assert "ALAMI zineb" in line
        assert "name, tel." in line
        below = screen_text(app)
        assert "Rabat" in below
        assert "Fès" in below
        await hands.press("r", "end", "up", "enter")
        await read(hands, desk)
        assert "The same phone" in screen_text(app)
        await until(pilot, lambda: "2 pairs" in screen_text(app))
        await hands.press("escape")
        await come_to(pilot, ClientDesk)


async def test_two_persons_are_set_apart_once_asked_and_compared_again(
    session: Session, twice: tuple[int, int]
) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot, app)
        desk = await at_pairs(hands)
        await hands.press("d")
        await come_to(pilot, ChooseDialog)
        await hands.press("enter")
        await read(hands, desk)
        assert ids(desk) == [twice], "Enter changes nothing"
        await hands.press("d")
        await come_to(pilot, ChooseDialog)
        assert f"Alami Zineb (No. {twice[0]}) and ALAMI zineb (No. {twice[1]})" in hands.prose
        await hands.press("down", "enter")
        await read(hands, desk)
        assert ids(desk) == []
        assert "Nobody seems to have two fiches" in screen_text(app)
        await hands.press("r", "end", "enter")
        await read(hands, desk)
        assert ids(desk) == [twice]
        await hands.press("u")
        await until(pilot, lambda: "compared again" in said(app))
        await read(hands, desk)
        assert ids(desk) == []
        await hands.press("r", "home", "enter")
        await read(hands, desk)
        assert ids(desk) == [twice]
    assert twice[1] not in apart.apart_from(twice[0])


async def test_a_pair_is_merged_from_here_and_the_list_goes_on(
    session: Session, twice: tuple[int, int]
) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot, app)
        desk = await at_pairs(hands)
        await hands.press("enter")
        await come_to(pilot, SideBySideDesk)
        await hands.press("f9")
        top(app, ChooseDialog)
        await hands.press("down", "enter")
        await come_to(pilot, PairsDesk)
        await read(hands, desk)
        assert ids(desk) == []
        assert f"No. {twice[1]} opens Alami Zineb (No. {twice[0]})" in said(app)
    assert clients.get(twice[1]).status is ClientStatus.MERGED


async def test_who_was_set_apart_is_not_asked_about_at_each_edit(
    session: Session, twice: tuple[int, int]
) -> None:
    from tui.clients.duplicates import DuplicatesDialog
    from tui.clients.editor import EditorDesk

    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot, app)
        for expected in (DuplicatesDialog, ClientDesk):
            await hands.press("f5", *"zineb", "f3")
            await come_to(pilot, EditorDesk)
            await hands.fill("mobile", "0661234501")
            await hands.fill("home_phone", "0522000000" if expected is DuplicatesDialog else "0522000001")
            await hands.press("f9")
            await come_to(pilot, expected)
            if expected is DuplicatesDialog:
                await hands.press("enter")
                await come_to(pilot, ClientDesk)
                apart.set_apart(*twice, by=by_staff(session.staff))
                await hands.press("escape")
