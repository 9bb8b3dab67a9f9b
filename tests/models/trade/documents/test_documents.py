"""Quotes, preparations, orders: what was promised, each step, and the one sale they become (doc-quotes
doc-quote-filters doc-preps doc-orders).
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from models.doctor.examination import examine
from models.money.ceiling import CeilingExceeded
from models.money.ledger.accounts import OperationKind, PaymentMode
from models.money.ledger.client_status import ClientArchived, ClientBlocked, archive
from models.money.ledger.postings import Operation
from models.people.clients import verbs as clients
from models.refusals import KeyReused, Missing, Refused
from models.requests.by import new_key
from models.store import clock
from models.store.connection import transaction
from models.trade.catalogue.table import Product
from models.trade.catalogue.vat import Vat, VatRate
from models.trade.documents import detail as document_detail
from models.trade.documents import orders, preparations, quotes
from models.trade.documents.listing import one
from models.trade.documents.table import (
    AlreadySold,
    DayPassed,
    Document,
    DocumentState,
    DocumentStep,
    EmptyDocument,
    GivenUp,
    NoSuchDocument,
    NotDelivered,
    NotReady,
    QuoteExpired,
    UnderOrder,
    WrongStep,
)
from models.trade.prices.lines import NewLine, ProductGone
from models.trade.sales import detail as sale_detail
from models.trade.sales.table import Sale
from models.trade.sales.verbs import PaidTooMuch, TotalChanged
from models.values import Centimes
from tests.asking import by_staff
from tests.conftest import NOW
from tests.models.conftest import Counter

OPEN, ACCEPTED, REFUSED, EXPIRED = (
    DocumentState.OPEN,
    DocumentState.ACCEPTED,
    DocumentState.REFUSED,
    DocumentState.EXPIRED,
)
TO_DO, READY, HANDED_OVER = DocumentState.TO_DO, DocumentState.READY, DocumentState.HANDED_OVER
ORDERED, DELIVERED, INVOICED = DocumentState.ORDERED, DocumentState.DELIVERED, DocumentState.INVOICED
CANCELLED = DocumentState.CANCELLED


def make(counter: Counter, kind: Any, client: int, *prices: int, **rest: Any) -> int:
    """A document of one product at each price."""
    lines = [NewLine(counter.product(price)) for price in prices]
    return int(kind.create(client, lines, by=by_staff(counter.staff), **rest).id)


def do(counter: Counter, verb: Callable[..., Any], document: int, *args: Any, **rest: Any) -> Any:
    return verb(document, *args, by=by_staff(counter.staff), **rest)


def in_days(days: int) -> Any:
    return clock.stopped_at(NOW + timedelta(days=days))


def refused(error: type[Refused], verb: Callable[[], Any]) -> Refused:
    """What a verb answered; nothing was written by it."""
    before = DocumentStep.select().count(), Operation.select().count()
    with pytest.raises(error) as why:
        verb()
    assert (DocumentStep.select().count(), Operation.select().count()) == before
    return why.value


def test_doc_quotes_a_quote_is_numbered_dated_and_moves_no_money(counter: Counter) -> None:
    client = counter.client()
    quote = make(counter, quotes, client, 12_000, 3_000, contact="Son fils")
    row = one(quote)
    assert (row.number, row.day, row.until) == ("D-2026-00001", date(2026, 11, 12), date(2026, 12, 12))
    assert (row.total, row.state, row.contact, row.author) == (15_000, OPEN, "Son fils", "S. Amrani")
    assert counter.owes(client) == (0, 0, 0)
    assert not examine()


def test_doc_quotes_into_a_sale_in_one_key_once_at_what_was_promised(counter: Counter) -> None:
    client = counter.client()
    quote = make(counter, quotes, client, 12_000, contact="Son fils")
    Product.update(price=20_000).execute()

    sale = do(counter, quotes.sell, quote, paid={PaymentMode.CASH: Centimes(5_000)})

    assert counter.owes(client) == (7_000, 0, 7_000)
    assert Sale.get_by_id(sale.id).contact == "Son fils"
    (line,) = sale_detail.detail(sale.id).lines
    assert (line.label, line.unit_price, line.amount) == ("Product 12000", 12_000, 12_000)
    assert (one(quote).state, one(quote).sale) == (INVOICED, sale.number)
    again = refused(AlreadySold, lambda: do(counter, quotes.sell, quote))
    assert again == AlreadySold("D-2026-00001", sale.number)
    assert not examine()


def test_a_sale_of_a_document_has_the_discounts_promised_and_the_vat_of_its_day(counter: Counter) -> None:
    client = counter.client()
    product = counter.product(10_000)
    with transaction():
        vat = Vat.create(name="Taux")
        VatRate.create(vat=vat, since=date(2026, 1, 1), rate=2_000)
        VatRate.create(vat=vat, since=date(2026, 11, 14), rate=1_000)
        Product.update(vat=vat).execute()
    lines = [NewLine(product, 2_000, 1_000)]
    quote = quotes.create(client, lines, by=by_staff(counter.staff)).id
    Product.update(discount_forbidden=True).execute()

    with in_days(3):
        sale = do(counter, quotes.sell, quote)

    (line,) = sale_detail.detail(sale.id).lines
    assert (line.discount, line.amount, line.vat_rate) == (1_000, 18_000, 1_000)
    assert [share.rate for share in document_detail.paper(quote).shares] == [2_000]


def test_the_ceiling_holds_for_what_a_document_becomes(counter: Counter) -> None:
    client = counter.client(ceiling=Centimes(10_000))
    quote = make(counter, quotes, client, 12_000)
    refused(CeilingExceeded, lambda: do(counter, quotes.sell, quote))
    refused(PaidTooMuch, lambda: do(counter, quotes.sell, quote, paid={PaymentMode.CASH: Centimes(12_001)}))
    do(counter, quotes.sell, quote, paid={PaymentMode.CASH: Centimes(2_000)})
    assert counter.owes(client)[0] == 10_000


def test_a_document_is_paid_by_avoir_as_a_sale_is(counter: Counter) -> None:
    client = counter.client()
    counter.advance(client, 5_000)
    quote = make(counter, quotes, client, 12_000)
    do(counter, quotes.sell, quote, avoir_used=Centimes(5_000))
    assert counter.owes(client) == (7_000, 0, 7_000)


def test_a_product_taken_out_of_the_catalogue_meanwhile_is_refused_with_its_name(counter: Counter) -> None:
    client = counter.client()
    quote = make(counter, quotes, client, 12_000)
    Product.update(active=False).execute()
    for verb in (quotes.sell, orders.from_quote):
        why = refused(ProductGone, lambda verb=verb: do(counter, verb, quote))  # type: ignore[misc]
        assert str(why) == "Product 12000 is no longer sold."


def test_doc_quotes_an_open_quote_expires_and_an_accepted_one_keeps_its_promise(counter: Counter) -> None:
    client = counter.client()
    late, kept = (make(counter, quotes, client, 1_000, until=date(2026, 11, 20)) for _ in range(2))
    do(counter, quotes.accept, kept)
    with in_days(8):
        assert one(late).state is OPEN
    with in_days(9):
        assert (one(late).state, one(kept).state) == (EXPIRED, ACCEPTED)
        for verb in (quotes.sell, quotes.accept, orders.from_quote):
            why = refused(QuoteExpired, lambda verb=verb: do(counter, verb, late))  # type: ignore[misc]
            assert why == QuoteExpired("D-2026-00001", date(2026, 11, 20))
        do(counter, quotes.refuse, late, "too dear")
        do(counter, quotes.sell, kept)
        assert not examine()


def test_an_acceptance_is_taken_back_a_refusal_is_not(counter: Counter) -> None:
    quote = make(counter, quotes, counter.client(), 1_000)
    do(counter, quotes.accept, quote)
    refused(WrongStep, lambda: do(counter, quotes.accept, quote))
    do(counter, quotes.reopen, quote)
    refused(Missing, lambda: do(counter, quotes.refuse, quote, "  "))
    do(counter, quotes.refuse, quote, "too dear")
    for verb in (quotes.accept, quotes.reopen, quotes.sell, orders.from_quote):
        refused(GivenUp, lambda verb=verb: do(counter, verb, quote))  # type: ignore[misc]
    steps = document_detail.paper(quote).steps
    assert [step.state for step in steps] == [OPEN, ACCEPTED, OPEN, REFUSED]
    assert (steps[-1].author, steps[-1].reason) == ("S. Amrani", "too dear")


def test_doc_preps_to_do_ready_handed_over(counter: Counter) -> None:
    client = counter.client()
    preparation = make(counter, preparations, client, 8_000, until=date(2026, 11, 14))
    assert (one(preparation).number, one(preparation).state) == ("PR-2026-00001", TO_DO)
    refused(NotReady, lambda: do(counter, preparations.sell, preparation))
    do(counter, preparations.finish, preparation)
    do(counter, preparations.redo, preparation)
    do(counter, preparations.finish, preparation)
    with in_days(10):  # after the day it was wanted for
        do(counter, preparations.sell, preparation)
        assert one(preparation).state is HANDED_OVER
        assert counter.owes(client)[0] == 8_000
        refused(AlreadySold, lambda: do(counter, preparations.cancel, preparation, "no"))
        assert not examine()


def test_a_preparation_is_cancelled_with_a_reason_for_good(counter: Counter) -> None:
    preparation = make(counter, preparations, counter.client(), 8_000)
    do(counter, preparations.finish, preparation)
    do(counter, preparations.cancel, preparation, "never called for")
    assert one(preparation).state is CANCELLED
    refused(GivenUp, lambda: do(counter, preparations.sell, preparation))


def test_doc_orders_ordered_delivered_invoiced(counter: Counter) -> None:
    client = counter.client()
    order = make(counter, orders, client, 8_000)
    assert (one(order).number, one(order).state) == ("BC-2026-00001", ORDERED)
    refused(NotDelivered, lambda: do(counter, orders.sell, order))
    do(counter, orders.deliver, order)
    do(counter, orders.undo_delivery, order)
    do(counter, orders.deliver, order)
    do(counter, orders.sell, order)
    assert one(order).state is INVOICED
    assert not examine()


def test_a_quote_stands_where_its_order_stands_and_they_are_sold_once(counter: Counter) -> None:
    client = counter.client()
    quote = make(counter, quotes, client, 8_000, contact="Son fils")
    Product.update(price=9_999).execute()
    order = do(counter, orders.from_quote, quote)
    assert (one(quote).state, one(quote).beside) == (ORDERED, order.number)
    assert (one(order.id).total, one(order.id).beside) == (8_000, "D-2026-00001")
    for verb in (quotes.sell, quotes.reopen, orders.from_quote):
        why = refused(UnderOrder, lambda verb=verb: do(counter, verb, quote))  # type: ignore[misc]
        assert why == UnderOrder("D-2026-00001", order.number)

    do(counter, orders.cancel, order.id, "out of stock")
    assert (one(quote).state, one(quote).beside) == (ACCEPTED, "")
    again = do(counter, orders.from_quote, quote)
    do(counter, orders.deliver, again.id)
    do(counter, orders.sell, again.id)
    assert one(quote).state is INVOICED
    assert counter.owes(client)[0] == 8_000
    assert not examine()


def test_the_same_request_twice_is_one_document_one_step_one_sale(counter: Counter) -> None:
    """INV-20"""
    client, lines = counter.client(), [NewLine(counter.product(1_000))]
    made, accepted, sold, key = (new_key() for _ in range(4))
    staff = counter.staff
    quote = {quotes.create(client, lines, by=by_staff(staff, made)).id for _ in range(2)}.pop()
    for _ in range(2):
        quotes.accept(quote, by=by_staff(staff, accepted))
    assert len({quotes.sell(quote, by=by_staff(staff, sold)).id for _ in range(2)}) == 1
    assert (Document.select().count(), DocumentStep.select().count()) == (1, 3)
    with pytest.raises(KeyReused):
        quotes.sell(quote, paid={PaymentMode.CASH: Centimes(500)}, by=by_staff(staff, sold))
    second = quotes.create(client, lines, by=by_staff(staff)).id
    orders_made = {orders.from_quote(second, by=by_staff(staff, key)).number for _ in range(2)}
    assert orders_made == {"BC-2026-00001"}


def test_who_is_blocked_or_archived_gets_no_document_and_none_moves(counter: Counter) -> None:
    """INV-40, INV-42"""
    blocked, gone = counter.client(), counter.client("Alami")
    quotes_of = {client: make(counter, quotes, client, 1_000) for client in (blocked, gone)}
    row = clients.get(blocked)
    values = clients.fields_of(row)
    changed = type(values)(**{**vars_of(values), "blocked": True})
    clients.edit(blocked, changed, version=row.version, by=by_staff(counter.staff))
    archive(gone, by=by_staff(counter.staff))
    for client, error in ((blocked, ClientBlocked), (gone, ClientArchived)):
        quote = quotes_of[client]
        for verb in (quotes.accept, quotes.sell, orders.from_quote):
            refused(error, lambda verb=verb, quote=quote: do(counter, verb, quote))  # type: ignore[misc]
        for kind in (quotes, preparations, orders):
            refused(error, lambda kind=kind, client=client: make(counter, kind, client, 1_000))  # type: ignore[misc]


def vars_of(values: Any) -> dict[str, Any]:
    return {name: getattr(values, name) for name in values.__dataclass_fields__}


def test_what_makes_no_sense_is_refused(counter: Counter) -> None:
    client = counter.client()
    refused(EmptyDocument, lambda: make(counter, quotes, client))
    refused(EmptyDocument, lambda: make(counter, orders, client, 0))
    refused(DayPassed, lambda: make(counter, quotes, client, 1_000, until=date(2026, 11, 11)))
    refused(TotalChanged, lambda: make(counter, quotes, client, 1_000, seen=Centimes(999)))
    order = make(counter, orders, client, 1_000)
    refused(NoSuchDocument, lambda: do(counter, quotes.accept, order))
    refused(NoSuchDocument, lambda: do(counter, orders.deliver, 999_999))


def test_inv_44_a_document_keeps_the_names_and_prices_of_its_day(counter: Counter) -> None:
    client = counter.client()
    quote = make(counter, quotes, client, 1_000)
    before = document_detail.paper(quote)
    row = clients.get(client)
    values = type(clients.fields_of(row))(**{**vars_of(clients.fields_of(row)), "last_name": "Alaoui"})
    clients.edit(client, values, version=row.version, by=by_staff(counter.staff))
    Product.update(name="Renamed", price=5).execute()
    assert document_detail.paper(quote) == before
    assert (before.client.name, before.pharmacy.name) == ("Martinez Jeanne", "Pharmacie Atlas")


def test_a_cancelled_sale_leaves_its_document_sold(counter: Counter) -> None:
    """Sold once: what comes after is another document."""
    client = counter.client()
    quote = make(counter, quotes, client, 1_000)
    sale = do(counter, quotes.sell, quote)
    from models.trade.cancelling import sale as cancelling

    cancelling.cancel(sale.id, "wrong client", by=by_staff(counter.staff))
    refused(AlreadySold, lambda: do(counter, quotes.sell, quote))
    assert not examine()


def test_the_sales_of_documents_are_sales_like_any_other(counter: Counter) -> None:
    client = counter.client()
    do(counter, quotes.sell, make(counter, quotes, client, 1_000))
    (sale,) = Operation.select().where(Operation.kind == OperationKind.SALE)
    assert Operation.get_by_id(sale.id).note == "D-2026-00001"
