"""Which discount a line gets, and what a client gets by default (S0 7.7; disc-category disc-permanent).

One order, never cumulated (X8): a product sold without discount, a regulated category, what was typed on the
line, the client's percentage for the category, the client's permanent one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from peewee import ForeignKeyField, IntegerField

from models.people.client_table import Client
from models.refusals import N_, Refused
from models.store.connection import Table
from models.trade.catalogue import Category, Product


class DefaultDiscount(Table):
    """A client's percentage in hundredths, for a category or, without one, for every other purchase."""

    client = ForeignKeyField(Client)
    category = ForeignKeyField(Category, null=True)
    rate = IntegerField()


class DiscountReason(StrEnum):
    """Why a line is cheaper; empty where it is not."""

    NONE = ""
    MANUAL = "manual"
    CATEGORY = "category"
    PERMANENT = "permanent"


@dataclass(frozen=True, slots=True)
class ClientDiscounts:
    """What a client gets by default, in hundredths of a percent.

    A category that is not named gets the permanent one; a category at 0 gets none.
    """

    permanent: int = 0
    by_category: Mapping[int, int] = field(default_factory=dict)


@dataclass
class DiscountForbidden(Refused):
    """This product is never sold below its price (disc-forbidden)."""

    product: str
    category: str
    sentence: ClassVar[str] = N_("{product} is sold without discount.")


class RegulatedPrice(DiscountForbidden):
    """A public price may not be lowered (Morocco, law 17-04)."""

    sentence: ClassVar[str] = N_("{product}: no discount on {category}, its price is regulated.")


def of(client: int) -> ClientDiscounts:
    """What this client gets by default."""
    return of_many([client]).get(client, ClientDiscounts())


def of_many(clients: Iterable[int]) -> dict[int, ClientDiscounts]:
    """What each of these clients gets by default; those who get nothing are not in it."""
    rows = DefaultDiscount.select(DefaultDiscount.client, DefaultDiscount.category, DefaultDiscount.rate)
    found: dict[int, dict[int | None, int]] = {}
    for client, category, rate in rows.where(DefaultDiscount.client.in_(list(clients))).tuples():
        found.setdefault(client, {})[category] = rate
    return {
        client: ClientDiscounts(
            rates.get(None, 0), {category: rate for category, rate in rates.items() if category is not None}
        )
        for client, rates in found.items()
    }


def resolve(product: Product, granted: ClientDiscounts, manual: int | None) -> tuple[int, DiscountReason]:
    """The discount of a line in hundredths of a percent, and why, for a product read with its category.

    `manual` is what was typed: None leaves it to what the client gets by default, 0 gives none. Raises
    `DiscountForbidden` where one was typed that cannot be given; a default one simply does not apply there.
    """
    forbidden = why_forbidden(product)
    if forbidden is not None:
        if manual:
            raise forbidden
        return 0, DiscountReason.NONE
    if manual is not None:
        return manual, DiscountReason.MANUAL if manual else DiscountReason.NONE
    if product.category_id in granted.by_category:
        rate = granted.by_category[product.category_id]
        return rate, DiscountReason.CATEGORY if rate else DiscountReason.NONE
    return granted.permanent, DiscountReason.PERMANENT if granted.permanent else DiscountReason.NONE


def why_forbidden(product: Product) -> DiscountForbidden | None:
    """Why this product, read with its category, cannot be cheaper; None where it can."""
    if product.discount_forbidden:
        return DiscountForbidden(product.name, product.category.name)
    if product.category.regulated:
        return RegulatedPrice(product.name, product.category.name)
    return None
