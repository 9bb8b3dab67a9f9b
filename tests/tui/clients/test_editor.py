"""Creating and editing a client."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from models.people.clients import verbs as verbs
from models.people.clients.table import Client
from models.people.clients.verbs import ClientFields
from models.people.staff import drafts
from models.people.staff import login as staff
from tests.asking import by_staff
from tui.clients.conflict import ConflictDialog, merge
from tui.clients.duplicates import DuplicatesDialog
from tui.clients.editor import EditorDesk
from tui.clients.listing import ClientDesk
from tui.dialogs.unsaved import UnsavedDialog
from tui.entrance.drafts import DraftDialog
from tui.frame.notice import Notice
from tui.frame.session import Session
from tui.shell.app import OfficineApp


@asynccontextmanager
async def editing(
    session: Session, client: int | None = None
) -> AsyncIterator[tuple[OfficineApp, EditorDesk, Pilot[int]]]:
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        desk = EditorDesk(client)
        await app.push_screen(desk)
        await pilot.pause()
        yield app, desk, pilot


async def until(pilot: Pilot[int], screen: type) -> None:
    for _ in range(200):
        if isinstance(pilot.app.screen, screen) and pilot.app.screen.is_mounted:
            await pilot.pause()
            return
        await pilot.pause(0.02)
    raise AssertionError(pilot.app.screen)


def rows(**wanted: str) -> list[Client]:
    return list(Client.filter(**wanted))


def fault(desk: EditorDesk, name: str) -> str:
    return desk.form.fault_of(name)


def told(app: OfficineApp) -> str:
    return app.screen.query_one(Notice).sentence


def change(client: int, by: int, **fields: object) -> None:
    """Somebody else saves at another terminal."""
    row = verbs.get(client)
    values = replace(verbs.fields_of(row), **fields)  # type: ignore[arg-type]
    verbs.edit(client, values, version=row.version, by=by_staff(by))


@pytest.fixture
def colleague(session: Session) -> int:
    return staff.engage("K. Bennani", "5678").id


@pytest.mark.capability("fiche-create", "fiche-minimal")
async def test_a_name_a_phone_and_ctrl_s_create_a_client(session: Session) -> None:
    async with editing(session) as (_app, _desk, pilot):
        await pilot.press(*"Idrissi", "enter", *"Omar", "enter", *"0661999888", "ctrl+s")
        await until(pilot, ClientDesk)
    row = rows(last_name="Idrissi")[0]
    assert (row.first_name, row.mobile, row.code) == ("Omar", "+212661999888", verbs.own_code(row.id))
    assert row.ceiling is None


@pytest.mark.capability("fiche-types", "tp-organism", "tp-numbers", "share-flags")
async def test_everything_on_the_fiche_can_be_typed_and_is_kept(session: Session, clients: list[int]) -> None:
    async with editing(session, clients[1]) as (_app, desk, pilot):
        form = desk.form
        form.go_to("kind")
        await pilot.press("p", "p")
        form.go_to("organism")
        await pilot.pause()
        await pilot.press("c", "n", "o")
        form.retype({"registration_number": "123 456", "affiliation_number": "A-9", "info": "one\ntwo"})
        form.go_to("ceiling")
        await pilot.pause()
        await pilot.press("0", "down", "space", "down", "space", "down", "down", "space", "ctrl+s")
        await until(pilot, ClientDesk)
    row = verbs.get(clients[1])
    assert (row.kind, row.organism_name) == ("pharmacy", "CNOPS")
    assert (row.registration_number, row.affiliation_number, row.info) == ("123 456", "A-9", "one\ntwo")
    assert (row.blocked, row.share_balance, row.share_points, row.share_history) == (True, True, False, True)
    assert row.ceiling == 0


async def test_every_wrong_field_is_said_at_once_and_stays_typed(session: Session) -> None:
    async with editing(session) as (app, desk, pilot):
        desk.form.retype({"mobile": "06", "email": "nobody", "ceiling": "1.234", "first_name": "Omar"})
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert all(fault(desk, name) for name in ("last_name", "mobile", "email", "ceiling"))
        assert desk.form.at == "last_name"
        assert desk.form.typed()["mobile"] == "06"
        assert app.screen is desk
    assert rows(first_name="Omar") == []


@pytest.mark.capability("fiche-save-new")
async def test_save_and_new_empties_the_form_for_the_next_one(session: Session) -> None:
    async with editing(session) as (app, desk, pilot):
        for name in ("Idrissi", "Tazi"):
            await pilot.press(*name, "f2")
            await pilot.pause(0.1)
            assert name in told(app)
            assert desk.form.at == "last_name"
            assert not desk.form.changed
    assert len(rows(last_name="Idrissi")) == len(rows(last_name="Tazi")) == 1


@pytest.mark.capability("fiche-apply-quit")
async def test_apply_saves_and_stays_and_then_leaving_asks_nothing(
    session: Session, clients: list[int]
) -> None:
    async with editing(session, clients[2]) as (app, desk, pilot):
        await pilot.press("x", "f12")
        await pilot.pause(0.1)
        assert app.screen is desk
        assert verbs.get(clients[2]).last_name == "x"
        await pilot.press("y", "f12")
        await pilot.pause(0.1)
        assert verbs.get(clients[2]).last_name == "xy"
        await pilot.press("escape")
        await until(pilot, ClientDesk)


@pytest.mark.capability("fiche-apply-quit")
async def test_leaving_asks_where_something_is_not_saved(session: Session, clients: list[int]) -> None:
    async with editing(session, clients[2]) as (_app, desk, pilot):
        await pilot.press("x", "escape")
        await until(pilot, UnsavedDialog)
        await pilot.press("escape")
        await until(pilot, EditorDesk)
        assert desk.form.value("last_name") == "x"
        await pilot.press("escape")
        await until(pilot, UnsavedDialog)
        await pilot.press("delete")
        await until(pilot, ClientDesk)
        assert verbs.get(clients[2]).last_name == "Martin"


@pytest.mark.capability("fiche-code-dup")
async def test_a_code_that_is_taken_is_said_beside_the_code_with_its_owner(
    session: Session, clients: list[int]
) -> None:
    """INV-47"""
    taken = verbs.get(clients[0]).code
    async with editing(session, clients[1]) as (_app, desk, pilot):
        desk.form.put("code", taken)
        await pilot.press("ctrl+s")
        await pilot.pause(0.1)
        assert "Alaoui" in fault(desk, "code")
        assert desk.form.typed()["code"] == taken


async def test_a_likely_duplicate_is_shown_once_and_never_forbidden(
    session: Session, clients: list[int]
) -> None:
    async with editing(session) as (_app, _desk, pilot):
        await pilot.press(*"martin", "enter", *"jean", "ctrl+s")
        await until(pilot, DuplicatesDialog)
        await pilot.press("escape")
        await until(pilot, EditorDesk)
        assert len(rows()) == 7
        await pilot.press("ctrl+s")
        await until(pilot, DuplicatesDialog)
        await pilot.press("enter")
        await until(pilot, ClientDesk)
    assert len(rows(last_name="martin")) == 1


async def test_editing_without_touching_name_or_phone_asks_about_no_duplicate(
    session: Session, clients: list[int]
) -> None:
    async with editing(session, clients[2]) as (_app, desk, pilot):
        desk.form.put("city", "Rabat")
        await pilot.press("ctrl+s")
        await until(pilot, ClientDesk)
    assert verbs.get(clients[2]).city == "Rabat"


async def test_what_two_people_changed_apart_is_kept_of_both(
    session: Session, clients: list[int], colleague: int
) -> None:
    async with editing(session, clients[2]) as (_app, desk, pilot):
        change(clients[2], colleague, city="Salé")
        change(clients[2], colleague, email="jean@example.ma")
        desk.form.put("alert", "Mine")
        await pilot.press("ctrl+s")
        await until(pilot, ClientDesk)
    row = verbs.get(clients[2])
    assert (row.city, row.email, row.alert) == ("Salé", "jean@example.ma", "Mine")


@pytest.mark.parametrize(("keys", "city"), [(("enter",), "Rabat"), (("right", "enter"), "Salé")])
async def test_what_both_changed_is_shown_side_by_side_and_one_chooses(
    session: Session, clients: list[int], colleague: int, keys: tuple[str, ...], city: str
) -> None:
    async with editing(session, clients[2]) as (app, desk, pilot):
        change(clients[2], colleague, city="Salé", email="jean@example.ma")
        desk.form.put("city", "Rabat")
        desk.form.put("alert", "Mine")
        await pilot.press("ctrl+s")
        await until(pilot, ConflictDialog)
        dialog = app.screen
        assert isinstance(dialog, ConflictDialog)
        assert dialog.heading() == "K. Bennani changed this client meanwhile"
        await pilot.press(*keys)
        await until(pilot, ClientDesk)
    row = verbs.get(clients[2])
    assert (row.city, row.email, row.alert) == (city, "jean@example.ma", "Mine")


async def test_giving_up_a_conflict_loses_nothing_that_was_typed(
    session: Session, clients: list[int], colleague: int
) -> None:
    async with editing(session, clients[2]) as (_app, desk, pilot):
        change(clients[2], colleague, city="Salé")
        desk.form.put("city", "Rabat")
        await pilot.press("ctrl+s")
        await until(pilot, ConflictDialog)
        await pilot.press("escape")
        await until(pilot, EditorDesk)
        assert desk.form.value("city") == "Rabat"
        assert verbs.get(clients[2]).city == "Salé"


def test_a_change_that_both_made_alike_is_no_conflict() -> None:
    base = ClientFields(last_name="A")
    both = replace(base, city="Rabat")
    assert merge(base, both, both).conflicts == ()


async def test_a_ceiling_says_in_words_what_it_means(session: Session, clients: list[int]) -> None:
    """credit-ceiling, INV-14: below the debt is told, not refused."""
    async with editing(session, clients[0]) as (_app, desk, pilot):
        desk.form.go_to("ceiling")
        await pilot.pause()
        said = []
        for typed in ("", "0", "2000", "100"):
            desk.form.retype({"ceiling": typed})
            await pilot.pause()
            said.append(desk.form.aside_of("ceiling"))
        assert said == [
            "the pharmacy's: none",
            "below the debt of 1,250.00",
            "",
            "below the debt of 1,250.00",
        ]
        await pilot.press("ctrl+s")
        await until(pilot, ClientDesk)
    assert verbs.get(clients[0]).ceiling == 10_000


async def test_hostile_text_is_refused_or_kept_as_it_is(session: Session) -> None:
    async with editing(session) as (_app, desk, pilot):
        desk.form.retype({"last_name": "[red]x[/] a[/b]c", "alert": "bell\x07 \x1b[31m"})
        await pilot.press("ctrl+s")
        await pilot.pause(0.1)
        assert fault(desk, "alert")
        desk.form.put("alert", "")
        await pilot.press("ctrl+s")
        await until(pilot, ClientDesk)
    assert rows(last_name="[red]x[/] a[/b]c")


async def test_what_is_half_typed_when_the_program_must_leave_is_offered_back(session: Session) -> None:
    async with editing(session) as (app, _desk, pilot):
        await pilot.press(*"Idrissi", "enter", *"Om")
        app.leave(129)
    assert drafts.of(session.staff)[0].content["typed"]["last_name"] == "Idrissi"

    app = OfficineApp()
    async with app.run_test() as pilot:
        await app.enter(session)
        await until(pilot, DraftDialog)
        await pilot.press("enter")
        await until(pilot, EditorDesk)
        desk = app.screen
        assert isinstance(desk, EditorDesk)
        assert desk.form.value("first_name") == "Om"
        await pilot.press("ctrl+s")
        await until(pilot, ClientDesk)
    assert drafts.of(session.staff) == []
    assert rows(last_name="Idrissi")


async def test_a_draft_of_a_fiche_that_somebody_changed_since_overwrites_nothing(
    session: Session, clients: list[int], colleague: int
) -> None:
    async with editing(session, clients[2]) as (_app, desk, pilot):
        desk.form.put("city", "Rabat")
        await pilot.press("escape")
        await until(pilot, UnsavedDialog)
        await pilot.press("g")
        await until(pilot, ClientDesk)
    change(clients[2], colleague, city="Salé", email="jean@example.ma")
    kept = drafts.of(session.staff)[0].content
    app = OfficineApp(session)
    async with app.run_test() as pilot:
        await app.push_screen(EditorDesk(clients[2], draft=kept))
        await until(pilot, EditorDesk)
        await pilot.press("ctrl+s")
        await until(pilot, ConflictDialog)
        await pilot.press("enter")
        await until(pilot, ClientDesk)
    row = verbs.get(clients[2])
    assert (row.city, row.email) == ("Rabat", "jean@example.ma")
    assert drafts.of(session.staff) == []


async def test_a_draft_thrown_away_is_not_offered_again(session: Session) -> None:
    drafts.keep(
        session.staff, "client", "", {"name": "X", "typed": {"last_name": "X"}, "base": None, "version": 0}
    )
    app = OfficineApp()
    async with app.run_test() as pilot:
        await app.enter(session)
        await until(pilot, DraftDialog)
        await pilot.press("delete")
        await until(pilot, ClientDesk)
    assert drafts.of(session.staff) == []
