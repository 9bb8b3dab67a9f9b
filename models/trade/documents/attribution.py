"""For which contact of its client a document is: rows beside it; the newest counts.

A document that was made of another one, and the sale that a document becomes, are for whom the document is
then.
"""

from collections.abc import Collection, Iterable
from typing import Any

from peewee import fn

from models.money.ledger.attribution import Attribution, ForContact
from models.money.ledger.postings import Operation
from models.people.contacts.table import Contact
from models.requests.trail import Trail
from models.store import many
from models.store.connection import Table
from models.store.fields import ChoiceField, DayField, ForeignKeyField
from models.store.prepared import Prepared, given
from models.trade.documents.table import Document, DocumentKind


class DocumentAttribution(Table):
    """For which contact a document is. Append-only; the newest row of a document counts.

    Attributes:
      trail: the request that said so: that of the document, or a later one
      contact: None: for none any more
      kind, day: those of the document, which never change
    """

    trail = ForeignKeyField(Trail)
    document = ForeignKeyField(Document, backref="+")
    contact = ForeignKeyField(Contact, null=True, backref="+")
    kind = ChoiceField(DocumentKind)
    day = DayField()


def record(done: Trail, document: Document, contact: ForContact | None) -> None:
    """Says of a document that was just written for whom it is."""
    if contact is not None:
        attribute(done, [document], contact.id)


def attribute(done: Trail, documents: Collection[Document], contact: int | None) -> None:
    """Says of these documents for whom they are from now on, in the transaction of a verb that judged it."""
    many.insert(
        DocumentAttribution,
        (
            {
                "trail": done.id,
                "document": each.id,
                "contact": contact,
                "kind": each.kind,
                "day": each.day,
            }
            for each in documents
        ),
    )


def follow(done: Trail, made: Document, of: Document) -> None:
    """A document that was made of another one is for whom that one is."""
    contact = contacts_of([of.id]).get(of.id)
    if contact is not None:
        attribute(done, [made], contact)


def follow_into_sale(done: Trail, of: Document) -> None:
    """Whatever a request wrote that sold a document is for whom the document is."""
    _FOLLOW.run(trail=done.id, document=of.id)


def is_newest(row: Any = DocumentAttribution) -> Any:
    """The condition that a row is the newest of its document, and counts."""
    later = DocumentAttribution.alias()
    return ~fn.EXISTS(later.select(later.id).where(later.document == row.document, later.id > row.id))


def contacts_of(documents: Iterable[int]) -> dict[int, int]:
    """For which contact each of these documents is; one that is for none is absent."""
    rows = DocumentAttribution.select(DocumentAttribution.document, DocumentAttribution.contact)
    rows = rows.where(many.among(DocumentAttribution.document, documents)).order_by(DocumentAttribution.id)
    return {document: contact for document, contact in dict(rows.tuples()).items() if contact is not None}


def _followed() -> Any:
    said = DocumentAttribution.alias()
    rows = (
        Operation.select(Operation.trail, Operation.id, said.contact, Operation.kind, Operation.value_date)
        .join(said, on=said.document == given("document"))
        .where(Operation.trail == given("trail"), said.contact.is_null(False), is_newest(said))
    )
    fields = ("trail", "operation", "contact", "kind", "day")
    return Attribution.insert_from(
        rows.order_by(Operation.id), [getattr(Attribution, name) for name in fields]
    )


_FOLLOW = Prepared(_followed)
