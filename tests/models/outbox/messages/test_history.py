"""The history: every column, every filter, window by window, and quick whatever its length (sms-history)."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.outbox import sending, single
from models.outbox.messages import listing as history
from models.outbox.messages import plan, receipts
from models.outbox.messages.listing import MessageListing, MessageRow, MessageSort
from models.outbox.messages.table import Message, MessageKind, MessageState, ReceiptState
from models.people.staff.login import engage
from models.store import clock, connection
from models.store.engines.sqlite import SqliteEngine
from tests.conftest import NOW
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk

LINES = 14


@pytest.fixture
def desk(counter: Counter) -> Desk:
    """Two people write to clients over three days; of some messages more is known than of others."""
    desk = Desk(counter)
    desk.buy()
    other = Desk(Counter(engage("B. Idrissi", "4321").id, counter.products))
    several = [desk.client(name, owes=100) for name in ("Alami", "Benali", "Chraibi")]
    for client in several:
        desk.says(client, True)
    desk.remind(*several)
    with clock.stopped_at(NOW + timedelta(days=1)):
        other.advertise(several[2], several[0])
        desk.tell_due(several[1], 100, "Merci de passer à la pharmacie")
        other.tell_due(several[0], 100, "Merci de régler 1,00 DH")
        for number in ("0611223344", "0699887766"):
            single.send_test(number, "Essai de crème", **other.who)
    with clock.stopped_at(NOW + timedelta(days=2)):
        desk.remind(*several, body="Deuxième rappel, {client}")
        desk.remind(several[0], body="Dernier rappel, {client}")
        desk.tell_due(several[1], 100, "Merci de passer")
        first, second, third, fourth, *_ = (each.id for each in sending.claim("one", 8))
        for message in (first, second, third):
            sending.accepted(message, "one", gateway="g")
        receipts.receive(first, ReceiptState.DELIVERED)
        receipts.receive(second, ReceiptState.EXPIRED)
        sending.uncertain(fourth, "one", "?")
    return desk


def everything() -> list[MessageRow]:
    found = [history.one(key) for (key,) in Message.select(Message.id).order_by(Message.id).tuples()]
    return [row for row in found if row]


KEYS: dict[MessageSort, Callable[[MessageRow], Any]] = {
    MessageSort.MOMENT: lambda row: row.id,
    MessageSort.AUTHOR: lambda row: (row.author, row.id),
    MessageSort.KIND: lambda row: (list(MessageKind).index(row.kind), row.id),
    MessageSort.STATE: lambda row: (list(MessageState).index(row.state), row.id),
    MessageSort.BODY: lambda row: (row.body[: history.BODY_START].encode(), row.id),
    MessageSort.RECIPIENT: lambda row: (row.recipient, row.id),
    MessageSort.CLIENT: lambda row: (row.place is None, row.place, row.id),
}


def in_windows(listing: MessageListing, size: int) -> Sequence[MessageRow]:
    """The whole listing, read as a screen that scrolls down reads it."""
    rows = list(listing.read(size))
    while rows and (more := listing.read(size, after=rows[-1])):
        rows += more
    return rows


@pytest.mark.parametrize("few", [20_000, 2])
@pytest.mark.parametrize("sort", MessageSort)
def test_every_column_sorts_both_ways_and_reads_window_by_window(
    sort: MessageSort, few: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """sms-sort-search. `few`: as in a small history, and as in a large one."""
    monkeypatch.setattr(plan, "FEW", few)
    for descending in (True, False):
        wanted = sorted(everything(), key=KEYS[sort], reverse=descending)
        assert len(wanted) == LINES
        listing = MessageListing(sort=sort, descending=descending)
        assert listing.count() == len(wanted)
        assert list(in_windows(listing, 4)) == wanted
        assert list(listing.last(3)) == wanted[-3:]
        for place, mark in enumerate(wanted):
            assert list(listing.read(3, before=mark)) == wanted[max(0, place - 3) : place]
            assert list(listing.read(3, at=mark)) == wanted[place : place + 3]


days = st.none() | st.integers(0, 3)
filters = st.fixed_dictionaries(
    {
        "sort": st.sampled_from(MessageSort),
        "descending": st.booleans(),
        "state": st.none() | st.sampled_from(MessageState),
        "kind": st.none() | st.sampled_from(MessageKind),
        "since": days,
        "until": days,
        "client": st.none() | st.integers(1, 3),
        "campaign": st.none() | st.integers(1, 4),
        "search": st.sampled_from(["", "", "alami", "0600 000", "061122", "+2126", "creme", "rappel", "zzz"]),
    }
)
NAMED = {"alami": "Alami", "0600 000": "+212600", "061122": "+2126112", "+2126": "+2126"}


def fits(row: MessageRow, wanted: dict[str, Any], bodies: dict[int, str]) -> bool:
    first = NOW.date()
    since, until, search = wanted["since"], wanted["until"], wanted["search"]
    return (
        wanted["state"] in (None, row.state)
        and wanted["kind"] in (None, row.kind)
        and wanted["client"] in (None, row.client)
        and wanted["campaign"] in (None, row.campaign)
        and (since is None or clock.local_day(row.at) >= first + timedelta(days=since))
        and (until is None or clock.local_day(row.at) <= first + timedelta(days=until))
        and (not search or says(row, search, bodies, of_client=wanted["client"] is not None))
    )


def says(row: MessageRow, search: str, bodies: dict[int, str], *, of_client: bool) -> bool:
    if of_client:
        return {"creme": "crème"}.get(search, search) in row.body.lower()
    if search in NAMED:
        wanted = NAMED[search]
        return wanted in row.name or row.recipient.startswith(wanted)
    text = bodies[row.campaign] if row.campaign else row.body
    return {"creme": "crème", "rappel": "rappel"}.get(search, search) in text.lower()


@pytest.mark.parametrize("few", [20_000, 2])
def test_every_mix_of_filters_finds_what_fits(few: int, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Against a plain oracle in Python, whatever leads the query."""
    monkeypatch.setattr(plan, "FEW", few)
    rows = everything()
    campaigns = Message.select().where(Message.campaign.is_null(False))
    bodies = {row.campaign_id: row.campaign.body for row in campaigns}

    @given(filters)
    def check(wanted: dict[str, Any]) -> None:
        key = KEYS[wanted["sort"]]
        fitting = sorted(
            (row for row in rows if fits(row, wanted, bodies)), key=key, reverse=wanted["descending"]
        )
        first = NOW.date()
        period = {
            name: None if wanted[name] is None else first + timedelta(days=wanted[name])
            for name in ("since", "until")
        }
        listing = MessageListing(**(wanted | period))
        assert list(in_windows(listing, 3)) == fitting
        assert list(listing.last(20)) == fitting
        assert listing.count() == len(fitting)

    check()


