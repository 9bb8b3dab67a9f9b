"""The discount of a line, and the default discounts of clients (disc-category, disc-permanent).

The first of these applies, and they never add up: a product without discount, a regulated category, the
discount typed on the line, the client's percentage for the category, that of their cross discount, the
client's permanent one, and that of the category of clients they are in (X17).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from models.money.amounts import WHOLE, NotAPercentage
from models.people.clients import verbs as clients
from models.people.clients.aliases import survivor_or_itself
from models.people.clients.table import Client
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import many
from models.store.connection import Table, engine
from models.store.fields import ForeignKeyField, IntegerField
from models.store.prepared import Prepared, given
from models.trade.catalogue import categories
from models.trade.catalogue.categories import NoSuchCategory
from models.trade.catalogue.table import Category, ForSale
from models.trade.tariffs.rules import CategoryWithoutDiscount

VERB = "discounts.choose"


class DefaultDiscount(Table):
    """A client's percentage in hundredths, for a category or, without one, for all other purchases."""

    client = ForeignKeyField(Client)
    category = ForeignKeyField(Category, null=True)
    rate = IntegerField()


class DiscountReason(StrEnum):
    """Why a line has a discount; empty if it has none."""

    NONE = ""
    MANUAL = "manual"
    CATEGORY = "category"
    CROSS = "cross"
    """What clients of one kind get on products of one kind (disc-cross)."""
    PERMANENT = "permanent"
    CLIENT_CATEGORY = "client_category"
    """What everybody of the client's category of clients gets (cat-crud)."""


@dataclass(frozen=True, slots=True)
class ClientDiscounts:
    """The default discounts of a client, in hundredths of a percent.

    A category that is absent gets the permanent one; a category at 0 gets none.
    """

    permanent: int = 0
    by_category: Mapping[int, int] = field(default_factory=dict)
    permanent_reason: DiscountReason = DiscountReason.PERMANENT
    """Why they get the permanent one: it is their own, or that of their category of clients."""
    cross: Mapping[int, int] = field(default_factory=dict)
    """By category, what their cross discount gives where they have no discount of their own on it."""


@dataclass(frozen=True, slots=True)
class CategoryDiscount:
    """A client's discount on a category: `rate` None means the permanent one."""

    category: int
    name: str
    regulated: bool
    discount_forbidden: bool
    rate: int | None


@dataclass
class RegulatedCategory(Refused):
    """The law fixes the price of this category, so it has no default discount (disc-forbidden)."""

    category: int
    name: str
    sentence: ClassVar[str] = N_("{name}: no discount, the prices are regulated.")


@dataclass
class DiscountsChanged(Refused):
    """Another person changed the discounts since they were read."""

    sentence: ClassVar[str] = N_("These discounts were changed meanwhile. Look at them again.")


@dataclass
class DiscountForbidden(Refused):
    """This product is never sold below its price (disc-forbidden)."""

    product: str
    category: str
    sentence: ClassVar[str] = N_("{product} is sold without discount.")


class RegulatedPrice(DiscountForbidden):
    """A regulated price may not be lowered (Morocco, law 17-04)."""

    sentence: ClassVar[str] = N_("{product}: no discount on {category}, its price is regulated.")


_GRANTED = Prepared(
    lambda: DefaultDiscount.select(DefaultDiscount.category, DefaultDiscount.rate).where(
        DefaultDiscount.client == survivor_or_itself(given("client"))
    )
)


def of(client: int) -> ClientDiscounts:
    """The default discounts of this client."""
    return understood(dict(_GRANTED.tuples(client=client)))


def of_many(clients: Iterable[int]) -> dict[int, ClientDiscounts]:
    """The default discounts of each of these clients; clients without any are absent."""
    rows = DefaultDiscount.select(DefaultDiscount.client, DefaultDiscount.category, DefaultDiscount.rate)
    found: dict[int, dict[int | None, int]] = {}
    for client, category, rate in rows.where(many.among(DefaultDiscount.client, clients)).tuples():
        found.setdefault(client, {})[category] = rate
    return {client: understood(rates) for client, rates in found.items()}


def understood(rates: Mapping[int | None, int]) -> ClientDiscounts:
    """The default discounts that rows say: by category, and under None the permanent one."""
    by_category = {category: rate for category, rate in rates.items() if category is not None}
    return ClientDiscounts(rates.get(None, 0), by_category)


