"""Categories of clients: made, changed beside others, retired, and the lists of their clients (cat-crud)."""

from dataclasses import replace
from typing import Any

import pytest

from models.doctor import examination
from models.money.ledger.old_debt import OwingFor
from models.outbox.campaigns.recipients import RecipientFilter, RecipientListing
from models.people.categories import verbs as categories
from models.people.categories.table import CategoryColour, ClientCategory
from models.people.categories.verbs import (
    ClientCategoryChanged,
    ClientCategoryFields,
    ClientCategoryNameTaken,
    NoClientCategoryCalled,
    NoSuchClientCategory,
    NotADiscount,
)
from models.people.clients import verbs as clients
from models.people.clients.filter import ClientFilter
from models.people.clients.listing import ClientListing, ClientSort, ClientView, counts_by_category, row_of
from models.people.clients.table import Client
from models.refusals import Missing, Refused
from models.requests.by import new_key
from models.requests.trail import Trail
from models.store.engines.engine import Engine
from models.store.keyset import Keyset
from models.store.search.wanted import Wanted
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.statements import counted

VIP = ClientCategoryFields("V.I.P.", CategoryColour.VIOLET, 1000, hold_lock=True)


def made(counter: Counter, values: ClientCategoryFields = VIP) -> int:
    return categories.create(values, by=by_staff(counter.staff))


def edit(counter: Counter, category: int, seen: ClientCategoryFields, **changes: Any) -> None:
    categories.edit(category, replace(seen, **changes), seen=seen, by=by_staff(counter.staff))


def put_in(counter: Counter, client: int, category: int | None) -> None:
    """Through the fiche, as it is."""
    row = clients.get(client)
    values = replace(clients.fields_of(row), category=category)
    clients.edit(client, values, version=row.version, by=by_staff(counter.staff))


def listed(category: int, **wanted: Any) -> list[str]:
    return [row.last_name for row in within(category, **wanted).read(50)]


def within(category: int, **wanted: Any) -> ClientListing:
    return ClientListing(filter=ClientFilter(category=category), **wanted)


def test_a_category_keeps_its_name_its_colour_its_discount_and_its_lock(counter: Counter) -> None:
    category = made(counter)
    (row,) = categories.categories()
    assert (row.id, row.name, row.colour, row.discount, row.hold_lock, row.retired) == (
        *(category, "V.I.P.", CategoryColour.VIOLET, 1000, True, False),
    )
    edit(counter, category, VIP, name="Fidèles", hold_lock=False)
    assert categories.fields_of(category) == replace(VIP, name="Fidèles", hold_lock=False)
    assert Trail.get(Trail.verb == categories.EDITS).details()["changes"] == {
        "name": ["V.I.P.", "Fidèles"],
        "hold_lock": [True, False],
    }


def test_the_same_creation_twice_is_one_category(counter: Counter) -> None:
    """INV-20"""
    key = new_key()
    assert len({categories.create(VIP, by=by_staff(counter.staff, key)) for _ in range(2)}) == 1
    assert len(categories.categories()) == 1


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        (ClientCategoryFields(" – "), Missing),
        (ClientCategoryFields("vip"), ClientCategoryNameTaken),
        (ClientCategoryFields("Écoles", discount=10_001), NotADiscount),
        (ClientCategoryFields("Écoles", discount=-1), NotADiscount),
    ],
)
def test_what_makes_no_sense_is_refused(
    counter: Counter, values: ClientCategoryFields, refusal: type[Refused]
) -> None:
    made(counter, ClientCategoryFields("V I P"))
    made(counter, ClientCategoryFields("VIP"))
    with pytest.raises(refusal):
        made(counter, values)
    assert len(categories.categories()) == 2


def test_two_people_change_different_fields_and_both_win(counter: Counter) -> None:
    category = made(counter)
    edit(counter, category, VIP, name="Fidèles")
    edit(counter, category, VIP, discount=500)
    assert categories.fields_of(category) == replace(VIP, name="Fidèles", discount=500)
    with pytest.raises(ClientCategoryChanged) as refused:
        edit(counter, category, VIP, discount=700)
    assert refused.value.field == "discount"


