"""Factures globales: sales and returns of a client on one invoice, for companies and mutuelles.

Billed to the client, an invoice only groups documents: the debt is unchanged. Billed to an organism, the debt
moves to the organism (`models.trade.global_invoices.organisms`).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.money.closings.periods import numbers
from models.money.ledger import open_items
from models.money.ledger.accounts import OperationKind
from models.money.ledger.client_status import lock_for_operation
from models.money.ledger.open_items import OpenItem
from models.money.ledger.postings import InTheFuture, Operation
from models.money.ledger.reversal import is_reversed
from models.people.clients import addresses
from models.people.clients.aliases import fiches_of
from models.people.clients.table import Client
from models.people.staff import security_code
from models.pharmacy.parties import parties_today
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock, many
from models.store.numbering import Series
from models.store.text import check_text
from models.trade.global_invoices.organisms import bill, take_back
from models.trade.global_invoices.table import (
    KINDS,
    GlobalInvoice,
    GlobalInvoiceDeletion,
    GlobalInvoiceItem,
    Issued,
    issued,
    live,
    on_any_invoice,
    paid,
)
from models.trade.prices import exemption
from models.trade.returns.vat_basis import bases_of
from models.values import ZERO, Centimes

ISSUE, DELETE = "global_invoices.issue", "global_invoices.delete"


@dataclass
class NothingToInvoice(Refused):
    """There is no document, or the returns are worth as much as the sales."""

    sentence: ClassVar[str] = N_("There is nothing to invoice: tick sales worth more than the returns.")


@dataclass
class CannotInvoice(Refused):
    """Only sales and returns of this client that are not cancelled can be invoiced."""

    number: str
    sentence: ClassVar[str] = N_("{number} cannot be invoiced: it is no sale of this client, or cancelled.")


@dataclass
class AlreadyInvoiced(Refused):
    """A sale or a return is on at most one invoice that is not deleted (INV-19)."""

    number: str
    invoice: str
    sentence: ClassVar[str] = N_("{number} is already on the invoice {invoice}.")


@dataclass
class BeforeItsSales(Refused):
    """An invoice cannot be dated before a document on it."""

    day: date
    last: date
    field: ClassVar[str] = "day"
    sentence: ClassVar[str] = N_("The invoice cannot be of {day}: its last sale is of {last}.")


@dataclass
class TotalMoved(Refused):
    total: Centimes
    sentence: ClassVar[str] = N_("The total changed meanwhile: it is {total} now. Look again.")


@dataclass
class Collected(Refused):
    """The organism has paid: its payment must be cancelled before the invoice is deleted."""

    number: str
    paid: Centimes
    sentence: ClassVar[str] = N_("The organism paid {paid} of {number}. Cancel that payment first.")


@verb(
    ISSUE, Right.ISSUE_INVOICES, answers=lambda done: issued(GlobalInvoice.get(GlobalInvoice.trail == done))
)
def issue(
    client: int,
    documents: Sequence[int],
    *,
    to_organism: bool = False,
    day: date | None = None,
    seen: Centimes | None = None,
    by: By,
) -> Issued:
    """Puts these sales and returns on one invoice, and where asked moves their debt to the client's organism.

    `seen` is the total the screen announced; `day` is today where None. Raises `NothingToInvoice`,
    `CannotInvoice`, `AlreadyInvoiced`, `BeforeItsSales`, `NoOrganism`, `BilledTogether`, `PartlyPaid`,
    `TotalMoved`, `AddressMissing`, `InTheFuture`, `PeriodClosed`, `ClientBlocked` or `ClientArchived`.
    """
    wanted = sorted(set(documents))
    row = lock_for_operation(client)
    items = _items(row, wanted)
    total = sum((_signed(item) for item in items), ZERO)
    if total <= 0:
        raise NothingToInvoice
    if seen is not None and seen != total:
        raise TotalMoved(total)
    on = _check_day(day or clock.today(), items)
    if not to_organism:
        addresses.demand(row)
    record = trail.leave(by, client=row.id)
    billing = bill(record, row, items, total, on) if to_organism else None
    return issued(_write(record, row, items, on, billing))


@verb(DELETE, Right.DELETE_INVOICES, before=security_code.demand)
def delete(invoice: int, security: str, reason: str, *, by: By) -> None:
    """Deletes an invoice with the security code (global-delete): its documents are free, its number burnt.

    What was billed to an organism is owed by the client again. Raises what `security_code.check` raises,
    `Missing`, `NoSuchInvoice`, `Collected`, `ClientBlocked` or `ClientArchived`.
    """
    clean = check_text("note", reason)
    if not clean:
        raise Missing("note")
    found = live(invoice)
    row = lock_for_operation(found.client_id)
    found = live(invoice)
    if paid(invoice):
        raise Collected(found.number, paid(invoice))
    record = trail.leave(by, client=row.id)
    GlobalInvoiceDeletion.insert(invoice=found, trail=record, reason=clean).execute()
    if found.billing is not None:
        # Only now: while the invoice is in force, its documents cannot be released.
        take_back(record, found.billing, clean)


def _items(row: Client, documents: Sequence[int]) -> list[OpenItem]:
    """These documents, oldest first. Raises `NothingToInvoice`, `CannotInvoice` or `AlreadyInvoiced`."""
    named = Operation.select().where(many.among(Operation.id, documents))
    present = {each.id: each for each in named}
    if not present or len(present) < len(documents):
        raise NothingToInvoice
    cancelled = {key for (key,) in named.select(Operation.id).where(is_reversed(Operation.id)).tuples()}
    own = fiches_of(row)
    for each in present.values():
        if each.client_id not in own or each.kind not in KINDS or each.id in cancelled:
            raise CannotInvoice(each.number)
    for key, invoice in on_any_invoice(documents).items():
        raise AlreadyInvoiced(present[key].number, invoice)
    sales = {key for key, each in present.items() if each.kind is OperationKind.SALE}
    returns = present.keys() - sales
    found = [*open_items.items(sales, debit=True).values(), *open_items.items(returns, debit=False).values()]
    return sorted(found, key=lambda item: (item.day, item.operation))


def _signed(item: OpenItem) -> Centimes:
    return item.amount if item.kind is OperationKind.SALE else -item.amount


def _check_day(day: date, items: Sequence[OpenItem]) -> date:
    if day > clock.today():
        raise InTheFuture(day)
    if day < items[-1].day:
        raise BeforeItsSales(day, items[-1].day)
    return day


def _write(
    record: Trail, row: Client, items: Sequence[OpenItem], day: date, billing: Operation | None
) -> GlobalInvoice:
    parties = exemption.kept_with(parties_today(row), *bases_of([item.operation for item in items]))
    if billing is not None:
        parties["organism"] = {"name": row.organism_name}
    invoice = GlobalInvoice.create(
        trail=record,
        number=numbers(Series.GLOBAL_INVOICE, day)[0],
        day=day,
        client=row,
        billing=billing,
        parties=json.dumps(parties, ensure_ascii=False),
        total=sum((_signed(item) for item in items), ZERO),
    )
    held = (
        {
            "invoice": invoice.id,
            "operation": item.operation,
            "amount": _signed(item),
        }
        for item in items
    )
    many.insert(GlobalInvoiceItem, held)
    return invoice
