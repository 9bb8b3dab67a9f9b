"""What the doctor sees in quotes, preparations and orders that no verb would leave."""

from models.doctor.trade import promises
from models.trade.documents import orders, quotes
from models.trade.documents.table import DocumentState, DocumentStep
from tests.models.conftest import Counter
from tests.models.trade.documents.test_documents import do, make

ACCEPTED, INVOICED = DocumentState.ACCEPTED, DocumentState.INVOICED


def faults() -> list[str]:
    checks = (promises.steps_are_allowed, promises.sold_once)
    return [str(fault) for check in checks for fault in check()]


def test_the_doctor_sees_a_step_out_of_order(counter: Counter) -> None:
    client = counter.client()
    quote = make(counter, quotes, client, 1_000)
    do(counter, quotes.refuse, quote, "too dear")
    left = DocumentStep.get(DocumentStep.document == quote).trail
    DocumentStep.insert(document=quote, trail=left, state=ACCEPTED).execute()
    assert faults() == [
        "documents: The document D-2026-00001 took a step that may not follow the one before."
    ]


def test_the_doctor_sees_a_document_and_a_sale_that_do_not_agree(counter: Counter) -> None:
    client, other = counter.client(), counter.client("Alami")
    documents = [make(counter, kind, client, 1_000) for kind in (quotes, orders, quotes)]
    left = DocumentStep.get(DocumentStep.document == documents[0]).trail
    do(counter, orders.deliver, documents[1])
    sale, of_another = counter.sell(client, 900), counter.sell(other, 1_000)
    for document, sold in zip(documents, (sale.id, of_another.id, None), strict=True):
        DocumentStep.insert(document=document, trail=left, state=INVOICED, sale=sold).execute()
    found = faults()
    assert len(found) == 3
    assert all("and the sale it became do not agree" in fault for fault in found)


def test_the_doctor_sees_a_quote_sold_beside_its_order(counter: Counter) -> None:
    client = counter.client()
    quote = make(counter, quotes, client, 1_000)
    order = do(counter, orders.from_quote, quote)
    do(counter, orders.deliver, order.id)
    left = DocumentStep.get(DocumentStep.document == quote).trail
    sale = counter.sell(client, 1_000)
    DocumentStep.insert(document=quote, trail=left, state=INVOICED, sale=sale.id).execute()
    assert not faults()
    other = counter.sell(client, 1_000)
    DocumentStep.insert(document=order.id, trail=left, state=INVOICED, sale=other.id).execute()
    assert len(faults()) == 1
