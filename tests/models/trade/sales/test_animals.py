"""What is sold for an animal: said with the sale or afterwards, and never more than the newest says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models import doctor
from models.merging.refusals import Tied
from models.people.animals import verbs as animals
from models.people.animals.listing import animals_of
from models.people.animals.table import AnimalFields
from models.people.clients import verbs as clients
from models.trade.prices.lines import NewLine
from models.trade.returns import figures
from models.trade.returns import verbs as returns
from models.trade.returns.product_history import ProductHistory
from models.trade.sales import animals as sale_animals
from models.trade.sales import verbs as sales
from models.trade.sales.animals import ForAnimals, NoSuchLine, NotTheirAnimal
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.merging.merging_desk import give_back, merge


@pytest.fixture
def farmer(counter: Counter) -> int:
    return counter.client()


@pytest.fixture
def add(counter: Counter) -> Callable[..., int]:
    def made(client: int, name: str) -> int:
        values = AnimalFields(name, birth_date=date(2024, 1, 5))
        return animals.create(client, values, by=by_staff(counter.staff))

    return made


def sell(counter: Counter, client: int, *prices: int, **said: Any) -> int:
    lines = [NewLine(counter.product(price)) for price in prices]
    return sales.sell(client, lines, animals=ForAnimals(**said), by=by_staff(counter.staff)).id


def attach(counter: Counter, sale: int, animal: int | None, position: int = 0) -> None:
    sale_animals.attach(sale, animal, position=position, by=by_staff(counter.staff))


def sold_for(client: int, animal: int) -> list[int]:
    """The amounts of what was sold for an animal, the newest sale first; what came back is negative."""
    rows = ProductHistory(client, animal=animal).read(50)
    return [int(-row.amount if row.returned else row.amount) for row in rows]


def test_a_line_is_for_its_own_animal_or_for_that_of_the_sale(
    counter: Counter, farmer: int, add: Callable[..., int]
) -> None:
    rex, max_ = add(farmer, "Rex"), add(farmer, "Max")
    sell(counter, farmer, 100)
    first = sell(counter, farmer, 200, 300, whole=rex)
    second = sell(counter, farmer, 400, 500, 600, whole=rex, lines={2: max_})
    assert sold_for(farmer, rex) == [400, 600, 200, 300]
    assert sold_for(farmer, max_) == [500]
    attach(counter, first, max_)
    attach(counter, second, None, 2)
    assert sold_for(farmer, rex) == [400, 500, 600]
    assert sold_for(farmer, max_) == [200, 300]
    attach(counter, second, None)
    assert sold_for(farmer, rex) == []
    assert sale_animals.of_sales([first, second]) == {first: {0: max_}, second: {}}
    assert doctor.examine() == []


def test_what_is_for_an_animal_changes_no_amount_and_may_be_said_of_a_blocked_client(
    counter: Counter, farmer: int, add: Callable[..., int]
) -> None:
    sale = sell(counter, farmer, 250)
    rex = add(farmer, "Rex")
    fields = clients.fields_of(clients.get(farmer))
    clients.edit(farmer, replace(fields, blocked=True), version=1, by=by_staff(counter.staff))
    before = counter.owes(farmer)
    attach(counter, sale, rex)
    assert sold_for(farmer, rex) == [250]
    assert counter.owes(farmer) == before == (250, 0, 250)


def test_an_animal_of_somebody_else_a_retired_one_and_a_line_that_is_not_there_are_refused(
    counter: Counter, farmer: int, add: Callable[..., int]
) -> None:
    rex, strange = add(farmer, "Rex"), add(counter.client("Alami", "Salma"), "Minou")
    sale = sell(counter, farmer, 250, whole=rex)
    for refused, said in (
        (NotTheirAnimal, {"whole": strange}),
        (NotTheirAnimal, {"lines": {1: strange}}),
        (NoSuchLine, {"lines": {2: rex}}),
    ):
        with pytest.raises(refused):
            sell(counter, farmer, 100, **said)
    for refused, animal, position in ((NotTheirAnimal, strange, 0), (NoSuchLine, rex, 2)):
        with pytest.raises(refused):
            attach(counter, sale, animal, position)
    with pytest.raises(NoSuchLine):
        attach(counter, 99_999, rex)
    assert sale_animals.delete(rex, by=by_staff(counter.staff)) is True
    with pytest.raises(NotTheirAnimal):
        sell(counter, farmer, 100, whole=rex)
    assert counter.owes(farmer) == (250, 0, 250)


def test_an_animal_for_which_something_was_sold_is_retired_and_any_other_is_gone(
    counter: Counter, farmer: int, add: Callable[..., int]
) -> None:
    rex, typo = add(farmer, "Rex"), add(farmer, "Rx")
    sell(counter, farmer, 250, whole=rex)
    assert sale_animals.delete(typo, by=by_staff(counter.staff)) is False
    assert sale_animals.delete(rex, by=by_staff(counter.staff)) is True
    assert [(row.name, row.active) for row in animals_of(farmer)] == [("Rex", False)]
    assert sold_for(farmer, rex) == [250]
    animals.put_back(rex, by=by_staff(counter.staff))
    assert [(row.name, row.active) for row in animals_of(farmer)] == [("Rex", True)]
    assert doctor.examine() == []


def test_the_history_of_an_animal_is_read_in_windows_with_what_came_back(
    counter: Counter, farmer: int, add: Callable[..., int]
) -> None:
    rex = add(farmer, "Rex")
    kept = [sell(counter, farmer, price, price + 1, lines={2: rex}) for price in (100, 200, 300)]
    line = figures.sold_lines(kept[1])[1].sale_line
    returns.take_back(kept[1], [(line, 1000)], by=by_staff(counter.staff))
    assert sold_for(farmer, rex) == [-201, 301, 201, 101]
    history = ProductHistory(farmer, animal=rex)
    assert (history.count(), history.totals().amount) == (4, 402)
    windows = [history.read(2)]
    windows.append(history.read(2, after=windows[0][-1]))
    assert [row.amount for window in windows for row in window] == [201, 301, 201, 101]
    assert history.read(2, before=windows[1][0]) == windows[0]
    assert history.last(2) == windows[1]
    assert ProductHistory(farmer).count() == 7


def test_a_fiche_is_not_given_back_while_its_animal_is_in_a_sale_of_the_other(
    counter: Counter, add: Callable[..., int]
) -> None:
    one, other = counter.client("Alaoui", "Karim"), counter.client("Alaoui", "K.")
    rex = add(other, "Rex")
    merge(counter, one, other)
    sale = sell(counter, one, 250, whole=rex)
    assert sold_for(one, rex) == sold_for(other, rex) == [250]
    with pytest.raises(Tied):
        give_back(counter, other, newer_stay=True)
    attach(counter, sale, None)
    give_back(counter, other, newer_stay=True)
    assert [row.name for row in animals_of(other)] == ["Rex"]
    assert doctor.examine() == []
