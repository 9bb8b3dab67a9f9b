"""Custom fields by the keys: defined in the settings, filled in on the fiche, searched for."""

from dataclasses import replace

import pytest

from locales.words import custom_fields as words
from models.custom_fields.definitions import definitions
from models.custom_fields.kinds import CustomKind
from models.custom_fields.table import CustomRecord
from models.defining import fields as defining
from models.defining.fields import CustomFieldFields
from models.people.clients import details
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.pharmacy import features
from models.pharmacy.features import Feature
from tests.asking import by_staff
from tests.tui.clients.test_listing import names, opened, settled
from tests.tui.fiche.fiche_ledger import screen_text
from tests.tui.hands import Hands, at_fiche, come_to
from tests.tui.settings.test_settings import NAMES
from tui.clients.conflict import merge
from tui.clients.editor import EditorDesk
from tui.clients.listing import ClientDesk
from tui.fiche import papers
from tui.fiche.screen import FicheDesk
from tui.forms.form import Form
from tui.frame.session import Session
from tui.settings.desk import SettingsDesk
from tui.settings.fiche.custom_fields import CustomFieldDialog, CustomFieldsDesk
from tui.settings.fiche.custom_options import OptionsDesk


@pytest.fixture
def in_use(session: Session) -> None:
    features.choose(frozenset(Feature), seen=features.in_use(), by=by_staff(session.staff))


def made(session: Session, name: str, kind: CustomKind, *options: str) -> int:
    values = CustomFieldFields(name=name, kind=kind, options=options)
    return defining.create(values, by=by_staff(session.staff))


