"""Préparations: medicines that are made for a client: to do, ready, handed over (doc-preps; S0 6.6)."""

from collections.abc import Mapping, Sequence
from datetime import date

from models.money.accounts import PaymentMode
from models.money.ledger import Operation
from models.trade import documents
from models.trade.document_table import Document, DocumentKind, DocumentState
from models.trade.lines import NewLine
from models.values import ZERO, Centimes

KIND = DocumentKind.PREPARATION


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
    """Notes what is to be made; `until` is the day for which it is wanted. Raises as `documents.create`."""
    return documents.create(
        KIND, client, lines, until=until, contact=contact, note=note, seen=seen, staff=staff, op_id=op_id
    )


def finish(preparation: int, *, staff: int, op_id: str) -> Document:
    """It is ready. Raises as `documents.step`."""
    return documents.step(KIND, preparation, DocumentState.READY, staff=staff, op_id=op_id)


def redo(preparation: int, *, staff: int, op_id: str) -> Document:
    """It is not ready after all. Raises as `documents.step`."""
    return documents.step(KIND, preparation, DocumentState.TO_DO, staff=staff, op_id=op_id)


def cancel(preparation: int, reason: str, *, staff: int, op_id: str) -> Document:
    """It will not be handed over; final. Raises as `documents.step`."""
    return documents.step(KIND, preparation, DocumentState.CANCELLED, reason, staff=staff, op_id=op_id)


def sell(
    preparation: int,
    *,
    paid: Mapping[PaymentMode, Centimes] | None = None,
    credit_used: Centimes = ZERO,
    reference: str = "",
    staff: int,
    op_id: str,
) -> Operation:
    """Hands a ready one over: it becomes a sale, once and for good. Raises as `documents.sell`."""
    return documents.sell(
        KIND, preparation, paid=paid, credit_used=credit_used, reference=reference, staff=staff, op_id=op_id
    )
