"""Next and previous on the fiche walk those who are listed, whatever the list is narrowed by."""

from dataclasses import replace
from typing import Any

import pytest

from models.people.clients import required
from models.people.clients.filter import ClientFilter
from models.people.clients.listing import ClientListing, ClientSort, ClientView
from models.people.clients.required import Requirements
from models.people.clients.table import ClientKind
from models.pharmacy import required_fields
from models.store import connection
from models.store.search.by_field import SearchBy, SearchIn
from models.values import ZERO
from tests.asking import by_staff
from tests.tui.clients.test_listing import opened, settled
from tests.tui.hands import come_to
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session

NARROWED: dict[str, dict[str, Any]] = {
    "blocked": {"filter": ClientFilter(blocked=True)},
    "not blocked": {"filter": ClientFilter(blocked=False), "view": ClientView.ALL},
    "asleep": {"filter": ClientFilter(sleeping=True), "view": ClientView.ALL},
    "owing": {"filter": ClientFilter(owes_more_than=ZERO), "sort": ClientSort.BALANCE, "descending": True},
    "passing": {"filter": ClientFilter(kind=ClientKind.PASSING)},
    "two conditions": {"filter": ClientFilter(blocked=True, owes_more_than=ZERO)},
    "to complete": {"view": ClientView.INCOMPLETE},
    "archived": {"view": ClientView.ARCHIVED},
    "phones": {"search": "0661", "by": SearchBy(SearchIn.PHONE)},
    "in french ones": {"search": "2345", "by": SearchBy(SearchIn.PHONE, french=True)},
}


@pytest.mark.capability("filter-category-nav")
@pytest.mark.parametrize("narrowed", NARROWED.values(), ids=NARROWED.keys())
async def test_next_and_previous_walk_only_whom_the_list_is_narrowed_to(
    session: Session, clients: list[int], narrowed: dict[str, Any]
) -> None:
    with connection.transaction():
        run = connection.database.execute_sql
        run(f"UPDATE client SET blocked = 1, balance = 100 WHERE id IN ({clients[0]}, {clients[2]})")
        run(f"UPDATE client SET kind = 'passing', blocked = 1 WHERE id IN ({clients[1]}, {clients[4]})")
    wanted = Requirements(frozenset({"first_name", "birth_date"}))
    required_fields.change(wanted, seen=required.in_force(), by=by_staff(session.staff))
    listing = ClientListing(**narrowed)
    expected = [row.id for row in listing.read(50)]
    assert 0 < len(expected) < len(clients)
    async with opened(session) as (pilot, desk):
        desk.listing = replace(desk.listing, **narrowed)
        desk.action_refresh()
        await settled(pilot)
        await pilot.press("home", "enter")
        fiche = await come_to(pilot, FicheDesk)
        walked = [fiche.client]
        for _ in expected:
            await pilot.press("greater_than_sign")
            walked.append(fiche.client)
        assert walked == [*expected, expected[-1]]
        await pilot.press("ctrl+home")
        assert fiche.client == expected[0]
        await pilot.press("less_than_sign")
        assert fiche.client == expected[0]
        await pilot.press("ctrl+end")
        assert fiche.client == expected[-1]
