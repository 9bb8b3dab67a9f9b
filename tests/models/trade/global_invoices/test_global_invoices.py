"""Factures globales: sales and returns of a client on one invoice (global-create, global-delete, INV-19)."""

from dataclasses import replace
from datetime import date

import pytest

from models.doctor.examination import examine
from models.money.ledger import open_items
from models.money.ledger.accounts import Account, PaymentMode
from models.money.ledger.open_items import item
from models.money.ledger.postings import InTheFuture, Operation, Posting
from models.money.payments import verbs as payments
from models.money.payments.verbs import Chosen, DebtPayment, NothingDue
from models.people.clients.addresses import AddressMissing
from models.people.organisms import listing as organisms
from models.people.organisms import verbs as organism_keeping
from models.people.staff import security_code
from models.people.staff.security_code import NoSecurityCode, WrongSecurityCode
from models.refusals import Missing, Refused
from models.requests.by import new_key
from models.store import clock
from models.trade.cancelling import guards
from models.trade.global_invoices import detail as global_invoice_detail
from models.trade.global_invoices import organisms as organism_billing
from models.trade.global_invoices import verbs as global_invoices
from models.trade.global_invoices.billable import billable
from models.trade.global_invoices.listing import InvoiceableListing, InvoiceListing, InvoiceState
from models.trade.global_invoices.organisms import (
    BilledTogether,
    MoreThanBilled,
    NoOrganism,
    NotBilled,
    PartlyPaid,
    received,
)
from models.trade.global_invoices.remaining import Remaining
from models.trade.global_invoices.table import BilledToOrganism, GlobalInvoice, NoSuchInvoice, OnAnInvoice
from models.trade.global_invoices.verbs import (
    AlreadyInvoiced,
    BeforeItsSales,
    CannotInvoice,
    Collected,
    NothingToInvoice,
    TotalMoved,
)
from models.trade.returns import verbs as returns
from models.trade.sales.detail import SoldLine
from models.trade.sales.table import SaleLine
from models.trade.sales.vat_shares import vat_shares
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

CODE = "7314"


def issue(counter: Counter, client: int, *documents: int, **rest: object) -> GlobalInvoice:
    return global_invoices.issue(client, documents, by=by_staff(counter.staff), **rest)  # type: ignore[arg-type]


def delete(counter: Counter, invoice: int, code: str = CODE, reason: str = "wrong month") -> None:
    global_invoices.delete(invoice, code, reason, by=by_staff(counter.staff))


def give_back(counter: Counter, sale: int) -> int:
    line = SaleLine.get(SaleLine.sale == sale)
    taken = returns.take_back(sale, [(line.id, line.quantity)], by=by_staff(counter.staff))
    return int(taken.id)


@pytest.fixture
def code(counter: Counter) -> None:
    security_code.choose(CODE, current="", by=by_staff(counter.staff))


@pytest.fixture
def insured(counter: Counter) -> int:
    """A client of CNOPS."""
    return counter.client(organism=organisms.organisms()[0].id)


def test_inv_19_the_total_is_the_sales_less_the_returns(counter: Counter) -> None:
    client = counter.client()
    sales = [counter.sell(client, amount).id for amount in (12_000, 5_000, 3_000)]
    returned = give_back(counter, sales[2])

    invoice = issue(counter, client, *sales, returned)

    assert (invoice.number, invoice.total, invoice.day) == ("F-2026-00001", 17_000, date(2026, 11, 12))
    assert counter.owes(client) == (17_000, 0, 17_000)
    assert not examine()


def test_inv_19_a_document_is_on_at_most_one_live_invoice(counter: Counter, code: None) -> None:
    client = counter.client()
    first, second = (counter.sell(client, amount).id for amount in (1_000, 2_000))
    invoice = issue(counter, client, first)

    with pytest.raises(AlreadyInvoiced) as refused:
        issue(counter, client, first, second)
    assert refused.value == AlreadyInvoiced("V-2026-00001", "F-2026-00001")

    delete(counter, invoice.id)
    again = issue(counter, client, first, second)
    assert (again.number, again.total) == ("F-2026-00002", 3_000)
    assert not examine()


def test_a_document_named_twice_is_invoiced_once(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000).id
    assert issue(counter, client, sale, sale).total == 1_000


