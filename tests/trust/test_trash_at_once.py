"""One person deletes a client for whom another enters something at that moment (INV-41)."""

from multiprocessing.context import ForkServerContext
from typing import Any

from models import doctor
from models.people.clients import verbs as clients
from models.people.clients.table import ClientStatus
from models.trash import linked
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk
from tests.trust.test_many_at_once import at_once


def test_inv_41_who_is_deleted_while_something_is_entered_is_either_in_the_trash_or_has_it(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """Whoever comes second is refused, and names what the first one did."""
    product, who = shared.product(999), shared.staff
    for number in range(4):
        client = shared.client(f"Client {number}")
        entering = ("sell", client, product, who) if number % 2 else ("quote", client, product, who)
        deleted, entered = at_once(processes, target, ("delete", client, who), entering)
        trashed = clients.get(client).status is ClientStatus.TRASHED
        assert trashed == (deleted == "deleted") == (entered == "ClientInTrash"), (deleted, entered)
        assert trashed or deleted == "HasRecords"
    assert doctor.examine() == []


def test_inv_41_nobody_is_deleted_and_on_the_list_of_a_campaign_at_once(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """A campaign locks none of its clients; who owes nothing is on its list, as left out."""
    desk, who = Desk(shared), shared.staff
    desk.buy(200)
    for _ in range(3):
        client, other = desk.client(), desk.client(owes=500)
        deleted, sent = at_once(processes, target, ("delete", client, who), ("remind", [client, other], who))
        trashed = clients.get(client).status is ClientStatus.TRASHED
        assert trashed == (deleted == "deleted"), (deleted, sent)
        assert trashed or deleted == "HasRecords"
        assert sent.isdigit()
        assert list(linked.of_the_trash()) == []
    assert doctor.examine() == []
