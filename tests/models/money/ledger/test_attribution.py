"""For which contact an operation is: said with it or afterwards, with what belongs to it (X19, INV-06)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from models import doctor
from models.merging import verbs as merging
from models.merging.refusals import Tied
from models.money import entries
from models.money.avoirs import verbs as avoirs
from models.money.ledger import attribution, open_items
from models.money.ledger.accounts import OperationKind, PaymentMode
from models.money.ledger.attribution import Attribution, ContactRetired, NotTheirContact, last_today
from models.money.ledger.client_status import ClientBlocked
from models.money.ledger.contact_shares import ContactShare, share_of, shares
from models.money.ledger.history import OperationListing
from models.money.ledger.postings import Operation, Posting
from models.money.payments import verbs as payments
from models.money.payments.verbs import Chosen, DebtPayment
from models.people.clients import verbs as clients
from models.people.contacts import verbs as contacts
from models.people.contacts.listing import contacts_of
from models.people.organisms import listing as organisms
from models.store.connection import engine, transaction
from models.trade.attributing import verbs as attributing
from models.trade.attributing.verbs import OfTheClient
from models.trade.cancelling import guards
from models.trade.cancelling import sale as cancelling
from models.trade.documents import attribution as of_documents
from models.trade.documents import orders, preparations, quotes
from models.trade.documents.listing import DocumentListing
from models.trade.documents.table import AlreadySold, DocumentKind, GivenUp
from models.trade.global_invoices import verbs as invoices
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.returns.product_history import ProductHistory
from models.trade.sales import verbs as sales
from models.trade.sales.table import Sale
from models.values import Centimes
from tests import statements
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.money.till.test_after_years import steps
from tests.models.people.contacts.around import add

EVERY_KIND = tuple(OperationKind)


class Family:
    """MARTINEZ Jeanne with two children, on one account."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.client = counter.client()
        self.zoe = add(counter, self.client, "Martinez", "Zoé")
        self.adam = add(counter, self.client, "Martinez", "Adam")

    @property
    def by(self) -> dict[str, Any]:
        return {"by": by_staff(self.counter.staff)}

    def sell(self, total: int, contact: int | None = None, **paid: int) -> int:
        money = {PaymentMode(mode): Centimes(amount) for mode, amount in paid.items()}
        lines = [NewLine(self.counter.product(total))]
        return sales.sell(self.client, lines, paid=money, for_contact=contact, **self.by).id

    def attribute(self, operation: int, contact: int | None) -> None:
        attributing.attribute(operation, contact, **self.by)

    def shares(self) -> dict[str, tuple[Centimes, Centimes, Centimes]]:
        """Bought, paid and owed by each, who has any of it."""
        found = {each.name or "nobody": (each.bought, each.paid, each.owes) for each in shares(self.client)}
        return {name.removeprefix("Martinez "): each for name, each in found.items() if any(each)}

    def numbers(self, contact: int, *kinds: OperationKind) -> list[str]:
        return [
            row.number for row in OperationListing(self.client, kinds or EVERY_KIND, contact=contact).read(99)
        ]

    def take_back(self, sale: int, quantity: int = 1000, **how: Any) -> int:
        (line,) = returned.sold_lines(sale)
        return returns.take_back(sale, [(line.sale_line, quantity)], **how, **self.by).id


@pytest.fixture
def family(counter: Counter) -> Family:
    guards.register()
    return Family(counter)


def test_a_sale_and_its_payment_are_for_the_contact(family: Family) -> None:
    sale = family.sell(10_000, family.zoe, cash=4_000)
    family.sell(500)
    assert Sale.get_by_id(sale).contact == "Martinez Zoé"
    assert family.shares() == {"Zoé": (10_000, 4_000, 6_000), "nobody": (500, 0, 500)}
    assert len(family.numbers(family.zoe)) == 2
    assert family.numbers(family.zoe, OperationKind.SALE) == [Operation.get_by_id(sale).number]
    assert OperationListing(family.client, EVERY_KIND, contact=family.zoe).count() == 2
    history = ProductHistory(family.client, contact=family.zoe)
    assert (history.count(), history.totals().amount) == (1, 10_000)
    assert doctor.examine() == []


