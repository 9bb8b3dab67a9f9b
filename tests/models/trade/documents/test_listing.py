"""Lists of quotes, preparations and orders, narrowed and read by windows (doc-quote-filters)."""

from datetime import date
from typing import Any

from models.trade.documents import orders, preparations, quotes
from models.trade.documents.listing import Awaited, DocumentListing, DocumentRow, one
from models.trade.documents.table import DocumentKind, DocumentState
from tests.models.conftest import Counter
from tests.models.trade.documents.test_documents import do, in_days, make

REFUSED, EXPIRED = DocumentState.REFUSED, DocumentState.EXPIRED
ORDERED, INVOICED = DocumentState.ORDERED, DocumentState.INVOICED


def rows(client: int, kind: DocumentKind = DocumentKind.QUOTE, **narrow: Any) -> list[DocumentRow]:
    return list(DocumentListing(client, kind, **narrow).read(50))


def numbers(client: int, kind: DocumentKind = DocumentKind.QUOTE, **narrow: Any) -> list[str]:
    return [row.number for row in rows(client, kind, **narrow)]


def test_doc_quote_filters_what_waits_for_its_order_its_delivery_its_invoice(counter: Counter) -> None:
    client = counter.client()
    made = [make(counter, quotes, client, 1_000) for _ in range(6)]
    do(counter, quotes.refuse, made[1], "too dear")
    do(counter, quotes.sell, made[2])
    ordered, delivered, invoiced = (do(counter, orders.from_quote, quote).id for quote in made[3:])
    for order in (delivered, invoiced):
        do(counter, orders.deliver, order)
    do(counter, orders.sell, invoiced)

    waiting = {
        awaited: sorted(number[-1:] for number in numbers(client, awaited=awaited)) for awaited in Awaited
    }
    assert waiting == {
        Awaited.ORDER: ["1"],
        Awaited.DELIVERY: ["1", "4"],
        Awaited.INVOICE: ["1", "4", "5"],
    }
    assert numbers(client, state=INVOICED) == ["D-2026-00006", "D-2026-00003"]
    assert numbers(client, state=REFUSED) == ["D-2026-00002"]
    assert DocumentListing(client, DocumentKind.QUOTE, awaited=Awaited.INVOICE).count() == 3
    assert numbers(client, DocumentKind.ORDER, state=ORDERED) == [one(ordered).number]
    with in_days(31):
        assert numbers(client, state=EXPIRED) == ["D-2026-00001"]
        assert all("D-2026-00001" not in numbers(client, awaited=awaited) for awaited in Awaited)


def test_a_list_is_narrowed_by_days_and_by_what_it_says(counter: Counter) -> None:
    client, other = counter.client(), counter.client("Alami")
    make(counter, quotes, client, 1_000, contact="Zoé")
    with in_days(5):
        make(counter, quotes, client, 2_000, note="pour l'été")
        make(counter, quotes, other, 3_000)
        make(counter, preparations, client, 4_000)
        assert numbers(client) == ["D-2026-00002", "D-2026-00001"]
        assert numbers(client, since=date(2026, 11, 13)) == ["D-2026-00002"]
        assert numbers(client, until=date(2026, 11, 13)) == ["D-2026-00001"]
        for text, found in (
            ("ZOE", 1),
            ("ete", 2),
            ("product 2000", 2),
            ("p2000", 2),
            ("00001", 1),
            ("none", 0),
        ):
            assert numbers(client, text=text) == ([f"D-2026-0000{found}"] if found else []), text


def test_a_list_is_read_a_window_at_a_time_both_ways(counter: Counter) -> None:
    client = counter.client()
    for _ in range(5):
        make(counter, quotes, client, 1_000)
    listing = DocumentListing(client, DocumentKind.QUOTE)
    every = list(listing.read(10))
    assert list(listing.read(2, after=every[1])) == every[2:4]
    assert list(listing.read(2, before=every[3])) == every[1:3]
    assert list(listing.read(2, at=every[3])) == every[3:]
    assert list(listing.last(2)) == every[3:]
