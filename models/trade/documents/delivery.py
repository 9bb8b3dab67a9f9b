"""Where the goods of a document are delivered to, and by whom: a row beside it, frozen as it was written.

A quote, an order or a pro forma has one where a site was chosen; a delivery note always has one, as its paper
goes along with the goods.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from models.people import postal
from models.people.clients import details
from models.people.clients.aliases import about, survivor_of
from models.people.clients.table import Client
from models.people.references import listing as references
from models.people.references.listing import NotOffered, check_choice
from models.people.references.table import Reference, ReferenceKind
from models.people.sites.contacts import rows as site_contacts
from models.people.sites.table import Site
from models.store import many
from models.store.connection import Table
from models.store.fields import ForeignKeyField, TextField
from models.trade.documents.table import Document, DocumentKind

GOES_OUT = frozenset(DocumentKind) - {DocumentKind.PREPARATION}
"""What leaves the pharmacy: it bears the client's address, and goes to a site of theirs."""
NO_SITE = 0
"""Stands for the client's own address where documents are narrowed by their site."""


class Delivery(Table):
    """Where a document is delivered to. Append-only.

    Attributes:
      site: the site of the client; None for their own address
      courier: who brings it, of the list of couriers; None for nobody in particular
      place: JSON of `Place`, as it was then
    """

    document = ForeignKeyField(Document, primary_key=True, backref="+")
    site = ForeignKeyField(Site, null=True, backref="+")
    courier = ForeignKeyField(Reference, null=True, backref="+")
    place = TextField()


@dataclass(frozen=True, slots=True)
class Place:
    """Where goods go, as papers say it. `name` is that of the site, empty for the client's own address;
    `contact` and `phone` (E.164) are whom to ask for there, `courier` is who brings them.
    """

    name: str = ""
    address: tuple[str, ...] = ()
    contact: str = ""
    phone: str = ""
    courier: str = ""


@dataclass(frozen=True, slots=True)
class Destination:
    """The site and the courier that were chosen; None for the client's own address, and for nobody."""

    site: int | None = None
    courier: int | None = None


def proposed(client: int) -> Destination:
    """The site proposed first for this client, and the courier who usually goes there."""
    site = Site.get_or_none(about(Site.client, client), Site.active, Site.by_default)
    usual = details.of([survivor_of(client)]).get(survivor_of(client), {}).get("courier")
    courier = references.found(usual)
    return Destination(site.id if site else None, courier.id if courier and courier.active else None)


def check(row: Client, chosen: Destination) -> None:
    """Checks that the client has this site, and that the courier is in the list; neither is retired.

    Raises `NotOffered`. Called by verbs, with the client's row locked.
    """
    if chosen.site is not None:
        its = about(Site.client, row), Site.id == chosen.site, Site.active
        if not Site.select().where(*its).exists():
            raise NotOffered("site")
    check_choice("courier", ReferenceKind.COURIER, chosen.courier)


def record(document: Document, row: Client, chosen: Destination) -> None:
    """Writes where a document goes that was just written, as the site and the client are today."""
    Delivery.insert(
        document=document,
        site=chosen.site,
        courier=chosen.courier,
        place=json.dumps(asdict(_today(row, chosen)), ensure_ascii=False),
    ).execute()


def follow(made: Document, of: Document) -> None:
    """A document that was made of another one goes where that one goes."""
    kept = Delivery.get_or_none(Delivery.document == of)
    if kept is not None:
        Delivery.insert(document=made, site=kept.site_id, courier=kept.courier_id, place=kept.place).execute()


def of(document: int) -> Destination | None:
    """The site and the courier of a document; None where nothing was chosen."""
    kept = Delivery.get_or_none(Delivery.document == document)
    return None if kept is None else Destination(kept.site_id, kept.courier_id)


def places_of(documents: Iterable[int]) -> Mapping[int, Place]:
    """Where each of these documents goes, as their papers say it; one for which nothing was chosen is
    absent.
    """
    rows = Delivery.select(Delivery.document, Delivery.place).where(many.among(Delivery.document, documents))
    return {document: place_of(kept) for document, kept in rows.tuples()}


def place_of(kept: str) -> Place:
    """A place from its JSON."""
    values: dict[str, Any] = json.loads(kept)
    return Place(**values | {"address": tuple(values["address"])})


def at_site(site: int) -> Any:
    """The condition that the `Document` of a query goes to this site, or with `NO_SITE` to none."""
    goes = Delivery.select(Delivery.document).where(Delivery.site.is_null(False))
    if site == NO_SITE:
        return Document.id.not_in(goes)
    return Document.id.in_(goes.where(Delivery.site == site))


def _today(row: Client, chosen: Destination) -> Place:
    courier = references.name_of(chosen.courier)
    if chosen.site is None:
        own = postal.lines(row.address, row.postal_code, row.city, *details.country_of(row))
        phone = row.mobile or row.home_phone or row.work_phone
        return Place(address=tuple(own), phone=phone, courier=courier)
    site = Site.get_by_id(chosen.site)
    where = postal.lines(site.address, site.postal_code, site.city, site.province, site.country)
    main = site_contacts.main_of(site.id)
    name, phone = (main.name, main.phone) if main else ("", "")
    return Place(site.name, tuple(where), name, phone, courier)
