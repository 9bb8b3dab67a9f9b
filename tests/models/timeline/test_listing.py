"""Everything that happened with a client, by date: nothing missing, nothing twice, in one order."""

import importlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.money.avoirs import verbs as avoirs
from models.money.ledger import client_status, reversal
from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Operation
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, Word
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.privacy import redaction
from models.requests.actors import SHELL
from models.requests.by import By, new_key
from models.store import clock, connection, opening
from models.store.engines.engine import Engine
from models.timeline.event import KINDS, EventKind, Source
from models.timeline.listing import Timeline
from models.timeline.requests import ELSEWHERE
from models.trade.cancelling import guards
from models.trade.documents import quotes
from models.trade.global_invoices import verbs as global_invoices
from models.trade.invoices import verbs as invoices
from models.trade.prices.lines import NewLine
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from models.values import Centimes
from tests.asking import by_staff, every_verb
from tests.codes import secured
from tests.conftest import NOW
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk
from tests.models.privacy.test_redaction import settled
from tests.statements import counted, planned
from tests.version_0_1.conftest import base

__all__ = ["base"]
SINCE = date(2026, 1, 1)


@pytest.fixture
def engine(base: Any) -> Iterator[Engine]:
    """A base that holds a row of everything that 0.1 could write."""
    yield opening.open_database(base)
    connection.close()


def busy(counter: Counter) -> int:
    """A client to whom something of every kind happened, over some days, not all in the order of the days."""
    guards.register()

    def asks() -> dict[str, Any]:
        return {"by": by_staff(counter.staff)}

    with clock.stopped_at(NOW - timedelta(days=12)):
        client = counter.client(mobile="0612345678")
    with clock.stopped_at(NOW - timedelta(days=9)):  # The second sale is of the day of the creation.
        sale = counter.sell(client, 5_000)
        counter.sell(client, 2_000, day=clock.today() - timedelta(days=3), cash=500)
    with clock.stopped_at(NOW - timedelta(days=8)):
        counter.pay(client, 1_000, discount=Centimes(100))
        given_away = avoirs.grant(client, Centimes(300), note="sorry", **asks())
        avoirs.use(given_away.id, Centimes(300), **asks())
        until = clock.today() + timedelta(days=5)
        quote = quotes.create(client, [NewLine(counter.product(700))], until=until, **asks())
    with clock.stopped_at(NOW.replace(hour=23, minute=59) - timedelta(days=7)):  # At a day's edge.
        quotes.refuse(quote.id, "too dear", **asks())
        consents.record(client, Channel.SMS, Word.AGREES, ConsentSource.FORM, **asks())
    with clock.stopped_at(NOW.replace(hour=0, minute=1) - timedelta(days=6)):
        counter.sell(client, 450)
    with clock.stopped_at(NOW - timedelta(days=4)):  # A clock that is ahead, and was put right.
        ahead = counter.sell(client, 600)
        client_status.put_to_sleep(client, **asks())
        client_status.wake(client, **asks())
    with clock.stopped_at(NOW - timedelta(days=5)):
        reversal.reverse(ahead.id, "wrong day", **asks())
    with clock.stopped_at(NOW - timedelta(days=2)):
        made = global_invoices.issue(client, [sale.id], **asks())
        global_invoices.delete(made.id, secured(), "wrong", **asks())
        invoices.issue(sale.id, **asks())
        statements.issue(client, SINCE, clock.today(), StatementDetail.SIMPLIFIED, **asks())
        row = clients.get(client)
        clients.edit(client, replace(clients.fields_of(row), city="Rabat"), version=row.version, **asks())
    counter.sell(client, 800)
    last = Operation.select().where(Operation.kind == OperationKind.SALE).order_by(-Operation.id).first()
    reversal.reverse(last.id, "wrong client", **asks())
    desk = Desk(counter)
    desk.buy()
    desk.tell_due(client, int(clients.get(client).balance))
    return client


def ids(events: Any) -> list[Any]:
    return [event.id for event in events]


def whole(timeline: Timeline) -> list[Any]:
    return list(timeline.read(1_000))


def test_something_of_every_kind_is_in_it_newest_first(counter: Counter) -> None:
    client = busy(counter)
    counter.sell(counter.client("Bennani"), 9_900)
    events = whole(Timeline(client))
    assert {event.id[0] for event in events} == set(Source) - {Source.REPLY}
    assert [event.position.sort_key for event in events] == sorted(
        (event.position.sort_key for event in events), reverse=True
    )
    assert len(set(ids(events))) == len(events) == Timeline(client).count()
    operations = [event for event in events if event.id[0] is Source.OPERATION]
    listed = Operation.select().where(Operation.client == client, Operation.kind != OperationKind.DISCOUNT)
    assert len(operations) == listed.count(), "what was let go is told with its payment"
    assert [event.position.day for event in operations] == [event.row.day for event in operations]