def test_the_same_request_issues_one_invoice(counter: Counter) -> None:
    client = counter.client()
    sale, op_id = counter.sell(client, 1_000).id, new_key()
    issued = {
        global_invoices.issue(client, [sale], by=by_staff(counter.staff, op_id)).number for _ in range(3)
    }
    assert issued == {"F-2026-00001"}


def test_what_cannot_be_invoiced_is_refused(counter: Counter) -> None:
    client, other = counter.client(), counter.client("Alami")
    sale = counter.sell(client, 1_000).id
    cancelled = counter.sell(client, 500)
    guards.cancel(cancelled.id, "typed twice", by=by_staff(counter.staff))
    strange = counter.sell(other, 700)

    for documents, expected in (
        ([], NothingToInvoice()),
        ([give_back(counter, sale)], NothingToInvoice()),
        ([cancelled.id], CannotInvoice(cancelled.number)),
        ([strange.id], CannotInvoice(strange.number)),
        ([sale, 999_999], NothingToInvoice()),
    ):
        with pytest.raises(Refused) as refused:
            issue(counter, client, *documents)
        assert refused.value == expected


def test_its_day_is_not_before_its_sales_nor_in_the_future(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000, day=date(2026, 11, 10)).id

    with pytest.raises(BeforeItsSales):
        issue(counter, client, sale, day=date(2026, 11, 9))
    with pytest.raises(InTheFuture):
        issue(counter, client, sale, day=date(2026, 11, 13))
    assert issue(counter, client, sale, day=date(2026, 11, 10)).day == date(2026, 11, 10)


def test_another_total_than_the_one_seen_is_refused_with_it(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000).id
    with pytest.raises(TotalMoved) as refused:
        issue(counter, client, sale, seen=Centimes(900))
    assert refused.value.total == 1_000


def test_deleting_asks_the_code_and_a_reason_and_burns_the_number(counter: Counter) -> None:
    client = counter.client()
    invoice = issue(counter, client, counter.sell(client, 1_000).id)

    with pytest.raises(NoSecurityCode):
        delete(counter, invoice.id)
    security_code.choose(CODE, current="", by=by_staff(counter.staff))
    with pytest.raises(WrongSecurityCode):
        delete(counter, invoice.id, "0000")
    with pytest.raises(Missing):
        delete(counter, invoice.id, reason=" ")
    delete(counter, invoice.id)
    with pytest.raises(NoSuchInvoice):
        delete(counter, invoice.id)

    assert GlobalInvoice.get_by_id(invoice.id).number == "F-2026-00001"
    assert not examine()


def test_neither_a_sale_nor_its_return_is_cancelled_under_an_invoice(counter: Counter, code: None) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000)
    invoice = issue(counter, client, sale.id)

    with pytest.raises(OnAnInvoice) as refused:
        guards.cancel(sale.id, "wrong client", by=by_staff(counter.staff))
    assert refused.value.invoice == "F-2026-00001"

    delete(counter, invoice.id)
    guards.cancel(sale.id, "wrong client", by=by_staff(counter.staff))
    assert counter.owes(client) == (0, 0, 0)


def test_inv_19_what_an_organism_is_billed_the_client_cannot_pay_too(counter: Counter, insured: int) -> None:
    sale = counter.sell(insured, 20_000)
    invoice = issue(counter, insured, sale.id, to_organism=True)

    assert counter.owes(insured) == (0, 0, 0)
    with pytest.raises(NothingDue):
        counter.pay(insured, 20_000)
    with pytest.raises(BilledToOrganism):
        give_back(counter, sale.id)
    with pytest.raises(OnAnInvoice):
        guards.cancel(GlobalInvoice.get_by_id(invoice.id).billing_id, "by itself", by=by_staff(counter.staff))
    assert not examine()


def test_inv_19_what_the_client_paid_is_not_billed_to_their_organism(counter: Counter, insured: int) -> None:
    paid, unpaid = counter.sell(insured, 1_000), counter.sell(insured, 2_000)
    counter.pay(insured, 300)

    with pytest.raises(PartlyPaid) as refused:
        issue(counter, insured, paid.id, unpaid.id, to_organism=True)
    assert refused.value == PartlyPaid(paid.number, Centimes(300))


