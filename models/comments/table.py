"""The table of comments, and what one may be on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.money.ledger.postings import Operation
from models.people.clients.table import Client
from models.people.contacts.table import Contact
from models.requests.trail import Trail
from models.store.connection import Table
from models.store.fields import ForeignKeyField, TextField
from models.trade.documents.table import Document
from models.trade.global_invoices.table import GlobalInvoice


class Comment(Table):
    """A comment on a client, or on something of theirs. Append-only.

    Attributes:
      client: about whom it is, as it was written
      contact, operation, document, invoice: what of the client it is on; all None for the client themselves
      corrects: the first version of the comment that this one corrects; None for a first version
    """

    trail = ForeignKeyField(Trail, unique=True)
    client = ForeignKeyField(Client)
    contact = ForeignKeyField(Contact, null=True)
    operation = ForeignKeyField(Operation, null=True)
    document = ForeignKeyField(Document, null=True)
    invoice = ForeignKeyField(GlobalInvoice, null=True)
    corrects = ForeignKeyField("self", null=True, backref="+")
    remark = TextField()


class SubjectKind(StrEnum):
    """What of a client a comment may be on."""

    CONTACT = "contact"
    OPERATION = "operation"
    """A sale, a return, a payment, an avoir, an adjustment."""
    DOCUMENT = "document"
    """A quote, an order, a delivery note and the like."""
    INVOICE = "invoice"


@dataclass(frozen=True, slots=True)
class Subject:
    """One contact or paper of a client."""

    kind: SubjectKind
    id: int


COLUMN: Mapping[SubjectKind, Any] = {
    SubjectKind.CONTACT: Comment.contact,
    SubjectKind.OPERATION: Comment.operation,
    SubjectKind.DOCUMENT: Comment.document,
    SubjectKind.INVOICE: Comment.invoice,
}
TABLES: Mapping[SubjectKind, Any] = {
    SubjectKind.CONTACT: Contact,
    SubjectKind.OPERATION: Operation,
    SubjectKind.DOCUMENT: Document,
    SubjectKind.INVOICE: GlobalInvoice,
}
"""Where what a comment is on is kept."""


def owner_of(on: Subject) -> int | None:
    """The client to whom this belongs; None for what is of no client, such as the payment of an organism."""
    table = TABLES[on.kind]
    found = table.select(table.client).where(table.id == on.id).tuples().first()
    return found[0] if found else None
