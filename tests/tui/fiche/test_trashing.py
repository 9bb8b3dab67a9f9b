"""Delete and restore on the screens: the warning, the refusal, the trash, and a badge that is in it."""

from enum import StrEnum

import pytest
from textual.events import Paste

from locales.words.trash import records
from models.money.ledger.accounts import OperationKind
from models.outbox.channels.channel import Channel
from models.people.clients import verbs as clients
from models.people.clients.table import ClientStatus
from models.people.staff import drafts
from models.requests.trail import Trail
from models.trade.documents.table import DocumentKind
from models.trade.invoices.table import InvoiceKind
from models.trash import verbs as trash
from models.trash.linked import LINKED, Linked
from tests.asking import by_staff
from tests.tui.clients.test_listing import opened, settled
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, top
from tests.tui.hands import Hands, at_fiche, come_to, until
from tui.clients.listing import ClientDesk
from tui.clients.pick import PickClientDialog
from tui.clients.trash import TrashDesk
from tui.dialogs.choose import ChooseDialog
from tui.entrance.drafts import DraftDialog
from tui.fiche.screen import FicheDesk
from tui.frame.notice import Notice
from tui.frame.session import Session
from tui.shell.app import OfficineApp


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


def status(client: int) -> ClientStatus:
    return clients.get(client).status


def delete(session: Session, client: int) -> None:
    trash.delete(client, by=by_staff(session.staff))


def restore(session: Session, client: int) -> None:
    trash.restore(client, by=by_staff(session.staff))


