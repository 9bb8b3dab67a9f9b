"""Delivery notes: where they go, who signs, and the one sale that several become (doc-delivery)."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from models.doctor.examination import examine
from models.merging import verbs as merging
from models.money.ledger import attribution as of_operations
from models.money.ledger.postings import Entered, InTheFuture, Operation
from models.people.clients import verbs as clients
from models.people.contacts import verbs as contacts
from models.people.contacts.table import ContactFields
from models.people.references import verbs as references
from models.people.references.listing import NotOffered
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.refusals import Missing
from models.store import clock
from models.store.connection import transaction
from models.trade.cancelling import guards
from models.trade.catalogue.table import Product
from models.trade.catalogue.vat import Vat, VatRate
from models.trade.documents import delivery, delivery_notes, delivery_sales, orders, pro_formas, quotes
from models.trade.documents import detail as document_detail
from models.trade.documents.delivery import NO_SITE, Destination
from models.trade.documents.delivery_notes import BeforeItsNote
from models.trade.documents.delivery_sales import NothingTicked, OfSeveralClients, notes_of, sellable
from models.trade.documents.listing import Awaited, DocumentListing, one
from models.trade.documents.sold import InvoicedListing, SoldListing
from models.trade.documents.table import (
    AlreadySold,
    DocumentKind,
    DocumentState,
    NoSuchDocument,
    NotDelivered,
    UnderDeliveryNote,
    UnderOrder,
)
from models.trade.invoices import verbs as invoices
from models.trade.invoices.table import InvoiceKind
from models.trade.prices.lines import ProductGone
from models.trade.returns import verbs as returns
from models.trade.sales import detail as sale_detail
from models.trade.sales.table import SaleLine
from models.trade.sales.verbs import TotalChanged
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.trade.documents.test_documents import do, in_days, make, refused

PREPARED, DELIVERED, INVOICED = DocumentState.PREPARED, DocumentState.DELIVERED, DocumentState.INVOICED
CANCELLED, ORDERED, EXPIRED = DocumentState.CANCELLED, DocumentState.ORDERED, DocumentState.EXPIRED
NOTE = DocumentKind.DELIVERY_NOTE


def a_site(counter: Counter, client: int, name: str, **values: str) -> int:
    return int(sites.create(client, SiteFields(name, **values), by=by_staff(counter.staff)))


def a_courier(counter: Counter, name: str) -> int:
    values = ReferenceFields(name)
    return int(references.create(ReferenceKind.COURIER, values, by=by_staff(counter.staff)))


def delivered(counter: Counter, client: int, *prices: int, **rest: Any) -> int:
    """A note that somebody signed for."""
    note = make(counter, delivery_notes, client, *prices, **rest)
    do(counter, delivery_notes.deliver, note, "Mme Sebti")
    return note


def sell(counter: Counter, notes: list[int], **rest: Any) -> Entered:
    return delivery_sales.sell(notes, by=by_staff(counter.staff), **rest)


def numbers(client: int, **narrow: Any) -> list[str]:
    return [row.number for row in DocumentListing(client, NOTE, **narrow).read(50)]


def test_doc_delivery_a_note_goes_to_a_site_with_a_courier_and_is_signed_for(counter: Counter) -> None:
    driver = a_courier(counter, "Brahim")
    client = counter.client("Atlas", "", address="1, rue A", city="Fès", courier=driver)
    ward = {"address": "4, bd B", "city": "Rabat", "contact": "Mme Sebti", "phone": "0612345678"}
    depot = a_site(counter, client, "Dépôt", **ward)
    a_site(counter, client, "Magasin")
    assert delivery.proposed(client) == Destination(depot, driver)

    note = make(counter, delivery_notes, client, 5_000, site=depot, courier=driver, until=date(2026, 11, 13))
    row = one(note)
    assert (row.number, row.state, row.site, row.courier) == ("BL-2026-00001", PREPARED, "Dépôt", "Brahim")
    assert counter.owes(client) == (0, 0, 0), "nothing is owed by a note"
    sites.retire(depot, by=by_staff(counter.staff))
    place = document_detail.paper(note).place
    assert place is not None, "frozen as it was"
    assert (place.name, place.address, place.contact, place.phone, place.courier) == (
        *("Dépôt", ("4, bd B", "Rabat"), "Mme Sebti", "+212612345678", "Brahim"),
    )
    with in_days(2):
        today = clock.today()
        assert refused(Missing, lambda: do(counter, delivery_notes.deliver, note, " ")) == Missing(
            "received_by"
        )
        late: dict[str, Any] = {"day": today + timedelta(days=1)}
        refused(InTheFuture, lambda: do(counter, delivery_notes.deliver, note, "A", **late))
        early: dict[str, Any] = {"day": row.day - timedelta(days=1)}
        refused(BeforeItsNote, lambda: do(counter, delivery_notes.deliver, note, "A", **early))
        signed: dict[str, Any] = {"day": row.day, "at": 17 * 60, "reason": "1 boîte abîmée"}
        do(counter, delivery_notes.deliver, note, "Mme Sebti", **signed)
    step = document_detail.paper(note).steps[-1]
    assert (step.state, step.received_by, step.received_on, step.received_at, step.reason) == (
        *(DELIVERED, "Mme Sebti", row.day, 17 * 60, "1 boîte abîmée"),
    )
    with in_days(2):
        do(counter, delivery_notes.undo_delivery, note)
        do(counter, delivery_notes.cancel, note, "fermé")
        assert one(note).state is CANCELLED
        assert not examine()


def test_without_a_site_it_goes_to_the_own_address_and_to_no_site_of_another(
    counter: Counter,
) -> None:
    client, other = counter.client(address="1, rue A", city="Fès"), counter.client("Alami")
    note = make(counter, delivery_notes, client, 5_000)
    place = document_detail.paper(note).place
    assert place is not None
    assert (place.name, place.address) == ("", ("1, rue A", "Fès"))
    quote = make(counter, quotes, client, 5_000)
    assert document_detail.paper(quote).place is None, "a quote without a site goes nowhere"
    strange, driver = a_site(counter, other, "Dépôt"), a_courier(counter, "Brahim")
    references.retire(driver, seen=ReferenceFields("Brahim"), by=by_staff(counter.staff))
    assert refused(NotOffered, lambda: make(counter, delivery_notes, client, 1, site=strange)) == NotOffered(
        "site"
    )
    gone = refused(NotOffered, lambda: make(counter, delivery_notes, client, 1, courier=driver))
    assert gone == NotOffered("courier")
    assert not examine()


def test_notes_of_a_month_become_one_sale_at_what_they_promised(counter: Counter) -> None:
    client = counter.client()
    notes = [delivered(counter, client, 1_000, 2_500), delivered(counter, client, 4_000)]
    waiting = make(counter, delivery_notes, client, 7_000)
    Product.update(price=99_999).execute()
    assert numbers(client, awaited=Awaited.INVOICE) == ["BL-2026-00003", "BL-2026-00002", "BL-2026-00001"]
    assert refused(NotDelivered, lambda: sell(counter, [*notes, waiting])) == NotDelivered("BL-2026-00003")
    assert refused(TotalChanged, lambda: sell(counter, notes, seen=Centimes(1)))
    refused(NothingTicked, lambda: sell(counter, []))
    refused(NoSuchDocument, lambda: sell(counter, [*notes, 999]))

    sale = sell(counter, list(reversed(notes)), seen=Centimes(7_500))

    assert counter.owes(client) == (7_500, 0, 7_500)
    sold = sale_detail.detail(sale.id)
    assert [line.amount for line in sold.lines] == [1_000, 2_500, 4_000]
    assert sold.row.note == "BL-2026-00001, BL-2026-00002"
    assert [each.number for each in notes_of(sale.id)] == ["BL-2026-00001", "BL-2026-00002"]
    assert [(one(note).state, one(note).sale) for note in notes] == [(INVOICED, sale.number)] * 2
    assert numbers(client, awaited=Awaited.INVOICE) == ["BL-2026-00003"]
    do(counter, delivery_notes.deliver, waiting, "Ali")
    again = refused(AlreadySold, lambda: sell(counter, [waiting, notes[1]]))
    assert again == AlreadySold("BL-2026-00002", sale.number)
    assert one(waiting).state is DELIVERED, "nothing half done"
    assert not examine()


def test_a_sale_of_more_notes_than_its_note_may_hold_names_the_first_and_the_last(counter: Counter) -> None:
    client = counter.client()
    notes = [delivered(counter, client, 1_000) for _ in range(34)]
    sale = sell(counter, notes)
    assert sale_detail.detail(sale.id).row.note == "BL-2026-00001 … BL-2026-00034 (34)"
    assert len(notes_of(sale.id)) == 34


def test_once_their_sale_is_cancelled_notes_wait_for_another_one(counter: Counter) -> None:
    client = counter.client()
    notes = [delivered(counter, client, 1_000), delivered(counter, client, 2_000)]
    wrong = sell(counter, notes)
    guards.cancel(wrong.id, "one too many", by=by_staff(counter.staff))
    assert [(one(note).state, one(note).sale) for note in notes] == [(DELIVERED, "")] * 2
    assert not examine()
    right = sell(counter, notes[:1])
    assert counter.owes(client) == (1_000, 0, 1_000)
    assert [(one(note).state, one(note).sale) for note in notes] == [
        *((INVOICED, right.number), (DELIVERED, "")),
    ]
    do(counter, delivery_notes.cancel, notes[1], "came back")
    assert not examine()


def test_a_sale_of_notes_is_of_one_client_through_all_their_fiches(counter: Counter) -> None:
    client, twin, other = counter.client(), counter.client("Martines"), counter.client("Alami")
    notes = [delivered(counter, each, 1_000) for each in (client, twin)]
    foreign = delivered(counter, other, 5_000)
    assert refused(OfSeveralClients, lambda: sell(counter, notes)) == OfSeveralClients("BL-2026-00002")
    versions = clients.get(client).version, clients.get(twin).version
    merging.merge(client, twin, {}, versions=versions, by=by_staff(counter.staff))
    with pytest.raises(OfSeveralClients):
        sellable([*notes, foreign])
    assert sellable(notes) == 2_000
    sell(counter, notes)
    assert counter.owes(client) == (2_000, 0, 2_000)
    assert [row.state for row in DocumentListing(client, NOTE).read(5)] == [INVOICED, INVOICED]
    assert not examine()


def test_a_sale_is_for_the_contact_for_whom_all_its_notes_are(counter: Counter) -> None:
    client = counter.client()
    relation = references.create(ReferenceKind.RELATION, ReferenceFields("Achat"), by=by_staff(counter.staff))
    values = ContactFields(relation=relation, last_name="Sebti")
    contact = contacts.create(client, values, by=by_staff(counter.staff))
    of_hers = [delivered(counter, client, 1_000, for_contact=contact) for _ in range(3)]
    for_all = delivered(counter, client, 1_000)
    one_sale = sell(counter, of_hers[:2])
    mixed = sell(counter, [of_hers[2], for_all])
    assert of_operations.contacts_of([one_sale.id, mixed.id]) == {one_sale.id: contact}
    assert sale_detail.detail(one_sale.id).contact == "Sebti"
    assert not examine()


def test_an_order_is_delivered_once_and_stands_where_its_note_stands(counter: Counter) -> None:
    client = counter.client()
    depot = a_site(counter, client, "Dépôt")
    quote = make(counter, quotes, client, 3_000, site=depot)
    order = do(counter, orders.from_quote, quote).id
    assert one(order).site == "Dépôt"
    note = do(counter, delivery_notes.from_order, order, site=depot).id
    assert [one(each).state for each in (quote, order, note)] == [PREPARED] * 3
    assert (one(order).made, one(note).beside, one(note).origin) == (
        *("BL-2026-00001", "BC-2026-00001", DocumentKind.ORDER),
    )
    waiting = DocumentListing(client, DocumentKind.QUOTE, awaited=Awaited.DELIVERY)
    assert waiting.count() == 1
    verbs: list[Any] = [orders.sell, orders.deliver, delivery_notes.from_order]
    for verb in verbs:
        again = refused(UnderDeliveryNote, partial(do, counter, verb, order))
        assert again == UnderDeliveryNote("BC-2026-00001", "BL-2026-00001")
    refused(UnderOrder, lambda: do(counter, quotes.sell, quote))
    do(counter, delivery_notes.deliver, note, "Ali")
    assert waiting.count() == 0
    assert [one(each).state for each in (quote, order, note)] == [DELIVERED] * 3
    do(counter, delivery_notes.cancel, note, "wrong order")
    assert [one(each).state for each in (quote, order)] == [ORDERED] * 2
    second = do(counter, delivery_notes.from_order, order).id
    do(counter, delivery_notes.deliver, second, "Ali")
    sell(counter, [second])
    assert [one(each).state for each in (quote, order, second)] == [INVOICED] * 3
    assert not examine()


def test_doc_proforma_is_valid_until_a_day_and_becomes_an_order_or_a_sale_once(counter: Counter) -> None:
    client = counter.client()
    first, second, third = (make(counter, pro_formas, client, 3_000) for _ in range(3))
    assert (one(first).number, one(first).until) == ("PF-2026-00001", date(2026, 12, 12))
    assert counter.owes(client) == (0, 0, 0)
    do(counter, pro_formas.sell, first)
    refused(AlreadySold, lambda: do(counter, orders.from_pro_forma, first))
    order = do(counter, orders.from_pro_forma, second).id
    refused(UnderOrder, lambda: do(counter, pro_formas.sell, second))
    note = do(counter, delivery_notes.from_order, order).id
    assert [one(each).state for each in (first, second, order)] == [INVOICED, PREPARED, PREPARED]
    do(counter, delivery_notes.cancel, note, "x")
    do(counter, pro_formas.cancel, third, "no answer")
    fourth = make(counter, pro_formas, client, 1_000)
    with in_days(31):
        assert [one(each).state for each in (third, fourth)] == [CANCELLED, EXPIRED]
    assert not examine()


def test_doc_filters_documents_and_sales_are_narrowed_by_site(counter: Counter) -> None:
    client = counter.client()
    depot, shop = a_site(counter, client, "Dépôt"), a_site(counter, client, "Magasin")
    notes = [delivered(counter, client, 1_000, site=site) for site in (depot, shop, None)]
    assert numbers(client, site=depot) == ["BL-2026-00001"]
    assert numbers(client, site=NO_SITE) == ["BL-2026-00003"]
    assert DocumentListing(client, NOTE, site=shop).count() == 1
    sales = [sell(counter, [note]).number for note in notes]
    plain = counter.sell(client, 500).number

    def sold(site: int | None) -> list[str]:
        return sorted(str(row.number) for row in SoldListing(client, site=site).read(9))

    assert (sold(depot), sold(shop), sold(NO_SITE)) == ([sales[0]], [sales[1]], [sales[2], plain])
    assert len(sold(None)) == 4


@pytest.mark.capability("doc-filters")
def test_doc_filters_invoices_and_credit_notes_are_narrowed_by_site(counter: Counter) -> None:
    client = counter.client()
    depot, shop = a_site(counter, client, "Dépôt"), a_site(counter, client, "Magasin")
    sales = [sell(counter, [delivered(counter, client, 1_000, site=site)]) for site in (depot, shop, None)]
    line = SaleLine.get(SaleLine.sale == sales[0].id)
    back = returns.take_back(sales[0].id, [(line.id, 1_000)], by=by_staff(counter.staff))
    kept = counter.sell(client, 500)
    invoices.prepare(kept.id, by=by_staff(counter.staff))
    for operation in (*sales, back):
        invoices.issue(operation.id, by=by_staff(counter.staff))

    def of(site: int | None, **narrow: Any) -> set[str]:
        for whose in (client, None):
            listing = InvoicedListing(whose, tuple(InvoiceKind), site=site, **narrow)
            rows = listing.read(9)
            assert (listing.count(), set(listing.last(9))) == (len(rows), set(rows))
        assert listing.totals().count == len([row for row in rows if not row.draft])
        return {row.operation_number for row in rows}

    assert of(depot) == {sales[0].number, back.number}
    assert of(shop) == of(shop, unpaid=True) == {sales[1].number}
    assert of(NO_SITE) == {sales[2].number, kept.number}
    assert len(of(None)) == 5


def test_a_product_that_is_gone_is_named_and_no_note_is_sold(counter: Counter) -> None:
    client = counter.client()
    notes = [delivered(counter, client, 1_000), delivered(counter, client, 2_000)]
    Product.update(active=False).where(Product.id == counter.product(2_000)).execute()
    gone = refused(ProductGone, lambda: sell(counter, notes))
    assert gone == ProductGone(counter.product(2_000), "Product 2000")
    assert Operation.select().count() == 0


def test_the_couriers_of_a_client_are_proposed_while_they_are_offered(counter: Counter) -> None:
    driver = a_courier(counter, "Brahim")
    client = counter.client("Atlas", "", courier=driver)
    references.retire(driver, seen=ReferenceFields("Brahim"), by=by_staff(counter.staff))
    assert delivery.proposed(client) == Destination(None, None)


def test_inv_21_where_vat_is_added_to_net_prices_it_is_rounded_once_for_the_whole_sale(
    counter: Counter,
) -> None:
    chosen = frozenset({Feature.PROFESSIONALS})
    features.choose(chosen, seen=features.in_use(), by=by_staff(counter.staff))
    client = counter.client("Atlas", "", professional=True, tax_exclusive=True)
    counter.product(152)
    with transaction():
        vat = Vat.create(name="Normal")
        VatRate.create(vat=vat, since=date(2026, 1, 1), rate=2_000)
        Product.update(vat=vat).execute()
    notes = [delivered(counter, client, 152) for _ in range(2)]
    assert [one(note).total for note in notes] == [152, 152], "1,27 and 25,4 centimes of VAT each"
    assert sellable(notes) == 305, "2,54 and 50,8 centimes"
    sale = sell(counter, notes, seen=Centimes(305))
    assert counter.owes(client) == (305, 0, 305)
    assert [line.net for line in sale_detail.detail(sale.id).lines] == [127, 127]
    assert not examine()
