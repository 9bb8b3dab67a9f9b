"""Two fiches of one person become one, and one is given back (INV-45, INV-04, INV-47)."""

from dataclasses import replace
from datetime import date

import pytest

from models import doctor
from models.merging import verbs as merging
from models.merging.preview import Counted, preview
from models.merging.refusals import (
    AlreadyMerged,
    FicheChanged,
    IntoItself,
    NewerOperations,
    NotMerged,
    SurvivorMerged,
    Tied,
    TiedForGood,
)
from models.merging.rules import BlockedNeedsChoice, Side
from models.money.avoirs import verbs as avoirs
from models.money.ledger import deallocation, explanation, history, open_items
from models.money.ledger.accounts import OperationKind
from models.people.clients import verbs as clients
from models.people.clients.aliases import fiches_of
from models.people.clients.by_code import find_by_code
from models.people.clients.listing import ClientListing
from models.people.clients.table import ClientStatus
from models.people.clients.verbs import CodeTaken, MergedMeanwhile
from models.store import clock
from models.trade.cancelling import guards
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.merging.merging_desk import give_back, merge


def test_inv_45_the_survivor_has_the_sum_of_both(counter: Counter) -> None:
    """INV-45, INV-04: balance, unpaid, avoir, and every operation; nothing is rewritten."""
    kept, other = counter.client("Alaoui"), counter.client("Alaoui", "Jean")
    counter.sell(kept, 5_000)
    counter.sell(other, 3_000)
    counter.advance(other, 1_000)
    seen = preview(kept, other)
    assert (seen.together.unpaid, seen.together.credit) == (8_000, 1_000)
    assert seen.counts[Counted.SALES] == 2
    merge(counter, kept, other)
    assert counter.owes(kept) == (8_000, 1_000, 7_000)
    assert clients.get(other).balance == 0
    listing = history.OperationListing(kept, tuple(OperationKind))
    assert len(listing.read(10)) == listing.count() == 3
    assert explanation.proof(kept).holds
    assert [row.balance for row in explanation.Explanation(kept).read(10)][-1] == 7_000
    assert doctor.examine() == []


def test_what_is_asked_of_a_merged_fiche_is_done_with_the_survivor(counter: Counter) -> None:
    kept, other = counter.client("Alaoui"), counter.client("Alaoui", "Jean")
    old = counter.sell(other, 3_000)
    merge(counter, kept, other)
    new = counter.sell(other, 1_000)
    assert new.client_id == kept
    counter.pay(other, 3_500)
    assert counter.owes(kept) == (500, 0, 500)
    guards.cancel(old.id, "wrong", by=by_staff(counter.staff))
    assert counter.owes(kept) == (500, 3_000, -2_500)
    assert doctor.examine() == []


def test_inv_47_number_and_code_of_the_merged_fiche_open_the_survivor(counter: Counter) -> None:
    kept, other = counter.client("Alaoui"), counter.client("Berrada", code="CARTE7")
    merge(counter, kept, other)
    assert [find_by_code(text) for text in ("carte7", f"#{other}", f"{other}")] == [kept] * 3
    with pytest.raises(CodeTaken):
        counter.client("Chraibi", code="carte7")
    found = [row.id for search in ("berrada", "carte7", f"#{other}") for row in ClientListing(search).read(9)]
    assert found == [kept] * 3


def test_given_back_both_are_as_they_were(counter: Counter) -> None:
    kept, other = counter.client("Alaoui", mobile="0612345678"), counter.client("Berrada", city="Rabat")
    counter.sell(kept, 5_000)
    counter.sell(other, 3_000)
    counter.pay(other, 1_000)
    before = [clients.fields_of(clients.get(each)) for each in (kept, other)]
    merge(counter, kept, other, last_name=Side.MERGED)
    assert clients.get(kept).last_name == "Berrada"
    back = give_back(counter, other)
    assert back.stay == ()
    assert [clients.fields_of(clients.get(each)) for each in (kept, other)] == before
    assert (counter.owes(kept), counter.owes(other)) == ((5_000, 0, 5_000), (2_000, 0, 2_000))
    assert clients.get(other).status is ClientStatus.ACTIVE
    assert fiches_of(kept) == (kept,)
    assert [row.id for row in ClientListing("berrada").read(9)] == [other]
    assert doctor.examine() == []


def test_after_a_new_sale_nothing_is_given_back_unless_it_is_said_to_stay(counter: Counter) -> None:
    kept, other = counter.client("Alaoui"), counter.client("Berrada")
    counter.sell(other, 3_000)
    merge(counter, kept, other)
    sale = counter.sell(kept, 1_000)
    with pytest.raises(NewerOperations) as refused:
        give_back(counter, other)
    assert sale.number in str(refused.value)
    give_back(counter, other, newer_stay=True)
    assert (counter.owes(kept)[2], counter.owes(other)[2]) == (1_000, 3_000)
    assert doctor.examine() == []