def test_who_comes_for_it_may_be_somebody_else(family: Family) -> None:
    lines = [NewLine(family.counter.product(500))]
    sale = sales.sell(family.client, lines, contact="the driver", for_contact=family.zoe, **family.by)
    assert Sale.get_by_id(sale.id).contact == "the driver"
    assert attribution.contacts_of([sale.id]) == {sale.id: family.zoe}


def test_everything_that_is_entered_for_a_contact_is_theirs(family: Family) -> None:
    client = family.client
    sale = family.sell(20_000, family.adam)
    cash, zoe = PaymentMode.CASH, family.zoe
    order = DebtPayment(client, cash, Centimes(5_000), discount=Centimes(1_000), for_contact=zoe)
    payments.pay_debt(order, **family.by)
    chosen = [Chosen(sale, Centimes(14_000))]
    payments.pay_selected(DebtPayment(client, cash, Centimes(3_000), for_contact=zoe), chosen, **family.by)
    entries.adjust(client, Centimes(100), "rounding", for_contact=zoe, **family.by)
    entries.receive_advance(client, Centimes(400), cash, for_contact=zoe, **family.by)
    avoirs.grant(client, Centimes(50), "a gesture", for_contact=zoe, **family.by)
    assert family.shares() == {
        "Adam": (20_000, 0, 20_000),
        "Zoé": (0, 8_400, 100 - 5_000 - 1_000 - 3_000 - 400 - 50),
    }
    assert doctor.examine() == []


def test_what_is_paid_for_a_contact_settles_their_own_debts_first(family: Family) -> None:
    """Then the others, oldest first; a payment for nobody settles the oldest, whosever it is."""
    nobodys = family.sell(5_000)
    family.sell(2_000, family.zoe)
    second, adams = family.sell(3_000, family.zoe), family.sell(1_000, family.adam)

    def pay(amount: int, contact: int | None) -> dict[int, Centimes]:
        order = DebtPayment(family.client, PaymentMode.CASH, Centimes(amount), for_contact=contact)
        payments.pay_debt(order, **family.by)
        return {item.operation: item.open for item in open_items.debits(clients.get(family.client))}

    assert pay(2_500, family.zoe) == {nobodys: 5_000, second: 2_500, adams: 1_000}
    assert pay(100, None) == {nobodys: 4_900, second: 2_500, adams: 1_000}
    assert pay(3_000, family.zoe) == {nobodys: 4_400, adams: 1_000}
    assert family.shares()["Zoé"] == (5_000, 5_500, -500)
    assert doctor.examine() == []


def test_an_avoir_that_is_used_for_a_contact_pays_their_debts_first(family: Family) -> None:
    """And stays whose it is: nothing was received, so no share moves."""
    nobodys, zoes = family.sell(5_000), family.sell(2_000, family.zoe)
    family.counter.advance(family.client, 2_500)
    (credit,) = open_items.credits(clients.get(family.client))
    before = family.shares()
    avoirs.use(credit.operation, Centimes(2_100), for_contact=family.zoe, **family.by)
    left = {item.operation: item.open for item in open_items.debits(clients.get(family.client))}
    assert left == {nobodys: 4_900}
    assert zoes not in left
    assert family.shares() == before
    with pytest.raises(NotTheirContact):
        avoirs.use(credit.operation, Centimes(100), for_contact=99, **family.by)
    assert doctor.examine() == []


def test_whose_the_debts_are_is_asked_once_by_a_payment(family: Family) -> None:
    """Though its avoir, its money and its discount each settle some of them."""
    for total in (5_000, 2_000, 3_000):
        family.sell(total, family.zoe)
    family.counter.advance(family.client, 500)
    order = DebtPayment(
        family.client,
        PaymentMode.CASH,
        Centimes(2_000),
        avoir_used=Centimes(500),
        discount=Centimes(100),
        for_contact=family.zoe,
    )
    with statements.counted() as run:
        payments.pay_debt(order, **family.by)
    asked = [each for each in run if each.startswith("SELECT") and 'FROM "attribution"' in each]
    assert len(asked) == 1


def test_a_return_a_refund_and_a_cancellation_are_for_whom_the_sale_is(family: Family) -> None:
    sale = family.sell(10_000, family.zoe, cash=10_000)
    back = family.take_back(sale, 1000, refund=PaymentMode.CASH)
    other = family.sell(3_000, family.zoe, cash=1_000)
    cancelling.cancel(other, "wrong client", with_payment=True, **family.by)
    third = family.sell(2_000, family.adam, cash=2_000)
    credit = family.take_back(third)
    guards.pay_back(credit, Centimes(1_500), PaymentMode.CASH, **family.by)
    assert family.shares() == {"Adam": (0, 500, -500)}
    assert set(attribution.contacts_of([back, credit]).values()) == {family.zoe, family.adam}
    assert doctor.examine() == []


