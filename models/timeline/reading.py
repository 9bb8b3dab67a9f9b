"""The rows of the events that are shown: for each source among them, what its own list says of these rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from peewee import JOIN, fn

from models.money.ledger import history
from models.money.ledger.postings import Allocation
from models.outbox import incoming_texts
from models.outbox.consents import history as consents
from models.outbox.messages import listing as messages
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import many
from models.timeline.event import Event, Happened, Position, RequestRow, Source, StepRow
from models.trade.documents.table import Document, DocumentLine, DocumentStep
from models.trade.global_invoices import listing as global_invoices
from models.trade.invoices import rows as invoices
from models.trade.statements import listing as statements
from models.values import Centimes

Read = Callable[[Sequence[int]], Mapping[int, Happened]]


def events(positions: Sequence[Position]) -> list[Event]:
    """The events at these positions, in their order."""
    rows: dict[Source, Mapping[int, Happened]] = {}
    for source in {position.source for position in positions}:
        keys = [position.key for position in positions if position.source is source]
        rows[source] = _READ[source](keys)
    return [Event(position, rows[position.source][position.key]) for position in positions]


def _steps(keys: Sequence[int]) -> dict[int, StepRow]:
    earlier = DocumentStep.alias()
    first = earlier.select(fn.MIN(earlier.id)).where(earlier.document == DocumentStep.document)
    total = DocumentLine.select(fn.SUM(DocumentLine.amount).cast("BIGINT")).where(
        DocumentLine.document == Document.id
    )
    rows = (
        DocumentStep.select(
            DocumentStep.id,
            Document.id,
            Document.kind,
            Document.number,
            fn.COALESCE(total, 0),
            DocumentStep.state,
            DocumentStep.reason,
            fn.COALESCE(Staff.name, ""),
            DocumentStep.id == first,
        )
        .join(Document)
        .join_from(DocumentStep, Trail, on=DocumentStep.trail == Trail.id)
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
        .where(many.among(DocumentStep.id, keys))
    )
    return {
        key: StepRow(document, kind, number, Centimes(amount), state, reason, author, bool(made))
        for key, document, kind, number, amount, state, reason, author, made in rows.tuples()
    }


def _requests(keys: Sequence[int]) -> dict[int, RequestRow]:
    tied = Allocation.select(fn.SUM(fn.ABS(Allocation.amount)).cast("BIGINT")).where(
        Allocation.trail == Trail.id
    )
    rows = (
        Trail.select(Trail.id, Trail.verb, fn.COALESCE(Staff.name, ""), Trail.detail, fn.COALESCE(tied, 0))
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
        .where(many.among(Trail.id, keys))
    )
    return {
        key: RequestRow(verb, author, Trail(detail=detail).details(), Centimes(amount))
        for key, verb, author, detail, amount in rows.tuples()
    }


def _by_id(rows: Sequence[Any]) -> dict[int, Any]:
    return {row.id: row for row in rows}


_READ: Mapping[Source, Read] = {
    Source.OPERATION: lambda keys: _by_id(history.several(keys)),
    Source.REQUEST: _requests,
    Source.ALLOCATION: _requests,
    Source.STEP: _steps,
    Source.INVOICE: lambda keys: _by_id(global_invoices.several(keys)),
    Source.BILL: lambda keys: {row.key: row for row in invoices.several(keys)},
    Source.DELETION: lambda keys: _by_id(global_invoices.several(keys)),
    Source.STATEMENT: lambda keys: _by_id(statements.several(keys)),
    Source.CONSENT: consents.several,
    Source.MESSAGE: lambda keys: _by_id(messages.several(keys)),
    Source.REPLY: lambda keys: _by_id(incoming_texts.several(keys)),
}