def test_what_ties_both_is_named_and_released_first(counter: Counter) -> None:
    kept, other = counter.client("Alaoui"), counter.client("Berrada")
    counter.sell(other, 3_000)
    merge(counter, kept, other)
    paid = counter.pay(kept, 2_000)
    with pytest.raises(Tied) as refused:
        give_back(counter, other, newer_stay=True)
    assert paid.number in str(refused.value)
    assert paid.operation
    guards.cancel(paid.operation, "not theirs", by=by_staff(counter.staff))
    give_back(counter, other)
    assert (counter.owes(kept), counter.owes(other)) == ((0, 0, 0), (3_000, 0, 3_000))
    assert doctor.examine() == []


def test_what_was_cancelled_since_ties_for_good(counter: Counter) -> None:
    kept, other = counter.client("Alaoui"), counter.client("Berrada")
    sale = counter.sell(other, 3_000)
    merge(counter, kept, other)
    number = guards.cancel(sale.id, "wrong", by=by_staff(counter.staff))
    with pytest.raises(TiedForGood) as refused:
        give_back(counter, other)
    assert number in str(refused.value)


def test_chains_are_flat_and_given_back_from_the_outside(counter: Counter) -> None:
    first, second, third = (counter.client(name) for name in ("Alaoui", "Berrada", "Chraibi"))
    for client, amount in ((first, 100), (second, 200), (third, 400)):
        counter.sell(client, amount)
    merge(counter, second, first)
    merge(counter, third, second)
    assert counter.owes(third)[2] == 700
    assert [find_by_code(f"{each}") for each in (first, second)] == [third, third]
    with pytest.raises(SurvivorMerged):
        give_back(counter, first)
    give_back(counter, second)
    assert [counter.owes(each)[2] for each in (third, second)] == [400, 300]
    give_back(counter, first)
    assert [counter.owes(each)[2] for each in (first, second, third)] == [100, 200, 400]
    assert doctor.examine() == []


def test_what_forbids_a_merge(counter: Counter) -> None:
    kept, other = counter.client("Alaoui"), counter.client("Berrada", blocked=True)
    with pytest.raises(IntoItself):
        merge(counter, kept, kept)
    with pytest.raises(BlockedNeedsChoice):
        merge(counter, kept, other)
    merge(counter, kept, other, blocked=Side.SURVIVOR)
    assert not clients.get(kept).blocked
    for pair in ((kept, other), (other, kept)):
        with pytest.raises(AlreadyMerged):
            merge(counter, *pair)
    with pytest.raises(NotMerged):
        give_back(counter, kept)


def test_nothing_is_merged_over_what_nobody_saw(counter: Counter) -> None:
    kept, other = counter.client("Alaoui"), counter.client("Berrada")
    row = clients.get(other)
    values = clients.fields_of(row)
    clients.edit(other, replace(values, city="Fès"), version=1, by=by_staff(counter.staff))
    with pytest.raises(FicheChanged):
        merging.merge(kept, other, {}, versions=(1, 1), by=by_staff(counter.staff))
    merge(counter, kept, other)
    with pytest.raises(MergedMeanwhile):
        clients.edit(other, values, version=2, by=by_staff(counter.staff))


def test_a_past_day_is_that_of_both(counter: Counter) -> None:
    kept, other = counter.client("Alaoui"), counter.client("Berrada")
    with clock.stopped_at(clock.at(date(2026, 3, 2))):
        counter.sell(kept, 500)
        counter.sell(other, 300)
    merge(counter, kept, other)
    assert open_items.position(kept, date(2026, 3, 2)).balance == 800


def test_what_tied_both_for_a_day_counts_for_neither_once_they_are_parted(counter: Counter) -> None:
    """INV-05: on that day, too, what is unpaid less what is available is the balance."""
    kept, other = counter.client("Alaoui"), counter.client("Berrada")
    first, second, third = (date(2026, 3, day) for day in (2, 3, 4))
    with clock.stopped_at(clock.at(first)):
        sale = counter.sell(kept, 1_000)
        counter.advance(other, 1_000)
    with clock.stopped_at(clock.at(second)):
        merge(counter, kept, other)
        credit = open_items.credits(kept)[0].operation
        avoirs.use(credit, Centimes(1_000), by=by_staff(counter.staff))
    with clock.stopped_at(clock.at(third)):
        deallocation.undo(sale.id, credit, "two persons", by=by_staff(counter.staff))
        give_back(counter, other)
        for day in (first, second, third):
            assert open_items.position(kept, day) == open_items.Position(Centimes(1_000), Centimes(0)), day
            assert open_items.position(other, day) == open_items.Position(Centimes(0), Centimes(1_000)), day
        issued = statements.issue(kept, first, second, StatementDetail.SIMPLIFIED, by=by_staff(counter.staff))
        assert statements.content(issued).ageing.unpaid == 1_000
    assert doctor.examine() == []