def test_a_line_says_who_wrote_what_to_whom(desk: Desk) -> None:
    row = MessageListing(client=2).read(1)[0]
    assert (row.author, row.kind, row.body) == ("S. Amrani", MessageKind.DUE, "Merci de passer")
    assert (row.name, row.recipient, row.cost) == ("Benali", "+212600000001", 1)


def test_a_clock_put_back_leaves_the_history_in_order(desk: Desk) -> None:
    """A period is a range of numbers: no message is older than the one before it."""
    newest = everything()[-1]
    with clock.stopped_at(NOW - timedelta(days=400)):
        desk.tell_due(2, 100, "Horloge")
    assert everything()[-1].at == newest.at
    assert MessageListing(until=date(2026, 1, 1)).count() == 0


def test_a_day_of_the_history_is_that_of_the_wall(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """00:30 in Paris, where UTC is still on the day before."""
    monkeypatch.setattr(clock, "_name", "Europe/Paris")
    monkeypatch.setattr(clock, "_zone", None)
    with clock.stopped_at(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)):
        desk.tell_due(2, 100, "Après minuit")
    second = MessageListing(since=date(2026, 12, 2), until=date(2026, 12, 2)).read(2)
    assert [row.body for row in second] == ["Après minuit"]
    assert MessageListing(since=date(2026, 12, 1), until=date(2026, 12, 1)).count() == 0


LISTINGS = {
    **{f"by {sort}": MessageListing(sort) for sort in MessageSort},
    **{f"up by {sort}": MessageListing(sort, descending=False) for sort in MessageSort},
    "of a client": MessageListing(client=1),
    "of a campaign": MessageListing(campaign=1),
    "of a kind": MessageListing(kind=MessageKind.REMINDER),
    "of a period": MessageListing(MessageSort.RECIPIENT, since=NOW.date()),
    "of a state": MessageListing(MessageSort.BODY, state=MessageState.QUEUED),
}


@pytest.mark.parametrize("what", LISTINGS)
def test_no_window_reads_or_sorts_the_whole_history(
    what: str, file_counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A million messages open as fast as a hundred: the engine goes along an index, and sorts nothing."""
    desk = Desk(file_counter)
    desk.buy()
    client = desk.client(owes=10)
    desk.remind(client)
    monkeypatch.setattr(plan, "FEW", 0)
    engine = connection.engine()
    assert isinstance(engine, SqliteEngine)
    asked: list[tuple[str, Any]] = []
    connect = engine.database.execute_sql

    def told(sql: str, params: Any = None, *rest: Any) -> Any:
        asked.append((sql, params))
        return connect(sql, params, *rest)

    monkeypatch.setattr(engine.database, "execute_sql", told)
    first = LISTINGS[what].read(40)
    LISTINGS[what].read(40, after=first[-1])
    plans = [
        detail
        for sql, params in asked
        if sql.startswith("SELECT") and "JOIN" in sql
        for *_, detail in connect(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
    ]
    assert plans
    assert [detail for detail in plans if "TEMP B-TREE" in detail] == []
    assert what not in ALONG or any(ALONG[what] in detail for detail in plans)


ALONG = {"of a campaign": "message_campaign (campaign_id=?", "of a kind": "message_kind (kind=?"}
"""What is not looked for through everything that was sent since."""