def test_what_belongs_to_a_sale_goes_along(family: Family) -> None:
    """Asked of the sale, of its return, or of the payment: each time all of it is for another."""
    sale = family.sell(10_000, family.zoe, cash=6_000)
    payment = Operation.get(Operation.kind == OperationKind.PAYMENT).id
    credit = family.take_back(sale)
    guards.pay_back(credit, Centimes(1_000), PaymentMode.CASH, **family.by)
    entered = Operation.select().count()
    for asked, contact, name in (
        (sale, family.adam, "Adam"),
        (credit, family.zoe, "Zoé"),
        (payment, None, "nobody"),
        (sale, family.zoe, "Zoé"),
    ):
        family.attribute(asked, contact)
        assert family.shares() == {name: (0, 5_000, -5_000)}
    assert [len(family.numbers(each)) for each in (family.zoe, family.adam)] == [4, 0]
    assert Operation.select().count() == entered
    (sold,) = Posting.select(Posting.amount).where(Posting.operation == sale, Posting.amount > 0).tuples()
    assert sold == (10_000,)
    said = Attribution.select().count()
    family.attribute(sale, family.zoe)
    assert Attribution.select().count() == said, "nothing changed"
    guards.cancel(Operation.get(Operation.kind == OperationKind.REFUND).id, "a mistake", **family.by)
    assert family.shares() == {"Zoé": (0, 6_000, -6_000)}
    assert doctor.examine() == []


def test_only_a_contact_in_use_of_this_client_is_taken(family: Family) -> None:
    counter = family.counter
    strange = add(counter, counter.client("Alami"), "Alami", "Sara")
    sale = family.sell(1_000)
    contacts.retire(family.adam, **family.by)
    for contact, refusal in (
        (strange, NotTheirContact),
        (999, NotTheirContact),
        (family.adam, ContactRetired),
    ):
        with pytest.raises(refusal):
            family.sell(500, contact)
        with pytest.raises(refusal):
            family.attribute(sale, contact)
    entries.open_balance(counter.client("Tazi"), Centimes(100), **family.by)
    with pytest.raises(OfTheClient):
        family.attribute(Operation.get(Operation.kind == OperationKind.OPENING).id, None)
    assert Attribution.select().count() == 0


def test_inv_42_a_blocked_client_is_blocked_through_each_contact(family: Family) -> None:
    sale = family.sell(1_000, family.zoe)
    version = clients.get(family.client).version
    blocked = replace(clients.fields_of(clients.get(family.client)), blocked=True)
    clients.edit(family.client, blocked, version=version, **family.by)
    for contact in (family.zoe, family.adam, None):
        for ask in (*entering(family, contact), partial(family.attribute, sale, contact)):
            with pytest.raises(ClientBlocked):
                ask()


def entering(family: Family, contact: int | None) -> Iterator[Callable[[], object]]:
    """Everything that may be entered for a contact."""
    client, cash, amount = family.client, PaymentMode.CASH, Centimes(100)
    order = DebtPayment(client, cash, amount, for_contact=contact)
    whose: dict[str, Any] = {"for_contact": contact}
    yield partial(family.sell, 500, contact)
    for kind in (quotes, orders, preparations):
        lines = [NewLine(family.counter.product(500))]
        yield partial(kind.create, client, lines, **whose, **family.by)
    yield partial(payments.pay_debt, order, **family.by)
    yield partial(payments.pay_selected, order, [Chosen(1, amount)], **family.by)
    yield partial(entries.receive_advance, client, amount, cash, **whose, **family.by)
    yield partial(entries.adjust, client, amount, "x", **whose, **family.by)
    yield partial(avoirs.grant, client, amount, "x", **whose, **family.by)


