"""What a merge would do, before it is done: the two fiches side by side, what adds up, what forbids it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from peewee import fn

from models.appointments.table import Appointment
from models.comments.table import Comment
from models.merging import consents, refusals, rules
from models.merging.consents import ConsentPair
from models.merging.rules import Choices, Difference
from models.money.ledger import open_items
from models.money.ledger.accounts import OperationKind
from models.money.ledger.open_items import Position
from models.money.ledger.postings import Operation
from models.outbox.channels.channel import Channel
from models.outbox.messages.table import Message
from models.people.animals.table import Animal
from models.people.clients import verbs as clients
from models.people.clients.aliases import fiches_of, one_of
from models.people.clients.columns import fields_of
from models.people.clients.fields import ClientFields, checked
from models.people.clients.table import Client, ClientStatus
from models.people.contacts.table import Contact
from models.people.photos.table import ClientPhoto
from models.people.sites.table import Site
from models.refusals import Refused
from models.store.connection import engine
from models.trade.documents.table import Document, DocumentKind
from models.trade.global_invoices.table import GlobalInvoice
from models.trade.invoices.table import Invoice
from models.trade.prices import discounts
from models.trade.statements.table import IssuedStatement


class Counted(StrEnum):
    """What of a fiche is counted, as the tabs of the fiche divide it."""

    SALES = "sales"
    RETURNS = "returns"
    PAYMENTS = "payments"
    OTHER_OPERATIONS = "other_operations"
    QUOTES = "quotes"
    PREPARATIONS = "preparations"
    ORDERS = "orders"
    DELIVERY_NOTES = "delivery_notes"
    PRO_FORMAS = "pro_formas"
    INVOICES = "invoices"
    GLOBAL_INVOICES = "global_invoices"
    STATEMENTS = "statements"
    MESSAGES = "messages"
    SITES = "sites"
    CONTACTS = "contacts"
    PHOTOS = "photos"
    ANIMALS = "animals"
    APPOINTMENTS = "appointments"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class Fiche:
    """One of the two fiches as it stands.

    Attributes:
      id, code, name: how people name it
      status: where it is listed
      version: to be given back with the request, so that nothing is merged over what nobody saw
      fields: everything that is typed in a fiche
      position: what is unpaid, what is available, and the balance, in centimes
      counts: how many rows of each kind; a kind without any is 0
    """

    id: int
    code: str
    name: str
    status: ClientStatus
    version: int
    fields: ClientFields
    position: Position
    counts: Mapping[Counted, int]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging one fiche into another would do.

    Attributes:
      survivor, merged: the two as they stand
      differences: the fields that differ, with what may be chosen
      fields: the fields of the survivor afterwards, by the choices that were made; None while it is forbidden
      together: what both come to: unpaid, available, balance
      counts: what both have, by kind
      consents: by channel on which either said something
      forbidden: what forbids it as things stand, the first of it; None if nothing does
    """

    survivor: Fiche
    merged: Fiche
    differences: tuple[Difference, ...]
    fields: ClientFields | None
    together: Position
    counts: Mapping[Counted, int]
    consents: Mapping[Channel, ConsentPair]
    forbidden: Refused | None


def preview(survivor: int, merged: int, choices: Choices | None = None) -> MergePreview:
    """Looks at two fiches as they would be merged, reading both at one moment. Raises `NoSuchClient`."""
    with engine().reading():
        kept, ended = clients.get(survivor), clients.get(merged)
        ours, theirs = _fiche(kept), _fiche(ended)
        granted = discounts.of(survivor), discounts.of(merged)
        fields, forbidden = _outcome(kept, ended, ours.fields, theirs.fields, choices or {})
        return MergePreview(
            survivor=ours,
            merged=theirs,
            differences=rules.differences(ours.fields, theirs.fields, granted),
            fields=fields,
            together=Position(
                unpaid=ours.position.unpaid + theirs.position.unpaid,
                credit=ours.position.credit + theirs.position.credit,
            ),
            counts={each: ours.counts[each] + theirs.counts[each] for each in Counted},
            consents=consents.of_pair(survivor, merged),
            forbidden=forbidden,
        )


def _outcome(
    kept: Client, ended: Client, ours: ClientFields, theirs: ClientFields, choices: Choices
) -> tuple[ClientFields | None, Refused | None]:
    try:
        refusals.check_pair(kept, ended)
        return checked(rules.merged_fields(ours, theirs, choices)), None
    except Refused as refused:
        return None, refused


def _fiche(row: Client) -> Fiche:
    return Fiche(
        id=row.id,
        code=row.code,
        name=clients.full_name(row),
        status=row.status,
        version=row.version,
        fields=fields_of(row),
        position=open_items.position(row.id),
        counts=_counts(fiches_of(row.id)),
    )


_OF_OPERATIONS = {
    OperationKind.SALE: Counted.SALES,
    OperationKind.RETURN: Counted.RETURNS,
    OperationKind.PAYMENT: Counted.PAYMENTS,
}
_OF_DOCUMENTS = {
    DocumentKind.QUOTE: Counted.QUOTES,
    DocumentKind.PREPARATION: Counted.PREPARATIONS,
    DocumentKind.ORDER: Counted.ORDERS,
    DocumentKind.DELIVERY_NOTE: Counted.DELIVERY_NOTES,
    DocumentKind.PRO_FORMA: Counted.PRO_FORMAS,
}
_TABLES: Mapping[Counted, Any] = {
    Counted.INVOICES: Invoice,
    Counted.GLOBAL_INVOICES: GlobalInvoice,
    Counted.STATEMENTS: IssuedStatement,
    Counted.MESSAGES: Message,
    Counted.SITES: Site,
    Counted.CONTACTS: Contact,
    Counted.PHOTOS: ClientPhoto,
    Counted.ANIMALS: Animal,
    Counted.APPOINTMENTS: Appointment,
}


def _counts(fiches: Sequence[int]) -> dict[Counted, int]:
    found = dict.fromkeys(Counted, 0)
    for kind, count in _by_kind(Operation, fiches):
        found[_OF_OPERATIONS.get(kind, Counted.OTHER_OPERATIONS)] += count
    for kind, count in _by_kind(Document, fiches):
        found[_OF_DOCUMENTS[kind]] += count
    for counted, table in _TABLES.items():
        found[counted] = table.select(fn.COUNT(table.id)).where(one_of(table.client, fiches)).scalar()
    comments = Comment.select(fn.COUNT(Comment.id)).where(one_of(Comment.client, fiches))
    found[Counted.COMMENTS] = comments.where(Comment.corrects.is_null()).scalar()
    return found


def _by_kind(table: Any, fiches: Sequence[int]) -> Any:
    rows = table.select(table.kind, fn.COUNT(table.id)).where(one_of(table.client, fiches))
    return rows.group_by(table.kind).tuples()