def test_a_retired_category_is_chosen_no_more_and_who_is_in_it_stays(counter: Counter) -> None:
    category, inside, outside = made(counter), counter.client(), counter.client("Alaoui")
    put_in(counter, inside, category)
    categories.retire(category, by=by_staff(counter.staff))
    assert categories.categories(retired=False) == []
    with pytest.raises(NoSuchClientCategory):
        put_in(counter, outside, category)
    clients.edit(
        inside,
        replace(clients.fields_of(clients.get(inside)), first_name="Jeannette"),
        version=2,
        by=by_staff(counter.staff),
    )
    assert clients.get(inside).category_id == category
    categories.restore(category, by=by_staff(counter.staff))
    put_in(counter, outside, category)
    assert counts_by_category() == {category: 2}


def test_a_category_that_never_was_is_refused(counter: Counter) -> None:
    with pytest.raises(NoSuchClientCategory):
        counter.client(category=77)
    with pytest.raises(NoClientCategoryCalled):
        categories.named("V.I.P.")


def test_the_list_and_its_neighbours_stay_within_a_category(counter: Counter) -> None:
    """As filtered, searched, sorted and viewed: the row after one is the next of the same category."""
    category = made(counter)
    names = ("Alaoui", "Amrani", "Bennani", "Benali", "Chraibi")
    keys = [
        counter.client(name, "Zoé", category=category if at % 2 == 0 else None)
        for at, name in enumerate(names)
    ]
    counter.adjust(keys[2], 5_000)
    assert listed(category=category) == ["Alaoui", "Bennani", "Chraibi"]
    assert listed(category=category, search="ben") == ["Bennani"]
    assert listed(category=category, search="be", sort=ClientSort.BALANCE, descending=True) == ["Bennani"]
    by_debt = listed(category=category, sort=ClientSort.BALANCE, descending=True)
    assert (by_debt[0], sorted(by_debt)) == ("Bennani", ["Alaoui", "Bennani", "Chraibi"])
    assert listed(category=category, view=ClientView.ARCHIVED) == []
    assert listed(category=category, search=f"#{keys[1]}") == []
    listing, here = within(category), row_of(keys[0])
    assert here is not None
    assert here.category == "V.I.P."
    assert [row.id for row in listing.read(1, after=here)] == [keys[2]]
    assert [row.id for row in listing.read(1, before=row_of(keys[4]))] == [keys[2]]
    assert [row.id for row in listing.last(1)] == [keys[4]]
    assert (listing.count(), listing.total(), replace(listing, search="ala").count()) == (3, 3, 1)


def test_recipients_are_narrowed_by_category(counter: Counter) -> None:
    category = made(counter)
    inside, outside = counter.client("Alaoui", category=category), counter.client("Bennani")
    for client in (inside, outside):
        counter.adjust(client, 1_000)
    wanted = RecipientFilter(category=category, debt=OwingFor(0))
    assert [row.id for row in RecipientListing(wanted).read(9)] == [inside]
    assert RecipientListing(RecipientFilter(category=category)).count() == 1


def test_a_page_of_a_category_is_one_statement_by_its_index(counter: Counter, store: Engine) -> None:
    """A small category among many clients is not looked for one client after the other."""
    small, large = made(counter), made(counter, ClientCategoryFields("Tous"))
    for at in range(40):
        counter.client(f"Client {at:02}", category=small if at % 20 == 0 else large)
    for listing in (within(small), within(small, view=ClientView.ALL)):
        with counted() as run:
            assert len(listing.read(30)) == 2
        assert len(run) == 1
        assert "client_category_place" in plan(store, listing)


def plan(store: Engine, listing: ClientListing) -> str:
    """How the engine would find the first page, as on a table that is not tiny."""
    sql, params = Keyset((Client.place,)).sorted(listing._filtered(Wanted())).limit(30).sql()
    if store.name == "sqlite":
        found = store.database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
        return " ".join(row[-1] for row in found)
    store.database.execute_sql("SET enable_seqscan = off")
    found = store.database.execute_sql(f"EXPLAIN {sql}", params).fetchall()
    store.database.execute_sql("SET enable_seqscan = on")
    return str(found)


def test_the_doctor_knows_a_category_from_its_trail(counter: Counter) -> None:
    category = made(counter)
    counter.client(category=category)
    assert not list(examination.examine())
    ClientCategory.update(discount=2000).execute()
    assert any("client category" in str(fault) for fault in examination.examine())
