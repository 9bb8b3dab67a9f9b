"""The clients of an organism go to the one that goes on in its place: all of them, or none."""

import json
from datetime import timedelta

import pytest

from models.doctor import examine
from models.money.ledger import client_status
from models.money.ledger.accounts import PaymentMode
from models.people.clients import succession
from models.people.clients import verbs as clients
from models.people.clients.succession import MovingStopped, NobodyGoesOn
from models.people.clients.table import Client
from models.people.organisms import listing
from models.people.organisms import verbs as organisms
from models.people.organisms.verbs import NoSuchOrganism, OrganismChanged, OrganismFields
from models.privacy import redaction
from models.requests.editing import changes_in
from models.requests.trail import Trail
from models.store import clock
from models.trade.global_invoices import organisms as organism_billing
from models.trade.global_invoices import verbs as global_invoices
from models.trade.global_invoices.table import GlobalInvoice
from models.trash import verbs as trash
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter


def add(counter: Counter, name: str, **values: object) -> int:
    return organisms.create(OrganismFields(name, **values), by=by_staff(counter.staff))  # type: ignore[arg-type]


@pytest.fixture
def heir(counter: Counter) -> int:
    return add(counter, "Caisse nouvelle")


@pytest.fixture
def former(counter: Counter, heir: int) -> int:
    return add(counter, "Caisse ancienne", successor=heir)


def of(client: int) -> int | None:
    row = Client.get_by_id(client)
    found: int | None = row.organism_id
    return found


def bill(counter: Counter, client: int) -> int:
    """An invoice to the client's organism; its id."""
    sale = counter.sell(client, 12_500).id
    return global_invoices.issue(client, [sale], to_organism=True, by=by_staff(counter.staff)).id


def retire(counter: Counter, organism: int) -> None:
    organisms.retire(organism, seen=organisms.fields_of(organism), by=by_staff(counter.staff))


def test_all_clients_of_a_retired_organism_get_the_next(counter: Counter, former: int, heir: int) -> None:
    """Whoever sleeps or is archived too; each edit is in their trail as one by hand."""
    first, second, third = (counter.client(name, organism=former) for name in ("Alami", "Bennis", "Chraibi"))
    client_status.archive(third, by=by_staff(counter.staff))
    other = counter.client("Tazi", organism=heir)
    retire(counter, former)
    assert succession.insured_by(former) == 3
    before = Client.get_by_id(other).version
    assert succession.move_clients(former, to=heir, by=by_staff(counter.staff)) == 3
    assert [of(client) for client in (first, second, third, other)] == [heir] * 4
    told = Trail.select().where(Trail.client_id == first).order_by(Trail.id.desc()).get()
    assert (told.verb, told.staff_id) == (clients.EDITS, counter.staff)
    assert changes_in(told.details()) == {"organism": [former, heir]}
    assert Client.get_by_id(other).version == before
    assert succession.insured_by(former) == 0
    assert examine() == []


def test_who_is_in_no_list_keeps_what_stood_on_the_fiche(counter: Counter, former: int, heir: int) -> None:
    deleted, gone = (counter.client(name, organism=former) for name in ("Alami", "Bennis"))
    trash.delete(deleted, by=by_staff(counter.staff))
    redaction.redact(gone, by=by_staff(counter.staff))
    before = Trail.select().count()
    assert succession.move_clients(former, to=heir, by=by_staff(counter.staff)) == 0
    assert (of(deleted), of(gone), Trail.select().count()) == (former, None, before)


def test_what_it_was_billed_stays_with_it(counter: Counter, former: int, heir: int) -> None:
    """The invoice was issued to it, so it collects as before; the next one is billed to the new one."""
    client = counter.client("Alami", organism=former)
    before = bill(counter, client)
    succession.move_clients(former, to=heir, by=by_staff(counter.staff))
    after = bill(counter, client)
    billed = {row.id: json.loads(row.parties)["organism"]["name"] for row in GlobalInvoice.select()}
    assert billed == {before: "Caisse ancienne", after: "Caisse nouvelle"}
    amount = Centimes(12_500)
    organism_billing.collect(before, amount, PaymentMode.TRANSFER, by=by_staff(counter.staff))
    assert examine() == []


def test_clients_go_to_the_first_that_can_be_chosen_today(counter: Counter, former: int, heir: int) -> None:
    """Who went on is gone too: the next one after it."""
    last = add(counter, "Caisse unique")
    client = counter.client("Alami", organism=former)
    seen = organisms.fields_of(heir)
    ended = OrganismFields(seen.name, valid_until=clock.today() - timedelta(days=1), successor=last)
    organisms.edit(heir, ended, seen=seen, by=by_staff(counter.staff))
    found = listing.goes_on_in(former)
    assert found is not None
    assert found.id == last
    with pytest.raises(OrganismChanged):
        succession.move_clients(former, to=heir, by=by_staff(counter.staff))
    assert of(client) == former
    succession.move_clients(former, to=last, by=by_staff(counter.staff))
    assert of(client) == last


def test_without_a_successor_nobody_is_moved(counter: Counter, former: int, heir: int) -> None:
    client = counter.client("Alami", organism=former)
    retire(counter, heir)
    assert listing.goes_on_in(former) is None
    with pytest.raises(NobodyGoesOn):
        succession.move_clients(former, to=heir, by=by_staff(counter.staff))
    with pytest.raises(NoSuchOrganism):
        succession.move_clients(999, to=heir, by=by_staff(counter.staff))
    assert of(client) == former


def test_inv_20_the_same_request_twice_moves_them_once(counter: Counter, former: int, heir: int) -> None:
    client, by = counter.client("Alami", organism=former), by_staff(counter.staff)
    assert succession.move_clients(former, to=heir, by=by) == 1
    version = Client.get_by_id(client).version
    assert succession.move_clients(former, to=heir, by=by) == 1
    assert Client.get_by_id(client).version == version


def test_given_up_halfway_nothing_is_changed(
    counter: Counter, former: int, heir: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = [counter.client(name, organism=former) for name in ("Alami", "Bennis", "Chraibi")]
    before = Trail.select().count()
    monkeypatch.setattr("models.people.clients.bulk_edit.CHUNK", 1)
    heard: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        heard.append((done, total))
        return done < 2

    with pytest.raises(MovingStopped):
        succession.move_clients(former, to=heir, by=by_staff(counter.staff), progress=progress)
    assert heard == [(1, 3), (2, 3)]
    assert {of(client) for client in moved} == {former}
    assert Trail.select().count() == before
