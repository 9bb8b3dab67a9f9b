"""Archives and sleep (archive-zero, archive-move, archive-restore; INV-40)."""

import pytest

from models.money.ledger import client_status
from models.money.ledger.client_status import AvoirNotUsed, ClientArchived, HasAvoir, OwesMoney
from models.people.clients.listing import ClientListing, ClientView
from models.requests.trail import Trail
from tests.asking import by_staff
from tests.models.conftest import Counter


def seen(view: ClientView, search: str = "") -> list[int]:
    listing = ClientListing(search, view)
    rows = [row.id for row in listing.read(100)]
    assert listing.count() == len(rows)
    return rows


def archive(counter: Counter, client: int, **how: bool) -> None:
    client_status.archive(client, by=by_staff(counter.staff), **how)


@pytest.mark.parametrize("search", ["", "mart"])
def test_a_settled_client_moves_to_the_archives_and_back(counter: Counter, search: str) -> None:
    client = counter.client()
    counter.sell(client, 1_000)
    counter.pay(client, 1_000)
    archive(counter, client)
    assert (seen(ClientView.ACTIVE, search), seen(ClientView.ALL, search)) == ([], [])
    assert seen(ClientView.ARCHIVED, search) == [client]
    client_status.restore(client, by=by_staff(counter.staff))
    assert (seen(ClientView.ACTIVE, search), seen(ClientView.ARCHIVED, search)) == ([client], [])
    counter.sell(client, 500)


def test_a_debtor_is_not_archived(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 1_000)
    with pytest.raises(OwesMoney) as refused:
        archive(counter, client)
    assert refused.value.balance == 1_000
    assert seen(ClientView.ARCHIVED) == []


def test_a_creditor_is_not_archived(counter: Counter) -> None:
    client = counter.client()
    counter.advance(client, 300)
    with pytest.raises(HasAvoir) as refused:
        archive(counter, client)
    assert refused.value.credit == 300


def test_an_unpaid_sale_beside_an_avoir_asks_first(counter: Counter) -> None:
    """Net 0 with both sides open"""
    client = counter.client()
    counter.sell(client, 1_000)
    counter.advance(client, 1_000)
    with pytest.raises(AvoirNotUsed):
        archive(counter, client)
    archive(counter, client, leave_open=True)
    assert seen(ClientView.ARCHIVED) == [client]


def test_an_archived_client_has_no_operations(counter: Counter) -> None:
    """INV-40"""
    client = counter.client()
    archive(counter, client)
    for verb in (
        lambda: counter.sell(client, 100, cash=100),
        lambda: counter.advance(client, 100),
        lambda: counter.adjust(client, 100),
    ):
        with pytest.raises(ClientArchived):
            verb()


@pytest.mark.capability("fiche-sleep")
def test_a_sleeping_client_shows_only_when_all_are_asked_for(counter: Counter) -> None:
    client = counter.client()
    client_status.put_to_sleep(client, by=by_staff(counter.staff))
    assert (seen(ClientView.ACTIVE), seen(ClientView.ALL)) == ([], [client])
    client_status.wake(client, by=by_staff(counter.staff))
    assert seen(ClientView.ACTIVE, "jeanne") == [client]


def test_waking_takes_nobody_out_of_the_archives(counter: Counter) -> None:
    client = counter.client()
    archive(counter, client)
    client_status.wake(client, by=by_staff(counter.staff))
    assert seen(ClientView.ARCHIVED) == [client]


def test_who_archived_whom_is_on_the_trail(counter: Counter) -> None:
    client = counter.client()
    archive(counter, client)
    record = Trail.get(Trail.verb == "standing.archive")
    assert (record.client_id, record.staff_id) == (client, counter.staff)
