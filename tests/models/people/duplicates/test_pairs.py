"""Who may be one person with two fiches: found by what they have in common, read a window at a time."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import pytest

from models.money.ledger import client_status
from models.people.clients import verbs as clients
from models.people.clients.table import Client, ClientStatus
from models.people.duplicates import apart, arms
from models.people.duplicates.arms import Arm
from models.people.duplicates.pairs import ARMS, Pair, PairListing, PairView, Reason
from models.privacy import redaction
from models.store.connection import engine
from tests.asking import by_staff
from tests.models.conftest import Counter


def found(view: PairView = PairView.LIKELY) -> list[tuple[int, int]]:
    ids = [pair.id for pair in PairListing(view).read(200)]
    assert PairListing(view).count() == len(ids) == len(set(ids))
    return ids


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (("Él Alami", "Zoé", {}), ("EL-ALAMI", "zoe", {}), "name"),
        (
            ("Alami", "Omar", {"mobile": "0661234567"}),
            ("ALAMI", "Omar", {"home_phone": "+212 661 23 45 67"}),
            "name phone",
        ),
        (
            ("Alami", "Omar", {"registration_number": "1234"}),
            ("Alami", "Omar", {"registration_number": "1234"}),
            "name registration",
        ),
        (
            ("Alami", "Omar", {"registration_number": "1234"}),
            ("Tazi", "Leïla", {"registration_number": "1234"}),
            "registration",
        ),
    ],
)
def test_what_two_fiches_have_in_common_makes_them_likely_duplicates(
    counter: Counter, one: tuple[str, str, Any], other: tuple[str, str, Any], reasons: str
) -> None:
    first, second = (counter.client(last, name, **fields) for last, name, fields in (one, other))
    counter.client("Bennis", "Salma", mobile="0661000000", registration_number="77")
    assert found() == [(first, second)]
    (pair,) = PairListing().read(10)
    assert set(pair.reasons) == {Reason(each) for each in reasons.split()}


def test_a_phone_is_the_same_in_whichever_field_it_stands(counter: Counter) -> None:
    expected = []
    fields = ("mobile", "work_phone", "home_phone")
    for number, (one, other) in enumerate(product(fields, repeat=2)):
        phone = f"066123450{number}"
        first = counter.client(f"Alami{number}", **{one: phone})
        expected.append((first, counter.client(f"Tazi{number}", **{other: phone})))
    assert sorted(found(PairView.PHONE)) == expected
    assert found() == [], "a family shares a phone"


@pytest.mark.parametrize("work", ["", "0522000002"])
def test_a_pair_with_several_phones_in_common_is_listed_once(counter: Counter, work: str) -> None:
    one, two = "0661234567", "0522000001"
    first = counter.client("Alami", "Omar", mobile=one, home_phone=two, work_phone=work)
    second = counter.client("Alami", "Omar", mobile=two, home_phone=one, work_phone=work)
    for view in (PairView.PHONE, PairView.NAME, PairView.LIKELY):
        assert found(view) == [(first, second)]


def test_the_surest_are_first(counter: Counter) -> None:
    homonyms = [counter.client("Alami", "Ali") for _ in range(2)]
    insured = [counter.client(name, registration_number="1234") for name in ("Aouad", "Bahi")]
    sure = [counter.client("Ziani", "Zineb", mobile="0661234567") for _ in range(2)]
    assert found() == [tuple(sure), tuple(insured), tuple(homonyms)]


def test_names_that_sound_alike_come_last_unless_the_phone_is_the_same(counter: Counter) -> None:
    alike = [
        counter.client(last, first) for last, first in (("Benjelloun", "Mohamed"), ("Ben Jelloun", "Med"))
    ]
    same = [counter.client("Alami", "Ali") for _ in range(2)]
    phone = {"mobile": "0661234567"}
    sure = [counter.client(last, "Fatima", **phone) for last in ("El Khattabi", "Al Khatabi")]
    counter.client("Tazi", "Omar", **phone)
    counter.client("Benchekroun", "Ahmed")
    assert found() == [tuple(sure), tuple(same), tuple(alike)]
    assert sorted(found(PairView.SOUND)) == sorted([tuple(sure), tuple(alike)])
    reasons = [set(pair.reasons) for pair in PairListing().read(10)]
    assert reasons == [{Reason.SOUND, Reason.PHONE}, {Reason.NAME}, {Reason.SOUND}]


def test_homonyms_with_two_registrations_are_listed_only_by_their_name(counter: Counter) -> None:
    pair = tuple(counter.client("Alami", "Ali", registration_number=number) for number in ("1", "2"))
    assert found() == []
    assert found(PairView.NAME) == [pair]


def test_who_is_forgotten_or_merged_is_in_no_pair_and_who_is_archived_is(counter: Counter) -> None:
    one, two, three = (counter.client("Alami", "Ali", mobile="0661234567") for _ in range(3))
    client_status.archive(two, by=by_staff(counter.staff))
    assert found() == [(one, two), (one, three), (two, three)]
    redaction.redact(three, by=by_staff(counter.staff))
    redaction.redact(counter.client("Tazi", "Leïla"), by=by_staff(counter.staff))
    assert found(PairView.NAME) == [(one, two)], "those who are forgotten have one name"
    Client.update(status=ClientStatus.MERGED).where(Client.id == two).execute()
    assert found() == []


def test_two_persons_are_set_apart_until_they_are_compared_again(counter: Counter) -> None:
    one, two, three = (counter.client("Alami", "Ali", mobile="0661234567") for _ in range(3))
    apart.set_apart(three, one, by=by_staff(counter.staff))
    assert found() == found(PairView.PHONE) == [(one, two), (two, three)]
    assert found(PairView.APART) == [(one, three)]
    assert (apart.apart_from(one), apart.apart_from(two)) == ({three}, set())
    row = clients.get(three)
    changed = replace(clients.fields_of(row), city="Fès")
    clients.edit(three, changed, version=row.version, by=by_staff(counter.staff))
    assert found() == [(one, two), (two, three)], "an edit makes nobody another person"
    apart.compare_again(one, three, by=by_staff(counter.staff))
    assert found() == [(one, two), (one, three), (two, three)]
    assert found(PairView.APART) == []


def test_nobody_is_set_apart_from_themselves(counter: Counter) -> None:
    client = counter.client("Alami", "Ali")
    with pytest.raises(apart.OneFiche):
        apart.set_apart(client, client, by=by_staff(counter.staff))


@pytest.fixture
def many_pairs(counter: Counter) -> Counter:
    for name in ("Alami", "Bahi", "Chafik"):
        for _ in range(4):
            counter.client(name, "Ali")
    for number in range(6):
        home = "0522000009" if number < 2 else ""
        counter.client(f"Daoudi{number // 4}", "Ali", mobile=f"06612345{number // 2:02}", home_phone=home)
    for number in range(4):
        counter.client(f"Fassi{number}", registration_number=f"R{number // 2}")
    for name in ("Mohamed", "Mohammed", "Med", "Mohamed Amine"):
        counter.client("Ghazi", name)
    return counter


@pytest.mark.parametrize("limit", [1, 3, 7])
def test_windows_follow_one_another_in_both_directions(
    many_pairs: Counter, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a gap nor a pair twice, from one reason to the next too."""
    monkeypatch.setattr(arms, "CHUNK", 2)
    for view in set(PairView) - {PairView.APART}:
        listing = PairListing(view)
        whole = listing.read(200)
        assert len(whole) == listing.count() > 1
        assert _forwards(listing, limit) == whole
        assert _backwards(listing, limit) == whole
        for before, row in pairwise(whole):
            assert listing.read(1, at=row) == [row]
            assert listing.read(1, before=row) == [before]


