"""Checks of delivery notes: where they go, who signed for them, and that each is in one sale at most."""

from collections.abc import Iterator

from peewee import JOIN, fn

from models.doctor.fault import Check, Fault, first
from models.doctor.persons import strangers
from models.money.ledger.reversal import is_reversed
from models.people.references.table import Reference, ReferenceKind
from models.people.sites.table import Site
from models.refusals import N_
from models.trade.documents.delivery import Delivery
from models.trade.documents.table import Document, DocumentKind, DocumentState, DocumentStep

_NOTE = Document.kind == DocumentKind.DELIVERY_NOTE


def notes_are_in_one_sale() -> Iterator[Fault]:
    """INV-10: a note whose sale stands is sold, in that one only; one whose sale was cancelled waits."""
    later = DocumentStep.alias()
    last = ~fn.EXISTS(
        later.select(later.id).where(later.document == DocumentStep.document, later.id > DocumentStep.id)
    )
    rows = (
        DocumentStep.select(Document.number, Document.client)
        .join(Document)
        .where(_NOTE, DocumentStep.sale.is_null(False), last == is_reversed(DocumentStep.sale))
    )
    sentence = N_("The delivery note {number} does not stand where the sales it was in do.")
    for number, client in first(rows):
        yield Fault("INV-10", sentence, {"number": number}, client=client)


def deliveries_go_to_their_client() -> Iterator[Fault]:
    """Each note says where it goes: to a site of its own client, with a courier of the list."""
    wrong = (
        (_NOTE & Delivery.document.is_null())
        | (Site.id.is_null(False) & strangers(Site.client, Document.client))
        | (Reference.id.is_null(False) & (Reference.kind != ReferenceKind.COURIER))
    )
    rows = (
        Document.select(Document.number, Document.client)
        .join(Delivery, JOIN.LEFT_OUTER, on=Delivery.document == Document.id)
        .join(Site, JOIN.LEFT_OUTER, on=Delivery.site == Site.id)
        .join_from(Delivery, Reference, JOIN.LEFT_OUTER, on=Delivery.courier == Reference.id)
    )
    sentence = N_("The document {number} does not go to its client, or by nobody who delivers.")
    for number, client in first(rows.where(wrong)):
        yield Fault("documents", sentence, {"number": number}, client=client)


def deliveries_were_signed_for() -> Iterator[Fault]:
    """Only a delivery is signed for, on a day from that of its note on."""
    signed = DocumentStep.received_on.is_null(False)
    delivered = _NOTE & (DocumentStep.state == DocumentState.DELIVERED)
    wrong = (
        (signed & ~delivered)
        | (~signed & ((DocumentStep.received_by != "") | DocumentStep.received_at.is_null(False)))
        | (DocumentStep.received_on < Document.day)
        | ~DocumentStep.received_at.between(0, 24 * 60 - 1)
    )
    rows = DocumentStep.select(Document.number, Document.client).join(Document).where(wrong)
    sentence = N_("The delivery note {number} was not signed for as it says.")
    for number, client in first(rows):
        yield Fault("documents", sentence, {"number": number}, client=client)


CHECKS: tuple[Check, ...] = (
    notes_are_in_one_sale,
    deliveries_go_to_their_client,
    deliveries_were_signed_for,
)
