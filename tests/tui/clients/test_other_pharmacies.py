"""The list of other pharmacies, by its key."""

from dataclasses import replace

import pytest

from models.people.clients import verbs
from models.people.clients.table import Client, ClientKind
from models.people.staff import drafts
from tests.asking import by_staff
from tests.tui.clients.test_listing import app_of, names, opened, said, settled
from tests.tui.fiche.fiche_ledger import screen_text
from tests.tui.hands import come_to
from tui.clients.editor import EditorDesk
from tui.clients.listing import ClientDesk
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session


def become_pharmacy(session: Session, client: int) -> None:
    row = verbs.get(client)
    fields = replace(verbs.fields_of(row), kind=ClientKind.PHARMACY)
    verbs.edit(client, fields, version=row.version, by=by_staff(session.staff))


@pytest.mark.capability("list-confreres")
async def test_f12_lists_other_pharmacies_and_what_they_owe(session: Session, clients: list[int]) -> None:
    become_pharmacy(session, clients[0])
    async with opened(session) as (pilot, desk):
        assert names(desk) == ["Bennani", "Martin", "Martinez", "محمد"]
        assert said(desk, ".count") == "4 of 4"
        await pilot.press(*"ala")
        await settled(pilot)
        assert (names(desk), said(desk, ".count")) == (["Alaoui"], "1 of 5")
        await pilot.press("escape")
        await settled(pilot)
        assert said(desk, ".count") == "4 of 4"
        await pilot.press("f12")
        await settled(pilot)
        assert said(desk, ".title") == "Other pharmacies"
        assert (names(desk), said(desk, ".count")) == (["Alaoui"], "1 of 1")
        assert "Owes      1,250.00" in screen_text(app_of(desk))
        await pilot.press("enter")
        fiche = await come_to(pilot, FicheDesk)
        assert fiche.client == clients[0]
        await pilot.press("escape")
        await come_to(pilot, ClientDesk)
        assert names(desk) == ["Alaoui"]
        await pilot.press("f12")
        await settled(pilot)
        assert said(desk, ".title") == "Clients"
        await pilot.press("f12", "escape")
        await settled(pilot)
        assert (said(desk, ".title"), len(names(desk))) == ("Clients", 4)


async def test_the_list_of_pharmacies_is_found_in_the_palette(session: Session, clients: list[int]) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("ctrl+p", *"pharmac", "enter")
        await settled(pilot)
        assert said(desk, ".title") == "Other pharmacies"
        assert "F2 creates the first one" in screen_text(app_of(desk))


async def test_f2_there_creates_a_pharmacy_also_from_a_draft(session: Session, clients: list[int]) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("f12", "f2")
        editor = await come_to(pilot, EditorDesk)
        assert not editor.form.changed
        await pilot.press(*"Pharmacie Atlas")
        editor.keep_draft()
        (draft,) = drafts.of(session.staff)
        await pilot.press("ctrl+s")
        await come_to(pilot, ClientDesk)
        await settled(pilot)
        assert names(desk) == ["Pharmacie Atlas"]
        again = EditorDesk(None, draft=draft.content)
        await pilot.app.push_screen(again)
        await pilot.pause()
        assert again.form.value("kind") is ClientKind.PHARMACY
    assert Client.get(last_name="Pharmacie Atlas").kind is ClientKind.PHARMACY