def test_documents_are_for_a_contact_and_so_is_what_they_become(family: Family) -> None:
    lines = [NewLine(family.counter.product(2_000))]
    quote = quotes.create(family.client, lines, for_contact=family.zoe, **family.by)
    other = quotes.create(family.client, lines, **family.by)
    order = orders.from_quote(quote.id, **family.by)
    assert of_documents.contacts_of([order.id]) == {order.id: family.zoe}
    attributing.attribute_document(order.id, family.adam, **family.by)
    assert of_documents.contacts_of([quote.id, order.id, other.id]) == {
        quote.id: family.adam,
        order.id: family.adam,
    }
    assert listed(family, DocumentKind.QUOTE, family.zoe) == []
    assert listed(family, DocumentKind.QUOTE, family.adam) == [quote.number]
    orders.deliver(order.id, **family.by)
    sale = orders.sell(order.id, paid={PaymentMode.CASH: Centimes(500)}, **family.by)
    assert family.shares() == {"Adam": (2_000, 500, 1_500)}
    with pytest.raises(AlreadySold):
        attributing.attribute_document(quote.id, None, **family.by)
    quotes.refuse(other.id, "too dear", **family.by)
    with pytest.raises(GivenUp):
        attributing.attribute_document(other.id, family.zoe, **family.by)
    family.attribute(sale.id, family.zoe)
    assert family.shares() == {"Zoé": (2_000, 500, 1_500)}
    assert doctor.examine() == []


def listed(family: Family, kind: DocumentKind, contact: int) -> list[str]:
    found = DocumentListing(family.client, kind, contact=contact)
    rows = [row.number for row in found.read(9)]
    assert found.count() == len(rows)
    return rows


def test_what_an_organism_took_over_is_for_whom_all_of_it_is(counter: Counter) -> None:
    guards.register()
    family = Family(counter)
    client = clients.get(family.client)
    insured = replace(clients.fields_of(client), organism=organisms.organisms()[0].id)
    clients.edit(family.client, insured, version=client.version, **family.by)
    one, two = family.sell(1_000, family.zoe), family.sell(2_000, family.zoe)
    invoice = invoices.issue(family.client, [one, two], to_organism=True, **family.by)
    assert family.shares() == {"Zoé": (3_000, 0, 0)}
    family.attribute(one, family.adam)
    assert family.shares() == {"Zoé": (2_000, 0, 2_000), "Adam": (1_000, 0, 1_000), "nobody": (0, 0, -3_000)}
    family.attribute(two, family.adam)
    assert family.shares() == {"Adam": (3_000, 0, 0)}
    billing = Operation.get(Operation.kind == OperationKind.BILLING).id
    with pytest.raises(OfTheClient):
        family.attribute(billing, None)
    assert invoice.total == 3_000
    assert doctor.examine() == []


def test_windows_of_a_contact_go_on_where_they_ended(family: Family) -> None:
    made = [family.sell(1_000 + each, family.zoe if each % 2 else family.adam) for each in range(12)]
    family.attribute(made[0], family.zoe)
    listing = OperationListing(family.client, (OperationKind.SALE,), contact=family.zoe)
    first = listing.read(3)
    rest = listing.read(9, after=first[-1])
    assert [row.id for row in (*first, *rest)] == [*reversed(made[1::2]), made[0]]
    assert [row.id for row in listing.last(2)] == [made[1], made[0]]
    assert [row.id for row in listing.read(2, before=rest[0])] == [row.id for row in first[1:]]
    assert listing.count() == 7


def test_the_last_contact_of_today_is_proposed(family: Family) -> None:
    assert last_today(family.client) is None
    family.sell(1_000, family.zoe)
    sale = family.sell(1_000, family.adam)
    family.sell(500)
    assert last_today(family.client) == family.adam
    family.attribute(sale, None)
    assert last_today(family.client) == family.zoe
    contacts.retire(family.zoe, **family.by)
    assert last_today(family.client) is None
    assert last_today(family.counter.client("Alami")) is None


def test_what_a_relevé_saw_is_read_again(family: Family) -> None:
    sale = family.sell(1_000, family.zoe)
    seen = int(Attribution.get(Attribution.operation == sale).id)
    family.attribute(sale, family.adam)
    assert attribution.contacts_of([sale], until=seen) == {sale: family.zoe}
    assert attribution.contacts_of([sale]) == {sale: family.adam}
    family.attribute(sale, None)
    assert attribution.contacts_of([sale]) == {}


