"""Requests read as changes: each row of the trail taken apart, with the names of what it was about."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.importing.batches import ImportBatch, ImportedProduct
from models.money.ledger.postings import Operation
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import many
from models.traceability.change import Change, Told, fields_in, key_of
from models.traceability.names import names_of
from models.trade.attributing.verbs import ATTRIBUTES, ATTRIBUTES_DOCUMENT
from models.trade.documents.table import Document, DocumentStep
from models.trade.global_invoices.table import GlobalInvoice
from models.trade.invoices.table import Invoice
from models.trade.statements.table import IssuedStatement

Request = tuple[int, datetime, str, str, str, int | None, str]
"""A row of `query`."""
IMPORTS_PRODUCTS = "product_import.carry_out"


def query() -> ModelSelect:
    """All requests, with what `changes` reads of them."""
    name = fn.COALESCE(Staff.name, "")
    columns = (Trail.id, Trail.at, Trail.verb, name, Trail.program, Trail.client_id, Trail.detail)
    return Trail.select(*columns).join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)


def changes(requests: Sequence[Request]) -> list[Change]:
    """The rows of these requests, in their order."""
    taken = [_Taken(request, _detail(request[-1])) for request in requests]
    imported = _imported([each.trail for each in taken if each.verb == IMPORTS_PRODUCTS])
    numbers = _numbers({each.trail: each.request[5] for each in taken if not each.fields})
    rows = [row for each in taken for row in each.rows(numbers, imported)]
    names = names_of({(row.subject, row.key) for row in rows if row.key is not None})
    attributed = _attributed(taken)
    return [
        replace(row, name=attributed[row.request])
        if row.request in attributed
        else replace(row, name=names[row.subject, row.key])
        if row.key is not None and (row.subject, row.key) in names
        else row
        for row in rows
    ]


def one(request: int) -> list[Change]:
    """The rows of one request, in their order."""
    return changes(list(query().where(Trail.id == request).tuples()))


@dataclass(frozen=True)
class _Taken:
    """A request, and its detail."""

    request: Request
    detail: Mapping[str, Any]

    @property
    def trail(self) -> int:
        return self.request[0]

    @property
    def verb(self) -> str:
        return self.request[2]

    @cached_property
    def fields(self) -> list[Told]:
        return list(fields_in(self.detail))

    def rows(self, numbers: Mapping[int, str], imported: Mapping[int, list["_Imported"]]) -> Iterator[Change]:
        """A row for each field, and for each contact that a file brought; of a request that changed none, and
        of another import, one for itself.
        """
        _, at, verb, author, program, _client, _ = self.request
        key, name = key_of(verb, self.detail), self._name()
        told: list[_Imported] = [(key, *each) for each in self.fields]
        if not told and "contacts" in self.detail:
            told = [(contact, "", None, self.detail.get("file")) for contact in self.detail["contacts"]]
        elif not told:
            after = numbers.get(self.trail) or self.detail.get("reason")
            told = [(key, "", None, after), *imported.get(self.trail, ())]
        for place, (own, field, before, after) in enumerate(told):
            yield Change(self.trail, place, at, author, program, verb, own, name, field, before, after)

    def _name(self) -> str:
        """The name that the request kept itself, as of what was deleted since; or of the imported file."""
        kept = self.detail.get("name") or self.detail.get("file") or ""
        return kept if isinstance(kept, str) else ""


def _attributed(taken: Sequence[_Taken]) -> dict[int, str]:
    """The number of the operation or the document that was said to be for another contact, by request: so it
    is found by that of a sale.
    """
    found: dict[int, str] = {}
    for verb, name, table in (
        (ATTRIBUTES, "operation", Operation),
        (ATTRIBUTES_DOCUMENT, "document", Document),
    ):
        about = {each.trail: each.detail.get(name) for each in taken if each.verb == verb}
        if about:
            keys = sorted({key for key in about.values() if isinstance(key, int)})
            rows = table.select(table.id, table.number).where(many.among(table.id, keys))
            numbers = dict(rows.tuples())
            found |= {trail: numbers[key] for trail, key in about.items() if key in numbers}
    return found


_Imported = tuple[int | None, str, Any, Any]
"""The id of what was changed, the field, its old and its new value."""


def _imported(trails: Sequence[int]) -> dict[int, list[_Imported]]:
    """The fields of products that these imports changed."""
    found: dict[int, list[_Imported]] = {}
    if trails:
        rows = ImportedProduct.select(ImportBatch.trail, ImportedProduct.product, ImportedProduct.changes)
        rows = rows.join(ImportBatch).where(many.among(ImportBatch.trail, trails))
        rows = rows.where(ImportedProduct.changes != "").order_by(ImportedProduct.id)
        for trail, product, changed in rows.tuples():
            told = ((product, name, *pair) for name, pair in json.loads(changed).items())
            found.setdefault(trail, []).extend(told)
    return found


def _detail(text: str) -> Mapping[str, Any]:
    """The detail of a request; empty where it cannot be read, which the doctor reports."""
    try:
        kept = json.loads(text)
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _numbers(requests: Mapping[int, int | None]) -> dict[int, str]:
    """The numbers of the operations and papers that these requests wrote, by request. `requests` says of
    which client each is.
    """
    trails = sorted(trail for trail, client in requests.items() if client is not None)
    clients = sorted({client for client in requests.values() if client is not None})
    if not trails:
        return {}
    steps = DocumentStep.select(DocumentStep.trail, Document.number).join(Document)
    every = (
        Operation.select(Operation.trail, Operation.number).where(many.among(Operation.trail, trails)),
        steps.where(many.among(Document.client, clients), many.among(DocumentStep.trail, trails)),
        *(
            table.select(table.trail, table.number).where(
                many.among(table.client, clients), many.among(table.trail, trails)
            )
            for table in (GlobalInvoice, Invoice, IssuedStatement)
        ),
    )
    found: dict[int, list[str]] = {}
    for rows in every:
        for trail, number in rows.tuples():
            found.setdefault(trail, []).append(number)
    return {trail: ", ".join(dict.fromkeys(each)) for trail, each in found.items()}
