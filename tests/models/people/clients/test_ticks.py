"""Ticks by condition: what is ticked last holds, and a selection is saved from it by one statement."""

from random import Random

import pytest

from models.people.clients import selections
from models.people.clients.filter import ClientFilter
from models.people.clients.listing import ClientListing, ClientView
from models.people.clients.selections import NameOfAnotherSelection, NobodyTicked, NoSuchSelection
from models.people.clients.ticks import MOST_STEPS, NOBODY, Ticks, TooManySteps
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter


@pytest.fixture
def several(counter: Counter) -> list[int]:
    """Twelve clients; every third owes something."""
    found = [counter.client(f"{'Alaoui' if at % 2 else 'Bennani'} {at:02}", "") for at in range(12)]
    for client in found[::3]:
        counter.adjust(client, 1_000)
    return found


def test_of_any_steps_the_last_one_about_a_client_holds(counter: Counter, several: list[int]) -> None:
    """Against a set of numbers, over random histories."""
    lists = [
        ClientListing(),
        ClientListing("alaoui"),
        ClientListing("bennani 0"),
        ClientListing(filter=ClientFilter(owes_more_than=Centimes(0))),
    ]
    of_lists = [{row.id for row in each.read(50)} for each in lists]
    chance = Random(7)
    for _ in range(15):
        ticks, oracle = NOBODY, set[int]()
        for _ in range(8):
            ticked = chance.random() < 0.6
            if chance.random() < 0.5:
                client = chance.choice(several)
                ticks, change = ticks.turned(client, ticked=ticked), {client}
            else:
                at = chance.randrange(len(lists))
                ticks, change = ticks.with_all(lists[at], ticked=ticked), of_lists[at]
            oracle = oracle | change if ticked else oracle - change
            assert set(ticks.numbers()) == oracle
            assert (ticks.count(), ticks.among(several)) == (len(oracle), oracle)
            for listing, on_it in zip(lists, of_lists, strict=True):
                assert ticks.holds(listing) == (on_it <= oracle and bool(ticks.steps))


def test_one_client_is_unticked_and_ticked_again(counter: Counter, several: list[int]) -> None:
    ticks = NOBODY.with_all(ClientListing(), ticked=True).turned(several[3], ticked=False)
    assert several[3] not in ticks.numbers()
    assert set(ticks.turned(several[3], ticked=True).in_name_order()) == set(several)


def test_a_selection_is_saved_by_condition_replaced_by_itself_and_renamed(
    counter: Counter, several: list[int]
) -> None:
    all_but = NOBODY.with_all(ClientListing(), ticked=True).turned(several[0], ticked=False)
    key = selections.save("Tous", all_but, by=by_staff(counter.staff))
    assert selections.members(key) == set(several[1:])
    loaded = NOBODY.with_all(
        ClientListing(view=ClientView.ALL, filter=ClientFilter(selection=key)), ticked=True
    )
    fewer = loaded.turned(several[1], ticked=False)
    assert selections.save("Tous", fewer, over=1, by=by_staff(counter.staff)) == key
    assert selections.members(key) == set(several[2:]), "it was read before it was emptied"
    with pytest.raises(NobodyTicked):
        selections.save("Personne", NOBODY, by=by_staff(counter.staff))
    nobody = NOBODY.with_all(ClientListing("nobody at all"), ticked=True)
    with pytest.raises(NobodyTicked):
        selections.save("Personne", nobody, by=by_staff(counter.staff))
    other = selections.save("Autres", several[:2], by=by_staff(counter.staff))
    with pytest.raises(NameOfAnotherSelection):
        selections.rename(key, "autres", version=2, by=by_staff(counter.staff))
    with pytest.raises(NoSuchSelection):
        selections.rename(key, "Fidèles", version=1, by=by_staff(counter.staff))
    selections.rename(key, "Fidèles", version=2, by=by_staff(counter.staff))
    assert selections.name_of(key) == "Fidèles"
    assert selections.members(other) == set(several[:2])


def test_too_many_lists_by_turns_are_refused(counter: Counter) -> None:
    ticks: Ticks = NOBODY
    for at in range(MOST_STEPS):
        ticks = ticks.with_all(ClientListing(f"a{at}"), ticked=True)
    with pytest.raises(TooManySteps):
        ticks.with_all(ClientListing("b"), ticked=True)