@pytest.mark.capability("cf-define")
@pytest.mark.capability("cf-set")
async def test_a_list_is_defined_filled_in_and_searched_for(
    session: Session, clients: list[int], in_use: None
) -> None:
    async with opened(session, (120, 40)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("ctrl+r")
        await come_to(pilot, SettingsDesk)
        await hands.press("home", *["down"] * NAMES.index("custom_fields"), "enter")
        await come_to(pilot, CustomFieldsDesk)
        await hands.press("f2")
        dialog = await come_to(pilot, CustomFieldDialog)
        await hands.press(
            *"Peau", "tab", "tab", *"one of", "tab", *"Seche", "enter", *"Grasse", "tab", "space"
        )
        assert dialog.query_one(Form).value("options") == "Seche\nGrasse"
        await hands.press("ctrl+s")
        await come_to(pilot, CustomFieldsDesk)
        assert "Seche, Grasse" in hands.line("Peau")
        await hands.press("escape", "escape")
        await come_to(pilot, ClientDesk)
        await hands.press("home", "f3")
        editor = await come_to(pilot, EditorDesk)
        (field,) = definitions(CustomRecord.CLIENT)
        editor.form.go_to(f"custom_{field.id}")
        await pilot.pause()
        await hands.press("g", "f9")
        await come_to(pilot, ClientDesk)
        await hands.press(*"grasse")
        await settled(pilot)
        assert names(desk) == ["Alaoui"]
        await hands.press("enter")
        fiche = await come_to(pilot, FicheDesk)
        await fiche.action_tab("information")
        await pilot.pause()
        assert "Grasse" in hands.line("Peau")


async def test_each_kind_is_typed_as_people_write_it_and_shown_so(
    session: Session, clients: list[int], in_use: None
) -> None:
    typed = {
        CustomKind.TEXT: ("Rabat", "Rabat"),
        CustomKind.WHOLE: ("1 250", "1250"),
        CustomKind.DECIMAL: ("12,50", "12.5"),
        CustomKind.AMOUNT: ("1 250,5", "125050"),
        CustomKind.DATE: ("31/12/2030", "2030-12-31"),
        CustomKind.SEVERAL: ("gras, SÈCHE", "1,2"),
    }
    fields = {
        kind: made(session, kind, kind, *(("Sèche", "Grasse") if kind is CustomKind.SEVERAL else ()))
        for kind in typed
    }
    client = clients[0]
    async with opened(session, (120, 40)) as (pilot, _desk):
        await pilot.press("home", "f3")
        editor = await come_to(pilot, EditorDesk)
        editor.form.go_to(f"custom_{fields[CustomKind.TEXT]}")
        await pilot.pause()
        editor.form.retype({f"custom_{fields[kind]}": text for kind, (text, _kept) in typed.items()})
        await pilot.press("f9")
        await come_to(pilot, ClientDesk)
    assert details.custom_of(client) == {fields[kind]: kept for kind, (_typed, kept) in typed.items()}
    async with at_fiche(session, client, (120, 60)) as hands:
        await hands.app.screen.action_tab("information")  # type: ignore[attr-defined]
        await hands.pilot.pause()
        assert "Sèche, Grasse" in hands.line("several")
        assert "1,250.50" in hands.line("amount")


async def test_what_is_none_of_the_list_is_said_beside_it_and_stays_typed(
    session: Session, clients: list[int], in_use: None
) -> None:
    field = made(session, "Allergies", CustomKind.SEVERAL, "Pollen", "Acariens")
    async with opened(session, (120, 40)) as (pilot, _desk):
        await pilot.press("home", "f3")
        editor = await come_to(pilot, EditorDesk)
        editor.form.go_to(f"custom_{field}")
        await pilot.pause()
        await pilot.press(*"lactose", "f9")
        await pilot.pause()
        assert editor.is_current
        assert "is none of: Pollen, Acariens" in " ".join(screen_text(editor.app).split())
        assert editor.form.typed()[f"custom_{field}"] == "lactose"


def test_the_printed_fiche_and_its_spreadsheet_have_them(
    session: Session, request: pytest.FixtureRequest, in_use: None
) -> None:
    added: list[int] = request.getfixturevalue("clients")
    field = made(session, "Peau", CustomKind.LIST, "Sèche", "Grasse")
    values = replace(clients_fields(added[0]), custom={field: "2"})
    save(session, added[0], values, clients_row(added[0]))
    row = clients_get(added[0])
    assert ("Further fields", [("Peau", "Grasse")]) in papers.groups(row)
    assert ("Peau", "Grasse") in papers.cells(row)
    assert words.pairs(CustomRecord.CLIENT, {field: "2"}) == [("Peau", "Grasse")]
    defining.retire(field, by=by_staff(session.staff))
    assert words.pairs(CustomRecord.CLIENT, {field: "2"}) == [("Peau (retired)", "Grasse")]
    assert papers.groups(row)[-1] == ("Retired fields", [("Peau (retired)", "Grasse")])
    assert ("Peau (retired)", "Grasse") in papers.cells(row)
    assert "Retired fields" not in dict(papers.groups(clients_get(added[1])))


def test_two_people_change_different_fields_and_both_win(session: Session, in_use: None) -> None:
    one, other = (made(session, name, CustomKind.TEXT) for name in ("Un", "Deux"))
    base = clients.ClientFields(last_name="Alaoui", custom={one: "a"})
    mine, theirs = replace(base, custom={one: "b"}), replace(base, custom={one: "a", other: "c"})
    merged = merge(base, mine, theirs)
    assert (merged.values.custom, merged.conflicts) == ({one: "b", other: "c"}, ())
    merged = merge(base, mine, replace(base, custom={one: "d"}))
    assert merged.conflicts == (f"custom_{one}",)


async def test_while_custom_fields_are_off_no_word_of_them_is_seen(
    session: Session, clients: list[int], in_use: None
) -> None:
    field = made(session, "Peau", CustomKind.TEXT)
    row = clients_row(clients[0])
    values = replace(clients_fields(clients[0]), custom={field: "mixte"})
    save(session, clients[0], values, row)
    everything = features.in_use()
    features.choose(everything - {Feature.CUSTOM_FIELDS}, seen=everything, by=by_staff(session.staff))
    async with opened(session, (120, 40)) as (pilot, desk):
        await pilot.press("home", "f3")
        editor = await come_to(pilot, EditorDesk)
        assert "Further fields" not in screen_text(desk.app)  # type: ignore[arg-type]
        editor.form.go_to("city")
        await pilot.pause()
        await pilot.press(*"Rabat", "f9")
        await come_to(pilot, ClientDesk)
    assert details.custom_of(clients[0]) == {field: "mixte"}


def clients_row(client: int) -> int:
    return clients.get(client).version


def clients_get(client: int) -> Client:
    return clients.get(client)


def clients_fields(client: int) -> clients.ClientFields:
    return clients.fields_of(clients.get(client))


def save(session: Session, client: int, values: clients.ClientFields, version: int) -> None:
    clients.edit(client, values, version=version, by=by_staff(session.staff))


async def test_a_value_of_a_list_is_moved_up_and_down(
    session: Session, clients: list[int], in_use: None
) -> None:
    made(session, "Peau", CustomKind.LIST, "Seche", "Grasse", "Mixte")
    async with opened(session, (120, 40)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("ctrl+r")
        await come_to(pilot, SettingsDesk)
        await hands.press("home", *["down"] * NAMES.index("custom_fields"), "enter")
        await come_to(pilot, CustomFieldsDesk)
        await hands.press("v")
        values = await come_to(pilot, OptionsDesk)
        await hands.press("end", "minus", "minus")
        assert [row.name for row in values.now()] == ["Mixte", "Seche", "Grasse"]
        assert values.current is not None
        assert values.current.name == "Mixte"
        await hands.press("plus")
        assert [row.name for row in values.now()] == ["Seche", "Mixte", "Grasse"]
