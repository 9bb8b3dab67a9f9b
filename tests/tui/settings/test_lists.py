"""Paramètres › Listes and Organismes, by the keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta

import pytest

from models.money import house_rules, modes
from models.money.ledger.accounts import PaymentMode
from models.people.clients.table import Client
from models.people.organisms import listing as organism_listing
from models.people.organisms import verbs as organisms
from models.people.references import listing
from models.people.references import verbs as references
from models.people.references.payment_terms import PaymentRule
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.store import clock
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.tui.fiche.fiche_ledger import top
from tests.tui.hands import come_to, until
from tests.tui.settings.test_settings import Manager, managing
from tui.dialogs.choose import ChooseDialog, Ways
from tui.frame.session import Session
from tui.settings.desk import SettingsDesk
from tui.settings.lists.desk import ListsDesk
from tui.settings.lists.organisms import OrganismDialog, OrganismsDesk
from tui.settings.lists.reference_dialog import ReferenceDialog


@asynccontextmanager
async def at_the_lists(session: Session) -> AsyncIterator[Manager]:
    async with managing(session) as manager:
        await manager.edit("lists")
        await come_to(manager.pilot, ListsDesk)
        yield manager


@asynccontextmanager
async def at_the_organisms(session: Session) -> AsyncIterator[Manager]:
    async with managing(session) as manager:
        await manager.edit("organisms")
        await come_to(manager.pilot, OrganismsDesk)
        yield manager


def couriers(session: Session, *names: str) -> list[int]:
    by = (by_staff(session.staff) for _ in names)
    return [references.create(ReferenceKind.COURIER, ReferenceFields(name), by=next(by)) for name in names]


def offered(kind: ReferenceKind = ReferenceKind.COURIER) -> list[str]:
    return [row.name for row in listing.references(kind) if row.active]


async def test_enter_in_the_list_itself_edits_its_row(session: Session) -> None:
    couriers(session, "Amana", "Chronopost")
    async with at_the_lists(session) as manager:
        await manager.press(*["f6"] * 5, "tab", "down", "enter")
        await come_to(manager.pilot, ReferenceDialog)
        assert "Chronopost" in manager.seen


@pytest.mark.capability("set-pay-terms")
async def test_payment_terms_are_created_with_their_rule(session: Session) -> None:
    async with at_the_lists(session) as manager:
        await manager.press("f6")
        assert "Nothing is in this list yet" in manager.seen
        assert "Payment terms" in manager.seen.splitlines()[0]
        await manager.press("f2")
        await come_to(manager.pilot, ReferenceDialog)
        await manager.press(*"Fin de mois", "enter", *"30", "enter", "space")
        assert "of today, due on 31/12/2026" in manager.seen
        await manager.press("enter")
        await come_to(manager.pilot, ListsDesk)
        assert "30 days end of month" in manager.line("Fin de mois")
        await manager.press("f3")
        await manager.type_over(days="400")
        await manager.press("ctrl+s")
        assert "0 to 365 days" in manager.prose
        await manager.type_over(days="45")
        await manager.press("ctrl+s")
        await come_to(manager.pilot, ListsDesk)
    (row,) = listing.references(ReferenceKind.PAYMENT_TERMS)
    assert row.rule == PaymentRule(45, end_of_month=True)


@pytest.mark.capability("courier-manage", "rep-manage", "set-ship-terms")
async def test_an_entry_is_added_to_the_list_that_is_chosen(session: Session) -> None:
    async with at_the_lists(session) as manager:
        for title, name in (("Shipping", "Livraison"), ("Representatives", "Nadia"), ("Couriers", "Karim")):
            await manager.press("f2")
            dialog = await come_to(manager.pilot, ChooseDialog)
            titles = [way.label for way in dialog.query_one(Ways).window]
            place = next(place for place, each in enumerate(titles) if each.startswith(title))
            await manager.press(*["down"] * place, "enter")
            await come_to(manager.pilot, ReferenceDialog)
            await manager.press(*name, "ctrl+s")
            await come_to(manager.pilot, ListsDesk)
        for words in (("Shipping", "Livraison"), ("Representative", "Nadia"), ("Courier", "Karim")):
            assert all(word in manager.line(words[1]) for word in words)
        await manager.press(*"kari")
        assert "1 of" in manager.seen
        assert "Nadia" not in manager.seen
        await manager.press("f3")
        await come_to(manager.pilot, ReferenceDialog)
        await manager.type_over(phone="0612345678")
        await manager.press("ctrl+s")
        await come_to(manager.pilot, ListsDesk)
        assert "06 12 34 56 78" in manager.line("Karim")
        await manager.press("escape")
        top(manager.app, ListsDesk)
        await manager.press("escape")
        top(manager.app, SettingsDesk)
        assert "Karim" in manager.seen


async def test_a_name_twice_is_refused_beside_the_field_and_stays_typed(session: Session) -> None:
    couriers(session, "Éclair")
    async with at_the_lists(session) as manager:
        await manager.press(*["f6"] * 5, "f2")
        await come_to(manager.pilot, ReferenceDialog)
        await manager.press(*"ECLAIR", "ctrl+s")
        assert "The list already has Éclair." in manager.prose
        assert manager.form.value("name") == "ECLAIR"


async def test_entries_are_arranged_by_keys_and_the_cursor_follows(session: Session) -> None:
    couriers(session, "Amana", "Karim", "Omar")
    async with at_the_lists(session) as manager:
        await manager.press(*["f6"] * 5, "end", "f7", "f7")
        assert offered() == ["Omar", "Amana", "Karim"]
        await manager.press("f7")
        await manager.press("shift+down")
        assert offered() == ["Amana", "Omar", "Karim"]


async def test_what_is_retired_is_asked_about_shown_last_and_put_back(session: Session) -> None:
    couriers(session, "Amana", "Karim")
    async with at_the_lists(session) as manager:
        await manager.press(*["f6"] * 5)
        await manager.press("f9")
        await come_to(manager.pilot, ChooseDialog)
        assert "Where it was chosen it stays" in manager.prose
        await manager.press("escape")
        assert offered() == ["Amana", "Karim"]
        await manager.press("f9", "enter")
        await come_to(manager.pilot, ListsDesk)
        assert offered() == ["Karim"]
        assert "retired" in manager.line("Amana   ")
        assert manager.seen.index("Karim") < manager.seen.index("Amana   ")
        await manager.press("end")
        assert "F9 Put back" in manager.seen
        await manager.press("f9")
        assert offered() == ["Amana", "Karim"]


async def test_what_another_saved_meanwhile_is_shown_and_nothing_typed_is_lost(session: Session) -> None:
    (karim,) = couriers(session, "Karim")
    async with at_the_lists(session) as manager:
        await manager.press(*"karim", "f3")
        await come_to(manager.pilot, ReferenceDialog)
        await manager.type_over(name="Karim B.")
        seen = ReferenceFields("Karim")
        references.edit(karim, ReferenceFields("Karim", "0612345678"), seen=seen, by=by_staff(session.staff))
        await manager.press("ctrl+s")
        assert "was changed meanwhile" in manager.prose
        assert (manager.form.value("name"), manager.form.value("phone")) == ("Karim B.", "+212612345678")
        await manager.press("ctrl+s")
        await come_to(manager.pilot, ListsDesk)
    assert references.fields_of(karim) == ReferenceFields("Karim B.", "+212612345678")


async def test_the_first_payment_mode_is_the_one_proposed(session: Session) -> None:
    async with at_the_lists(session) as manager:
        await manager.press("f6", "f6")
        assert "proposed first" in manager.line("Cash")
        for key in ("f2", "f3"):
            await manager.press(key)
            assert "Each payment mode is an account of the ledger" in manager.seen
        await manager.press("down", "f7")
        assert "proposed first" in manager.line("Card")
        await manager.press("f9", "enter")
        await come_to(manager.pilot, ListsDesk)
        assert "not offered" in manager.line("Card")
    assert modes.offered() == (PaymentMode.CASH, PaymentMode.CHEQUE, PaymentMode.TRANSFER)
    assert house_rules.house_rules().order[0] is PaymentMode.CARD


async def test_an_organism_is_created_with_its_dates_and_its_successor(session: Session) -> None:
    yesterday = clock.today() - timedelta(days=1)
    async with at_the_organisms(session) as manager:
        await manager.press("f2")
        await come_to(manager.pilot, OrganismDialog)
        await manager.press(*"MGPAP", "enter", *"01/01/2020", "enter", *yesterday.strftime("%d/%m/%Y"))
        await manager.press("enter", "c", "n", "s", "ctrl+s")
        await come_to(manager.pilot, OrganismsDesk)
        assert "CNSS" in manager.line("MGPAP")
        assert "not today" in manager.line("MGPAP")
    row = next(row for row in organism_listing.organisms() if row.name == "MGPAP")
    assert (row.valid_from, row.valid_until, row.successor) == (date(2020, 1, 1), yesterday, "CNSS")


async def test_a_successor_that_leads_back_is_refused_beside_its_field(session: Session) -> None:
    rows = {row.name: row.id for row in organism_listing.organisms()}
    seen = organisms.fields_of(rows["CNOPS"])
    after = organisms.OrganismFields("CNOPS", successor=rows["CNSS"])
    organisms.edit(rows["CNOPS"], after, seen=seen, by=by_staff(session.staff))
    async with at_the_organisms(session) as manager:
        await manager.press(*"cnss")
        await manager.press("f3")
        await come_to(manager.pilot, OrganismDialog)
        manager.form.go_to("successor")
        await manager.press("c", "n", "o", "ctrl+s")
        assert "CNOPS itself goes on in this one" in manager.prose
        assert manager.form.at == "successor"


async def test_a_retired_organism_stays_where_it_was_chosen(session: Session) -> None:
    async with at_the_organisms(session) as manager:
        await manager.press(*"saham", "f9")
        await come_to(manager.pilot, ChooseDialog)
        assert "what it has to pay stays to be paid" in manager.prose
        await manager.press("enter")
        await come_to(manager.pilot, OrganismsDesk)
        assert "retired" in manager.line("Saham")
    assert "Saham" not in [row.name for row in organism_listing.offered()]


def insured(session: Session) -> tuple[int, int]:
    """Adds a client who has CNOPS, in whose place CNSS goes on; the ids of the two."""
    rows = {row.name: row.id for row in organism_listing.organisms()}
    seen = organisms.fields_of(rows["CNOPS"])
    after = organisms.OrganismFields("CNOPS", successor=rows["CNSS"])
    organisms.edit(rows["CNOPS"], after, seen=seen, by=by_staff(session.staff))
    Counter(session.staff).client(organism=rows["CNOPS"])
    return rows["CNOPS"], rows["CNSS"]


async def test_who_retires_an_organism_is_asked_whether_its_clients_move(session: Session) -> None:
    _former, heir = insured(session)
    async with at_the_organisms(session) as manager:
        await manager.press(*"cnops", "f9")
        await come_to(manager.pilot, ChooseDialog)
        await manager.press("enter")
        assert "Clients who have CNOPS: 1. They get CNSS" in manager.prose
        await manager.press("down", "enter")
        await until(manager.pilot, lambda: "Clients moved to CNSS: 1" in manager.seen)
        await come_to(manager.pilot, OrganismsDesk)
        assert "retired" in manager.line("CNOPS")
    assert Client.get().organism_id == heir


async def test_clients_that_stayed_are_moved_by_a_key_later(session: Session) -> None:
    former, heir = insured(session)
    async with at_the_organisms(session) as manager:
        await manager.press(*"cnops", "f7")
        await come_to(manager.pilot, ChooseDialog)
        await manager.press("enter")
        await come_to(manager.pilot, OrganismsDesk)
        assert Client.get().organism_id == former, "Enter changes nothing"
        await manager.press("f7", "down", "enter")
        await until(manager.pilot, lambda: Client.get().organism_id == heir)
        await come_to(manager.pilot, OrganismsDesk)
        await manager.press("f7")
        assert "No client has CNOPS" in manager.seen
