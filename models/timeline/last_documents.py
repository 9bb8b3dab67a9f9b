"""The last document of each kind that a client was given (dash-docs)."""

from collections.abc import Sequence

from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationListing, OperationRow
from models.store.connection import engine
from models.trade.documents.listing import DocumentListing, DocumentRow
from models.trade.documents.table import DocumentKind
from models.trade.global_invoices.listing import InvoiceListing, InvoiceRow
from models.trade.statements.listing import StatementListing, StatementRow

LastDocument = OperationRow | DocumentRow | InvoiceRow | StatementRow


def of(client: int) -> Sequence[LastDocument]:
    """The last sale, return, facture globale, quote, preparation, order and relevé of a client; a kind of
    which there is none is left out.
    """
    with engine().reading():
        return [
            *OperationListing(client, (OperationKind.SALE,)).read(1),
            *OperationListing(client, (OperationKind.RETURN,)).read(1),
            *InvoiceListing(client).read(1),
            *(row for kind in DocumentKind for row in DocumentListing(client, kind).read(1)),
            *StatementListing(client).read(1),
        ]
