"""What a row of the list says of a client, read with the window itself."""

from datetime import date
from typing import Any

import pytest

from models.money.ledger import client_status
from models.people.clients import badges, required
from models.people.clients.badges import Badge, BadgeRules
from models.people.clients.listing import ClientListing, ClientSort, ClientView, row_of
from models.people.clients.table import ClientKind
from models.store.engines.engine import Match
from models.values import Centimes
from tests import statements
from tests.asking import by_staff
from tests.models.conftest import Counter

RULES = BadgeRules(required.SOBRUS.required | {"birth_date"}, Centimes(50_000))
COMPLETE: dict[str, Any] = {
    "mobile": "0612345678",
    "email": "a@example.ma",
    "ceiling": Centimes(100_000),
    "birth_date": date(1984, 2, 29),
}


def told(listing: ClientListing) -> dict[str, list[Badge]]:
    return {row.last_name: list(badges.badges(row)) for row in listing.read(50)}


@pytest.mark.parametrize("sort", list(ClientSort))
def test_each_badge_is_told_of_those_whom_it_concerns_and_of_nobody_else(
    counter: Counter, sort: ClientSort
) -> None:
    counter.client("Alami", **COMPLETE)
    counter.client("Bennis", **COMPLETE, blocked=True, alert="Allergique à la pénicilline")
    counter.client("Kadiri", **COMPLETE | {"mobile": ""})
    sleeper = counter.client("Lahlou", **COMPLETE)
    client_status.put_to_sleep(sleeper, by=by_staff(counter.staff))
    counter.adjust(counter.client("Naciri", **COMPLETE), 100_000)
    passing = counter.client("Ouazzani", kind=ClientKind.PASSING)
    counter.adjust(passing, 50_001)
    wanted = {
        "Alami": [],
        "Bennis": [Badge.BLOCKED, Badge.ALERT],
        "Kadiri": [Badge.INCOMPLETE],
        "Lahlou": [Badge.SLEEPING],
        "Naciri": [],
        "Ouazzani": [Badge.OVER_CEILING],
    }
    everybody = ClientListing(view=ClientView.ALL, sort=sort, rules=RULES)
    assert told(everybody) == wanted
    assert told(ClientListing("kadiri", sort=sort, rules=RULES)) == {"Kadiri": [Badge.INCOMPLETE]}
    of_passing = row_of(passing, RULES)
    assert of_passing is not None
    assert of_passing.over_ceiling
    assert told(ClientListing("ouazzani", sort=sort)) == {"Ouazzani": []}  # no ceiling, nothing required


def test_what_is_to_complete_is_what_the_view_of_them_lists(counter: Counter) -> None:
    counter.client("Alami", **COMPLETE)
    counter.client("Kadiri", **COMPLETE | {"email": ""})
    nowhere = dict.fromkeys(("address", "postal_code", "city"), "")
    reached = {"mobile": "0612345678", "email": "t@example.ma"}
    counter.client("Tazi", professional=True, ceiling=Centimes(0), **reached, **nowhere)
    for wanted in (required.SOBRUS, required.KEZIA):
        rows = ClientListing(rules=BadgeRules(wanted.required)).read(50)
        listed = ClientListing().read(50)
        assert [row.incomplete for row in listed] == [False] * 3
        expected = {"Alami", "Kadiri", "Tazi"} if wanted is required.KEZIA else {"Kadiri"}
        assert {row.last_name for row in rows if row.incomplete} == expected


def test_the_badges_cost_no_statement(counter: Counter) -> None:
    counter.client("Alami")
    for search in ("", "ala", "0612"):
        counts = []
        for rules in (badges.NO_RULES, RULES):
            with statements.counted() as run:
                ClientListing(search, rules=rules, match=Match.EXACT).read(50)
            counts.append(len(run))
        assert counts[0] == counts[1] <= 2
