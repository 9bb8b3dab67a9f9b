"""Devis: prices promised until a day (doc-quotes).

A quote is open until it is accepted, refused, sold or ordered. After its last day an open one is expired,
which is derived and never kept; who accepted in time keeps the promise.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from models.store import clock
from models.trade.documents import verbs as documents
from models.trade.documents.table import Document, DocumentKind, DocumentState
from models.trade.prices.lines import NewLine
from models.values import Centimes

KIND = DocumentKind.QUOTE
VALID_DAYS = 30

sell = partial(documents.sell, KIND)
"""Turns a quote into a sale, once and for good, accepted or not. Raises as `documents.sell`."""


def last_day() -> date:
    """Until when a quote of today is valid where nothing else is said."""
    return clock.today() + timedelta(days=VALID_DAYS)


def create(
    client: int,
    lines: Sequence[NewLine],
    *,
    until: date | None = None,
    contact: str = "",
    note: str = "",
    seen: Centimes | None = None,
    staff: int,
    op_id: str,
) -> Document:
    """Makes a quote; `until` None is `last_day`. Raises as `documents.create`."""
    return documents.create(
        KIND,
        client,
        lines,
        until=until or last_day(),
        contact=contact,
        note=note,
        seen=seen,
        staff=staff,
        op_id=op_id,
    )


def accept(quote: int, *, staff: int, op_id: str) -> Document:
    """The client agrees, and so keeps the promise after its last day. Raises as `documents.step`."""
    return documents.step(KIND, quote, DocumentState.ACCEPTED, staff=staff, op_id=op_id)


def reopen(quote: int, *, staff: int, op_id: str) -> Document:
    """Takes an acceptance back. Raises as `documents.step`."""
    return documents.step(KIND, quote, DocumentState.OPEN, staff=staff, op_id=op_id)


def refuse(quote: int, reason: str, *, staff: int, op_id: str) -> Document:
    """The client does not want it; final. Raises as `documents.step`."""
    return documents.step(KIND, quote, DocumentState.REFUSED, reason, staff=staff, op_id=op_id)
