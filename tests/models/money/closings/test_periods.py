"""A closed period: nothing is entered for a day in it, whichever verb is asked, until it is opened again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from models import doctor
from models.importing import batches
from models.importing.clients import undoing as client_undoing
from models.importing.clients import verbs as client_import
from models.money import entries
from models.money.avoirs import verbs as avoirs
from models.money.closings import verbs as periods
from models.money.closings.periods import PeriodClosed, PeriodClosing, PeriodReopening
from models.money.closings.verbs import AlreadyClosed, Period, PeriodNotOver, PeriodOpen
from models.money.ledger import deallocation
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.postings import Allocation, Operation
from models.money.payments import verbs as payments
from models.money.payments.verbs import Chosen, DebtPayment
from models.money.till import verbs as till
from models.people.organisms import listing as organisms
from models.people.staff import security_code
from models.people.staff.security_code import NoSecurityCode, WrongSecurityCode
from models.refusals import Missing
from models.requests.rights import Right
from models.requests.trail import Trail
from models.store import clock, connection
from models.store.connection import transaction
from models.trade.bulk.verbs import Journal
from models.trade.cancelling import guards
from models.trade.cancelling import sale as cancelling
from models.trade.documents import delivery_notes, delivery_sales, orders, preparations, pro_formas, quotes
from models.trade.documents.table import Document
from models.trade.global_invoices import organisms as organism_billing
from models.trade.global_invoices import verbs as global_invoices
from models.trade.invoices import verbs as invoices
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.sales import verbs as sales
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from models.values import Centimes
from tests.asking import by_staff, every_verb
from tests.models.conftest import Counter
from tests.models.doctor.planted.planted import plant

CODE = "2468"
BEFORE = datetime(2026, 9, 10, 10, tzinfo=UTC)
INSIDE = datetime(2026, 10, 15, 10, tzinfo=UTC)
OCTOBER = Period(2026, 10)
CASH = PaymentMode.CASH


@dataclass
class World:
    """A pharmacy with something on which each verb can work, all of it of September."""

    counter: Counter
    file: Path
    client: int = 0
    insured: int = 0
    owed: Any = None
    other: Any = None
    paid: Any = None
    advance: int = 0
    quote: int = 0
    delivered: int = 0
    brought: int = 0
    pro_forma: int = 0
    ready: int = 0
    invoice: int = 0

    def make(self) -> None:
        counter = self.counter
        security_code.choose(CODE, current="", **self.asks())
        self.client = counter.client()
        self.insured = counter.client("Alami", "Salma", organism=organisms.organisms()[0].id)
        self.owed, self.other = counter.sell(self.client, 10_000), counter.sell(self.client, 6_000)
        self.paid = counter.sell(self.client, 3_000, cash=3_000)
        billed = counter.sell(self.insured, 4_000)
        self.invoice = global_invoices.issue(self.insured, [billed.id], to_organism=True, **self.asks()).id
        self.quote = quotes.create(
            self.client, [NewLine(counter.product(2_000))], until=date(2026, 12, 31), **self.asks()
        ).id
        line = [NewLine(counter.product(2_000))]
        self.delivered = orders.create(self.client, line, **self.asks()).id
        orders.deliver(self.delivered, **self.asks())
        self.brought = delivery_notes.create(self.client, line, **self.asks()).id
        delivery_notes.deliver(self.brought, "Sebti", **self.asks())
        self.pro_forma = pro_formas.create(self.client, line, until=date(2026, 12, 31), **self.asks()).id
        self.ready = preparations.create(self.client, line, **self.asks()).id
        preparations.finish(self.ready, **self.asks())
        counter.advance(self.client, 2_000)
        self.advance = Operation.get(Operation.kind == "advance").id
        wrong = self.file.with_name("wrong.csv")
        wrong.write_text("WRONG Adil,80\n")
        client_import.carry_out(client_import.read(wrong), **self.asks())
        self.imported = batches.batches()[0].id
        self.file.write_text("MARTIN Jean,150.50\n")
        with clock.stopped_at(INSIDE.replace(day=14)):
            till.close(clock.today(), {}, opening=Centimes(0), seen={}, **self.asks())

    def asks(self) -> dict[str, Any]:
        return {"by": by_staff(self.counter.staff)}

    def close(self, period: Period = OCTOBER) -> int:
        periods.close(period, CODE, **self.asks())
        return int(PeriodClosing.select().order_by(PeriodClosing.id.desc()).get().id)

    def returned_lines(self) -> list[tuple[int, int]]:
        return [(line.sale_line, line.quantity) for line in returned.sold_lines(self.owed.id)]

    def order(self, amount: int, **more: Any) -> DebtPayment:
        return DebtPayment(self.client, CASH, Centimes(amount), **more)

    def sell_many(self) -> None:
        line = NewLine(self.counter.product(100))
        with transaction():
            journal = Journal()
            journal.read([self.client])
            journal.sell(self.client, [line], **self.asks())
            journal.flush()


@pytest.fixture
def world(counter: Counter, tmp_path: Path) -> World:
    made = World(counter, tmp_path / "clients.csv")
    with clock.stopped_at(BEFORE):
        made.make()
    return made


Verb = Callable[[World, "date | None"], object]

DATED: dict[str, Verb] = {
    "credits.grant": lambda w, day: avoirs.grant(w.client, Centimes(100), "x", day=day, **w.asks()),
    "credits.use": lambda w, day: avoirs.use(w.advance, Centimes(100), day=day, **w.asks()),
    "entries.adjust": lambda w, day: entries.adjust(w.client, Centimes(100), "x", day=day, **w.asks()),
    "entries.open_balance": lambda w, day: entries.open_balance(w.client, Centimes(100), day=day, **w.asks()),
    "entries.receive_advance": lambda w, day: entries.receive_advance(
        w.client, Centimes(100), CASH, day=day, **w.asks()
    ),
    "payments.pay_credit": lambda w, day: payments.pay_debt(w.order(100, day=day), **w.asks()),
    "payments.pay_debt by avoir": lambda w, day: payments.pay_debt(
        DebtPayment(w.client, PaymentMode.CREDIT, Centimes(100), day=day), **w.asks()
    ),
    "payments.pay_selected": lambda w, day: payments.pay_selected(
        w.order(10_000, day=day), [Chosen(w.owed.id, Centimes(10_000))], **w.asks()
    ),
    "refunds.pay_back": lambda w, day: guards.pay_back(w.advance, Centimes(100), CASH, day=day, **w.asks()),
    "returns.take_back": lambda w, day: returns.take_back(w.owed.id, w.returned_lines(), day=day, **w.asks()),
    "sales.sell": lambda w, day: sales.sell(w.client, [NewLine(w.counter.product(100))], day=day, **w.asks()),
    "global_invoices.issue": lambda w, day: global_invoices.issue(
        w.client, [w.other.id], day=day, **w.asks()
    ),
    "organism_billing.collect": lambda w, day: organism_billing.collect(
        w.invoice, Centimes(100), CASH, day=day, **w.asks()
    ),
    "till.close": lambda w, day: till.close(
        day or clock.today(), {}, opening=Centimes(0), seen={}, **w.asks()
    ),
    "till.reopen": lambda w, day: till.reopen(date(2026, 10, 14), "x", CODE, **w.asks()),
}
"""Verbs that take a value date."""

OF_TODAY: dict[str, Verb] = {
    "client_import.carry_out": lambda w, _: client_import.carry_out(client_import.read(w.file), **w.asks()),
    "client_import.undo": lambda w, _: client_undoing.undo(w.imported, **w.asks()),
    "lettrage.undo": lambda w, _: deallocation.undo(
        w.paid.id, Operation.get(Operation.kind == "payment").id, "x", **w.asks()
    ),
    "reversal.reverse": lambda w, _: guards.cancel(w.owed.id, "x", **w.asks()),
    "sales.cancel": lambda w, _: cancelling.cancel(w.other.id, "x", **w.asks()),
    "orders.create": lambda w, _: orders.create(w.client, [NewLine(w.counter.product(2_000))], **w.asks()),
    "preparations.create": lambda w, _: preparations.create(
        w.client, [NewLine(w.counter.product(2_000))], **w.asks()
    ),
    "quotes.create": lambda w, _: quotes.create(w.client, [NewLine(w.counter.product(2_000))], **w.asks()),
    "quotes.sell": lambda w, _: quotes.sell(w.quote, **w.asks()),
    "orders.sell": lambda w, _: orders.sell(w.delivered, **w.asks()),
    "preparations.sell": lambda w, _: preparations.sell(w.ready, **w.asks()),
    "orders.from_quote": lambda w, _: orders.from_quote(w.quote, **w.asks()),
    "delivery_notes.create": lambda w, _: delivery_notes.create(
        w.client, [NewLine(w.counter.product(2_000))], **w.asks()
    ),
    "delivery_notes.from_order": lambda w, _: delivery_notes.from_order(w.delivered, **w.asks()),
    "delivery_notes.sell": lambda w, _: delivery_sales.sell([w.brought], **w.asks()),
    "pro_formas.create": lambda w, _: pro_formas.create(
        w.client, [NewLine(w.counter.product(2_000))], **w.asks()
    ),
    "pro_formas.sell": lambda w, _: pro_formas.sell(w.pro_forma, **w.asks()),
    "orders.from_pro_forma": lambda w, _: orders.from_pro_forma(w.pro_forma, **w.asks()),
    "invoices.issue": lambda w, _: invoices.issue(w.other.id, **w.asks()),
    "global_invoices.delete": lambda w, _: global_invoices.delete(w.invoice, CODE, "x", **w.asks()),
    "statements.issue": lambda w, _: statements.issue(
        w.client, date(2026, 9, 1), date(2026, 9, 30), StatementDetail.SIMPLIFIED, **w.asks()
    ),
    "bulk.Journal": lambda w, _: w.sell_many(),
}
"""Verbs that enter something for today."""

ENTER_FOR_NO_DAY = {
    *("standing.archive", "standing.sleep", "standing.restore", "standing.wake"),
    *("periods.close", "periods.reopen", "categories.create", "categories.edit", "discounts.choose"),
    *("products.create", "products.edit", "products.put_back", "products.withdraw"),
    *("product_import.carry_out", "product_import.undo", "contact_import.carry_out"),
    "contact_import.undo",
    # For whom something is changes neither an amount nor a day.
    *("attribution.attribute", "attribution.attribute_document", "sale_animals.attach", "animals.delete"),
    *("vat.create", "vat.drop_rate", "vat.rename", "vat.set_rate"),
    # What something will cost: what was sold keeps its prices.
    *("price_lists.create", "price_lists.edit", "price_lists.copy", "price_lists.retire"),
    *("price_lists.restore", "list_prices.add", "list_prices.edit", "list_prices.remove"),
    *("price_list_import.carry_out", "price_breaks.choose", "alcohol_tax.set_rate", "alcohol_tax.drop_rate"),
    *("cross_discounts.create", "cross_discounts.edit", "cross_discounts.retire", "cross_discounts.restore"),
    *("cross_discounts.set_rate", "cross_discounts.drop_rate"),
    # Steps: who took them when is their trail, and a document keeps its day.
    *("orders.cancelled", "orders.delivered", "orders.ordered", "preparations.cancelled"),
    *("preparations.ready", "preparations.to_do", "quotes.accepted", "quotes.refused", "quotes.open"),
    *("delivery_notes.delivered", "delivery_notes.prepared", "delivery_notes.cancelled"),
    *("pro_formas.cancelled", "invoices.send"),
    # A draft has neither a number nor a day.
    *("invoices.prepare", "invoices.drop"),
}


def chooses(verb: Any) -> bool:
    """Whether a verb keeps a choice of the settings, which is of no day."""
    return verb.right is Right.CHANGE_SETTINGS and "day" not in verb.parameters


def test_every_verb_is_known_here() -> None:
    """Of what is sold, owed, paid and imported: the other rooms enter nothing for a day."""
    rooms = ("models.money.", "models.trade.", "models.importing.")
    entering = {
        name for name, verb in every_verb().items() if verb.__module__.startswith(rooms) and not chooses(verb)
    }
    tried = {*DATED, *OF_TODAY, *ENTER_FOR_NO_DAY}
    assert entering <= tried
    assert entering >= {*DATED, *ENTER_FOR_NO_DAY} - {"payments.pay_debt by avoir"}


def rows() -> list[int]:
    return [table.select().count() for table in (Trail, Operation, Allocation, Document)]


def refused(world: World, verb: Verb, day: date | None) -> None:
    before = rows()
    with pytest.raises(PeriodClosed) as found:
        verb(world, day)
    assert (found.value.first, found.value.last) == (date(2026, 10, 1), date(2026, 10, 31))
    assert found.value.by == "S. Amrani"
    assert rows() == before


@pytest.mark.parametrize("name", DATED)
def test_no_verb_enters_anything_for_a_day_in_a_closed_period(name: str, world: World) -> None:
    closing = world.close()
    refused(world, DATED[name], INSIDE.date())
    periods.reopen(closing, "a forgotten bill", CODE, **world.asks())
    DATED[name](world, INSIDE.date())
    assert doctor.examine() == []


@pytest.mark.parametrize("name", [*DATED, *OF_TODAY])
def test_no_verb_enters_anything_while_the_clock_stands_in_a_closed_period(name: str, world: World) -> None:
    verb, closing = (DATED | OF_TODAY)[name], world.close()
    with clock.stopped_at(INSIDE):
        refused(world, verb, None)
    periods.reopen(closing, "a forgotten bill", CODE, **world.asks())
    with clock.stopped_at(INSIDE):
        verb(world, None)


def test_a_lettrage_of_a_later_day_than_the_payment_is_refused_too(world: World) -> None:
    """A payment of September for a sale of October settles it in October."""
    with clock.stopped_at(INSIDE):
        sale = world.counter.sell(world.client, 500)
    world.close()
    order = world.order(500, day=BEFORE.date())
    with pytest.raises(PeriodClosed):
        payments.pay_selected(order, [Chosen(sale.id, Centimes(500))], **world.asks())


def test_what_is_of_a_closed_period_is_cancelled_today(world: World) -> None:
    world.close(Period(2026, 9))
    number = guards.cancel(world.owed.id, "wrong client", **world.asks())
    assert Operation.get(Operation.number == number).value_date == clock.today()
    assert doctor.examine() == []


@pytest.mark.parametrize("period", [Period(2026, 11), Period(2026), Period(2027, 1)])
def test_a_period_is_closed_once_it_is_over(period: Period, world: World) -> None:
    with pytest.raises(PeriodNotOver):
        world.close(period)


def test_a_period_is_closed_once_and_with_its_year(world: World) -> None:
    world.close(Period(2025))
    for period in (Period(2025), Period(2025, 3)):
        with pytest.raises(AlreadyClosed):
            world.close(period)
    world.close(Period(2024, 3))
    world.close(Period(2024))
    assert [row.period for row in periods.closings()] == [Period(2025), Period(2024), Period(2024, 3)]


def test_closing_and_opening_need_the_code_and_leave_a_trail(world: World) -> None:
    with pytest.raises(WrongSecurityCode):
        periods.close(OCTOBER, "0000", **world.asks())
    closing = world.close()
    with pytest.raises(Missing):
        periods.reopen(closing, " ", CODE, **world.asks())
    asks = world.asks()
    periods.reopen(closing, "a forgotten bill", CODE, **asks)
    periods.reopen(closing, "a forgotten bill", CODE, **asks)
    with pytest.raises(PeriodOpen):
        periods.reopen(closing, "again", CODE, **world.asks())
    (row,) = periods.closings()
    assert (row.by, row.reopened_by, row.reason, row.stands) == (
        "S. Amrani",
        "S. Amrani",
        "a forgotten bill",
        False,
    )
    verbs = [row.verb for row in Trail.select().where(Trail.verb.startswith("periods.")).order_by(Trail.id)]
    assert verbs == [periods.CLOSE, periods.REOPEN]
    world.close()
    assert [row.stands for row in periods.closings()] == [True, False]


def test_without_a_security_code_no_period_is_closed(counter: Counter) -> None:
    with pytest.raises(NoSecurityCode):
        periods.close(OCTOBER, CODE, by=by_staff(counter.staff))


def test_a_closing_is_never_changed_or_removed(world: World) -> None:
    closing = world.close()
    for statement in (
        f"DELETE FROM period_closing WHERE id = {closing}",
        "UPDATE period_closing SET last_day = '2026-10-02'",
    ):
        with pytest.raises(connection.engine().errors), transaction() as database:
            database.execute_sql(statement)
    assert PeriodReopening.select().count() == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE operation SET value_date = '2026-10-20' WHERE number = '{number}'",
        "UPDATE allocation SET value_date = '2026-10-20' "
        "WHERE trail_id = (SELECT MAX(trail_id) FROM allocation)",
        "UPDATE document SET day = '2026-10-20' WHERE trail_id = (SELECT MAX(trail_id) FROM document)",
    ],
)
def test_the_doctor_finds_what_was_entered_in_a_closed_period(sql: str, world: World) -> None:
    world.close()
    sale = world.counter.sell(world.client, 900)
    world.counter.pay(world.client, 900)
    quotes.create(world.client, [NewLine(world.counter.product(2_000))], **world.asks())
    assert doctor.examine() == []
    plant(sql.format(number=sale.number))
    assert "period" in {fault.invariant for fault in doctor.examine()}
