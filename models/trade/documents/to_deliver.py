"""What has to be brought to clients on a day: the prepared delivery notes of all of them (doc-delivery)."""

from dataclasses import dataclass
from datetime import date, timedelta

from peewee import fn

from models.people.clients.table import Client, in_a_list
from models.trade.documents.delivery import Delivery, Place, place_of
from models.trade.documents.table import Document, DocumentKind, DocumentState, DocumentStep

LATE_DAYS = 31
"""What was to be delivered longer ago is no errand of the day; the tab of its client still shows it."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A delivery note to be brought. `day` is when it is wanted; `courier` is the key of who brings it, whose
    name at the time is in `place`.
    """

    id: int
    client: int
    number: str
    client_name: str
    day: date
    courier: int | None
    place: Place


def errands(day: date, courier: int | None = None) -> list[Errand]:
    """What is to be delivered until this day, by courier, then by place; with `courier` only what they bring.

    What is late is among it, for `LATE_DAYS`; a note without a day is wanted on its own.
    """
    later = DocumentStep.alias()
    last = later.select(fn.MAX(later.id)).where(later.document == Document.id)
    wanted = fn.COALESCE(Document.until, Document.day)
    name = fn.TRIM(Client.last_name.concat(" ").concat(Client.first_name))
    rows = (
        Document.select(
            *(Document.id, Document.client, Document.number, name, wanted, Delivery.courier),
            Delivery.place,
        )
        .join(Client)
        .join_from(Document, DocumentStep, on=DocumentStep.id == last)
        .join_from(Document, Delivery, on=Delivery.document == Document.id)
        .where(
            Document.kind == DocumentKind.DELIVERY_NOTE,
            DocumentStep.state == DocumentState.PREPARED,
            wanted.between(day - timedelta(days=LATE_DAYS), day),
            in_a_list(),
        )
    )
    if courier is not None:
        rows = rows.where(Delivery.courier == courier)
    found = [
        Errand(key, client, number, who, _day(on), driver, place_of(place))
        for key, client, number, who, on, driver, place in rows.tuples()
    ]
    return sorted(found, key=_order)


def _day(value: date | str) -> date:
    """A day out of an expression, which SQLite gives as it is kept."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def _order(row: Errand) -> tuple[str, tuple[str, ...], str, int]:
    return row.place.courier, row.place.address[::-1], row.client_name, row.id
