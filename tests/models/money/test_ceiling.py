"""The credit ceiling (credit-ceiling, INV-14)."""

from dataclasses import replace

import pytest

from models.money.ceiling import CeilingExceeded
from models.people.clients import verbs as clients
from models.store import settings
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter


def set_ceiling(counter: Counter, client: int, ceiling: Centimes | None) -> None:
    row = clients.get(client)
    values = replace(clients.fields_of(row), ceiling=ceiling)
    clients.edit(client, values, version=row.version, by=by_staff(counter.staff))


@pytest.mark.capability("credit-ceiling")
def test_inv_14_a_sale_up_to_the_ceiling_passes_and_one_centime_more_does_not(counter: Counter) -> None:
    client = counter.client(ceiling=Centimes(2_000))
    counter.sell(client, 1_500)
    with pytest.raises(CeilingExceeded) as refused:
        counter.sell(client, 501)
    assert (refused.value.ceiling, refused.value.balance, refused.value.after) == (2_000, 1_500, 2_001)
    counter.sell(client, 500)
    assert counter.owes(client) == (2_000, 0, 2_000)


def test_inv_14_no_ceiling_is_not_a_ceiling_of_0(counter: Counter) -> None:
    """None has no limit, 0 has no credit"""
    free, none = counter.client("Libre", ceiling=None), counter.client("Comptant", ceiling=Centimes(0))
    counter.sell(free, 1_000_000)
    with pytest.raises(CeilingExceeded):
        counter.sell(none, 1)


def test_without_credit_one_still_buys_with_money(counter: Counter) -> None:
    client = counter.client(ceiling=Centimes(0))
    counter.sell(client, 5_000, cash=5_000)
    counter.sell(client, 5_000, cash=2_000, card=3_000)
    with pytest.raises(CeilingExceeded):
        counter.sell(client, 5_000, cash=4_999)
    assert counter.owes(client) == (0, 0, 0)


def test_without_credit_an_avoir_may_be_consumed(counter: Counter) -> None:
    client = counter.client(ceiling=Centimes(0))
    counter.advance(client, 3_000)
    counter.sell(client, 3_000)
    counter.pay(client, 3_000, "credit")
    assert counter.owes(client) == (0, 0, 0)


def test_above_a_lowered_ceiling_one_may_pay_and_buy_with_money_but_not_owe_more(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 5_000)
    set_ceiling(counter, client, Centimes(1_000))
    counter.sell(client, 800, cash=800)
    with pytest.raises(CeilingExceeded):
        counter.sell(client, 800, cash=799)
    counter.pay(client, 1_000)
    assert counter.owes(client) == (4_000, 0, 4_000)


def test_the_pharmacys_ceiling_is_for_those_without_their_own(counter: Counter) -> None:
    settings.put("default_ceiling", "1000")
    common, own = counter.client("Commun"), counter.client("Propre", ceiling=Centimes(9_000))
    with pytest.raises(CeilingExceeded):
        counter.sell(common, 1_001)
    counter.sell(own, 9_000)


def test_an_adjustment_cannot_pass_the_ceiling_either(counter: Counter) -> None:
    client = counter.client(ceiling=Centimes(1_000))
    with pytest.raises(CeilingExceeded):
        counter.adjust(client, 1_001)
    counter.adjust(client, 1_000)


def test_an_opening_debt_above_the_ceiling_is_what_it_is(counter: Counter) -> None:
    from models.money import entries

    client = counter.client(ceiling=Centimes(0))
    entries.open_balance(client, Centimes(70_000), by=by_staff(counter.staff))
    assert counter.owes(client) == (70_000, 0, 70_000)
