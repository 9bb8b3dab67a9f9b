"""Imports beside the trash: a code of somebody there stays theirs, and an undoing leaves them alone."""

from dataclasses import replace

import pytest

from models.importing.clients.known import Known
from models.people.clients import verbs as clients
from models.people.clients.by_code import find_by_code
from models.people.clients.table import Client, ClientStatus
from models.people.clients.verbs import CodeInTrash
from models.trash import verbs as trash
from tests.asking import by_staff
from tests.models.importing.test_import_again import HIND, SALMA, Desk
from tests.models.importing.test_import_again import desk as desk

CODED = ("TAZI", "Omar", "", "Fès", "", "C-1", 0)


def delete(desk: Desk, client: int) -> None:
    trash.delete(client, by=by_staff(desk.staff))


def refused(desk: Desk, *rows: tuple[object, ...]) -> list[tuple[str, str]]:
    """The names and codes of those in the trash, of which a file says that a code belongs to somebody."""
    faults = [fault.reason for fault in desk.preview(*rows).faults]
    assert all(isinstance(fault, CodeInTrash) for fault in faults)
    return [(fault.name, fault.code) for fault in faults if isinstance(fault, CodeInTrash)]


def test_inv_47_an_import_names_who_has_the_code_and_is_in_the_trash(desk: Desk) -> None:
    delete(desk, desk.create(last_name="Bennani", first_name="Karim", code="C-1"))
    assert refused(desk, SALMA, CODED) == [("Bennani Karim", "C-1")]


@pytest.mark.parametrize("again", [False, True])
def test_inv_47_also_where_the_import_that_brought_them_was_undone(desk: Desk, again: bool) -> None:
    desk.carry_out(desk.preview(CODED, HIND))
    client = find_by_code("C-1")
    assert client is not None
    if again:
        desk.undo()
        row = clients.get(client)
        assert row.status is ClientStatus.ARCHIVED
        values = replace(clients.fields_of(row), code="C-1")
        clients.edit(client, values, version=row.version, by=by_staff(desk.staff))
    delete(desk, client)
    if not again:
        desk.undo()
    assert clients.get(client).status is ClientStatus.TRASHED
    assert clients.get(client).code == "C-1"
    assert refused(desk, CODED) == [("TAZI Omar", "C-1")]


def test_undoing_an_import_leaves_alone_whom_it_completed_and_who_is_in_the_trash(desk: Desk) -> None:
    client = desk.create(last_name="Chraibi", first_name="Hind")
    desk.carry_out(desk.preview(HIND), Known.COMPLETE)
    assert clients.get(client).mobile == "+212661234567"
    delete(desk, client)
    before = Client.select().where(Client.id == client).dicts().get()
    undone = desk.undo()
    assert (undone.given_back, undone.kept) == (0, 1)
    assert Client.select().where(Client.id == client).dicts().get() == before
