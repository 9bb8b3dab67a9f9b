"""Relevés: what a period opened and closed with, how old the debt is, the same again later (INV-05, 44)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from models.money import entries
from models.money.avoirs import verbs as avoirs
from models.money.ledger import reversal
from models.money.ledger.accounts import OperationKind, PaymentMode
from models.money.ledger.postings import Entered, Operation
from models.people.clients import verbs as clients
from models.people.clients.verbs import ClientFields
from models.people.organisms import listing as organisms
from models.people.staff import security_code
from models.refusals import KeyReused
from models.requests.by import new_key
from models.store import clock
from models.trade.cancelling import guards
from models.trade.global_invoices import verbs as global_invoices
from models.trade.invoices import verbs as invoices
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.sales import verbs as sales
from models.trade.statements import verbs as statements
from models.trade.statements.content import About, Statement, StatementDetail
from models.trade.statements.verbs import PeriodReversed
from models.values import Centimes
from tests.asking import by_staff
from tests.conftest import NOW
from tests.models.conftest import Counter

TODAY = NOW.date()


def issued(counter: Counter, client: int, start: date, end: date = TODAY) -> int:
    return statements.issue(client, start, end, StatementDetail.DETAILED, by=by_staff(counter.staff))


def statement(counter: Counter, client: int, start: date, end: date = TODAY) -> Statement:
    return statements.content(issued(counter, client, start, end))


def cancel(counter: Counter, operation: Entered | Operation) -> None:
    reversal.reverse(operation.id, "a mistake", by=by_staff(counter.staff))


def last(client: int, kind: OperationKind) -> Operation:
    return Operation.select().where(Operation.client == client, Operation.kind == kind).get()


def test_the_first_and_the_last_day_belong_to_the_period(counter: Counter) -> None:
    """INV-05"""
    client = counter.client()
    for back, amount in ((12, 1), (11, 20), (5, 300), (4, 4000)):
        counter.sell(client, amount, day=TODAY - timedelta(days=back))
    said = statement(counter, client, TODAY - timedelta(days=11), TODAY - timedelta(days=5))
    assert (said.opening, said.total_debit, said.closing) == (1, 320, 321)
    assert [line.balance for line in said.lines] == [21, 321]


def test_a_debt_is_as_old_as_it_was_at_the_end_of_the_period(counter: Counter) -> None:
    client, end = counter.client(), TODAY - timedelta(days=10)
    for age, amount in (
        (0, 1),
        (30, 20),
        (31, 300),
        (60, 4000),
        (61, 50_000),
        (90, 600_000),
        (91, 7_000_000),
    ):
        counter.sell(client, amount, day=end - timedelta(days=age))
    ageing = statement(counter, client, end, end).ageing
    ages = (ageing.up_to_30, ageing.up_to_60, ageing.up_to_90, ageing.over_90)
    assert ages == (21, 4300, 650_000, 7_000_000)


def test_nobody_is_late_in_advance(counter: Counter) -> None:
    """The relevé of a year that is not over, asked for at the shell"""
    client = counter.client()
    counter.sell(client, 1000, day=TODAY - timedelta(days=5))
    ageing = statement(counter, client, date(2026, 1, 1), date(2026, 12, 31)).ageing
    assert (ageing.up_to_30, ageing.unpaid) == (1000, 1000)


def test_a_period_may_begin_with_the_calendar(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 1000)
    said = statement(counter, client, date.min, date.max)
    assert (said.opening, said.closing) == (0, 1000)


def test_a_past_period_tells_nothing_of_what_was_paid_or_cancelled_since(counter: Counter) -> None:
    """INV-05, INV-07"""
    client, then = counter.client(), TODAY - timedelta(days=20)
    counter.sell(client, 10_000, day=then)
    counter.pay(client, 4000, day=then)
    before = statement(counter, client, then, then)
    cancel(counter, last(client, OperationKind.PAYMENT))
    counter.pay(client, 10_000)
    after = statement(counter, client, then, then)
    assert (after.opening, after.closing, after.ageing) == (before.opening, before.closing, before.ageing)
    assert after.ageing.unpaid == 6000


def test_a_reprint_is_the_same_whatever_came_since(counter: Counter) -> None:
    """INV-44: back-dated entries, cancellations and another name change nothing of what was handed over"""
    client, start = counter.client(), TODAY - timedelta(days=20)
    sold = counter.sell(client, 10_000, day=start)
    counter.pay(client, 4000, day=start)
    key = issued(counter, client, start)
    before = statements.content(key)
    counter.sell(client, 500, day=start)
    cancel(counter, sold)
    version = clients.get(client).version
    clients.edit(client, ClientFields("Autre"), version=version, by=by_staff(counter.staff))
    assert statements.content(key) == before


def test_discounts_are_those_of_lines_and_payments_less_what_was_cancelled(counter: Counter) -> None:
    """INV-16"""
    client = counter.client()
    line = NewLine(counter.product(1000), quantity=3000, discount=1000)
    sold = [sales.sell(client, [line], by=by_staff(counter.staff)) for _ in range(2)]
    counter.pay(client, 5000, discount=Centimes(400))
    assert statement(counter, client, TODAY).total_discount == 300 + 300 + 400
    cancel(counter, last(client, OperationKind.PAYMENT))
    assert statement(counter, client, TODAY).total_discount == 300 + 300
    cancel(counter, sold[0])
    assert statement(counter, client, TODAY).total_discount == 300


def test_a_discount_cancelled_later_was_one_in_its_period(counter: Counter) -> None:
    client, then = counter.client(), TODAY - timedelta(days=9)
    counter.sell(client, 5000, day=then)
    counter.pay(client, 4600, day=then, discount=Centimes(400))
    cancel(counter, last(client, OperationKind.PAYMENT))
    assert statement(counter, client, then, then).total_discount == 400
    assert statement(counter, client, TODAY).total_discount == -400


def test_the_same_request_twice_is_one_statement(counter: Counter) -> None:
    """INV-20"""
    client, op_id = counter.client(), new_key()
    asked = (client, TODAY, TODAY, StatementDetail.SIMPLIFIED)
    once = statements.issue(*asked, by=by_staff(counter.staff, op_id))
    assert statements.issue(*asked, by=by_staff(counter.staff, op_id)) == once
    with pytest.raises(KeyReused):
        statements.issue(client, date(2026, 1, 1), *asked[2:], by=by_staff(counter.staff, op_id))


def test_a_period_does_not_end_before_it_starts(counter: Counter) -> None:
    with pytest.raises(PeriodReversed):
        issued(counter, counter.client(), clock.today(), clock.today() - timedelta(days=1))


@pytest.mark.capability("rel-content")
def test_a_return_names_what_came_back_and_a_refund_says_itself(counter: Counter) -> None:
    """INV-06"""
    client = counter.client()
    sale = sales.sell(
        client,
        [NewLine(counter.product(1_000), 3_000, 1_000)],
        paid={PaymentMode.CASH: Centimes(2_700)},
        by=by_staff(counter.staff),
    )
    (line,) = returned.sold_lines(sale.id)
    returns.take_back(sale.id, [(line.sale_line, 2_000)], refund=PaymentMode.CASH, by=by_staff(counter.staff))
    said = statement(counter, client, TODAY)
    assert [(one.kind, one.debit, one.credit) for one in said.lines] == [
        ("sale", 2_700, 0),
        ("payment", 0, 2_700),
        ("return", 0, 1_800),
        ("refund", 1_800, 0),
    ]
    (back,) = said.lines[2].products
    assert (back.label, back.quantity, back.unit_price, back.amount) == ("Product 1000", 2_000, 1_000, 1_800)
    assert said.closing == 0


def test_discounts_that_came_back_or_were_gestures_are_not_granted(counter: Counter) -> None:
    """INV-16: 3 × 10,00 less 10 %, two thirds of it came back and a third of that again did not"""
    client = counter.client()
    sale = sales.sell(
        client,
        [NewLine(counter.product(1_000), 3_000, 1_000)],
        by=by_staff(counter.staff),
    )
    (line,) = returned.sold_lines(sale.id)
    made = [
        returns.take_back(sale.id, [(line.sale_line, 1_000)], by=by_staff(counter.staff)) for _ in range(2)
    ]
    avoirs.grant(client, Centimes(5_000), "a late order", by=by_staff(counter.staff))
    assert statement(counter, client, TODAY).total_discount == 100
    guards.cancel(made[0].id, "a mistake", by=by_staff(counter.staff))
    assert statement(counter, client, TODAY).total_discount == 200


def test_what_staff_noted_for_themselves_is_not_on_the_statement(counter: Counter) -> None:
    """Nothing that somebody typed as a note or a reason is among what goes on paper."""
    client, secret = counter.client(), "not for the client"

    def done(verb: Callable[..., Any], *args: Any, **rest: Any) -> Any:
        return verb(*args, by=by_staff(counter.staff), **rest)

    line = NewLine(counter.product(1_000), 3_000)
    sold = done(sales.sell, client, [line], note=secret)
    (sold_line,) = returned.sold_lines(sold.id)
    done(returns.take_back, sold.id, [(sold_line.sale_line, 1_000)], note=secret)
    undone = done(sales.sell, client, [line], note=secret)
    done(guards.cancel, undone.id, secret)
    done(entries.adjust, client, Centimes(-500), secret)
    done(entries.receive_advance, client, Centimes(700), PaymentMode.CHEQUE, note=secret)
    done(avoirs.grant, client, Centimes(300), secret)

    for detail in StatementDetail:
        key = done(statements.issue, client, TODAY, TODAY, detail)
        said = statements.content(key)
        assert len(said.lines) == 7
        assert secret not in repr(said)


def test_a_line_names_what_it_cancels_or_takes_back_its_modes_and_its_invoice(counter: Counter) -> None:
    client, day = counter.client(), TODAY - timedelta(days=3)
    kept, undone = counter.sell(client, 3_000, day=day), counter.sell(client, 2_000, day=day)
    counter.pay(client, 500)
    cancel(counter, undone)
    (line,) = returned.sold_lines(kept.id)
    returns.take_back(kept.id, [(line.sale_line, 1_000)], by=by_staff(counter.staff))
    invoice = global_invoices.issue(client, [kept.id], by=by_staff(counter.staff))

    said = {line.kind: line for line in statement(counter, client, day).lines}

    assert said["reversal"].about == About("sale", undone.number, day)
    assert said["return"].about == About("sale", kept.number, day)
    assert said["payment"].modes == ("cash",)
    on = {line.number: line.invoice for line in statement(counter, client, day).lines}
    assert (on[kept.number], on[undone.number]) == (invoice.number, "")


def test_inv_44_a_reprint_names_the_paper_of_a_sale_only_if_it_was_there(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000)
    before = issued(counter, client, TODAY)
    made = invoices.issue(sale.id, by=by_staff(counter.staff))
    after = issued(counter, client, TODAY)
    assert [statements.content(key).lines[0].invoice for key in (before, after)] == ["", made.number]


def test_inv_44_a_reprint_names_the_invoice_of_its_day(counter: Counter) -> None:
    """Neither one that was issued later, nor the deletion of one."""
    client = counter.client()
    sale = counter.sell(client, 1_000)
    first = issued(counter, client, TODAY)
    invoice = global_invoices.issue(client, [sale.id], by=by_staff(counter.staff))
    second = issued(counter, client, TODAY)
    security_code.choose("7314", current="", by=by_staff(counter.staff))
    global_invoices.delete(invoice.id, "7314", "wrong", by=by_staff(counter.staff))
    third = issued(counter, client, TODAY)

    said = [statements.content(key).lines[0].invoice for key in (first, second, third)]
    assert said == ["", invoice.number, ""]


def test_inv_19_what_is_billed_to_an_organism_names_its_invoice(counter: Counter) -> None:
    client = counter.client(organism=organisms.organisms()[0].id)
    sale = counter.sell(client, 1_000)
    invoice = global_invoices.issue(client, [sale.id], to_organism=True, by=by_staff(counter.staff))
    assert [(line.kind, line.invoice) for line in statement(counter, client, TODAY).lines] == [
        ("sale", invoice.number),
        ("billing", invoice.number),
    ]
