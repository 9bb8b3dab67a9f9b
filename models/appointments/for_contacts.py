"""What is for a contact, or ever was: operations, documents, appointments."""

from collections.abc import Collection
from typing import Any

from models.appointments.table import Appointment
from models.money.ledger.attribution import Attribution
from models.money.ledger.postings import Operation
from models.store import many
from models.trade.documents.attribution import DocumentAttribution
from models.trade.documents.table import Document


def operations_of(contacts: Collection[int]) -> list[tuple[int, str]]:
    """Each of these contacts with the number of an operation that is or was for them, once each."""
    return _numbers(Attribution, Operation, Attribution.operation, contacts)


def documents_of(contacts: Collection[int]) -> list[tuple[int, str]]:
    """The same of documents."""
    return _numbers(DocumentAttribution, Document, DocumentAttribution.document, contacts)


def appointments_of(contacts: Collection[int]) -> list[int]:
    """The contact of each appointment that names one of these, cancelled ones too."""
    rows = Appointment.select(Appointment.contact).where(many.among(Appointment.contact, sorted(contacts)))
    return [contact for (contact,) in rows.tuples()]


def tied(contacts: Collection[int]) -> dict[int, list[str]]:
    """Those of these contacts for whom something is or was, each with its numbers; an appointment has none
    and is an empty text.
    """
    found: dict[int, list[str]] = {}
    for contact, number in (*operations_of(contacts), *documents_of(contacts)):
        found.setdefault(contact, []).append(number)
    for contact in appointments_of(contacts):
        found.setdefault(contact, []).append("")
    return found


def _numbers(table: Any, of: Any, column: Any, contacts: Collection[int]) -> list[tuple[int, str]]:
    rows = table.select(table.contact, of.number).join(of, on=column == of.id)
    return list(
        rows.where(many.among(table.contact, sorted(contacts))).distinct().order_by(of.number).tuples()
    )
