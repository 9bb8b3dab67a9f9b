"""The invoice of one sale and the credit note of one return (doc-invoices, doc-credit-notes, INV-19)."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from models.doctor.examination import examine
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.postings import Operation
from models.people.clients import verbs as clients
from models.people.clients.addresses import AddressMissing
from models.people.clients.table import Client
from models.people.references import verbs as references
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.pharmacy import identity
from models.refusals import Refused
from models.requests import trail
from models.requests.by import By, new_key
from models.store import clock, connection, many, numbering, opening, schema, settings
from models.store.connection import own_connection, transaction
from models.store.numbering import Series
from models.trade.cancelling import guards
from models.trade.catalogue.table import Product, ProductKind
from models.trade.global_invoices import verbs as global_invoices
from models.trade.global_invoices.listing import InvoiceableListing
from models.trade.global_invoices.verbs import AlreadyInvoiced
from models.trade.invoices import detail as invoice_detail
from models.trade.invoices import mentions
from models.trade.invoices import rows as invoice_rows
from models.trade.invoices import verbs as invoices
from models.trade.invoices.listing import InvoiceListing
from models.trade.invoices.mentions import Law, Mentions
from models.trade.invoices.sales import UnbilledReturns
from models.trade.invoices.states import InvoiceState
from models.trade.invoices.table import Credited, Invoice, Invoiced, InvoiceKind, Issued, SentBy
from models.trade.invoices.terms import Agreed
from models.trade.invoices.verbs import (
    CorrectsGlobalInvoice,
    HasInvoice,
    NoDraft,
    NothingToBill,
    OnGlobalInvoice,
)
from models.trade.prices.lines import NewLine
from models.trade.returns import verbs as returns
from models.trade.sales import verbs as sales
from models.trade.sales.table import SaleLine
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.money.till.test_after_years import steps

OF_GOODS = (InvoiceKind.INVOICE,)


def issue(counter: Counter, operation: int, agreed: Agreed | None = None) -> Issued:
    return invoices.issue(operation, agreed, by=by_staff(counter.staff))


def give_back(counter: Counter, sale: int, quantity: int = 1_000) -> int:
    line = SaleLine.get(SaleLine.sale == sale)
    return int(returns.take_back(sale, [(line.id, quantity)], by=by_staff(counter.staff)).id)


def refused(work: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as said:
        work()
    return said.value


def state_of(operation: int) -> InvoiceState | None:
    row = invoice_rows.of_operation(operation)
    return row.state if row else None


@pytest.mark.capability("doc-invoices")
def test_who_asks_later_gets_the_number_of_today_once(counter: Counter) -> None:
    client, before = counter.client(), clock.today() - timedelta(days=40)
    old = counter.sell(client, 3_000, day=before).id
    new = counter.sell(client, 2_000).id
    key = new_key()

    made = {invoices.issue(new, by=by_staff(counter.staff, key)).number for _ in range(2)}
    assert made == {"FA-2026-00001"}
    later = issue(counter, old)
    assert (later.number, later.day, later.total) == ("FA-2026-00002", clock.today(), 3_000)
    paper = invoice_detail.paper(later.id)
    assert (paper.row.operation_day, paper.row.day) == (before, clock.today())

    told = refused(lambda: issue(counter, old))
    assert told == HasInvoice("V-2026-00001", "FA-2026-00002", later.id)
    assert issue(counter, counter.sell(client, 1_000).id).number == "FA-2026-00003"
    assert not examine()


def test_two_terminals_that_issue_at_once_make_one_invoice(counter: Counter) -> None:
    sale, together = counter.sell(counter.client(), 1_000).id, Barrier(2)

    def at_once(_: int) -> str:
        with own_connection():
            together.wait(5)
            try:
                return issue(counter, sale).number
            except HasInvoice as told:
                return f"told {told.issued}"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(at_once, range(2))) == ["FA-2026-00001", "told FA-2026-00001"]
    assert issue(counter, counter.sell(counter.client(), 500).id).number == "FA-2026-00002"


@pytest.mark.capability("doc-credit-notes")
def test_a_return_of_an_invoiced_sale_gets_a_credit_note_that_names_the_invoice(counter: Counter) -> None:
    client = counter.client()
    sale, ticket = counter.sell(client, 3_000, cash=3_000), counter.sell(client, 1_000)
    billed = issue(counter, sale.id)
    back, plain = give_back(counter, sale.id), give_back(counter, ticket.id)

    credit, other = issue(counter, back), issue(counter, plain)

    assert (credit.number, other.number) == ("AV-2026-00001", "AV-2026-00002")
    corrects = invoice_detail.paper(credit.id).corrects
    assert corrects is not None
    assert (corrects.number, corrects.invoice) == (billed.number, True)
    named = invoice_detail.paper(other.id).corrects
    assert named is not None
    assert (named.number, named.invoice) == (ticket.number, False)
    assert invoice_detail.paper(credit.id).row.due is None
    assert state_of(sale.id) is InvoiceState.RETURNED
    assert not examine()


def test_inv_19_what_is_invoiced_is_returned_and_not_cancelled(counter: Counter) -> None:
    client, by = counter.client(), by_staff(counter.staff)
    sale = counter.sell(client, 3_000, cash=3_000)
    billed = issue(counter, sale.id)
    told = refused(lambda: guards.cancel(sale.id, "typed twice", by=by))
    assert told == Invoiced(sale.number, billed.number)

    back = give_back(counter, sale.id)
    credit = issue(counter, back)
    told = refused(lambda: guards.cancel(back, "typed twice", by=by))
    assert told == Credited(Operation.get_by_id(back).number, credit.number)
    payment = Operation.get(Operation.kind == "payment")
    assert refused(lambda: issue(counter, payment.id)) == NothingToBill(payment.number)


def test_inv_19_no_sale_is_on_two_kinds_of_invoice(counter: Counter) -> None:
    client = counter.client()
    alone, together, third = (counter.sell(client, total) for total in (3_000, 5_000, 7_000))
    billed = issue(counter, alone.id)
    back = give_back(counter, alone.id)
    whole = global_invoices.issue(client, [together.id], by=by_staff(counter.staff))

    assert [row.id for row in InvoiceableListing(client).read(9)] == [third.id]
    for document, number in ((alone.id, alone.number), (back, Operation.get_by_id(back).number)):
        with pytest.raises(AlreadyInvoiced) as told:
            global_invoices.issue(client, [document, third.id], by=by_staff(counter.staff))
        assert told.value == AlreadyInvoiced(number, billed.number)
    assert refused(lambda: issue(counter, together.id)) == OnGlobalInvoice(together.number, whole.number)
    late = give_back(counter, together.id)
    named = Operation.get_by_id(late).number
    assert refused(lambda: issue(counter, late)) == CorrectsGlobalInvoice(
        named, together.number, whole.number
    )
    free = give_back(counter, third.id)
    assert [row.id for row in UnbilledReturns(client).read(9)] == [free, back]
    assert not examine()


@pytest.mark.capability("fiche-pay-terms", "fiche-ship-terms", "fiche-pay-mode", "addr-billed-to")
def test_inv_44_the_paper_keeps_parties_terms_and_figures(counter: Counter) -> None:
    def asks() -> By:
        return by_staff(counter.staff)

    month = references.create(
        ReferenceKind.PAYMENT_TERMS,
        ReferenceFields("30 jours fin de mois", days=30, end_of_month=True),
        by=asks(),
    )
    van = references.create(ReferenceKind.SHIPPING_TERMS, ReferenceFields("Par coursier"), by=asks())
    client = counter.client(
        "Clinique Atlas",
        "",
        professional=True,
        address="12 rue Atlas",
        city="Rabat",
        payment_terms=month,
        shipping_terms=van,
        payment_mode=PaymentMode.CHEQUE,
    )
    sale = counter.sell(client, 10_000, cash=4_000).id
    made = issue(counter, sale)
    paper = invoice_detail.paper(made.id)
    assert paper.row.due == date(2026, 12, 31)
    assert (paper.terms.payment, paper.terms.shipping) == ("30 jours fin de mois", "Par coursier")
    assert (paper.terms.mode, paper.terms.mentions) == (PaymentMode.CHEQUE, Mentions(law=Law.MOROCCO))
    assert (paper.then.paid, paper.then.remaining) == (4_000, 6_000)

    counter.pay(client, 6_000)
    give_back(counter, sale)
    now = clients.fields_of(clients.get(client))
    clients.edit(
        client,
        replace(now, last_name="Autre", city="Fès", payment_terms=None),
        version=clients.get(client).version,
        by=asks(),
    )
    references.retire(month, seen=references.fields_of(month), by=asks())
    mentions.choose("Rien.", seen="", by=asks())
    shop = settings.pharmacy()
    identity.change(replace(shop, name="Pharmacie Neuve"), seen=shop, by=asks())

    again = invoice_detail.paper(made.id)
    today = replace(again.row, remaining=paper.row.remaining, returned=False)
    assert replace(again, row=today) == paper
    own = issue(counter, counter.sell(client, 500).id)
    assert invoice_detail.paper(own.id).terms.mentions == Mentions("Rien.")
    person = issue(counter, counter.sell(counter.client(), 500).id)
    assert invoice_detail.paper(person.id).terms.mentions == Mentions()


@pytest.mark.capability("doc-status")
def test_the_state_follows_from_what_was_done(counter: Counter) -> None:
    client, who = counter.client(), {"by": by_staff(counter.staff)}
    sale = counter.sell(client, 3_000).id
    assert state_of(sale) is None
    invoices.prepare(sale, Agreed(payment_mode=PaymentMode.TRANSFER), **who)
    assert state_of(sale) is InvoiceState.DRAFT
    invoices.drop(sale, by=by_staff(counter.staff))
    assert state_of(sale) is None
    assert refused(lambda: invoices.drop(sale, by=by_staff(counter.staff))) == NoDraft("V-2026-00001")
    invoices.prepare(sale, Agreed(payment_mode=PaymentMode.CARD), by=by_staff(counter.staff))
    made = issue(counter, sale)
    assert invoice_detail.paper(made.id).terms.mode is PaymentMode.CARD
    assert state_of(sale) is InvoiceState.ISSUED
    invoices.note_sent(made.id, SentBy.EMAIL, by=by_staff(counter.staff))
    assert state_of(sale) is InvoiceState.SENT
    counter.pay(client, 1_000)
    assert state_of(sale) is InvoiceState.PARTLY_PAID
    counter.pay(client, 2_000)
    assert state_of(sale) is InvoiceState.PAID
    back = give_back(counter, sale)
    assert state_of(sale) is InvoiceState.RETURNED
    issue(counter, back)
    assert state_of(back) is InvoiceState.ISSUED
    counter.sell(client, 500)
    assert not examine()


@pytest.mark.capability("doc-services")
def test_a_sale_of_services_only_has_a_list_of_its_own(counter: Counter) -> None:
    client, rent = counter.client(), counter.product(4_000)
    with transaction():
        Product.update(kind=ProductKind.SERVICE).where(Product.id == rent).execute()
    only = counter.sell(client, 4_000)
    lines = [NewLine(rent), NewLine(counter.product(500))]
    both = sales.sell(client, lines, by=by_staff(counter.staff))

    assert [issue(counter, sale.id).kind for sale in (only, both)] == [
        InvoiceKind.SERVICES,
        InvoiceKind.INVOICE,
    ]
    assert [row.number for row in InvoiceListing(client, (InvoiceKind.SERVICES,)).read(9)] == [
        "FA-2026-00001"
    ]
    assert [row.number for row in InvoiceListing(client, OF_GOODS).read(9)] == ["FA-2026-00002"]
    assert not examine()


def test_a_draft_calls_the_client_as_the_paper_will(counter: Counter) -> None:
    client = counter.client()
    with transaction():
        Client.update(title="Mme", last_name="MARTINEZ", first_name="Jeanne").execute()
    sale = counter.sell(client, 3_000).id
    invoices.prepare(sale, by=by_staff(counter.staff))

    listing = InvoiceListing(client, OF_GOODS)
    assert [row.name for row in listing.read(9)] == ["Mme MARTINEZ Jeanne"]
    issue(counter, sale)
    assert [row.name for row in listing.read(9)] == ["Mme MARTINEZ Jeanne"]


def test_a_draft_of_a_sale_that_was_cancelled_is_gone(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 3_000).id
    invoices.prepare(sale, by=by_staff(counter.staff))
    assert InvoiceListing(client, OF_GOODS).count() == 1
    guards.cancel(sale, "typed twice", by=by_staff(counter.staff))
    assert (InvoiceListing(client, OF_GOODS).count(), state_of(sale)) == (0, None)


def test_the_list_is_narrowed_by_days_by_what_is_unpaid_and_by_text(counter: Counter) -> None:
    client, other = counter.client(), counter.client("Alami", "Sara")
    old = clock.today() - timedelta(days=50)
    paid, open_ = counter.sell(client, 3_000, cash=3_000), counter.sell(client, 2_000)
    draft = counter.sell(client, 1_000, day=old)
    for sale in (paid, open_, counter.sell(other, 500)):
        issue(counter, sale.id)
    invoices.prepare(draft.id, by=by_staff(counter.staff))

    every = InvoiceListing(client, OF_GOODS)
    shown = {
        "all": every,
        "unpaid": replace(every, unpaid=True),
        "since": replace(every, since=clock.today()),
        "until": replace(every, until=old),
        "number": replace(every, text="00001"),
        "sale": replace(every, text=open_.number.lower()),
        "everybody": InvoiceListing(None, tuple(InvoiceKind)),
        "by name": InvoiceListing(None, tuple(InvoiceKind), text="alami"),
        "services": InvoiceListing(client, (InvoiceKind.SERVICES,)),
    }
    found = {
        what: [row.number or row.operation_number for row in listing.read(9)]
        for what, listing in shown.items()
    }
    assert found == {
        "all": [draft.number, "FA-2026-00002", "FA-2026-00001"],
        "unpaid": ["FA-2026-00002"],
        "since": ["FA-2026-00002", "FA-2026-00001"],
        "until": [draft.number],
        "number": ["FA-2026-00001"],
        "sale": ["FA-2026-00002"],
        "everybody": [draft.number, "FA-2026-00003", "FA-2026-00002", "FA-2026-00001"],
        "by name": ["FA-2026-00003"],
        "services": [],
    }
    for what, listing in shown.items():
        assert listing.count() == len(found[what]), what
        rows = listing.read(9)
        for place, row in enumerate(rows):
            assert listing.read(2, after=row) == rows[place + 1 : place + 3]
            assert listing.read(9, before=row) == rows[:place]
            assert listing.read(1, at=row) == [row]
        assert listing.last(9) == rows


def test_a_list_of_many_invoices_opens_like_one_of_few(file_counter: Counter) -> None:
    client = file_counter.client()
    file_counter.sell(client, 1_000)
    every = InvoiceListing(None, tuple(InvoiceKind))

    def measured() -> dict[str, int]:
        last = every.read(30)[-1]
        return {
            "all": steps(lambda: every.read(30)),
            "older": steps(lambda: every.read(30, after=last)),
            "the end": steps(lambda: every.last(30)),
            "of a client": steps(lambda: InvoiceListing(client, OF_GOODS).read(30)),
        }

    fill(file_counter, client, 100)
    few = measured()
    fill(file_counter, client, 10_000)
    many_ = measured()
    assert all(many_[what] <= few[what] * 1.3 + 5 for what in few), (few, many_)


def fill(counter: Counter, client: int, count: int) -> None:
    """So many invoices, each of a sale of its own."""
    begins = Operation.select().count() + 1
    keys = range(begins + 10, begins + 10 + count)
    with transaction():
        record = trail.leave(by_staff(counter.staff, verb="test"))
        many.insert(
            Operation,
            (
                {"id": key, "trail": record, "kind": "sale", "number": f"V-2025-{key:06d}", "client": client}
                | {"value_date": clock.today(), "note": "", "reference": ""}
                for key in keys
            ),
        )
        parties = '{"client": {"name": "x"}}'
        many.insert(
            Invoice,
            (
                {"trail": record, "kind": "invoice", "number": f"FA-2025-{key:06d}", "client": client}
                | {"day": clock.today() - timedelta(days=key % 300), "due": clock.today(), "operation": key}
                | {"corrects": None, "total": Centimes(100), "parties": parties, "terms": "{}"}
                for key in keys
            ),
        )


def test_a_prefix_that_other_papers_have_stays_theirs(tmp_path: Path) -> None:
    """A number on an old paper means one document: the new series gets another prefix there."""
    before, base = tmp_path / "before", tmp_path / "x.db"
    before.mkdir()
    for each in sorted(schema.MIGRATIONS.glob("[0-9]*.py")):
        if each.stem < "0043_invoices":
            shutil.copy(each, before)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", before)
        opening.open_database(base)
        connection.database.execute_sql("INSERT INTO number_prefix (prefix, series) VALUES ('FA', 'V')")
        connection.close()
    opening.open_database(base)
    try:
        assert numbering.owners()["FA"] is Series.SALE
        taken = {series: prefix for series, prefix in numbering.prefixes().items() if prefix in ("FAC", "AV")}
        assert taken == {Series.INVOICE: "FAC", Series.INVOICE_CREDIT_NOTE: "AV"}
    finally:
        connection.close()


def test_an_invoice_wants_an_address_and_its_draft_and_a_credit_note_do_not(counter: Counter) -> None:
    client = counter.client(address="")
    sale = counter.sell(client, 10_000).id
    invoices.prepare(sale, by=by_staff(counter.staff))
    assert refused(lambda: issue(counter, sale)) == AddressMissing(
        client, "Martinez Jeanne", "CGI, art. 145-III"
    )
    assert Invoice.select().count() == 0
    values = replace(clients.fields_of(clients.get(client)), address="8, rue Atlas", city="Fès")
    clients.edit(client, values, version=1, by=by_staff(counter.staff))
    made = issue(counter, sale)
    assert invoice_detail.paper(made.id).client.address == ("8, rue Atlas", "Fès")
    clients.edit(client, replace(values, address="", city=""), version=2, by=by_staff(counter.staff))
    assert issue(counter, give_back(counter, sale)).number.startswith("AV-")
