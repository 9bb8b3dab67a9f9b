"""Préparations: medicines that are made for a client: to do, ready, handed over (doc-preps)."""

from functools import partial

from models.trade.documents import verbs as documents
from models.trade.documents.table import Document, DocumentKind, DocumentState

KIND = DocumentKind.PREPARATION

create = partial(documents.create, KIND)
"""Notes what is to be made; `until` is the day for which it is wanted. Raises as `documents.create`."""
sell = partial(documents.sell, KIND)
"""Hands a ready one over: it becomes a sale, once and for good. Raises as `documents.sell`."""


def finish(preparation: int, *, staff: int, op_id: str) -> Document:
    """It is ready. Raises as `documents.step`."""
    return documents.step(KIND, preparation, DocumentState.READY, staff=staff, op_id=op_id)


def redo(preparation: int, *, staff: int, op_id: str) -> Document:
    """It is not ready after all. Raises as `documents.step`."""
    return documents.step(KIND, preparation, DocumentState.TO_DO, staff=staff, op_id=op_id)


def cancel(preparation: int, reason: str, *, staff: int, op_id: str) -> Document:
    """It will not be handed over; final. Raises as `documents.step`."""
    return documents.step(KIND, preparation, DocumentState.CANCELLED, reason, staff=staff, op_id=op_id)
