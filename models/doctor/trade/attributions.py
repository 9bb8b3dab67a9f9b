"""Checks of for which contact operations and documents are (X19, INV-06)."""

from collections.abc import Iterator
from typing import Any

from peewee import JOIN, fn

from models.doctor.fault import Check, Fault, first
from models.money.ledger import attribution
from models.money.ledger.attribution import Attribution
from models.money.ledger.postings import Operation
from models.people.clients.aliases import ClientAlias
from models.people.contacts.table import Contact
from models.refusals import N_
from models.trade.documents import attribution as of_documents
from models.trade.documents.attribution import DocumentAttribution
from models.trade.documents.table import Document
from models.trade.returns.table import SaleReturn

_SIDES: tuple[tuple[Any, Any, Any, str], ...] = (
    (Attribution, Operation, attribution, "value_date"),
    (DocumentAttribution, Document, of_documents, "day"),
)
"""Where it is said, of what, who knows which row counts, and what the day of it is called."""


def contacts_are_of_the_same_client() -> Iterator[Fault]:
    """An operation or a document is for a contact of its own client, through all their fiches."""
    sentence = N_("{number} is for contact {contact}, who is not one of the client's.")
    for said, table, rows_of, _ in _SIDES:
        rows = (
            said.select(table.number, said.contact, table.client)
            .join(table)
            .join(ClientAlias, JOIN.LEFT_OUTER, on=ClientAlias.client == table.client)
            .join_from(said, Contact, JOIN.LEFT_OUTER, on=said.contact == Contact.id)
            .where(
                said.contact.is_null(False),
                rows_of.is_newest(),
                fn.COALESCE(Contact.client, 0) != fn.COALESCE(ClientAlias.survivor, table.client, 0),
            )
        )
        for number, contact, client in first(rows):
            yield Fault("X19", sentence, {"number": number, "contact": contact}, client=client)


def attributions_repeat_what_they_are_about() -> Iterator[Fault]:
    """Each row has the kind and the day of its operation or document, by which it is found."""
    sentence = N_("For which contact {number} is stands under another kind or day than its own.")
    for said, table, _, day in _SIDES:
        rows = said.select(table.number, table.client).join(table)
        for number, client in first(
            rows.where((said.kind != table.kind) | (said.day != getattr(table, day)))
        ):
            yield Fault("X19", sentence, {"number": number}, client=client)


def what_belongs_together_is_for_one_contact() -> Iterator[Fault]:
    """A reversal is for whom the original is, a part for whom its whole is, a return for whom its sale is."""
    sentence = N_("{number} and {other} belong together, and are not for the same contact.")
    other = Operation.alias()
    own = Operation.select(Operation.number, other.number, Operation.client)
    returned = own.join(SaleReturn, on=SaleReturn.operation == Operation.id)
    for rows in (
        own.join(other, on=Operation.reverses == other.id),
        own.join(other, on=Operation.part_of == other.id),
        returned.join(other, on=SaleReturn.sale == other.id),
    ):
        for number, beside, client in first(rows.where(_now(Operation.id) != _now(other.id))):
            yield Fault("X19", sentence, {"number": number, "other": beside}, client=client)


def _now(operation: Any) -> Any:
    """The contact for whom an operation is; 0 for none."""
    said = Attribution.alias()
    rows = said.select(said.contact).where(said.operation == operation).order_by(said.id.desc()).limit(1)
    return fn.COALESCE(rows, 0)


CHECKS: tuple[Check, ...] = (
    contacts_are_of_the_same_client,
    attributions_repeat_what_they_are_about,
    what_belongs_together_is_for_one_contact,
)
