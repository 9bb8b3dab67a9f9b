"""Other pharmacies (confrères): a list of their own, found by a search, out of advertising."""

from dataclasses import replace

import pytest

from models.money.ledger import client_status
from models.outbox.campaigns import preflight, recipients
from models.outbox.campaigns.preflight import Order
from models.outbox.campaigns.recipients import RecipientFilter, RecipientListing
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, Word
from models.outbox.consents.verbs import NoAdvertisingToPharmacies
from models.outbox.messages.campaign import Exclusion, Goal
from models.people.clients import selections
from models.people.clients import verbs as clients
from models.people.clients.listing import ClientListing, ClientSort, ClientView
from models.people.clients.table import ClientKind
from models.store.connection import engine
from models.store.search.wanted import understand
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter


@pytest.fixture
def atlas(counter: Counter) -> int:
    """A pharmacy that owes, between two clients."""
    counter.client("Alami", "Salma", mobile="0612345601")
    number = counter.client(
        "Pharmacie Atlas", "", kind=ClientKind.PHARMACY, mobile="0612345602", ceiling=Centimes(1_000_000)
    )
    counter.client("Tazi", "Omar", mobile="0612345603")
    counter.sell(number, 45_000)
    return number


def names(listing: ClientListing) -> list[str]:
    """The names listed, which are as many as are counted."""
    found = [row.last_name for row in listing.read(50)]
    assert listing.count() == len(found)
    assert [row.last_name for row in listing.last(50)] == found
    return found


def test_other_pharmacies_have_a_list_of_their_own_and_are_found_by_a_search(
    counter: Counter, atlas: int
) -> None:
    assert names(ClientListing()) == ["Alami", "Tazi"]
    assert ClientListing().total() == 2
    assert names(ClientListing("atlas")) == ["Pharmacie Atlas"]
    assert names(ClientListing("0612345602")) == ["Pharmacie Atlas"]
    assert names(ClientListing(f"#{atlas}")) == ["Pharmacie Atlas"]
    assert ClientListing("atlas").total() == 3, "among whom it was searched"
    for sort in ClientSort:
        assert "Pharmacie Atlas" not in names(ClientListing(sort=sort))
        assert names(ClientListing(view=ClientView.PHARMACIES, sort=sort)) == ["Pharmacie Atlas"]


def test_their_list_is_searched_too_and_says_what_they_owe(counter: Counter, atlas: int) -> None:
    listing = ClientListing(view=ClientView.PHARMACIES)
    assert [(row.id, row.balance) for row in listing.read(9)] == [(atlas, 45_000)]
    assert listing.total() == 1
    assert names(replace(listing, search="atl")) == ["Pharmacie Atlas"]
    assert names(replace(listing, search="alami")) == []
    assert replace(listing, search="alami").total() == 1
    row = clients.get(atlas)
    fields = replace(clients.fields_of(row), kind=ClientKind.REGULAR)
    clients.edit(atlas, fields, version=row.version, by=by_staff(counter.staff))
    assert (names(listing), names(ClientListing())) == ([], ["Alami", "Pharmacie Atlas", "Tazi"])


def test_an_archived_pharmacy_is_in_the_archives(counter: Counter, atlas: int) -> None:
    counter.pay(atlas, 45_000)
    client_status.archive(atlas, by=by_staff(counter.staff))
    assert names(ClientListing(view=ClientView.PHARMACIES)) == []
    assert names(ClientListing(view=ClientView.ARCHIVED)) == ["Pharmacie Atlas"]


def test_next_and_previous_stay_in_the_list_a_fiche_was_opened_from(counter: Counter, atlas: int) -> None:
    first, last = ClientListing().read(9)
    assert ClientListing().read(1, after=first) == [last]
    (only,) = ClientListing(view=ClientView.PHARMACIES).read(9)
    assert ClientListing(view=ClientView.PHARMACIES).read(1, after=only) == []


def test_no_campaign_reaches_a_pharmacy_not_even_one_that_was_ticked(counter: Counter, atlas: int) -> None:
    """INV-50: neither on the list of everybody, nor of a kept list, nor by a tick; and the reason is said."""
    assert [row.id for row in RecipientListing().read(9)] == [1, 3]
    assert RecipientListing().count() == 2
    assert list(recipients.numbers(RecipientFilter(owes_more_than=Centimes(0)))) == []
    kept = selections.save("Tous", [1, atlas], by=by_staff(counter.staff))
    assert list(recipients.numbers(RecipientFilter(selection=kept))) == [1]
    for goal in Goal:
        drawn = preflight.draw(Order(goal, "Bonjour", clients=(atlas,)))
        assert (list(drawn.messages), drawn.excluded) == ([], {atlas: Exclusion.PHARMACY})
        assert preflight.of_client(Order(goal, "Bonjour"), atlas).reason is Exclusion.PHARMACY


def test_a_pharmacy_agrees_to_no_advertising_and_its_stop_holds(counter: Counter, atlas: int) -> None:
    with pytest.raises(NoAdvertisingToPharmacies):
        consents.record(atlas, Channel.SMS, Word.AGREES, ConsentSource.PHONE, by=by_staff(counter.staff))
    consents.record(atlas, Channel.SMS, Word.STOP, ConsentSource.PHONE, by=by_staff(counter.staff))
    assert atlas in consents.stance().stopped


def test_who_agreed_and_became_a_pharmacy_gets_no_advertising(counter: Counter, atlas: int) -> None:
    consents.record(1, Channel.SMS, Word.AGREES, ConsentSource.FORM, by=by_staff(counter.staff))
    assert len(preflight.draw(Order(Goal.CUSTOM, "Bonjour", clients=(1,))).messages) == 1
    row = clients.get(1)
    fields = replace(clients.fields_of(row), kind=ClientKind.PHARMACY)
    clients.edit(1, fields, version=row.version, by=by_staff(counter.staff))
    assert preflight.draw(Order(Goal.CUSTOM, "Bonjour", clients=(1,))).excluded == {1: Exclusion.PHARMACY}


def test_neither_list_reads_all_clients(counter: Counter, atlas: int) -> None:
    """The pharmacies are read by their own index, the others in the order of the list."""
    if engine().name != "sqlite":
        pytest.skip("with so few rows the planner of PostgreSQL reads tables whole")
    for view in (ClientView.PHARMACIES, ClientView.ACTIVE):
        listing = ClientListing(view=view)
        query = listing._filtered(understand("")).limit(20)
        sql, values = query.sql()
        plan = [
            row[-1] for row in engine().database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
        ]
        assert any("client_pharmacy" in step for step in plan), plan
