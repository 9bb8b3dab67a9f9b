"""From a merged fiche to its survivor in one step, and to all fiches of a person (X18)."""

from peewee import fn

from models.people.clients.aliases import (
    ClientAlias,
    ClientMerge,
    ClientMergeUndoing,
    about,
    fiches_at,
    fiches_of,
    survivor_of,
)
from models.people.clients.table import Client, ClientStatus
from models.requests import trail
from models.store.connection import transaction
from models.store.prepared import Counts
from tests.asking import by_staff
from tests.models.conftest import Counter


def tie(counter: Counter, survivor: int, merged: int) -> ClientMerge:
    with transaction():
        record = trail.leave(by_staff(counter.staff, verb="merging.merge"), client=survivor)
        row = ClientMerge.create(trail=record, survivor=survivor, merged=merged, status=ClientStatus.ACTIVE)
        ClientAlias.update(survivor=survivor).where(ClientAlias.survivor == merged).execute()
        ClientAlias.create(client=merged, survivor=survivor, merge=row)
    return row


def found(condition: object) -> list[int]:
    return [row.id for row in Client.select().where(condition).order_by(Client.id)]


def test_every_fiche_of_a_person_leads_to_all_of_them(counter: Counter) -> None:
    first, second, third, other = (counter.client(name) for name in ("Aa", "Bb", "Cc", "Dd"))
    tie(counter, second, first)
    tie(counter, third, second)
    assert [survivor_of(each) for each in (first, second, third, other)] == [third, third, third, other]
    assert [fiches_of(each) for each in (first, second, third)] == [(third, first, second)] * 3
    assert fiches_of(other) == (other,)
    assert [found(about(Client.id, each)) for each in (first, third, other)] == [
        [first, second, third],
        [first, second, third],
        [other],
    ]


def test_a_statement_finds_the_fiches_itself(counter: Counter) -> None:
    """As the counts of the tabs do, whose statement is put into words once."""
    first, second, other = (counter.client(name) for name in ("Aa", "Bb", "Cc"))
    counts = Counts((lambda client: Client.select(fn.COUNT(Client.id)).where(about(Client.id, client)),))
    assert counts.about(second) == (1,)
    tie(counter, second, first)
    assert (counts.about(second), counts.about(other)) == ((2,), (1,))


def test_the_fiches_of_a_day_stay_those_of_that_day(counter: Counter) -> None:
    """So what was issued is printed again from the same rows, whatever was merged or given back since."""
    first, second, third = (counter.client(name) for name in ("Aa", "Bb", "Cc"))
    before = tie(counter, second, first).trail_id
    between = tie(counter, third, second).trail_id
    with transaction():
        record = trail.leave(by_staff(counter.staff, verb="merging.undo"), client=third)
        ClientMergeUndoing.create(merge=ClientMerge.get(ClientMerge.merged == second), trail=record)
    assert [fiches_at(second, before), fiches_at(second, between)] == [(second,), (second, first)]
    assert fiches_at(third, record.id) == (third, second, first)
    assert fiches_at(third, record.id + 1) == (third,)
