"""Checks of the catalogue: search index, unique bar codes, VAT rates."""

from collections.abc import Iterator

from peewee import JOIN, fn

from models.custom_fields.definitions import definitions
from models.custom_fields.table import CustomRecord
from models.custom_fields.values import faults, words
from models.doctor.fault import Check, Fault, first
from models.doctor.trade.lines import last_changes
from models.money.amounts import LARGEST
from models.outbox.templates.table import Template
from models.people.clients.selections import Selection
from models.people.organisms.table import Organism
from models.people.references.table import Reference
from models.refusals import N_
from models.requests.actors import Staff
from models.store import clock
from models.store.search.folding import fold
from models.trade.catalogue.codes import key
from models.trade.catalogue.table import Category, Product, search_key
from models.trade.catalogue.vat import Vat, VatRate
from models.trade.prices.discounts import DefaultDiscount


def search_finds_every_product() -> Iterator[Fault]:
    """A product is found by its present name and codes, and its sort label is in name order."""
    sentence = N_("The product {name} is not found by its name.")
    rows = Product.select(Product.name, Product.code, Product.bar_code, Product.custom, Product.search_key)
    known = definitions(CustomRecord.PRODUCT)
    for name, code, bar_code, custom, kept in rows.tuples():
        if kept != search_key(name, code, bar_code, words(custom, known)):
            yield Fault("search", sentence, {"name": name})


def custom_values_fit() -> Iterator[Fault]:
    """Each value of a custom field of a product fits the kind of its field."""
    sentence = N_("The product {name} has a value that fits no field.")
    known = {each.id: each for each in definitions(CustomRecord.PRODUCT)}
    for name, custom in Product.select(Product.name, Product.custom).where(Product.custom != {}).tuples():
        if any(faults(custom, known)):
            yield Fault("fields", sentence, {"name": name})


def scanned_codes_mean_one_product() -> Iterator[Fault]:
    """No code or bar code of a product is also one of another product, in any spelling."""
    sentence = N_("The code {code} belongs to {name} and to {other}.")
    bearers: dict[str, tuple[int, str]] = {}
    rows = Product.select(Product.id, Product.name, Product.code, Product.bar_code).order_by(Product.id)
    for product, name, *codes in rows.tuples():
        for code in codes:
            first, also = bearers.setdefault(key(code), (product, name)) if code else (product, name)
            if first != product:
                yield Fault("codes", sentence, {"code": code, "name": name, "other": also})


def rates_are_known() -> Iterator[Fault]:
    """Every VAT rate has at least one percentage: without one it would be an
    exemption that nobody decided.
    """
    rows = Vat.select(Vat.name).join(VatRate, JOIN.LEFT_OUTER).where(VatRate.id.is_null())
    sentence = N_("The VAT rate {name} has no percentage.")
    for (name,) in rows.tuples():
        yield Fault("vat", sentence, {"name": name})


def rates_have_begun() -> Iterator[Fault]:
    """No VAT rate is used before its first day: it would count as 0 %, which nobody decided."""
    today = clock.today()
    begun = VatRate.select(VatRate.vat).where(VatRate.since <= today)
    rows = (
        Vat.select(Vat.name, fn.MIN(VatRate.since), fn.COUNT(Product.id.distinct()))
        .join(VatRate)
        .join_from(Vat, Product, on=(Product.vat == Vat.id) & Product.active)
        .where(Vat.id.not_in(begun))
        .group_by(Vat.id, Vat.name)
    )
    sentence = N_("The VAT rate {name} begins on {day} only: until then {count} products are sold at 0 %.")
    for name, day, count in first(rows):
        figures = {"name": name, "day": VatRate.since.python_value(day), "count": count}
        yield Fault("vat", sentence, figures)


def prices_can_be_asked() -> Iterator[Fault]:
    """INV-01: no price exceeds the largest amount."""
    rows = Product.select(Product.name, Product.price).where(~Product.price.between(0, LARGEST))
    sentence = N_("The product {name} costs {price}, which is no price.")
    for name, price in first(rows):
        yield Fault("INV-01", sentence, {"name": name}, {"price": price})


def no_default_discount_on_fixed_prices() -> Iterator[Fault]:
    """No client has a default discount on a regulated category (law 17-04), unless
    it became regulated since.
    """
    _, changed = last_changes()
    rows = DefaultDiscount.select(DefaultDiscount.client, Category.id, Category.name).join(Category)
    sentence = N_("Client {client} has a default discount on {name}, whose prices are regulated.")
    for client, category, name in first(rows.where(Category.regulated)):
        if category not in changed:
            yield Fault("discounts", sentence, {"client": client, "name": name}, client=client)


def everything_has_a_name() -> Iterator[Fault]:
    """Every name that is chosen from a list has letters or digits and differs from the others."""
    sentence = N_("Row {row} of {table} has no name that could be read.")
    for table in (Category, Vat, Product, Organism, Reference, Staff, Template, Selection):
        for row, name in table.select(table.id, table.name).tuples().iterator():
            if not fold(name).strip():
                yield Fault("names", sentence, {"row": row, "table": table._meta.table_name})


CHECKS: tuple[Check, ...] = (
    search_finds_every_product,
    custom_values_fit,
    scanned_codes_mean_one_product,
    rates_are_known,
    rates_have_begun,
    prices_can_be_asked,
    no_default_discount_on_fixed_prices,
    everything_has_a_name,
)
