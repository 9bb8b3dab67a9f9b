"""The relevé grouped by contact: the same figures as the other kinds, and the same paper for ever."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import doctor
from models.people.contacts import verbs as contacts
from models.refusals import KeyReused, Refused
from models.requests.by import new_key
from models.trade.attributing import verbs as attributing
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.trade.statements import verbs as statements
from models.trade.statements.content import Grouping, Statement, StatementDetail
from models.trade.statements.listing import StatementListing
from tests.asking import by_staff
from tests.conftest import NOW
from tests.models.conftest import Counter
from tests.models.money.ledger.test_contact_shares import STEPS, Household
from tests.models.people.contacts.around import add

TODAY = NOW.date()


def issue(
    counter: Counter,
    client: int,
    grouping: Grouping = Grouping.CONTACTS,
    detail: StatementDetail = StatementDetail.SIMPLIFIED,
) -> int:
    period = TODAY - timedelta(days=9), TODAY
    return statements.issue(client, *period, detail, grouping, by=by_staff(counter.staff))


def statement(counter: Counter, client: int, *args: Any) -> Statement:
    return statements.content(issue(counter, client, *args))


def groups(said: Statement) -> list[tuple[str, int, int]]:
    return [(group.name, int(group.debit), int(group.credit)) for group in said.groups]


@pytest.fixture
def family(counter: Counter) -> dict[str, int]:
    """MARTINEZ Jeanne, her daughter and her father, what each bought, and what nobody did."""
    client = counter.client()
    people = {
        "zoé": add(counter, client, "Martinez", "Zoé"),
        "adam": add(counter, client, "Benali", "Adam", of="Parent"),
        "client": client,
    }
    line = [NewLine(counter.product(1_000))]
    for contact in (people["zoé"], people["adam"], None, people["zoé"]):
        sold = sales.sell(client, line, for_contact=contact, by=by_staff(counter.staff))
    return {**people, "last": sold.id}


@pytest.mark.capability("rel-by-contact")
def test_groups_stand_by_name_and_nobody_is_last(counter: Counter, family: dict[str, int]) -> None:
    counter.pay(family["client"], 500)
    said = statement(counter, family["client"])
    assert groups(said) == [("Benali Adam", 1_000, 0), ("Martinez Zoé", 2_000, 0), ("", 1_000, 500)]
    assert [len(group.lines) for group in said.groups] == [1, 2, 2]
    (row,) = StatementListing(family["client"]).read(5)
    assert row.grouping is Grouping.CONTACTS


def test_who_has_no_contact_has_one_group(counter: Counter) -> None:
    client = counter.client()
    assert statement(counter, client).groups == ()
    counter.sell(client, 1_000)
    assert groups(statement(counter, client)) == [("", 1_000, 0)]
    assert statement(counter, client, Grouping.NONE).groups == ()


def test_a_reprint_is_the_same_after_another_attribution_and_another_name(
    counter: Counter, family: dict[str, int]
) -> None:
    """X19: it knows the newest attribution of its time, and what the contact was called then"""
    asks = {"by": by_staff(counter.staff)}
    issued = issue(counter, family["client"])
    before = statements.content(issued)
    attributing.attribute(family["last"], family["adam"], by=by_staff(counter.staff))
    seen = contacts.read(family["zoé"])
    contacts.edit(family["zoé"], replace(seen, last_name="Alaoui"), seen=seen, **asks)
    attributing.attribute(family["last"], None, by=by_staff(counter.staff))
    assert statements.content(issued) == before
    assert groups(statement(counter, family["client"])) == [
        ("Alaoui Zoé", 1_000, 0),
        ("Benali Adam", 1_000, 0),
        ("", 2_000, 0),
    ]
    assert doctor.examine() == []


def test_another_grouping_is_another_request(counter: Counter, family: dict[str, int]) -> None:
    """INV-20"""
    key = new_key()
    asked = family["client"], TODAY, TODAY, StatementDetail.SIMPLIFIED
    once = statements.issue(*asked, Grouping.CONTACTS, by=by_staff(counter.staff, key))
    assert statements.issue(*asked, Grouping.CONTACTS, by=by_staff(counter.staff, key)) == once
    with pytest.raises(KeyReused):
        statements.issue(*asked, by=by_staff(counter.staff, key))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=5, max_size=15))
def test_inv_06_subtotals_add_up_and_all_kinds_say_the_same(
    renewed: Callable[[], Counter], steps: list[tuple[Any, ...]]
) -> None:
    household = Household(renewed())
    issued: list[tuple[int, Statement]] = []
    for place, step in enumerate(steps):
        try:
            household(*step)
        except Refused:
            continue
        if place % 5 == 0:
            key = issue(household.counter, household.client)
            issued.append((key, statements.content(key)))
    plain, detailed, grouped = (
        statement(household.counter, household.client, grouping, detail)
        for grouping, detail in (
            (Grouping.NONE, StatementDetail.SIMPLIFIED),
            (Grouping.NONE, StatementDetail.DETAILED),
            (Grouping.CONTACT_PAGES, StatementDetail.DETAILED),
        )
    )
    assert _figures(plain) == _figures(detailed) == _figures(grouped)
    assert sum(int(group.debit) for group in grouped.groups) == plain.total_debit
    assert sum(int(group.credit) for group in grouped.groups) == plain.total_credit
    assert sorted(line.number for group in grouped.groups for line in group.lines) == sorted(
        line.number for line in plain.lines
    )
    owed = {
        household.contacts[whose]: owes
        for whose, (*_, owes) in enumerate(household.expected().values())
        if owes
    }
    found = {group.name: int(group.debit - group.credit) for group in grouped.groups}
    assert sorted(owed.values()) == sorted(share for share in found.values() if share)
    assert [statements.content(key) for key, _ in issued] == [before for _, before in issued]


def _figures(said: Statement) -> tuple[int, ...]:
    return tuple(map(int, (said.opening, said.total_debit, said.total_credit, said.closing)))
