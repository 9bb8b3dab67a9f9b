"""Pro forma: a price for who has to pay in advance or to ask before they order (doc-proforma).

Nothing is due by one, and it is no invoice. It is valid until a day, and becomes an order or a sale once.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from models.money.ledger.accounts import PaymentMode
from models.money.ledger.postings import Entered
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.trade.documents import quotes
from models.trade.documents import verbs as documents
from models.trade.documents.delivery import Destination
from models.trade.documents.table import DocumentKind, DocumentState, Promised
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.values import ZERO, Centimes

KIND = DocumentKind.PRO_FORMA


@verb("pro_formas.create", Right.PREPARE_DOCUMENTS, answers=documents.made)
def create(
    client: int,
    lines: Sequence[NewLine],
    *,
    until: date | None = None,
    contact: str = "",
    note: str = "",
    seen: Centimes | None = None,
    for_contact: int | None = None,
    site: int | None = None,
    by: By,
) -> Promised:
    """Writes a pro forma; `until` None is the last day of a quote of today. Raises as `documents.create`."""
    return documents.create(
        KIND,
        client,
        lines,
        until=until or quotes.last_day(),
        contact=contact,
        note=note,
        seen=seen,
        for_contact=for_contact,
        goes=Destination(site),
        by=by,
    )


@verb("pro_formas.sell", Right.SELL, answers=sales.sold)
def sell(
    pro_forma: int,
    *,
    paid: Mapping[PaymentMode, Centimes] | None = None,
    avoir_used: Centimes = ZERO,
    reference: str = "",
    by: By,
) -> Entered:
    """Turns a pro forma into a sale, once and for good. Raises as `documents.sell`."""
    return documents.sell(KIND, pro_forma, paid=paid, avoir_used=avoir_used, reference=reference, by=by)


@verb("pro_formas.cancelled", Right.PREPARE_DOCUMENTS, answers=documents.stepped)
def cancel(pro_forma: int, reason: str, *, by: By) -> Promised:
    """Cancels a pro forma for good. Raises as `documents.step`."""
    return documents.step(KIND, pro_forma, DocumentState.CANCELLED, reason, by=by)
