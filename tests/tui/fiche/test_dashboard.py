"""The first tab: what was invoiced and paid in all, the last documents, and everything by date."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from locales import formats
from models.money.avoirs import verbs as avoirs
from models.money.ledger import reversal
from models.money.ledger.history import OperationRow
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, Word
from models.people.clients import verbs as clients
from models.people.organisms import listing as organisms
from models.store import clock
from models.timeline.event import Event, EventKind, Source
from models.timeline.listing import Timeline
from models.trade.cancelling import guards
from models.trade.documents import quotes
from models.trade.global_invoices import verbs as invoices
from models.trade.prices.lines import NewLine
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, screen_text, to_tab, top
from tests.tui.hands import Hands, at_fiche
from tui.dialogs.detail import DetailDialog
from tui.fiche.avoirs.opened import AvoirOpened
from tui.fiche.dashboard import pane as dashboard
from tui.fiche.dashboard.opened import EventDialog
from tui.fiche.dashboard.summary import spark, whole
from tui.fiche.documents.opened import DocumentOpened
from tui.fiche.global_invoices.opened import GlobalInvoiceOpened
from tui.fiche.parts.operation_dialog import OperationDialog
from tui.fiche.sales.opened import SaleDialog
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.widgets.rows import Rows
from tui.widgets.text_lines import Lines

RIB = "011519000001205000534921"


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


def busy(ledger: Ledger) -> int:
    """Sold for 350, of which 100 were cancelled; 130 received; a document of most kinds."""
    guards.register()
    asks: dict[str, Any] = {}

    def by() -> dict[str, Any]:
        asks["by"] = by_staff(ledger.staff)
        return asks

    client = ledger.client(address="8, rue Ibn Batouta", postal_code="10000")
    first = ledger.sale(client, 10_000, days_ago=3)
    ledger.sale(client, 15_000, days_ago=1)
    reversal.reverse(ledger.sale(client, 10_000), "wrong client", **by())
    ledger.pay(client, 13_000)
    given_away = avoirs.grant(client, Centimes(500), note="sorry", **by())
    avoirs.use(given_away.id, Centimes(500), **by())
    quotes.create(client, [NewLine(ledger.milk, 7_000)], until=clock.today(), **by())
    invoices.issue(client, [first], **by())
    statements.issue(client, date(2026, 1, 1), clock.today(), StatementDetail.SIMPLIFIED, **by())
    consents.record(client, Channel.SMS, Word.AGREES, ConsentSource.FORM, **by())
    row = clients.get(client)
    changed = replace(clients.fields_of(row), city="Rabat", ceiling=Centimes(300_000), rib=RIB, organism=1)
    clients.edit(client, changed, version=row.version, **by())
    return client


def summary(hands: Hands) -> list[str]:
    lines = top(hands.app, FicheDesk).pane.query_one("#summary", Lines).text.splitlines()
    return [" ".join(line.split()) for line in lines]


def events(hands: Hands) -> list[Event]:
    return list(top(hands.app, FicheDesk).pane.query_one(Rows).window)


@pytest.mark.capability("dash-metrics", "dash-docs")
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_totals_the_months_and_the_last_documents_stand_above(
    session: Session, ledger: Ledger, size: tuple[int, int]
) -> None:
    client = busy(ledger)
    async with at_fiche(session, client, size) as hands:
        await to_tab(hands.pilot, dashboard.TAB)
        await hands.pilot.pause()
        said = summary(hands)
        assert said[0] == "Total invoiced Total paid Unpaid balance"
        assert said[1] == "250.00 130.00 115.00"
        assert said[2] == "Discounts, adjustments… -5.00 Owes 115.00"
        assert said[3].endswith("·" * 11 + "█")
        together = " ".join(said)
        assert f"{formats.month(clock.today())} 250" in together, "the month with its figure"
        for document in ("Sale", "Invoice", "Quote", "Stateme"):
            assert document in together
        assert "pending" in together
        assert len(events(hands)) >= 6, "below it there is room for what happened"
        assert [line for line in screen_text(hands.app).splitlines() if len(line) > size[0]] == []


async def test_who_has_nothing_yet_is_told_so(session: Session, ledger: Ledger) -> None:
    async with at_fiche(session, ledger.client()) as hands:
        await to_tab(hands.pilot, dashboard.TAB)
        await hands.pilot.pause()
        assert "No document yet" in summary(hands)
        assert [event.id[0] for event in events(hands)] == [Source.REQUEST], "they were created"


@pytest.mark.capability("dash-timeline")
async def test_everything_is_listed_by_date_and_narrowed_by_kind(session: Session, ledger: Ledger) -> None:
    client = busy(ledger)
    async with at_fiche(session, client, (120, 40)) as hands:
        await to_tab(hands.pilot, dashboard.TAB)
        await hands.pilot.pause()
        assert [event.id for event in events(hands)] == [event.id for event in Timeline(client).read(40)]
        await hands.press("e", "down", "enter")
        assert {event.id[0] for event in events(hands)} == {Source.OPERATION}
        assert "operations of the account" in hands.line("Timeline")
        await hands.press("e", "home", "enter")
        assert len({event.id[0] for event in events(hands)}) > 5


OPENS: dict[Source, type[DetailDialog]] = {
    Source.STEP: DocumentOpened,
    Source.INVOICE: GlobalInvoiceOpened,
    Source.STATEMENT: EventDialog,
    Source.CONSENT: EventDialog,
    Source.REQUEST: EventDialog,
    Source.ALLOCATION: EventDialog,
}


async def test_enter_opens_what_each_event_is_about(session: Session, ledger: Ledger) -> None:
    client = busy(ledger)
    of_operations = {"sale": SaleDialog, "credit_note": AvoirOpened}
    async with at_fiche(session, client, (120, 40)) as hands:
        await to_tab(hands.pilot, dashboard.TAB)
        await hands.pilot.pause()
        rows = top(hands.app, FicheDesk).pane.query_one(Rows)
        opened = set()
        for event in Timeline(client).read(40):
            rows.show(Timeline(client), at=event)
            await hands.press("enter")
            source = event.id[0]
            if isinstance(event.row, OperationRow):
                assert type(hands.app.screen) is of_operations.get(event.row.kind, OperationDialog)
            else:
                assert type(hands.app.screen) is OPENS[source]
            opened.add(source)
            await hands.press("escape")
        assert opened == {*OPENS, Source.OPERATION}


async def test_a_change_of_the_fiche_shows_what_was_and_what_is(session: Session, ledger: Ledger) -> None:
    client = busy(ledger)
    async with at_fiche(session, client, (120, 40)) as hands:
        await to_tab(hands.pilot, dashboard.TAB)
        await hands.pilot.pause()
        edited = Timeline(client, EventKind.CLIENT).read(1)[0]
        top(hands.app, FicheDesk).pane.query_one(Rows).show(Timeline(client), at=edited)
        await hands.press("enter")
        insurer = next(each.name for each in organisms.organisms() if each.id == 1)
        for field, change in (
            ("City", "– → Rabat"),
            ("Ceiling", "– → 3 000.00"),
            ("Organism", f"– → {insurer}"),
        ):
            said = screen_text(hands.app).replace(formats.SPACE, " ").splitlines()
            assert any(field in line and change in line for line in said), field
        assert RIB not in screen_text(hands.app)
        assert RIB[-4:] in hands.line("RIB")


async def test_what_happens_meanwhile_is_there_when_it_is_read_again(
    session: Session, ledger: Ledger
) -> None:
    client = busy(ledger)
    async with at_fiche(session, client, (120, 40)) as hands:
        await to_tab(hands.pilot, dashboard.TAB)
        await hands.pilot.pause()
        ledger.pay(client, 1_000)
        await hands.press("f5")
        assert "140.00" in summary(hands)[1]


def test_a_bar_is_as_high_as_its_share_of_the_largest() -> None:
    assert spark([Centimes(each) for each in (0, 1, 50, 100, -20)]) == "·▁▄█·"
    assert spark([]) == ""
    assert [whole(Centimes(each)) for each in (0, 49, 50, 1_234_567, -1_250)] == [
        "–",
        "0",
        "1",
        "12,346",
        "-12",
    ]
