"""Quotes (devis): prices promised until a day (doc-quotes).

A quote is open until it is accepted, refused, sold or ordered. An open quote expires after its last day,
which is derived and never stored; one accepted in time does not expire.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from models.money.ledger.accounts import PaymentMode
from models.money.ledger.postings import Entered
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import clock
from models.trade.documents import verbs as documents
from models.trade.documents.delivery import Destination
from models.trade.documents.table import DocumentKind, DocumentState, Promised
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.values import ZERO, Centimes

KIND = DocumentKind.QUOTE
VALID_DAYS = 30


def last_day() -> date:
    """The default last day of a quote made today."""
    return clock.today() + timedelta(days=VALID_DAYS)


@verb("quotes.create", Right.PREPARE_DOCUMENTS, answers=documents.made)
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
    """Writes a quote; `until` None is `last_day`. Raises as `documents.create`."""
    return documents.create(
        KIND,
        client,
        lines,
        until=until or last_day(),
        contact=contact,
        note=note,
        seen=seen,
        for_contact=for_contact,
        goes=Destination(site),
        by=by,
    )


@verb("quotes.sell", Right.SELL, answers=sales.sold)
def sell(
    quote: int,
    *,
    paid: Mapping[PaymentMode, Centimes] | None = None,
    avoir_used: Centimes = ZERO,
    reference: str = "",
    by: By,
) -> Entered:
    """Turns a quote into a sale, once and for good, whether accepted or not. Raises as `documents.sell`."""
    return documents.sell(KIND, quote, paid=paid, avoir_used=avoir_used, reference=reference, by=by)


@verb("quotes.accepted", Right.PREPARE_DOCUMENTS, answers=documents.stepped)
def accept(quote: int, *, by: By) -> Promised:
    """Accepts a quote for the client: it no longer expires. Raises as `documents.step`."""
    return documents.step(KIND, quote, DocumentState.ACCEPTED, by=by)


@verb("quotes.open", Right.PREPARE_DOCUMENTS, answers=documents.stepped)
def reopen(quote: int, *, by: By) -> Promised:
    """Takes an acceptance back. Raises as `documents.step`."""
    return documents.step(KIND, quote, DocumentState.OPEN, by=by)


@verb("quotes.refused", Right.PREPARE_DOCUMENTS, answers=documents.stepped)
def refuse(quote: int, reason: str, *, by: By) -> Promised:
    """Refuses a quote for the client; final. Raises as `documents.step`."""
    return documents.step(KIND, quote, DocumentState.REFUSED, reason, by=by)
