"""Several counts in one statement say what each would say by itself, on both engines."""

from models.money.avoirs.verbs import AvoirListing
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationListing
from models.outbox.messages.listing import MessageListing, counting_of
from models.people.contacts import listing as contacts
from models.people.sites import listing as sites
from models.store.prepared import Counts
from models.trade.documents import quotes
from models.trade.documents.listing import DocumentListing
from models.trade.documents.table import DocumentKind
from models.trade.global_invoices.listing import InvoiceListing
from models.trade.prices.lines import NewLine
from models.trade.statements.listing import StatementListing
from tests import statements
from tests.asking import by_staff
from tests.models.conftest import Counter

SALES, PAYMENTS = (OperationKind.SALE,), (OperationKind.PAYMENT, OperationKind.DISCOUNT)
ALL = Counts(
    [
        lambda client: OperationListing(client, SALES).counting(),
        lambda client: OperationListing(client, PAYMENTS, whole=True).counting(),
        lambda client: AvoirListing(client).counting(),
        lambda client: DocumentListing(client, DocumentKind.QUOTE).counting(),
        lambda client: InvoiceListing(client).counting(),
        lambda client: StatementListing(client).counting(),
        counting_of,
        sites.counting_of,
        contacts.counting_of,
    ]
)


def one_by_one(client: int) -> tuple[int, ...]:
    return (
        OperationListing(client, SALES).count(),
        OperationListing(client, PAYMENTS, whole=True).count(),
        AvoirListing(client).count(),
        DocumentListing(client, DocumentKind.QUOTE).count(),
        InvoiceListing(client).count(),
        StatementListing(client).count(),
        MessageListing(client=client).count(),
        sites.counting_of(client).scalar(),
        contacts.counting_of(client).scalar(),
    )


def test_counts_are_asked_in_one_statement_and_are_those_of_the_listings(counter: Counter) -> None:
    busy, other = counter.client(), counter.client("Alami")
    for total in (1_000, 2_000, 3_000):
        counter.sell(busy, total)
    counter.sell(other, 500)
    counter.pay(busy, 1_500)
    counter.advance(other, 5_000)
    quotes.create(busy, [NewLine(counter.product(1_000))], by=by_staff(counter.staff))
    ALL.about(busy)
    for client, expected in ((busy, (3, 1, 0, 1, 0, 0, 0, 0, 0)), (other, (1, 0, 1, 0, 0, 0, 0, 0, 0))):
        with statements.counted() as run:
            assert ALL.about(client) == expected
        assert len(run) == 1
        assert one_by_one(client) == expected
