"""Name order: whatever the order in which people come, the list stays sorted (places, `_make_room`)."""

import random
from collections.abc import Sequence

import pytest

from models import doctor
from models.people.clients import bulk, name_order
from models.people.clients.bulk import NewClient
from models.people.clients.listing import ClientListing
from models.people.clients.table import Client, name_key
from models.people.clients.verbs import ClientFields
from models.store.connection import transaction
from tests.asking import by_staff
from tests.models.conftest import Counter

NAMES = [f"{letter}{number:03}" for letter in "abc" for number in range(30)]

ORDERS = {
    "alphabetical": NAMES,
    "backwards": NAMES[::-1],
    "from both ends": [name for pair in zip(NAMES[:45], NAMES[:44:-1], strict=True) for name in pair],
    "random": random.Random(7).sample(NAMES, len(NAMES)),
    "all the same": ["same"] * 60,
}


def in_list_order() -> list[str]:
    return [row.last_name for row in ClientListing().read(10_000)]


def add(names: Sequence[str]) -> None:
    with transaction():
        bulk.insert([NewClient(ClientFields(last_name=name)) for name in names])


@pytest.mark.parametrize("order", ORDERS)
def test_the_list_is_sorted_however_people_come(
    counter: Counter, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With so little room between neighbours that it runs out all the time"""
    monkeypatch.setattr(name_order, "STRIDE", 4)
    monkeypatch.setattr(name_order, "NEIGHBOURS", 8)
    for name in ORDERS[order]:
        add([name])
    assert in_list_order() == sorted(ORDERS[order])
    assert doctor.examine() == []


def test_the_last_places_fill_up(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the very end of the scale, room is made backwards"""
    monkeypatch.setattr(name_order, "TOP", 1 << 12)
    monkeypatch.setattr(name_order, "STRIDE", 1 << 6)
    for name in NAMES:
        add([name])
    assert in_list_order() == NAMES
    assert doctor.examine() == []


def test_forty_people_between_two_neighbours_at_the_real_scale(file_counter: Counter) -> None:
    """Each halves the gap below the last: 2 to the 40 is used up"""
    for number in range(120):
        add([f"m{999 - number}"])
    assert in_list_order() == sorted(in_list_order())
    assert doctor.examine() == []


@pytest.mark.parametrize("few", [1, 10_000])
def test_many_at_once_fall_between_those_who_are_there(
    counter: Counter, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ways of finding gaps: one question for each, one walk for all"""
    monkeypatch.setattr(name_order, "FEW", few)
    monkeypatch.setattr(name_order, "STRIDE", 8)
    add(NAMES[::7])
    for start in range(1, 7):
        add(NAMES[start::7])
    assert in_list_order() == NAMES
    assert doctor.examine() == []


def test_a_client_who_moves_while_room_is_made_is_found_once(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Renaming somebody where there is no room moves their neighbours, and sometimes themselves"""
    from dataclasses import replace

    from models.people.clients import verbs as clients

    monkeypatch.setattr(name_order, "STRIDE", 1)
    monkeypatch.setattr(name_order, "NEIGHBOURS", 4)
    add(NAMES[:40])
    for row in list(Client.select().order_by(Client.id)):
        values = replace(clients.fields_of(row), last_name=f"{row.last_name}x")
        clients.edit(row.id, values, version=row.version, by=by_staff(counter.staff))
    assert in_list_order() == [f"{name}x" for name in NAMES[:40]]
    assert doctor.examine() == []


def test_a_short_name_comes_before_a_longer_one() -> None:
    """MARTIN Zoé before MARTIN DUC Alice, as on paper"""
    people = [("Martin Duc", "Alice"), ("Martin", "Zoé"), ("Martín", "Ève"), ("Martinez", "")]
    ordered = sorted(people, key=lambda person: name_key(*person))
    assert ordered == [("Martín", "Ève"), ("Martin", "Zoé"), ("Martin Duc", "Alice"), ("Martinez", "")]
