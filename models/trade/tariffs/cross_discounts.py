"""Cross discounts: named tables of percentages, by category of clients and category of products
(disc-cross-define).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import ClassVar

from peewee import JOIN, ModelSelect

from models.people.categories.table import ClientCategory
from models.people.categories.verbs import NoSuchClientCategory
from models.people.tariffs.table import CrossDiscount
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import differences
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.search.folding import fold
from models.trade.catalogue.table import Category
from models.trade.tariffs.rules import (
    CategoryWithoutDiscount,
    TariffChanged,
    category_with_free_prices,
    check_rate,
    checked_name,
    lock,
)
from models.trade.tariffs.table import CrossDiscountRate

CREATES, EDITS = "cross_discounts.create", "cross_discounts.edit"
RETIRES, RESTORES = "cross_discounts.retire", "cross_discounts.restore"
SETS, DROPS = "cross_discounts.set_rate", "cross_discounts.drop_rate"


@dataclass(frozen=True, slots=True)
class CrossDiscountFields:
    """The fields of a cross discount."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class CrossRateRow:
    """A percentage, in hundredths. `client_category` None, and its name empty, is every client."""

    id: int
    client_category: int | None
    of_clients: str
    category: int
    of_products: str
    rate: int


@dataclass
class NoSuchCrossDiscount(Refused):
    cross_discount: int
    field: ClassVar[str] = "cross_discount"
    sentence: ClassVar[str] = N_("This cross discount is gone.")


@dataclass
class CrossRateKnown(Refused):
    """There is already a percentage for the two, and adding one must not replace it."""

    rate: str
    field: ClassVar[str] = "category"
    sentence: ClassVar[str] = N_("There is already {rate} % for these two: correct that one.")


@verb(CREATES, Right.EDIT_CATALOGUE, answers=lambda done: int(done.details()["cross_discount"]))
def create(values: CrossDiscountFields, *, by: By) -> int:
    """Adds an empty one; returns its id. Raises `Missing`, `TariffNameTaken`, or what `check_text` raises."""
    lock()
    clean = CrossDiscountFields(checked_name(values.name, CrossDiscount))
    made = CrossDiscount.create(name_key=fold(clean.name), **asdict(clean))
    trail.leave(by, cross_discount=made.id, **asdict(clean))
    return int(made.id)


@verb(EDITS, Right.EDIT_CATALOGUE)
def edit(cross_discount: int, values: CrossDiscountFields, *, seen: CrossDiscountFields, by: By) -> None:
    """Renames it over the values `seen` (optimistic locking). Raises `TariffChanged`, `NoSuchCrossDiscount`,
    and what `create` raises.
    """
    lock()
    before = fields_of(cross_discount)
    clean = CrossDiscountFields(checked_name(values.name, CrossDiscount, cross_discount))
    if before not in (seen, clean):
        raise TariffChanged(before.name)
    if before == clean:
        return
    changed = {**asdict(clean), "name_key": fold(clean.name)}
    CrossDiscount.update(**changed).where(CrossDiscount.id == cross_discount).execute()
    trail.leave(by, cross_discount=cross_discount, changes=differences(before, clean))


@verb(RETIRES, Right.EDIT_CATALOGUE)
def retire(cross_discount: int, *, by: By) -> None:
    """It can be chosen no more, and who has it gets nothing of it. Raises `NoSuchCrossDiscount`."""
    _retire(cross_discount, retired=True, by=by)


@verb(RESTORES, Right.EDIT_CATALOGUE)
def restore(cross_discount: int, *, by: By) -> None:
    """It can be chosen again, and holds for those who have it. Raises `NoSuchCrossDiscount`."""
    _retire(cross_discount, retired=False, by=by)