def test_a_return_settles_its_sale_on_the_same_bill(counter: Counter, insured: int) -> None:
    kept, brought_back = counter.sell(insured, 9_000), counter.sell(insured, 4_000)
    returned = give_back(counter, brought_back.id)

    invoice = issue(counter, insured, kept.id, brought_back.id, returned, to_organism=True)

    assert invoice.total == 9_000
    assert counter.owes(insured) == (0, 0, 0)
    assert not examine()


def test_a_sale_and_what_came_back_of_it_are_billed_to_the_organism_together(
    counter: Counter, insured: int
) -> None:
    kept, sale = counter.sell(insured, 9_000), counter.sell(insured, 4_000)
    back = Operation.get_by_id(give_back(counter, sale.id))

    for alone, missing in ((sale, back), (back, sale)):
        with pytest.raises(BilledTogether) as refused:
            issue(counter, insured, kept.id, alone.id, to_organism=True)
        assert refused.value == BilledTogether(alone.number, missing.number)
    issue(counter, insured, sale.id, kept.id)
    with pytest.raises(PartlyPaid):
        issue(counter, insured, counter.sell(insured, 5_000).id, back.id, to_organism=True)


def test_inv_19_all_that_is_offered_to_bill_to_an_organism_can_be_billed(
    counter: Counter, insured: int
) -> None:
    """What is settled is left out; what came back of an unpaid sale goes with it, whenever it came back."""
    spring = date(2026, 4, 2)
    unpaid, in_part, returned, both = (
        counter.sell(insured, amount, day=spring).id for amount in (9_000, 2_000, 4_000, 6_000)
    )
    counter.sell(insured, 1_000, day=spring, cash=1_000)
    pay = payments.pay_selected
    for sale in (in_part, both):
        order = DebtPayment(insured, PaymentMode.CASH, Centimes(100))
        pay(order, [Chosen(sale, item(sale).open)], by=by_staff(counter.staff))
    back, mixed = give_back(counter, returned), give_back(counter, both)

    offered = billable(insured, date(2026, 4, 1), date(2026, 4, 30))

    assert {row.id for row in offered.read(10)} == {unpaid, returned, back}
    assert (offered.count(), offered.left_out()) == (3, 3)
    assert offered.among([unpaid, in_part, mixed, back]) == {unpaid, back}
    assert [row.id for row in billable(insured, date(2026, 5, 1)).read(10)] == []
    issue(counter, insured, *(row.id for row in offered.read(10)), to_organism=True)
    assert billable(insured).count() == 0
    assert not examine()


def test_who_has_no_organism_has_none_to_bill(counter: Counter) -> None:
    client = counter.client()
    with pytest.raises(NoOrganism):
        issue(counter, client, counter.sell(client, 1_000).id, to_organism=True)


def collect(counter: Counter, invoice: int, amount: int) -> str:
    return organism_billing.collect(
        invoice, Centimes(amount), PaymentMode.TRANSFER, by=by_staff(counter.staff)
    )


def on(account: Account) -> int:
    return sum(posting.amount for posting in Posting.select().where(Posting.account == account))


def test_the_organism_pays_by_parts_and_never_more(counter: Counter, insured: int) -> None:
    invoice = issue(counter, insured, counter.sell(insured, 20_000).id, to_organism=True)

    collect(counter, invoice.id, 15_000)
    with pytest.raises(MoreThanBilled) as refused:
        collect(counter, invoice.id, 5_001)
    assert refused.value.remaining == 5_000
    collect(counter, invoice.id, 5_000)

    assert (on(Account.TRANSFER), on(Account.ORGANISMS)) == (20_000, 0)
    assert counter.owes(insured) == (0, 0, 0)
    assert not examine()


def test_a_renamed_organism_pays_what_was_billed_under_its_old_name(counter: Counter, insured: int) -> None:
    """What was issued keeps its words, and no account moves; what is issued later bears the new name."""
    old = issue(counter, insured, counter.sell(insured, 20_000).id, to_organism=True)
    insurer = organisms.organisms()[0]
    seen = organism_keeping.fields_of(insurer.id)
    renamed = replace(seen, name="Caisse unique")
    organism_keeping.edit(insurer.id, renamed, seen=seen, by=by_staff(counter.staff))
    new = issue(counter, insured, counter.sell(insured, 1_000).id, to_organism=True)
    names = {row.number: row.organism for row in InvoiceListing(insured).read(10)}
    assert names == {old.number: seen.name, new.number: "Caisse unique"}
    collect(counter, old.id, 20_000)
    assert (on(Account.TRANSFER), on(Account.ORGANISMS)) == (20_000, 1_000)
    assert not examine()


