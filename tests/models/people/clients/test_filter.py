"""The filter of a list of clients: each condition alone and with each other, by both plans."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from models.money.ledger import client_status
from models.money.ledger.old_debt import OwingBefore, OwingFor
from models.outbox.campaigns.recipients import RecipientFilter, RecipientListing, RecipientSort
from models.people.birthdays.range import Birthdays
from models.people.clients import filter as filters
from models.people.clients import selections
from models.people.clients.filter import CONDITIONS, ClientFilter
from models.people.clients.listing import ClientListing, ClientSort, ClientView
from models.people.clients.table import Client, ClientKind
from models.people.organisms.table import Organism
from models.store import clock, opening
from models.store.connection import engine
from models.values import Centimes
from tests.asking import by_staff
from tests.conftest import establish
from tests.models.conftest import Counter
from tests.models.merging import merging_desk

CLIENTS = 24
DAYS_AGO = 10


@dataclass(frozen=True)
class Known:
    """What the test made of a client, for the oracle."""

    number: int
    kind: ClientKind
    organism: int | None
    debt: int
    day: date
    blocked: bool
    sleeping: bool
    selected: bool
    born: date | None


@pytest.fixture
def known(counter: Counter) -> list[Known]:
    """Clients who differ in everything a filter asks about, in another order than that of their names."""
    of = [row.id for row in Organism.select().order_by(Organism.id).limit(2)]
    today, found = clock.today(), []
    for at in range(CLIENTS):
        kind = (ClientKind.REGULAR, ClientKind.PASSING, ClientKind.REGULAR, ClientKind.PHARMACY)[at % 4]
        born = date(1950 + at, 1 + at % 12, 10) if at % 3 else None
        number = counter.client(f"Client {at * 7 % CLIENTS:02}", "", kind=kind, birth_date=born)
        day = today - timedelta(days=DAYS_AGO * at)
        made = Known(
            *(number, kind, of[at % 2] if at % 3 else None, 1_000 * at if at % 5 else 0, day),
            *(at % 6 == 0, at % 7 == 3, at % 2 == 0, born),
        )
        if made.debt:
            counter.adjust(number, made.debt, day=day)
        if made.sleeping:
            client_status.put_to_sleep(number, by=by_staff(counter.staff))
        Client.update(organism=made.organism, blocked=made.blocked).where(Client.id == number).execute()
        found.append(made)
    return found


Oracle = Callable[[Known], bool]


def conditions(known: list[Known], counter: Counter) -> dict[ClientFilter, Oracle]:
    """Each condition with what it means."""
    day = clock.today() - timedelta(days=100)
    chosen = [each.number for each in known if each.selected]
    selection = selections.save("Choisis", chosen, by=by_staff(counter.staff))
    organism = next(each.organism for each in known if each.organism)
    return {
        ClientFilter(kind=ClientKind.PASSING): lambda each: each.kind is ClientKind.PASSING,
        ClientFilter(kind=ClientKind.PHARMACY): lambda each: each.kind is ClientKind.PHARMACY,
        ClientFilter(organism=organism): lambda each: each.organism == organism,
        ClientFilter(owes_more_than=Centimes(0)): lambda each: each.debt > 0,
        ClientFilter(owes_more_than=Centimes(11_000)): lambda each: each.debt > 11_000,
        ClientFilter(debt=OwingFor(100)): lambda each: each.debt > 0 and each.day <= day,
        ClientFilter(debt=OwingBefore(day)): lambda each: each.debt > 0 and each.day < day,
        ClientFilter(blocked=True): lambda each: each.blocked,
        ClientFilter(blocked=False): lambda each: not each.blocked,
        ClientFilter(sleeping=True): lambda each: each.sleeping,
        ClientFilter(sleeping=False): lambda each: not each.sleeping,
        ClientFilter(selection=selection): lambda each: each.selected,
        ClientFilter(birthdays=Birthdays(date(2026, 12, 1), date(2027, 2, 28))): lambda each: (
            each.born is not None and each.born.month in (12, 1, 2)
        ),
    }


def both(one: ClientFilter, other: ClientFilter) -> ClientFilter | None:
    """Both conditions in one filter; None if they are about the same thing."""
    set_of = [{name for name in CONDITIONS if getattr(each, name) is not None} for each in (one, other)]
    if set_of[0] & set_of[1]:
        return None
    return replace(one, **{name: getattr(other, name) for name in set_of[1]})


@pytest.mark.parametrize("few", [0, 5_000], ids=["the order leads", "the few lead"])
def test_conditions_combine_and_every_list_means_the_same_by_them(
    counter: Counter, known: list[Known], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "_FEW", few)
    alone = conditions(known, counter)
    pairs = {
        wanted: (lambda each, a=alone[one], b=alone[other]: a(each) and b(each))
        for one, other in combinations(alone, 2)
        if (wanted := both(one, other)) is not None
    }
    for wanted, holds in {**alone, **pairs}.items():
        assert listed(wanted) == {
            each.number
            for each in known
            if holds(each)
            and (not each.sleeping or wanted.sleeping)
            and (each.kind is not ClientKind.PHARMACY or wanted.names_pharmacies)
        }, wanted
        assert recipients(wanted) == {
            each.number
            for each in known
            if holds(each)
            and (not each.sleeping or wanted.sleeping or wanted.selection is not None)
            and each.kind is not ClientKind.PHARMACY
        }, wanted


def listed(wanted: ClientFilter) -> set[int]:
    """Who is in the client list, by every order and from both ends."""
    listing = ClientListing(filter=wanted)
    rows = listing.read(50)
    assert [row.place for row in rows] == sorted(row.place for row in rows)
    assert listing.last(50) == rows
    assert listing.count() == listing.total() == len(rows)
    for at, row in enumerate(rows):
        assert [after.id for after in listing.read(1, after=row)] == [
            each.id for each in rows[at + 1 : at + 2]
        ]
    by_debt = replace(listing, sort=ClientSort.BALANCE, descending=True).read(50)
    assert {row.id for row in by_debt} == {row.id for row in rows}
    assert replace(listing, search="client").count() >= len(rows)
    return {row.id for row in rows}


def recipients(wanted: ClientFilter) -> set[int]:
    """Who is in the composer's list, by both of its orders."""
    values = {name: getattr(wanted, name) for name in CONDITIONS}
    listing = RecipientListing(RecipientFilter(**values))
    rows = listing.read(50)
    assert listing.count() == len(rows)
    assert {row.id for row in replace(listing, sort=RecipientSort.BALANCE).read(50)} == {
        row.id for row in rows
    }
    return {row.id for row in rows}


