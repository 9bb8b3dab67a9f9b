"""What ties two fiches of one person since they were merged: they can be told apart no more (X18)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from peewee import ModelSelect, fn

from models.merging.beside import CONTACTS, SITES
from models.money.ledger import attribution
from models.money.ledger.attribution import Attribution
from models.money.ledger.postings import Allocation, Operation
from models.money.ledger.reversal import is_reversed
from models.people.animals.table import Animal
from models.requests.trail import Trail
from models.store import many
from models.trade.documents import attribution as of_documents
from models.trade.documents.attribution import DocumentAttribution
from models.trade.documents.delivery import Delivery
from models.trade.documents.table import GIVEN_UP, Document, DocumentStep
from models.trade.global_invoices.table import GlobalInvoice, GlobalInvoiceItem, deleted
from models.trade.returns.table import SaleReturn
from models.trade.sales.animals import SaleAnimal, in_force

MOST = 20
"""So many numbers are looked for: who has to undo more does it in several steps."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The fiches that would be given back, the survivor, and the request of the merge, by the key of its
    trail.

    Whatever was entered for the person since names the survivor, so every tie leads from there.
    """

    given_back: Collection[int]
    survivor: int
    merging: int

    def given(self, column: Any) -> Any:
        """The condition that a column names a fiche to be given back."""
        return many.among(column, self.given_back)

    def since(self, table: Any) -> Any:
        """The condition that a row names the survivor, and was written since the merge."""
        return (table.client == self.survivor) & (table.trail > self.merging)


def numbers(sides: Sides) -> list[str]:
    """The numbers of what stands with one side and rests on the other, to be cancelled or detached first."""
    found = (
        number
        for each in (
            *(_settled, _returned, _invoiced, _sold, _ordered),
            *(_for_animals, _attributed, _delivered),
        )
        for number in each(sides)
    )
    return _some(found)


def for_good(sides: Sides) -> list[str]:
    """The numbers of cancellations that rest on the other side: these cannot be undone any more."""
    cancelled = Operation.alias()
    rows = (
        Operation.select(Operation.number)
        .join(cancelled, on=Operation.reverses == cancelled.id)
        .where(sides.since(Operation), sides.given(cancelled.client))
    )
    return _some(_first(rows, Operation.id))


def newer(sides: Sides) -> list[str]:
    """The numbers of what was entered since the merge and stands: it may be of either of the two."""
    rows = Operation.select(Operation.number).where(
        sides.since(Operation), Operation.reverses.is_null(), ~is_reversed(Operation.id)
    )
    return _some(_first(rows, Operation.id))


def _some(found: Iterator[str]) -> list[str]:
    known = dict.fromkeys(found)
    return list(known)[:MOST]


def _first(rows: ModelSelect, order: Any) -> Iterator[str]:
    return (number for (number,) in rows.order_by(order).limit(MOST).tuples())


def _settled(sides: Sides) -> Iterator[str]:
    """Credits and debits that settle one another, where one of the two is to be given back."""
    debit, credit = Operation.alias(), Operation.alias()
    rows = (
        Allocation.select(credit.number)
        .join(debit, on=Allocation.debit == debit.id)
        .join(credit, on=Allocation.credit == credit.id)
        .where(
            sides.since(Allocation),
            sides.given(debit.client) | sides.given(credit.client),
        )
        .group_by(credit.id, credit.number, debit.id)
        .having(fn.SUM(Allocation.amount) != 0)
    )
    return _first(rows, credit.id)


def _returned(sides: Sides) -> Iterator[str]:
    """Returns of a sale that is to be given back."""
    sold = Operation.alias()
    rows = (
        SaleReturn.select(Operation.number)
        .join(Operation, on=SaleReturn.operation == Operation.id)
        .join(sold, on=SaleReturn.sale == sold.id)
        .where(sides.since(Operation), sides.given(sold.client), ~is_reversed(Operation.id))
    )
    return _first(rows, Operation.id)


def _invoiced(sides: Sides) -> Iterator[str]:
    """Invoices in force that hold a sale or a return to be given back."""
    rows = (
        GlobalInvoiceItem.select(GlobalInvoice.number)
        .join(GlobalInvoice)
        .join_from(GlobalInvoiceItem, Operation, on=GlobalInvoiceItem.operation == Operation.id)
        .where(
            sides.since(GlobalInvoice),
            sides.given(Operation.client),
            ~deleted(),
        )
    )
    return _first(rows, GlobalInvoice.id)


def _sold(sides: Sides) -> Iterator[str]:
    """Sales of a document that is to be given back."""
    rows = (
        DocumentStep.select(Operation.number)
        .join(Document)
        .join_from(DocumentStep, Operation, on=DocumentStep.sale == Operation.id)
        .where(sides.since(Operation), sides.given(Document.client), ~is_reversed(Operation.id))
    )
    return _first(rows, Operation.id)


def _ordered(sides: Sides) -> Iterator[str]:
    """What was made of a quote, a pro forma or an order to be given back, which stands where that stands."""
    quote = Document.alias()
    rows = (
        Document.select(Document.number)
        .join(quote, on=Document.origin == quote.id)
        .where(sides.since(Document), sides.given(quote.client), ~_given_up())
    )
    return _first(rows, Document.id)


def _delivered(sides: Sides) -> Iterator[str]:
    """Documents of one side that go to a site of the other: sites stay with their fiche."""
    back = Trail.get_by_id(sides.merging).details().get(SITES, [])
    rows = Document.select(Document.number).join(Delivery, on=Delivery.document == Document.id)
    goes, named = sides.given(Document.client), many.among(Delivery.site, back)
    across = (goes & ~named) | (~goes & named)
    return _first(rows.where(Delivery.site.is_null(False), across, ~_given_up()), Document.id)


def _given_up() -> Any:
    """The condition that the `Document` of a query was refused or cancelled."""
    ended = DocumentStep.select(DocumentStep.id).where(
        DocumentStep.document == Document.id, DocumentStep.state.in_(tuple(map(str, GIVEN_UP)))
    )
    return fn.EXISTS(ended)


def _for_animals(sides: Sides) -> Iterator[str]:
    """Sales of one side that are for an animal of the other."""
    sold, kept = sides.given(Operation.client), sides.given(Animal.client)
    rows = (
        SaleAnimal.select(Operation.number)
        .join(Operation, on=SaleAnimal.sale == Operation.id)
        .join_from(SaleAnimal, Animal)
        .where(SaleAnimal.trail > sides.merging, (sold & ~kept) | (kept & ~sold), in_force())
    )
    return _first(rows, Operation.id)


def _attributed(sides: Sides) -> Iterator[str]:
    """Operations and documents of one side that are for a contact of the other: contacts stay with their
    fiche.
    """
    back = Trail.get_by_id(sides.merging).details().get(CONTACTS, [])
    for said, table, is_newest in (
        (Attribution, Operation, attribution.is_newest()),
        (DocumentAttribution, Document, of_documents.is_newest()),
    ):
        goes, named = sides.given(table.client), many.among(said.contact, back)
        rows = said.select(table.number).join(table).where(is_newest)
        yield from _first(rows.where(goes, said.contact.is_null(False), ~named), table.id)
        yield from _first(rows.where(~goes, named), table.id)