def _forwards(listing: PairListing, limit: int) -> Sequence[Pair]:
    rows = list(listing.read(limit))
    while more := listing.read(limit, after=rows[-1]):
        rows += more
    return rows


def _backwards(listing: PairListing, limit: int) -> Sequence[Pair]:
    rows = list(listing.last(limit))
    while more := listing.read(limit, before=rows[0]):
        rows = [*more, *rows]
    return rows


def test_no_more_are_counted_than_anybody_looks_at(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.people.duplicates.pairs.COUNTED", 4)
    for _ in range(4):
        counter.client("Alami", "Ali")
    assert PairListing(PairView.NAME).count() == 4


def test_pairs_are_found_in_indexes_and_nothing_is_sorted(file_counter: Counter) -> None:
    """A window of a million clients reads the rows of the pairs that are found, and no others."""
    every = [arm for each in ARMS.values() for arm in each]
    for arm in [each.arm if isinstance(each, arms.Sounding) else each for each in every]:
        if not isinstance(arm, Arm):
            continue
        words, values = arm._keyset.sorted(arm._pairs()).limit(20).sql()
        steps = [row[3] for row in engine().database.execute_sql(f"EXPLAIN QUERY PLAN {words}", values)]
        assert re.match(r"SCAN a USING (COVERING )?INDEX client_", steps[0]), steps
        assert re.match(r"SEARCH b USING (COVERING )?INDEX client_", steps[1]), steps
        assert "USE TEMP B-TREE FOR ORDER BY" not in steps, steps
