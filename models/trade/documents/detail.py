"""A document with all details, and as it is printed."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from peewee import JOIN, fn

from models.pharmacy.parties import party
from models.pharmacy.party import Party
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.trade.documents import delivery
from models.trade.documents import listing as document_listing
from models.trade.documents.delivery import Place
from models.trade.documents.listing import DocumentRow
from models.trade.documents.table import Document, DocumentLine, DocumentState, DocumentStep
from models.trade.prices import exemption
from models.trade.prices.amounts import VatBasis
from models.trade.prices.exemption import Exemption
from models.trade.sales.detail import SoldLine, columns_of
from models.trade.sales.vat_shares import VatShare, vat_shares


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A state that a document reached: when, by whom, why. Of a delivery: who signed for it, and when."""

    state: DocumentState
    at: datetime
    author: str
    reason: str
    received_by: str = ""
    received_on: date | None = None
    received_at: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentPaper:
    """A document with everything its paper shows, frozen when it was made (INV-44), and its steps. `place` is
    where it is delivered to, None where nothing was chosen; `priced` is whether the paper shows prices.
    """

    row: DocumentRow
    pharmacy: Party
    client: Party
    lines: tuple[SoldLine, ...]
    shares: tuple[VatShare, ...]
    steps: tuple[StepTaken, ...] = ()
    place: Place | None = None
    vat_basis: VatBasis = VatBasis.INCLUDED
    priced: bool = True
    exemption: Exemption | None = None


def paper(document: int) -> DocumentPaper:
    """The document of this id."""
    kept, lines = Document.get_by_id(document), _lines(document)
    parties = json.loads(kept.parties)
    return DocumentPaper(
        row=document_listing.one(document),
        pharmacy=party(parties["pharmacy"]),
        client=party(parties["client"]),
        lines=lines,
        shares=tuple(vat_shares(lines)),
        steps=_steps(document),
        place=delivery.places_of([document]).get(document),
        vat_basis=kept.vat_basis,
        exemption=exemption.read(parties),
    )


def _lines(document: int) -> tuple[SoldLine, ...]:
    rows = (
        DocumentLine.select(*columns_of(DocumentLine))
        .where(DocumentLine.document == document)
        .order_by(DocumentLine.position)
        .tuples()
    )
    return tuple(SoldLine(*row) for row in rows)


def _steps(document: int) -> tuple[StepTaken, ...]:
    rows = (
        DocumentStep.select(
            DocumentStep.state,
            Trail.at,
            fn.COALESCE(Staff.name, ""),
            DocumentStep.reason,
            DocumentStep.received_by,
            DocumentStep.received_on,
            DocumentStep.received_at,
        )
        .join(Trail)
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
        .where(DocumentStep.document == document)
        .order_by(DocumentStep.id)
        .tuples()
    )
    return tuple(StepTaken(*row) for row in rows)
