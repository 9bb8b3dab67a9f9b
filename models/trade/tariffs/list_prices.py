"""The rows of price lists: added, edited, removed."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, ClassVar

from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import differences
from models.requests.rights import Right
from models.requests.verb import verb
from models.trade.tariffs import lists
from models.trade.tariffs.rules import (
    TariffChanged,
    category_with_free_prices,
    check_price,
    check_rate,
    lock,
    product_with_free_price,
)
from models.trade.tariffs.table import ListPrice
from models.values import Centimes, Days

ADDS, EDITS, REMOVES = "list_prices.add", "list_prices.edit", "list_prices.remove"


@dataclass(frozen=True, slots=True)
class ListPriceFields:
    """The fields of a row, as `ListPrice` has them: of a product or a category, a price or a rate."""

    product: int | None = None
    category: int | None = None
    price: Centimes | None = None
    rate: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass
class NoSuchListPrice(Refused):
    row: int
    sentence: ClassVar[str] = N_("This price is no longer in the list.")


@dataclass
class EndsBeforeItBegins(Refused):
    since: date
    until: date
    field: ClassVar[str] = "until"
    sentence: ClassVar[str] = N_("The last day, {until}, is before the first, {since}.")


@dataclass
class PeriodsOverlap(Refused):
    """Another row of the list for the same product or category is valid on some of these days, so which one
    holds would be chance.
    """

    name: str
    days: Days
    other: Days
    field: ClassVar[str] = "since"
    sentence: ClassVar[str] = N_("{name} already has a price ({other}); this one ({days}) overlaps it.")


@verb(ADDS, Right.EDIT_CATALOGUE, answers=lambda done: int(done.details()["row"]))
def add(price_list: int, values: ListPriceFields, *, by: By) -> int:
    """Adds a row to a list; returns its id.

    Raises `Missing`, `EndsBeforeItBegins`, `PeriodsOverlap`, `PriceIsRegulated`, `NoSuchProduct`,
    `NoSuchCategory`, `NotAnAmount`, `AmountTooLarge`, `NotAPercentage` or `NoSuchPriceList`.
    """
    lock()
    lists.get(price_list)
    name = _check(price_list, values, None)
    made = ListPrice.create(price_list=price_list, **asdict(values))
    trail.leave(by, price_list=price_list, row=made.id, label=name, **_plain(values))
    return int(made.id)


@verb(EDITS, Right.EDIT_CATALOGUE)
def edit(row: int, values: ListPriceFields, *, seen: ListPriceFields, by: By) -> None:
    """Saves a row over the values `seen` (optimistic locking); it stays of its product or category. What was
    sold keeps its prices. Raises `TariffChanged`, `NoSuchListPrice`, and what `add` raises.
    """
    lock()
    kept = _get(row)
    before = _fields(kept)
    clean = replace(values, product=before.product, category=before.category)
    name = _check(kept.price_list_id, clean, row)
    if before not in (seen, clean):
        raise TariffChanged(name)
    changes = differences(before, clean)
    if not changes:
        return
    ListPrice.update(**asdict(clean)).where(ListPrice.id == row).execute()
    trail.leave(by, price_list=kept.price_list_id, row=row, label=name, changes=changes)


@verb(REMOVES, Right.EDIT_CATALOGUE)
def remove(row: int, *, seen: ListPriceFields, by: By) -> None:
    """Takes a row out of its list: the catalogue's price holds again. Raises `TariffChanged` or
    `NoSuchListPrice`.
    """
    lock()
    kept = _get(row)
    before = _fields(kept)
    name = _name(kept)
    if before != seen:
        raise TariffChanged(name)
    ListPrice.delete().where(ListPrice.id == row).execute()
    trail.leave(by, price_list=kept.price_list_id, row=row, label=name, **_plain(before))


def fields_of(row: int) -> ListPriceFields:
    """The fields of a row. Raises `NoSuchListPrice`."""
    return _fields(_get(row))


def overlapping(
    since: date | None, until: date | None, other_since: date | None, other_until: date | None
) -> bool:
    """Whether two periods share a day; None is without limit."""
    begins = other_since is None or until is None or other_since <= until
    return begins and (since is None or other_until is None or since <= other_until)


def check_days(since: date | None, until: date | None) -> None:
    """Raises `EndsBeforeItBegins`."""
    if since is not None and until is not None and until < since:
        raise EndsBeforeItBegins(since, until)


def _check(price_list: int, values: ListPriceFields, but: int | None) -> str:
    """Raises the refusals of `add`; returns what the row is called."""
    if (values.product is None) == (values.category is None):
        raise Missing("product")
    if (values.price is None) == (values.rate is None):
        raise Missing("price")
    if values.price is not None:
        check_price(values.price)
    if values.rate is not None:
        check_rate(values.rate)
    check_days(values.since, values.until)
    if values.product is not None:
        name, of = (
            product_with_free_price(values.product, "product").name,
            ListPrice.product == values.product,
        )
    else:
        name = category_with_free_prices(values.category or 0, "category").name
        of = ListPrice.category == values.category
    others = ListPrice.select().where(ListPrice.price_list == price_list, of, ListPrice.id != (but or 0))
    for other in others:
        if overlapping(values.since, values.until, other.since, other.until):
            raise PeriodsOverlap(name, Days(values.since, values.until), Days(other.since, other.until))
    return name


def _get(row: int) -> ListPrice:
    found: ListPrice | None = ListPrice.get_or_none(ListPrice.id == row)
    if found is None:
        raise NoSuchListPrice(row)
    return found


def _name(row: ListPrice) -> str:
    of = row.product if row.product_id is not None else row.category
    return of.name if of is not None else ""


def _fields(row: ListPrice) -> ListPriceFields:
    return ListPriceFields(row.product_id, row.category_id, row.price, row.rate, row.since, row.until)


def _plain(values: ListPriceFields) -> dict[str, Any]:
    return {name: value for name, value in asdict(values).items() if value is not None}