@pytest.mark.capability("trash-warning")
async def test_before_deleting_the_warning_says_the_hole_and_offers_sleep_by_its_key(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    async with at_fiche(session, client) as hands:
        await hands.press("D")
        assert f"Number {client} will be missing from the list, and is never given again" in hands.prose
        assert "statistics may be distorted" in hands.prose
        await hands.press("enter")
        assert status(client) is ClientStatus.ACTIVE
        await hands.press("D", "z")
        top(hands.app, FicheDesk)
        assert status(client) is ClientStatus.SLEEPING
        await hands.press("D")
        assert "Put to sleep" not in screen_text(hands.app)


@pytest.mark.capability("trash-delete")
async def test_a_deleted_client_leaves_the_list_and_the_key_a_brings_them_back(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.client("Nadir")
    async with at_fiche(session, client) as hands:
        await hands.press("D", "down", "down", "enter")
        assert status(client) is ClientStatus.TRASHED
        assert "In the trash" in screen_text(hands.app).splitlines()[0]
        for key in ("p", "f3", "n", "m", "z"):
            await hands.press(key)
            top(hands.app, FicheDesk)
        await hands.press("p")
        assert "is in the trash: restore the fiche there first" in said(hands.app)
        await hands.press("a")
        assert status(client) is ClientStatus.ACTIVE
        assert "restored: the client is active again" in said(hands.app)
        delete(session, client)
        await hands.press("escape")
        desk = top(hands.app, ClientDesk)
        assert [row.last_name for row in desk.rows.window] == ["Nadir"]


@pytest.mark.capability("trash-refused")
async def test_whom_something_is_linked_to_is_not_deleted_and_the_list_says_what(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    for _ in range(2):
        ledger.sale(client, 12_000)
    ledger.pay(client, 5_000)
    before = Trail.select().count()
    async with at_fiche(session, client) as hands:
        await hands.press("D")
        assert "Martinez Jeanne cannot be deleted" in hands.prose
        assert "2 sales, 1 payment." in hands.prose
        assert "Delete" not in hands.line("Go back")
        await hands.press("down", "down", "down", "enter")
        assert (status(client), Trail.select().count()) == (ClientStatus.SLEEPING, before + 1)


async def test_a_sale_entered_while_the_question_stands_is_what_refuses(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    async with at_fiche(session, client) as hands:
        await hands.press("D", "down", "down")
        ledger.sale(client, 100)
        await hands.press("enter")
        top(hands.app, ChooseDialog)
        assert "cannot be deleted" in hands.prose
        assert "1 sale." in hands.prose
        await hands.press("enter")
        assert status(client) is ClientStatus.ACTIVE


@pytest.mark.capability("trash-restore")
async def test_the_trash_is_searched_and_gives_back_whom_it_holds(session: Session, ledger: Ledger) -> None:
    client, other = ledger.client(code="CARTE7"), ledger.client("Nadir", "Omar")
    ledger.client("Zouhair")
    for each in (client, other):
        delete(session, each)
    async with opened(session) as (pilot, _):
        hands = Hands(pilot, pilot.app)  # type: ignore[arg-type]
        await hands.press("ctrl+d")
        desk = await come_to(pilot, TrashDesk)
        assert [row.id for row in desk.rows.window] == [client, other]
        assert all(word in hands.line("Martinez") for word in (f" {client} ", "CARTE7", session.name))
        await hands.press(*"omar")
        await until(pilot, lambda: [row.id for row in desk.rows.window] == [other])
        await hands.press("enter")
        await come_to(pilot, FicheDesk)
        assert "NADIR Omar" in screen_text(hands.app)
        await hands.press("escape")
        await hands.press("f6")
        assert status(other) is ClientStatus.ACTIVE
        assert "Nadir Omar is restored" in said(hands.app)
        assert not desk.rows.window
        await hands.press("escape", "escape")
        await come_to(pilot, ClientDesk)
        assert [row.last_name for row in hands.app.screen.rows.window] == ["Nadir", "Zouhair"]  # type: ignore[attr-defined]


async def test_in_the_archives_the_key_bar_offers_the_trash(session: Session, ledger: Ledger) -> None:
    ledger.client()
    async with opened(session) as (pilot, _):
        hands = Hands(pilot, pilot.app)  # type: ignore[arg-type]
        assert "Trash" not in screen_text(hands.app)
        await hands.press("f6")
        assert "Ctrl+D Trash" in screen_text(hands.app)
        await hands.press("ctrl+d")
        await come_to(pilot, TrashDesk)
        assert "The trash is empty." in screen_text(hands.app)


async def test_who_was_restored_by_somebody_else_meanwhile_stays_restored(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    delete(session, client)
    async with opened(session) as (pilot, _):
        hands = Hands(pilot, pilot.app)  # type: ignore[arg-type]
        await hands.press("ctrl+d")
        await come_to(pilot, TrashDesk)
        restore(session, client)
        await hands.press("f6")
        assert status(client) is ClientStatus.ACTIVE


@pytest.mark.parametrize("typed", ["CARTE7", "#1"])
async def test_a_badge_that_is_in_the_trash_says_so_in_the_list(
    session: Session, ledger: Ledger, typed: str
) -> None:
    delete(session, ledger.client(code="CARTE7"))
    async with opened(session) as (pilot, desk):
        await pilot.press(*typed)
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.screen is desk
        assert "Martinez Jeanne is in the trash" in desk.query_one(Notice).sentence


async def test_a_badge_that_is_in_the_trash_says_so_on_the_fiche_of_another(
    session: Session, ledger: Ledger
) -> None:
    delete(session, ledger.client(code="CARTE7"))
    async with at_fiche(session, ledger.client("Nadir")) as hands:
        hands.app.screen.post_message(Paste("CARTE7"))
        await until(hands.pilot, lambda: "Martinez Jeanne is in the trash" in said(hands.app))
        assert "NADIR" in screen_text(hands.app)


async def test_a_badge_that_is_in_the_trash_says_so_where_a_client_is_chosen(
    session: Session, ledger: Ledger
) -> None:
    delete(session, ledger.client(code="CARTE7"))
    async with at_fiche(session, ledger.client("Nadir")) as hands:
        await hands.press("f4", *"CARTE7", "enter")
        await until(hands.pilot, lambda: "Martinez Jeanne is in the trash" in said(hands.app))
        top(hands.app, PickClientDialog)


async def test_what_was_typed_for_a_client_who_was_deleted_meanwhile_stays(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    async with at_fiche(session, client) as hands:
        await hands.press("f3")
        await hands.fill("city", "Rabat")
        delete(session, client)
        await hands.press("ctrl+s")
        assert "is in the trash: restore the fiche there first" in screen_text(hands.app)
        assert "Rabat" in screen_text(hands.app)
        restore(session, client)
        await hands.press("ctrl+s")
        top(hands.app, FicheDesk)
        assert clients.get(client).city == "Rabat"


async def test_a_draft_about_somebody_in_the_trash_waits_until_they_are_back(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    drafts.keep(session.staff, "sale", str(client), {"name": "Martinez Jeanne"})
    drafts.keep(session.staff, "sale", str(ledger.client("Nadir")), {"name": "Nadir"})
    delete(session, client)
    app = OfficineApp()
    async with app.run_test() as pilot:
        await app.enter(session)
        await come_to(pilot, DraftDialog)
        assert "Not finished (1)" in screen_text(app)
        assert "A sale for Nadir" in screen_text(app)
    restore(session, client)
    app = OfficineApp()
    async with app.run_test() as pilot:
        await app.enter(session)
        await come_to(pilot, DraftDialog)
        assert "Not finished (2)" in screen_text(app)


def test_every_kind_of_record_has_words() -> None:
    kinds: dict[str, type[StrEnum]] = {
        "operation": OperationKind,
        "document": DocumentKind,
        "invoice": InvoiceKind,
        "message": Channel,
    }
    assert {table for table, each in LINKED.items() if each.kind != "''"} == kinds.keys()
    for table in LINKED:
        every = [str(kind) for kind in kinds[table]] if table in kinds else [""]
        said = records([Linked(table, kind, 2) for kind in every])
        assert len(said.split(", ")) == len(every)
