"""A search that finds nobody says who is found elsewhere, and begins their fiche."""

from pathlib import Path

import pytest

from models.money.ledger import client_status
from models.people.staff import drafts
from models.trash import verbs as trash
from tests.asking import by_staff
from tests.tui.clients.test_listing import current, lines, names, opened, settled
from tests.tui.frame.test_keys import write_config
from tests.tui.hands import come_to, until
from tui.clients.editor import EditorDesk
from tui.clients.listing import ClientDesk
from tui.clients.trash import TrashDesk
from tui.dialogs.unsaved import UnsavedDialog
from tui.frame.session import Session


async def test_whom_only_the_archives_know_is_shown_by_the_key_that_is_named(
    session: Session, clients: list[int]
) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press(*"zou")
        await settled(pilot)
        painted = "\n".join(lines(desk))
        assert "Nobody matches “zou”." in painted
        assert "1 archived: F6." in painted
        assert "F2 creates a client with what was typed." in painted
        await pilot.press("f6")
        await settled(pilot)
        assert (names(desk), desk.field.value) == (["Zouhair"], "zou")
        await pilot.press("f6", "backspace", "backspace", "backspace", *"yac")
        await settled(pilot)
        assert "1 asleep: F9." in "\n".join(lines(desk))
        await pilot.press("f9")
        await settled(pilot)
        assert (names(desk), desk.field.value) == (["Yacoubi"], "yac")
        await pilot.press("f6")
        await settled(pilot)
        assert "1 asleep: F9." in "\n".join(lines(desk))
        await pilot.press("escape", *"ala")
        await settled(pilot)
        assert "1 active: F6." in "\n".join(lines(desk))


async def test_the_keys_are_those_of_the_users_own_map(
    session: Session, clients: list[int], tmp_path: Path
) -> None:
    write_config(tmp_path, '[keys]\n"clients.archives" = "ctrl+z"\n"clients.create" = "f11"\n')
    async with opened(session) as (pilot, desk):
        await pilot.press(*"zou")
        await settled(pilot)
        painted = "\n".join(lines(desk))
        assert "1 archived: Ctrl+Z." in painted
        assert "F11 creates a client" in painted
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert names(desk) == ["Zouhair"]


async def test_what_is_said_follows_what_another_terminal_wrote(session: Session, clients: list[int]) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press(*"zou")
        await settled(pilot)
        assert "1 archived" in "\n".join(lines(desk))
        client_status.restore(clients[5], by=by_staff(session.staff))
        client_status.put_to_sleep(clients[5], by=by_staff(session.staff))
        await pilot.press("f5")
        await until(pilot, lambda: "1 asleep: F9." in "\n".join(lines(desk)))


@pytest.mark.capability("fiche-create")
async def test_f2_carries_what_was_typed_into_the_new_fiche(session: Session, clients: list[int]) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press(*"ben zakour nadia", "f2")
        editor = await come_to(pilot, EditorDesk)
        assert editor.form.value("last_name") == "BEN ZAKOUR"
        assert editor.form.value("first_name") == "Nadia"
        assert editor.form.at == "mobile"
        await pilot.press("escape")  # nothing was typed there: nothing is asked
        await come_to(pilot, ClientDesk)
        assert desk.field.value == "ben zakour nadia"
        await pilot.press("f2")
        editor = await come_to(pilot, EditorDesk)
        await pilot.press(*"0655443322", "f9")
        await come_to(pilot, ClientDesk)
        await settled(pilot)
        assert current(desk) == "BEN ZAKOUR"
        row = desk.rows.current
        assert row is not None
        assert (row.first_name, row.phone) == ("Nadia", "+212655443322")


async def test_what_was_carried_is_asked_about_once_something_was_typed_to_it(
    session: Session, clients: list[int]
) -> None:
    async with opened(session) as (pilot, _desk):
        await pilot.press(*"zakour", "f2")
        editor = await come_to(pilot, EditorDesk)
        assert editor.form.at == "first_name"
        await pilot.press(*"Nadia", "escape")
        await come_to(pilot, UnsavedDialog)
        await pilot.press("escape")
        await come_to(pilot, EditorDesk)
        editor.keep_draft()
        (draft,) = drafts.of(session.staff)
        assert draft.content["typed"] == {"last_name": "ZAKOUR", "first_name": "Nadia"}


async def test_f2_over_somebody_who_was_found_begins_an_empty_fiche(
    session: Session, clients: list[int]
) -> None:
    async with opened(session) as (pilot, _desk):
        await pilot.press(*"mar", "f2")
        editor = await come_to(pilot, EditorDesk)
        assert not editor.form.changed


async def test_whom_only_the_trash_knows_is_shown_there_with_the_search(
    session: Session, clients: list[int]
) -> None:
    trash.delete(clients[1], by=by_staff(session.staff))
    trash.delete(clients[5], by=by_staff(session.staff))
    async with opened(session) as (pilot, desk):
        await pilot.press(*"benn")
        await settled(pilot)
        assert "1 in the trash: Ctrl+D." in "\n".join(lines(desk))
        await pilot.press("ctrl+d")
        bin_ = await come_to(pilot, TrashDesk)
        assert ([row.name for row in bin_.rows.window], bin_.field.value) == (["Bennani Karim"], "benn")
        await pilot.press("f6", "escape", "escape")
        await come_to(pilot, ClientDesk)
        await settled(pilot)
        assert names(desk) == ["Bennani"]
        await pilot.press("f6", "escape", *"zou")
        await settled(pilot)
        assert "1 in the trash: Ctrl+D." in "\n".join(lines(desk))
        await pilot.press("ctrl+d")
        bin_ = await come_to(pilot, TrashDesk)
        assert [row.name for row in bin_.rows.window] == ["Zouhair Ali"]


async def test_f2_carries_a_name_that_only_sounds_like_those_who_are_listed(
    session: Session, clients: list[int]
) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press(*"benani")
        await settled(pilot)
        assert names(desk) == ["Bennani"]
        await pilot.press("f2")
        editor = await come_to(pilot, EditorDesk)
        assert editor.form.value("last_name") == "BENANI"
