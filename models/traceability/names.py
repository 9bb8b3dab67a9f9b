"""The present names of what requests were about."""

from collections.abc import Collection, Mapping
from typing import Any

from peewee import fn

from models.appointments.table import Appointment
from models.custom_fields.table import CustomField, CustomOption
from models.outbox.templates.table import Template
from models.people.animals.table import Animal, AnimalKind
from models.people.categories.table import ClientCategory
from models.people.clients.selections import Selection
from models.people.clients.table import Client
from models.people.contacts.table import Contact
from models.people.organisms.table import Organism
from models.people.references.table import Reference
from models.people.sites.contacts.table import SiteContact
from models.people.sites.table import Site
from models.people.tariffs.table import CrossDiscount, PriceList
from models.people.technical_sheets.table import SheetTerm
from models.requests.actors import Staff
from models.store import many
from models.trade.catalogue.table import Category, Product
from models.trade.catalogue.vat import Vat

_TABLES: Mapping[str, Any] = {
    "animals": Animal,
    "animal_kinds": AnimalKind,
    "products": Product,
    "product_import": Product,
    "price_breaks": Product,
    "price_lists": PriceList,
    "list_prices": PriceList,
    "price_list_import": PriceList,
    "cross_discounts": CrossDiscount,
    "categories": Category,
    "vat": Vat,
    "references": Reference,
    "organisms": Organism,
    "client_categories": ClientCategory,
    "custom_fields": CustomField,
    "custom_options": CustomOption,
    "templates": Template,
    "selections": Selection,
    "personnel": Staff,
    "contacts": Contact,
    "contact_import": Contact,
    "sheet_terms": SheetTerm,
    "site_contacts": SiteContact,
    "clients": Client,
    "sites": Site,
    "appointments": Appointment,
    "appointment_reminders": Appointment,
}

Wanted = tuple[str, int]
"""The subject of a verb, and an id."""


def names_of(wanted: Collection[Wanted]) -> dict[Wanted, str]:
    """The names of these, by subject and id; what is gone, or has no name, is absent."""
    found: dict[Wanted, str] = {}
    for subject in {subject for subject, _ in wanted} & _TABLES.keys():
        keys = sorted({key for each, key in wanted if each == subject})
        found |= {(subject, key): name for key, name in _read(_TABLES[subject], keys)}
    return found


def _read(table: Any, keys: Collection[int]) -> Any:
    if table in (Contact, Client):
        name = fn.TRIM(table.last_name.concat(" ").concat(table.first_name))
    else:
        name = table.subject if table is Appointment else table.name
    return table.select(table.id, name).where(many.among(table.id, keys)).tuples()