def choices(client: int) -> list[CategoryDiscount]:
    """Every category by name, and this client's discount on it."""
    granted = of(client).by_category
    return [
        CategoryDiscount(
            row.id,
            row.name,
            row.regulated,
            row.discount_forbidden,
            None if row.regulated or row.discount_forbidden else granted.get(row.id),
        )
        for row in categories.categories()
    ]


@verb(VERB, Right.GRANT_DISCOUNTS, answers=lambda done: of(done.concerned()))
def choose(client: int, wanted: ClientDiscounts, *, seen: ClientDiscounts, by: By) -> ClientDiscounts:
    """Saves a client's default discounts; past sales keep theirs.

    `seen` is what the person saw (optimistic locking). Raises `DiscountsChanged` if others changed them
    meanwhile, `RegulatedCategory`, `NotAPercentage`, `NoSuchCategory` or `NoSuchClient`.
    """
    owner = clients.lock(client).id
    before = of(owner)
    if before not in (seen, wanted):
        raise DiscountsChanged
    _check(wanted)
    replace_all(owner, wanted)
    trail.leave(by, client=owner, changes=as_changes(before, wanted))
    return wanted


def replace_all(client: int, wanted: ClientDiscounts) -> None:
    """Writes the default discounts of a client in the place of those they have, inside the caller's verb."""
    DefaultDiscount.delete().where(DefaultDiscount.client == client).execute()
    give({client: wanted})


def as_changes(before: ClientDiscounts, after: ClientDiscounts) -> dict[str, list[Any]]:
    """The old and the new default discounts, as a trail keeps them."""
    return {
        "permanent": [before.permanent, after.permanent],
        "by_category": [dict(before.by_category), dict(after.by_category)],
    }


def from_changes(kept: Mapping[str, Any]) -> tuple[ClientDiscounts, ClientDiscounts]:
    """The default discounts before and after that `as_changes` made."""
    before, after = (
        ClientDiscounts(permanent, {int(category): rate for category, rate in by_category.items()})
        for permanent, by_category in zip(kept["permanent"], kept["by_category"], strict=True)
    )
    return before, after


def give(wanted: Mapping[int, ClientDiscounts]) -> None:
    """Inserts default discounts of clients who have none, inside the caller's transaction."""
    rows: list[tuple[int, int | None, int]] = []
    for client, rates in wanted.items():
        rows += [(client, category, rate) for category, rate in rates.by_category.items()]
        if rates.permanent:
            rows.append((client, None, rates.permanent))
    engine().insert_rows("default_discount", ("client_id", "category_id", "rate"), rows)


def _check(wanted: ClientDiscounts) -> None:
    for rate in (wanted.permanent, *wanted.by_category.values()):
        if not 0 <= rate <= WHOLE:
            raise NotAPercentage(f"{rate / 100:g}")
    known = {row.id: row for row in Category.select()}
    for category in wanted.by_category:
        if category not in known:
            raise NoSuchCategory(category)
        if known[category].regulated:
            raise RegulatedCategory(category, known[category].name)
        if known[category].discount_forbidden:
            raise CategoryWithoutDiscount("category", known[category].name)


def resolve(product: ForSale, granted: ClientDiscounts, manual: int | None) -> tuple[int, DiscountReason]:
    """The discount of a line in hundredths of a percent, and its reason.

    `manual` is what was typed: None means the default discount, 0 none. Raises `DiscountForbidden` if a typed
    discount is not allowed; a default one is then simply not applied.
    """
    forbidden = why_forbidden(product)
    if forbidden is not None:
        if manual:
            raise forbidden
        return 0, DiscountReason.NONE
    if manual is not None:
        return manual, DiscountReason.MANUAL if manual else DiscountReason.NONE
    # A client's discount on a category replaces the permanent one, even if it is 0.
    if product.category_id in granted.by_category:
        rate = granted.by_category[product.category_id]
        return rate, DiscountReason.CATEGORY if rate else DiscountReason.NONE
    if product.category_id in granted.cross:
        rate = granted.cross[product.category_id]
        return rate, DiscountReason.CROSS if rate else DiscountReason.NONE
    return granted.permanent, granted.permanent_reason if granted.permanent else DiscountReason.NONE


def why_forbidden(product: ForSale) -> DiscountForbidden | None:
    """Why this product cannot have a discount; None if it can."""
    if product.discount_forbidden:
        return DiscountForbidden(product.name, product.category)
    if product.regulated:
        return RegulatedPrice(product.name, product.category)
    return None
