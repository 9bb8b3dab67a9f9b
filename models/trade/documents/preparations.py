"""Preparations (préparations): medicines made for a client: to do, ready, handed over (doc-preps)."""

from collections.abc import Mapping, Sequence
from datetime import date

from models.money.ledger.accounts import PaymentMode
from models.money.ledger.postings import Entered
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.trade.documents import verbs as documents
from models.trade.documents.table import DocumentKind, DocumentState, Promised
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.values import ZERO, Centimes

KIND = DocumentKind.PREPARATION


@verb("preparations.create", Right.PREPARE_DOCUMENTS, answers=documents.made)
def create(
    client: int,
    lines: Sequence[NewLine],
    *,
    until: date | None = None,
    contact: str = "",
    note: str = "",
    seen: Centimes | None = None,
    for_contact: int | None = None,
    by: By,
) -> Promised:
    """Writes a preparation; `until` is the day on which it is wanted. Raises as `documents.create`."""
    return documents.create(
        KIND,
        client,
        lines,
        until=until,
        contact=contact,
        note=note,
        seen=seen,
        for_contact=for_contact,
        by=by,
    )


@verb("preparations.sell", Right.SELL, answers=sales.sold)
def sell(
    preparation: int,
    *,
    paid: Mapping[PaymentMode, Centimes] | None = None,
    avoir_used: Centimes = ZERO,
    reference: str = "",
    by: By,
) -> Entered:
    """Hands a ready preparation over: it becomes a sale, once and for good. Raises as `documents.sell`."""
    return documents.sell(KIND, preparation, paid=paid, avoir_used=avoir_used, reference=reference, by=by)


@verb("preparations.ready", Right.PREPARE_DOCUMENTS, answers=documents.stepped)
def finish(preparation: int, *, by: By) -> Promised:
    """Marks a preparation as ready. Raises as `documents.step`."""
    return documents.step(KIND, preparation, DocumentState.READY, by=by)


@verb("preparations.to_do", Right.PREPARE_DOCUMENTS, answers=documents.stepped)
def redo(preparation: int, *, by: By) -> Promised:
    """Marks a ready preparation as not ready. Raises as `documents.step`."""
    return documents.step(KIND, preparation, DocumentState.TO_DO, by=by)


@verb("preparations.cancelled", Right.PREPARE_DOCUMENTS, answers=documents.stepped)
def cancel(preparation: int, reason: str, *, by: By) -> Promised:
    """Cancels a preparation for good. Raises as `documents.step`."""
    return documents.step(KIND, preparation, DocumentState.CANCELLED, reason, by=by)