def test_the_sleeping_ones_are_found_from_any_view(counter: Counter, known: list[Known]) -> None:
    asleep = {each.number for each in known if each.sleeping and each.kind is not ClientKind.PHARMACY}
    for view in (ClientView.ACTIVE, ClientView.ALL):
        listing = ClientListing(view=view, filter=ClientFilter(sleeping=True))
        assert {row.id for row in listing.read(50)} == asleep


def test_what_was_paid_is_no_old_debt_and_a_new_one_is_not_old(counter: Counter) -> None:
    long_ago = clock.today() - timedelta(days=60)
    client, other = counter.client("Client Alaoui"), counter.client("Client Bennani")
    for each in (client, other):
        counter.adjust(each, 5_000, day=long_ago)
    counter.pay(client, 5_000)
    counter.adjust(client, 100)
    for wanted in (OwingFor(60), OwingBefore(long_ago + timedelta(days=1))):
        assert listed(ClientFilter(debt=wanted)) == {other}
    assert listed(ClientFilter(debt=OwingBefore(long_ago))) == set()


@pytest.mark.parametrize("few", [0, 5_000], ids=["the order leads", "the few lead"])
def test_an_old_debt_of_a_merged_fiche_is_that_of_its_survivor(
    counter: Counter, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "_FEW", few)
    long_ago = clock.today() - timedelta(days=60)
    survivor, merged = counter.client("Client Alaoui"), counter.client("Client Alaoui")
    counter.adjust(merged, 5_000, day=long_ago)
    merging_desk.merge(counter, survivor, merged)
    assert listed(ClientFilter(debt=OwingFor(60))) == {survivor}


def test_few_old_operations_are_read_by_their_day_and_nobody_is_asked_one_by_one(
    file_counter: Counter,
) -> None:
    file_counter.adjust(file_counter.client(), 5_000, day=clock.today() - timedelta(days=60))
    words, values = ClientListing(filter=ClientFilter(debt=OwingFor(60))).ids().sql()
    steps = [row[3] for row in engine().database.execute_sql(f"EXPLAIN QUERY PLAN {words}", values)]
    assert [step for step in steps if "operation_day" in step]
    assert {step for step in steps if step.startswith("SCAN")} == {"SCAN t1 USING INDEX client_pharmacy"}


def test_postgres_asks_each_client_for_old_debts_of_their_own(
    postgres_target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "_FEW", 0)
    opening.open_database(postgres_target)
    counter = Counter(establish().id)
    counter.adjust(counter.client(), 5_000, day=clock.today() - timedelta(days=60))
    words, values = ClientListing(filter=ClientFilter(debt=OwingFor(60))).ids().sql()
    plan = " ".join(row[0] for row in engine().database.execute_sql(f"EXPLAIN {words}", values))
    # As a join it would compare every client with every old debit.
    assert "Semi Join" not in plan.split("SubPlan")[0]