@verb(SETS, Right.EDIT_CATALOGUE)
def set_rate(
    cross_discount: int, client_category: int | None, category: int, rate: int, *, seen: int | None, by: By
) -> None:
    """Sets what clients of a category get on a category of products, in hundredths of a percent;
    `client_category` None is every client. 0 is no discount, also where every client gets one.

    `seen` is the percentage as the person saw it, None to add one (optimistic locking). Raises
    `CrossRateKnown`, `TariffChanged`, `NotAPercentage`, `PriceIsRegulated`, `CategoryWithoutDiscount`,
    `NoSuchCategory`, `NoSuchClientCategory` or `NoSuchCrossDiscount`.
    """
    lock()
    of = _get(cross_discount)
    check_rate(rate)
    products = category_with_free_prices(category, "category")
    if products.discount_forbidden:
        raise CategoryWithoutDiscount("category", products.name)
    if (
        client_category is not None
        and ClientCategory.get_or_none(ClientCategory.id == client_category) is None
    ):
        raise NoSuchClientCategory(client_category)
    row = _rate(cross_discount, client_category, category)
    before = row.rate if row is not None else None
    if before != seen:
        raise CrossRateKnown(f"{(before or 0) / 100:g}") if seen is None else TariffChanged(of.name)
    if before == rate:
        return
    if row is None:
        keys = {"cross_discount": cross_discount, "client_category": client_category, "category": category}
        CrossDiscountRate.create(**keys, rate=rate)
    else:
        CrossDiscountRate.update(rate=rate).where(CrossDiscountRate.id == row.id).execute()
    _leave(by, cross_discount, client_category, category, before, rate)


@verb(DROPS, Right.EDIT_CATALOGUE)
def drop_rate(cross_discount: int, client_category: int | None, category: int, *, seen: int, by: By) -> None:
    """Takes a percentage out of the table. Raises `TariffChanged` if it is no longer `seen`."""
    lock()
    of = _get(cross_discount)
    row = _rate(cross_discount, client_category, category)
    if row is None or row.rate != seen:
        raise TariffChanged(of.name)
    CrossDiscountRate.delete().where(CrossDiscountRate.id == row.id).execute()
    _leave(by, cross_discount, client_category, category, seen, None)


def fields_of(cross_discount: int) -> CrossDiscountFields:
    """The fields of one, as a form shows them. Raises `NoSuchCrossDiscount`."""
    return CrossDiscountFields(_get(cross_discount).name)


def rates(cross_discount: int) -> list[CrossRateRow]:
    """The percentages of one, those for every client first, then by the names of the categories."""
    of_one = _selected().where(CrossDiscountRate.cross_discount == cross_discount)
    return _read(of_one).get(cross_discount, [])


def all_rates() -> Mapping[int, list[CrossRateRow]]:
    """The percentages of each cross discount, in the same order; those without any are absent."""
    return _read(_selected())


def _selected() -> ModelSelect:
    return (
        CrossDiscountRate.select(
            CrossDiscountRate.cross_discount,
            CrossDiscountRate.id,
            CrossDiscountRate.client_category,
            ClientCategory.name,
            CrossDiscountRate.category,
            Category.name,
            CrossDiscountRate.rate,
        )
        .join(Category)
        .switch(CrossDiscountRate)
        .join(ClientCategory, JOIN.LEFT_OUTER)
    )


def _read(rows: ModelSelect) -> dict[int, list[CrossRateRow]]:
    found: dict[int, list[CrossRateRow]] = {}
    for of, key, clients, of_clients, *products in rows.tuples():
        found.setdefault(of, []).append(CrossRateRow(key, clients, of_clients or "", *products))
    for each in found.values():
        each.sort(key=lambda row: (fold(row.of_clients), fold(row.of_products)))
    return found


def _rate(cross_discount: int, client_category: int | None, category: int) -> CrossDiscountRate | None:
    clients = CrossDiscountRate.client_category
    row: CrossDiscountRate | None = CrossDiscountRate.get_or_none(
        CrossDiscountRate.cross_discount == cross_discount,
        clients.is_null() if client_category is None else clients == client_category,
        CrossDiscountRate.category == category,
    )
    return row


def _leave(
    by: By, cross_discount: int, clients: int | None, category: int, before: int | None, after: int | None
) -> None:
    changes = {"rate": [before, after]}
    trail.leave(
        by, cross_discount=cross_discount, client_category=clients, category=category, changes=changes
    )


def _get(cross_discount: int) -> CrossDiscount:
    row: CrossDiscount | None = CrossDiscount.get_or_none(CrossDiscount.id == cross_discount)
    if row is None:
        raise NoSuchCrossDiscount(cross_discount)
    return row


def _retire(cross_discount: int, *, retired: bool, by: By) -> None:
    lock()
    if _get(cross_discount).retired == retired:
        return
    CrossDiscount.update(retired=retired).where(CrossDiscount.id == cross_discount).execute()
    trail.leave(by, cross_discount=cross_discount)