def test_an_invoice_for_the_client_is_collected_from_no_organism(counter: Counter) -> None:
    client = counter.client()
    invoice = issue(counter, client, counter.sell(client, 1_000).id)
    with pytest.raises(NotBilled):
        collect(counter, invoice.id, 1_000)


def test_deleting_gives_the_debt_back_once_the_organisms_money_is_out(
    counter: Counter, insured: int, code: None
) -> None:
    invoice = issue(counter, insured, counter.sell(insured, 20_000).id, to_organism=True)
    number = collect(counter, invoice.id, 8_000)

    with pytest.raises(Collected) as refused:
        delete(counter, invoice.id)
    assert refused.value.paid == 8_000

    payment = Operation.get(Operation.number == number)
    by = guards.cancel(payment.id, "rejected", by=by_staff(counter.staff))
    assert [(row.number, row.mode, row.amount, row.reversed_by) for row in received(invoice.id)] == [
        (number, Account.TRANSFER, 8_000, by)
    ]
    delete(counter, invoice.id)

    assert counter.owes(insured) == (20_000, 0, 20_000)
    assert (on(Account.TRANSFER), on(Account.ORGANISMS)) == (0, 0)
    assert not examine()


@pytest.mark.capability("doc-status", "dash-docs", "doc-invoices")
def test_the_list_says_what_remains_of_each_and_which_were_deleted(
    counter: Counter, insured: int, code: None
) -> None:
    first, second, third = (counter.sell(insured, amount).id for amount in (1_000, 2_000, 4_000))
    wrong = issue(counter, insured, first)
    delete(counter, wrong.id)
    issue(counter, insured, first, second)
    counter.pay(insured, 1_500)
    billed = issue(counter, insured, third, to_organism=True)
    collect(counter, billed.id, 4_000)

    rows = InvoiceListing(insured).read(10)

    assert [(row.number, row.documents, row.organism != "", row.remaining, row.state) for row in rows] == [
        ("F-2026-00003", 1, True, 0, InvoiceState.PAID),
        ("F-2026-00002", 2, False, 1_500, InvoiceState.PARTLY_PAID),
        ("F-2026-00001", 1, False, 0, InvoiceState.DELETED),
    ]
    assert InvoiceListing(insured).read(5, after=rows[0]) == rows[1:]
    assert InvoiceListing(insured).read(5, before=rows[2]) == rows[:2]
    assert InvoiceListing(insured).last(2) == rows[1:]


def test_inv_19_only_what_is_on_no_live_invoice_is_offered(counter: Counter, code: None) -> None:
    client = counter.client()
    sales = [counter.sell(client, amount).id for amount in (1_000, 2_000, 3_000)]
    guards.cancel(sales[0], "typed twice", by=by_staff(counter.staff))
    invoice = issue(counter, client, sales[1])

    offered = InvoiceableListing(client)
    assert [row.id for row in offered.read(10)] == [sales[2]]
    delete(counter, invoice.id)
    assert [row.id for row in offered.read(10)] == [sales[2], sales[1]]
    assert offered.count() == 2


def test_its_paper_has_every_line_and_the_vat_of_each_rate(counter: Counter) -> None:
    client = counter.client()
    sale, other = counter.sell(client, 12_000).id, counter.sell(client, 500).id
    returned = give_back(counter, other)

    paper = global_invoice_detail.paper(issue(counter, client, sale, other, returned).id)

    assert [(each.number, each.amount) for each in paper.documents] == [
        ("V-2026-00001", 12_000),
        ("V-2026-00002", 500),
        ("E-2026-00001", -500),
    ]
    assert [line.amount for each in paper.documents for line in each.lines] == [12_000, 500, -500]
    assert [(share.rate, share.amount) for share in paper.shares] == [(0, 12_000)]