def test_a_sale_without_a_contact_runs_no_statement_more(family: Family) -> None:
    family.sell(1_000, cash=500)
    family.sell(1_000, family.zoe, cash=500)
    with statements.counted() as plain:
        family.sell(1_000, cash=500)
    with statements.counted() as with_contact:
        family.sell(1_000, family.zoe, cash=500)
    assert [each for each in plain if "contact_id" in each or '"contact"' in each] == []
    assert len(with_contact) - len(plain) == 2, "who it is, and one row for each operation at once"


def test_merged_fiches_share_their_contacts_and_are_given_back(family: Family) -> None:
    counter = family.counter
    twice = counter.client("Martines", "Jeanne")
    sara = add(counter, twice, "Martinez", "Sara")
    lines = [NewLine(counter.product(700))]
    theirs = sales.sell(twice, lines, for_contact=sara, **family.by)
    own = family.sell(1_000, family.zoe)
    merging.merge(family.client, twice, {}, versions=(1, 1), **family.by)
    assert family.shares() == {"Sara": (700, 0, 700), "Zoé": (1_000, 0, 1_000)}
    assert family.numbers(sara) == [theirs.number]
    late = family.sell(300, sara)
    family.attribute(own, sara)
    family.attribute(theirs.id, family.zoe)
    with pytest.raises(Tied) as tied:
        merging.undo(twice, newer_stay=True, **family.by)
    numbers = {theirs.number, *(Operation.get_by_id(each).number for each in (late, own))}
    assert set(tied.value.numbers.split(", ")) == numbers
    family.attribute(own, family.zoe)
    family.attribute(theirs.id, None)
    family.attribute(late, None)
    merging.undo(twice, newer_stay=True, **family.by)
    assert family.shares() == {"Zoé": (1_000, 0, 1_000), "nobody": (300, 0, 300)}
    family.client = twice
    assert family.shares() == {"nobody": (700, 0, 700)}
    assert doctor.examine() == []


def test_the_share_of_one_contact_is_that_among_all(family: Family) -> None:
    family.sell(1_000, family.zoe, cash=200)
    of_all = {each.contact: each for each in shares(family.client)}
    rows = {row.id: row for row in contacts_of(family.client)}
    assert share_of(rows[family.zoe]) == of_all[family.zoe]
    assert share_of(rows[family.adam]) == of_all[family.adam]
    nothing = ContactShare(family.adam, "Martinez Adam", True, Centimes(0), Centimes(0), Centimes(0))
    assert of_all[family.adam] == nothing


def test_a_window_of_a_contact_costs_the_same_among_many(file_counter: Counter) -> None:
    """Of forty contacts with a thousand operations, as of one with ten: along one index, not by sorting."""
    small, large = (with_operations(file_counter, *each) for each in ((1, 10), (40, 1_000)))
    engine().look_again()
    for work in (window, last_window):
        few, many = (steps(partial(work, *each)) for each in (small, large))
        assert many <= 1.3 * few + 3, work.__name__


def with_operations(counter: Counter, contacts: int, operations: int) -> tuple[int, int]:
    """A client with so many contacts, for whom so many sales were in turn, and one of the contacts."""
    client = counter.client()
    around = [add(counter, client, f"Alami {number}") for number in range(contacts)]
    done = counter.sell(client, 100).id
    trail = Operation.get_by_id(done).trail_id
    keys = engine().reserve_keys("operation", operations)
    days = [f"2026-{number % 10 + 1:02d}-{number % 28 + 1:02d}" for number in range(operations)]
    with transaction():
        engine().insert_rows(
            "operation",
            ("id", "trail_id", "kind", "number", "value_date", "client_id", "note", "reference"),
            [
                (key, trail, "sale", f"V{key}", day, client, "", "")
                for key, day in zip(keys, days, strict=True)
            ],
        )
        engine().insert_rows(
            "posting",
            ("operation_id", "account", "client_id", "amount"),
            [row for key in keys for row in ((key, "receivable", client, 100), (key, "sales", None, -100))],
        )
        engine().insert_rows(
            "attribution",
            ("trail_id", "operation_id", "contact_id", "kind", "day"),
            [
                (trail, key, around[number % contacts], "sale", day)
                for number, (key, day) in enumerate(zip(keys, days, strict=True))
            ],
        )
    return client, around[0]


def window(client: int, contact: int) -> None:
    assert len(OperationListing(client, (OperationKind.SALE,), contact=contact).read(10)) == 10


def last_window(client: int, contact: int) -> None:
    assert len(OperationListing(client, (OperationKind.SALE,), contact=contact).last(10)) == 10
