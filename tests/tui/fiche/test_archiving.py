"""Archive and restore: the rule, and the ways out where an account is not settled."""

import pytest

from models.money.avoirs import verbs as avoirs
from models.money.ledger import open_items
from models.money.ledger.accounts import TILL, OperationKind
from models.money.ledger.history import OperationListing
from models.money.ledger.open_items import Position
from models.money.ledger.postings import Posting
from models.people.clients import verbs as clients
from models.people.clients.table import ClientStatus
from models.values import ZERO, Centimes
from tests.asking import by_staff
from tests.tui.clients.test_listing import opened
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, top
from tests.tui.hands import Hands, at_fiche, come_to
from tui.clients.listing import ClientDesk
from tui.dialogs.choose import ChooseDialog, Ways
from tui.fiche.adjustments.to_zero import AdjustDialog
from tui.fiche.screen import FicheDesk
from tui.forms.form import Form
from tui.frame.session import Session

SETTLED = Position(ZERO, ZERO)


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


def status(client: int) -> ClientStatus:
    return clients.get(client).status


def till() -> int:
    return sum(posting.amount for posting in Posting.select().where(Posting.account.in_(TILL)))


@pytest.mark.capability("archive-move")
async def test_archive_move_takes_a_settled_client_out_of_the_list_without_f5(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.client("Nadir")
    async with at_fiche(session, client) as hands:
        await hands.press("a")
        assert status(client) is ClientStatus.ACTIVE
        await hands.press("down", "enter")
        assert status(client) is ClientStatus.ARCHIVED
        assert "Archived" in screen_text(hands.app).splitlines()[0]
        await hands.press("escape")
        desk = top(hands.app, ClientDesk)
        assert [row.last_name for row in desk.rows.window] == ["Nadir"]


@pytest.mark.capability("archive-restore")
async def test_archive_restore_is_the_same_key(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with at_fiche(session, client) as hands:
        await hands.press("a", "down", "enter")
        assert "a Restore" in screen_text(hands.app).splitlines()[-1]
        await hands.press("f6")
        assert status(client) is ClientStatus.ACTIVE


@pytest.mark.capability("archive-zero")
async def test_archive_zero_refuses_a_debtor_says_the_figure_and_writes_nothing(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with at_fiche(session, client) as hands:
        await hands.press("a")
        top(hands.app, ChooseDialog)
        assert "Martinez Jeanne still owes 120.00" in screen_text(hands.app)
        await hands.press("escape")
        top(hands.app, FicheDesk)
        assert status(client) is ClientStatus.ACTIVE
        assert open_items.position(client).unpaid == 12_000


@pytest.mark.capability("archive-help-debtor")
async def test_archive_help_debtor_pays_through_the_till_then_archives(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with at_fiche(session, client) as hands:
        await hands.press("a")
        await hands.press("enter")
        await hands.press("enter")
        await hands.press("enter")
        assert till() == 12_000
        assert status(client) is ClientStatus.ARCHIVED


@pytest.mark.capability("archive-help-debtor")
async def test_archive_help_debtor_adjusts_to_0_with_a_note_and_leaves_the_till_alone(
    session: Session, ledger: Ledger
) -> None:
    """INV-08"""
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with at_fiche(session, client) as hands:
        await hands.press("a")
        await hands.press("down", "enter")
        top(hands.app, AdjustDialog)
        await hands.press("enter")
        top(hands.app, AdjustDialog)  # a note is required
        await hands.press(*"lost", "enter")
        assert till() == 0
        assert open_items.position(client) == SETTLED
        assert status(client) is ClientStatus.ARCHIVED
        adjustment = OperationListing(client, (OperationKind.ADJUSTMENT,)).read(1)[0]
        assert (adjustment.amount, adjustment.note, adjustment.debit) == (12_000, "lost", False)


@pytest.mark.capability("archive-help-creditor")
async def test_archive_help_creditor_gives_the_credit_up(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.advance(client, 8_000)
    async with at_fiche(session, client) as hands:
        await hands.press("a")
        assert "still has 80.00 of credit" in screen_text(hands.app)
        await hands.press("enter")
        await hands.press(*"gift", "enter")
        assert till() == 8_000
        assert open_items.position(client) == SETTLED
        assert status(client) is ClientStatus.ARCHIVED


async def test_archiving_a_creditor_pays_back_what_was_money_and_only_that(
    session: Session, ledger: Ledger
) -> None:
    client, granted = ledger.client(), ledger.client("Nadir")
    ledger.advance(client, 8_000)
    avoirs.grant(granted, Centimes(2_000), "retard", by=by_staff(session.staff))
    async with at_fiche(session, client) as hands:
        await hands.press("a")
        await hands.press("down", "enter")
        await hands.press("enter")
        assert till() == 0
        assert status(client) is ClientStatus.ARCHIVED
    async with at_fiche(session, granted) as hands:
        await hands.press("a")
        assert "Pay back" not in screen_text(hands.app)


@pytest.mark.parametrize(("keys", "left"), [(["enter"], 0), (["down", "enter"], 5_000)])
async def test_an_unpaid_sale_beside_an_equal_credit_uses_it_first_or_is_archived_as_it_is(
    session: Session, ledger: Ledger, keys: list[str], left: int
) -> None:
    client = ledger.client()
    ledger.sale(client, 5_000)
    ledger.advance(client, 5_000)
    async with at_fiche(session, client) as hands:
        await hands.press("a")
        assert status(client) is ClientStatus.ACTIVE
        await hands.press(*keys)
        assert status(client) is ClientStatus.ARCHIVED
        assert open_items.position(client) == Position(Centimes(left), Centimes(left))


async def test_giving_up_half_way_leaves_the_client_as_they_were(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with at_fiche(session, client) as hands:
        await hands.press("a")
        await hands.press("down", "enter")
        await hands.press("escape")
        top(hands.app, FicheDesk)
        assert status(client) is ClientStatus.ACTIVE


async def test_a_refused_adjustment_keeps_what_was_typed(session: Session, ledger: Ledger) -> None:
    from models.people.clients.table import Client

    client = ledger.client()
    ledger.sale(client, 12_000)
    async with at_fiche(session, client) as hands:
        await hands.press("a")
        await hands.press("down", "enter")
        Client.update(blocked=True).where(Client.id == client).execute()
        await hands.press(*"lost", "enter")
        top(hands.app, AdjustDialog)
        assert hands.app.screen.query_one(Form).value("note") == "lost"
        assert "is blocked" in screen_text(hands.app)


async def test_an_adjustment_is_of_the_balance_that_was_shown(session: Session, ledger: Ledger) -> None:
    """Another terminal sells while the note is typed: the new figure is shown first."""
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with at_fiche(session, client) as hands:
        await hands.press("a")
        await hands.press("down", "enter")
        ledger.sale(client, 3_000)
        await hands.press(*"lost", "enter")
        assert "changed meanwhile" in screen_text(hands.app)
        assert "150.00 is written off" in screen_text(hands.app)
        assert open_items.position(client).balance == 15_000
        await hands.press("enter")
        assert open_items.position(client) == SETTLED


@pytest.mark.capability("fiche-sleep")
async def test_sleep_and_wake_are_one_key(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with at_fiche(session, client) as hands:
        await hands.press("z", "enter")
        assert status(client) is ClientStatus.ACTIVE
        await hands.press("z", "down", "enter")
        assert status(client) is ClientStatus.SLEEPING
        assert "Sleeping" in screen_text(hands.app).splitlines()[0]
        await hands.press("z")
        assert status(client) is ClientStatus.ACTIVE


@pytest.mark.capability("fiche-other-actions")
async def test_other_actions_lists_the_keys_and_does_the_chosen_one(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with at_fiche(session, client, (80, 40)) as hands:
        await hands.press("o")
        text = screen_text(hands.app)
        for expected in ("Pay", "Shift+P F8", "a F6", "Put to sleep"):
            assert expected in text
        assert "Restore" not in text
        places = [way.key for way in hands.app.screen.query_one(Ways).window]
        await hands.press(*["down"] * places.index("fiche.archive"), "enter")
        await hands.press("down", "enter")
        assert status(client) is ClientStatus.ARCHIVED


@pytest.mark.capability("fiche-other-actions")
async def test_other_actions_are_a_key_of_the_list_too(session: Session, ledger: Ledger) -> None:
    ledger.client(last_name="Alaoui")
    meant = ledger.client(last_name="Bennis")
    async with opened(session, (80, 40)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press(*"ben", "ctrl+x")
        await come_to(pilot, ChooseDialog)
        places = [way.key for way in hands.app.screen.query_one(Ways).window]
        await hands.press(*["down"] * places.index("fiche.sleep"), "enter")
        await hands.press("down", "enter")
        assert status(meant) is ClientStatus.SLEEPING
        await hands.press("escape")
        await come_to(pilot, ClientDesk)


@pytest.mark.capability("fiche-blocked")
@pytest.mark.parametrize("how", ["archived", "blocked"])
async def test_who_may_not_operate_is_told_so_before_anything_is_typed(
    session: Session, ledger: Ledger, how: str
) -> None:
    """INV-40, INV-42"""
    client = ledger.client(blocked=how == "blocked")
    async with at_fiche(session, client) as hands:
        if how == "archived":
            await hands.press("a", "down", "enter")
        assert how.capitalize() in screen_text(hands.app).splitlines()[0]
        await hands.press("p")
        top(hands.app, FicheDesk)
        assert f"is {how}" in said(hands.app)
