"""Checks that every JSON column can be read: parties of papers, details of requests, drafts."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from models.doctor.fault import Check, Fault
from models.money.closings.till import TillClosing
from models.people.staff.drafts import Draft
from models.pharmacy.parties import CLIENT_IDENTIFIERS
from models.refusals import N_
from models.requests.trail import Trail
from models.trade.documents.delivery import Delivery
from models.trade.documents.table import Document
from models.trade.global_invoices.table import GlobalInvoice
from models.trade.invoices.table import Invoice
from models.trade.returns.table import SaleReturn
from models.trade.sales.table import Sale
from models.trade.statements.table import IssuedStatement

CHUNK = 5000
_UNREADABLE = N_("Row {row} of {table} keeps in {column} what can no longer be read.")

_PARTY = ("name", "address", "phone", "identifiers")
_PARTS = ("place", "ids")
"""What papers of before do not keep of a party."""
_KEPT: Sequence[tuple[Any, Any, str, tuple[str, ...]]] = (
    (Trail, Trail.id, "detail", ()),
    (Sale, Sale.operation, "client_identifiers", (*CLIENT_IDENTIFIERS, "phone")),
    (SaleReturn, SaleReturn.operation, "client_identifiers", (*CLIENT_IDENTIFIERS, "phone")),
    (IssuedStatement, IssuedStatement.id, "parties", ("pharmacy", "client")),
    (Document, Document.id, "parties", ("pharmacy", "client")),
    (Delivery, Delivery.document, "place", ("name", "address", "contact", "phone", "courier")),
    (GlobalInvoice, GlobalInvoice.id, "parties", ("pharmacy", "client")),
    (Invoice, Invoice.id, "parties", ("pharmacy", "client")),
    (Invoice, Invoice.id, "terms", ("payment", "shipping", "mode", "mentions", "law")),
    (TillClosing, TillClosing.id, "pharmacy", ("name",)),
    (Draft, Draft.id, "content", ()),
)
"""For each JSON column: the key by which its rows are read, and the keys it must have."""


def what_was_kept_can_be_read() -> Iterator[Fault]:
    """INV-44: a paper can be printed again, as the values it was made of can be read."""
    for table, key, column, wanted in _KEPT:
        last: int | None = None
        query = table.select(key, getattr(table, column)).order_by(key).limit(CHUNK)
        while rows := list((query if last is None else query.where(key > last)).tuples()):
            for row, text in rows:
                if not _tells(text, wanted):
                    figures = {"row": row, "table": table._meta.table_name, "column": column}
                    yield Fault("INV-44", _UNREADABLE, figures)
            last = rows[-1][0]


def _tells(text: str, wanted: tuple[str, ...]) -> bool:
    try:
        kept = json.loads(text)
    except (ValueError, TypeError):
        return False
    if not isinstance(kept, dict) or not kept.keys() >= set(wanted):
        return False
    return all(_is_party(kept[name]) for name in ("pharmacy", "client") if name in wanted)


def _is_party(side: Any) -> bool:
    if not (isinstance(side, dict) and side.keys() >= set(_PARTY) and side["name"]):
        return False
    return all(isinstance(side.get(name, {}), dict) for name in _PARTS)


CHECKS: tuple[Check, ...] = (what_was_kept_can_be_read,)
