"""The sites of all clients: found by their words, a phone, or their client; read a window at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pytest

from models.money.ledger import client_status
from models.people.clients import verbs as clients
from models.people.sites import listing, verbs
from models.people.sites.listing import SiteListing
from models.people.sites.table import SiteFields
from models.store.connection import engine
from tests.asking import by_staff
from tests.models.conftest import Counter

SITES = {
    "Clinique Atlas": [
        SiteFields(
            "Dépôt Nord", "12, rue du Port", "20000", "Casablanca", contact="Omar Tahiri", phone="0612345678"
        ),
        SiteFields("Bloc B", city="Salé", contact="Mme Bennis"),
    ],
    "Hôtel Rivage": [SiteFields("Dépôt", city="Agadir", contact="Leïla", phone="0528 82 22 33")],
}


@pytest.fixture
def sites(counter: Counter) -> Counter:
    for client, theirs in SITES.items():
        number = counter.client(client, "")
        for fields in theirs:
            verbs.create(number, fields, by=by_staff(counter.staff))
    return counter


def found(search: str) -> list[str]:
    names = [row.name for row in SiteListing(search).read(50)]
    assert SiteListing(search).count() == len(names)
    return names


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("!pharmacie", []),
        ("", ["Bloc B", "Dépôt", "Dépôt Nord"]),
        ("dep", ["Dépôt", "Dépôt Nord"]),
        ("depot n", ["Dépôt Nord"]),
        ("atlas", ["Bloc B", "Dépôt Nord"]),
        ("atlas depot", ["Dépôt Nord"]),
        ("bennis sale", ["Bloc B"]),
        ("06 12 34", ["Dépôt Nord"]),
        ("+212 612 345 678", ["Dépôt Nord"]),
        ("345678", ["Dépôt Nord"]),
        ("^0528", ["Dépôt"]),
        ("=depot", ["Dépôt"]),
        ("#1", ["Bloc B", "Dépôt Nord"]),
        ("rue port", ["Dépôt Nord"]),
        ("atlas agadir", []),
        ("zzz", []),
        ("-", []),
        ("'; DROP TABLE site; --", []),
        ("100%", []),
    ],
)
def test_a_site_is_found_by_its_words_and_by_those_of_its_client(
    sites: Counter, search: str, names: list[str]
) -> None:
    assert found(search) == names


def test_the_search_follows_what_is_edited_and_retired(sites: Counter) -> None:
    site = SiteListing("bloc").read(1)[0].id
    seen = verbs.read(site)
    verbs.edit(site, SiteFields("Réserve", city="Salé"), seen=seen, by=by_staff(sites.staff))
    assert (found("bloc"), found("bennis"), found("reserve")) == ([], [], ["Réserve"])
    verbs.retire(site, by=by_staff(sites.staff))
    assert (found("reserve"), found("sale")) == ([], [])
    verbs.put_back(site, by=by_staff(sites.staff))
    assert found("reserve sale") == ["Réserve"]


def test_a_client_who_was_renamed_is_found_by_the_new_name(sites: Counter) -> None:
    row = clients.get(1)
    fields = type(clients.fields_of(row))(last_name="Polyclinique")
    clients.edit(1, fields, version=row.version, by=by_staff(sites.staff))
    assert (found("atlas"), found("polycl")) == ([], ["Bloc B", "Dépôt Nord"])


def test_inv_40_an_archived_client_is_in_the_archives_only(sites: Counter) -> None:
    client_status.archive(1, by=by_staff(sites.staff))
    assert (found(""), found("bloc")) == (["Dépôt"], [])
    assert listing.counting_of(1).scalar() == 2


def test_windows_follow_one_another_and_no_site_is_left_out(sites: Counter) -> None:
    for number in range(30):
        verbs.create(2, SiteFields(f"Local {number % 7} {number}"), by=by_staff(sites.staff))
    every = SiteListing().read(100)
    assert [(row.name_key, row.id) for row in every] == sorted((row.name_key, row.id) for row in every)
    read: list[Any] = []
    window = SiteListing().read(7)
    while window:
        read += window
        window = SiteListing().read(7, after=read[-1])
    assert read == list(every)
    assert SiteListing().read(7, before=every[20]) == every[13:20]
    assert SiteListing().read(7, at=every[20]) == every[20:27]
    assert SiteListing().last(5) == every[-5:]


def test_windows_of_a_search_follow_one_another_too(sites: Counter) -> None:
    for number in range(30):
        verbs.create(2, SiteFields(f"Local {number % 7} {number}"), by=by_staff(sites.staff))
    every = SiteListing("local riv").read(100)
    assert [row.id for row in every] == [row.id for row in SiteListing().read(100) if "Local" in row.name]
    assert SiteListing("local riv").read(7, after=every[6]) == every[7:14]
    assert SiteListing("local riv").read(7, before=every[20]) == every[13:20]
    assert SiteListing("local riv").read(7, at=every[20]) == every[20:27]
    assert SiteListing("local riv").last(5) == every[-5:]


def test_no_search_reads_the_words_or_the_sites_one_by_one(sites: Counter) -> None:
    """So a search among 100 000 stays quick: words are read by how they begin, sites by what was found."""
    if engine().name != "sqlite":
        pytest.skip("with so few rows the planner of PostgreSQL reads tables whole")
    with run_statements() as asked:
        SiteListing("depot atlas").read(20)
    plan = [
        row[-1]
        for sql, values in asked
        for row in engine().database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    ]
    words = [step for step in plan if "site_word" in step]
    assert words
    assert all("(word>? AND word<?)" in step for step in words)
    assert [step for step in plan if step.startswith("SCAN ") and not step.startswith(INDEXES)] == []


INDEXES = ("SCAN client_search", "SCAN json_each")
"""What is walked whole: the matches of an index, and a list of ids."""


@contextmanager
def run_statements() -> Iterator[list[tuple[str, Any]]]:
    """The statements that are run within the block."""
    asked: list[tuple[str, Any]] = []
    database = engine().database
    run = database.execute_sql

    def note(sql: str, params: Any = None, *rest: Any) -> Any:
        asked.append((sql, params))
        return run(sql, params, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "execute_sql", note)
        yield asked


def test_the_tab_lists_the_default_first_then_by_name(sites: Counter) -> None:
    names = [row.name for row in listing.sites_of(1)]
    assert names == ["Dépôt Nord", "Bloc B"]
    assert all(before.by_default >= after.by_default for before, after in pairwise(listing.sites_of(1)))