def test_its_paper_says_what_was_settled_when_it_was_issued_whatever_is_paid_later(
    counter: Counter, insured: int
) -> None:
    part, open_, came_back = (counter.sell(insured, amount).id for amount in (5_000, 3_000, 2_000))
    counter.pay(insured, 1_200)
    returned = give_back(counter, came_back)
    invoice = issue(counter, insured, part, open_, came_back, returned)
    before = global_invoice_detail.paper(invoice.id)

    counter.pay(insured, 4_000)

    after = global_invoice_detail.paper(invoice.id)
    assert before.then == after.then == Remaining(Centimes(8_000), Centimes(6_800))
    assert (after.then.settled, after.row.remaining, after.row.settled) == (1_200, 2_800, 5_200)
    billed = issue(counter, insured, counter.sell(insured, 900).id, to_organism=True)
    assert global_invoice_detail.paper(billed.id).then is None


def test_what_its_returns_settled_elsewhere_is_said_beside_what_remains(counter: Counter, code: None) -> None:
    """Screen, detail and paper have one figure each, and what remains of all is what the client owes."""
    client = counter.client()
    unpaid, outside = counter.sell(client, 48_715).id, counter.sell(client, 2_420).id
    returned = give_back(counter, outside)
    invoice = issue(counter, client, unpaid, returned)

    (row,) = InvoiceListing(client).read(5)
    paper = global_invoice_detail.paper(invoice.id)

    assert (row.total, row.remaining, row.elsewhere, row.settled) == (46_295, 48_715, 2_420, 0)
    assert row.state is InvoiceState.UNPAID
    assert paper.then == Remaining(row.total, row.remaining, row.elsewhere)
    assert open_items.position(client).balance == row.remaining

    counter.pay(client, 10_000)
    (row,) = InvoiceListing(client).read(5)
    assert (row.remaining, row.settled, row.state) == (38_715, 10_000, InvoiceState.PARTLY_PAID)
    counter.pay(client, 38_715)
    (row,) = InvoiceListing(client).read(5)
    assert (row.remaining, row.settled, row.state) == (0, 48_715, InvoiceState.PAID)
    assert global_invoice_detail.paper(invoice.id).then == paper.then


def test_a_return_that_is_still_an_avoir_lowers_what_remains_and_never_below_nothing(
    counter: Counter,
) -> None:
    client = counter.client()
    paid, unpaid = counter.sell(client, 3_000, cash=3_000).id, counter.sell(client, 9_000).id
    returned = give_back(counter, paid)  # an avoir: its sale was paid
    issue(counter, client, unpaid, returned)
    (row,) = InvoiceListing(client).read(5)
    assert (row.total, row.remaining, row.elsewhere) == (6_000, 6_000, 0)
    counter.pay(client, 9_000)
    (row,) = InvoiceListing(client).read(5)
    assert (row.remaining, row.settled, row.state) == (0, 6_000, InvoiceState.PAID)


@pytest.mark.parametrize(("amount", "vat"), [(12_000, 2_000), (100, 17), (1, 0), (-12_000, -2_000)])
def test_vat_is_taken_out_of_what_includes_it(amount: int, vat: int) -> None:
    line = SoldLine("a", 1000, Centimes(amount), 0, 2_000, Centimes(amount))
    assert [(share.vat, share.net) for share in vat_shares([line])] == [(vat, amount - vat)]


@pytest.mark.parametrize(
    ("fields", "zone", "law"),
    [
        ({"address": ""}, "", "CGI, art. 145-III"),
        ({"address": "8, rue Ibn Batouta"}, "", "CGI, art. 145-III"),
        ({"address": "", "city": "Lyon"}, "Europe/Paris", "CGI, ann. II, art. 242 nonies A"),
    ],
)
def test_an_invoice_wants_the_address_of_the_client_by_the_law_of_the_country(
    counter: Counter, fields: dict[str, str], zone: str, law: str
) -> None:
    client = counter.client(organism=organisms.organisms()[0].id, **fields)
    sale = counter.sell(client, 10_000).id
    clock.use_zone(zone)
    try:
        with pytest.raises(AddressMissing) as refused:
            issue(counter, client, sale)
    finally:
        clock.use_zone("")
    assert (refused.value.law, refused.value.name) == (law, "Martinez Jeanne")
    assert GlobalInvoice.select().count() == 0
    issue(counter, client, sale, to_organism=True)
    other = counter.client(address="8, rue Ibn Batouta", city="Fès")
    issue(counter, other, counter.sell(other, 10_000).id)
    assert GlobalInvoice.select().count() == 2, "an organism that pays, and an address without a postcode"