def test_an_event_stands_under_its_value_date_or_the_local_day_of_its_entry(counter: Counter) -> None:
    client = busy(counter)
    for event in whole(Timeline(client)):
        at = event.position
        if at.source in (Source.OPERATION, Source.INVOICE):
            assert at.day == event.row.day
        else:
            assert at.day == clock.local_day(at.at)


@given(some.data())
def test_a_window_anywhere_tells_the_same_as_the_whole(file_counter: Counter, data: some.DataObject) -> None:
    client = Client.get().id if Client.select().exists() else busy(file_counter)
    timeline = Timeline(client, kind=data.draw(some.sampled_from([None, None, *EventKind])))
    events = whole(timeline)
    start, size = data.draw(some.integers(0, len(events) - 1)), data.draw(some.integers(1, 5))
    mark = events[start]
    assert list(timeline.read(size)) == events[:size]
    assert list(timeline.last(size)) == events[-size:]
    assert list(timeline.read(size, at=mark)) == events[start : start + size]
    assert list(timeline.read(size, after=mark)) == events[start + 1 : start + 1 + size]
    assert list(timeline.read(size, before=mark)) == events[max(0, start - size) : start]


def test_the_kinds_share_all_events(counter: Counter) -> None:
    client = busy(counter)
    found = [event for kind in EventKind for event in whole(Timeline(client, kind))]
    assert sorted(map(str, ids(found))) == sorted(map(str, ids(whole(Timeline(client)))))
    assert sorted(source for sources in KINDS.values() for source in sources) == sorted(Source)


def test_a_period_and_a_text_narrow_it(counter: Counter) -> None:
    client = busy(counter)
    events = whole(Timeline(client))
    days = sorted({event.position.day for event in events})
    for since, until in ((days[1], days[-2]), (days[2], days[2])):
        within = [event for event in events if since <= event.position.day <= until]
        assert ids(whole(Timeline(client, since=since, until=until))) == ids(within)
        assert Timeline(client, since=since, until=until).count() == len(within)
    number = next(event.row.number for event in events if event.id[0] is Source.OPERATION)
    assert [event.row.number for event in whole(Timeline(client, text=number))] == [number]
    assert whole(Timeline(client, text="nothing like it")) == []


def test_every_client_of_an_older_base_has_all_that_happened(engine: Engine) -> None:
    for (client,) in list(Client.select(Client.id).tuples()):
        events = whole(Timeline(client))
        assert len(set(ids(events))) == len(events) == Timeline(client).count()
        assert all(later.position.sort_key > earlier.position.sort_key for later, earlier in pairwise(events))


def test_inv_43_of_who_is_forgotten_nothing_personal_is_told(engine: Engine) -> None:
    told = 0
    for client in settled():
        row = clients.get(client)
        own = {clients.full_name(row), row.last_name, row.mobile, row.email, row.address, row.code}
        told += any(text and text in repr(whole(Timeline(client))) for text in own)
        redaction.redact(client, by=By(SHELL, new_key()))
        said = repr(whole(Timeline(client)))
        assert not [text for text in own if len(text) > 2 and text in said], client
    assert told, "before, some of it was told"


def test_every_verb_that_another_source_tells_is_a_verb_and_is_in_the_index() -> None:
    made = importlib.import_module("models.store.migrations.0044_delivery_notes")
    assert made.TOLD_ELSEWHERE == ELSEWHERE
    assert set(ELSEWHERE) <= every_verb().keys()


def test_an_old_account_costs_as_many_statements_and_no_scan(counter: Counter) -> None:
    client = busy(counter)
    with counted() as of_few:
        newest = Timeline(client).read(10)
    for _ in range(30):
        counter.sell(client, 100)
    with counted() as of_many:
        assert ids(Timeline(client).read(10)) != ids(newest)
    assert len(of_many) <= len(of_few)
    if counter_is_on_sqlite():
        with planned() as plans:
            Timeline(client).read(10, after=newest[0])
        steps = [step for plan in plans for step in plan]
        assert [step for step in steps if step.startswith("SCAN") and "json_each" not in step] == []
        along = [step for step in steps if "operation_client (client_id=? AND value_date<?)" in step]
        others = [step for step in steps if "trail_client_others (client_id=? AND at<?)" in step]
        assert along
        assert len(others) == 2, "the fiche, and avoirs used"


def counter_is_on_sqlite() -> bool:
    return connection.engine().name == "sqlite"
