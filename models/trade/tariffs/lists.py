"""The price lists: created, edited, copied, retired and put back, never deleted (tariff-define)."""

from dataclasses import asdict, dataclass, replace
from typing import ClassVar

from peewee import fn

from models.money.amounts import LARGEST, WHOLE, AmountTooLarge
from models.people.tariffs.table import PriceList
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import differences
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import clock
from models.store.search.folding import fold
from models.trade.tariffs.rules import TariffChanged, checked_name, lock
from models.trade.tariffs.table import ListPrice

CREATES, EDITS, COPIES = "price_lists.create", "price_lists.edit", "price_lists.copy"
RETIRES, RESTORES = "price_lists.retire", "price_lists.restore"


@dataclass(frozen=True, slots=True)
class PriceListFields:
    """The fields of a price list. `with_vat`: its prices are with VAT, else net."""

    name: str = ""
    with_vat: bool = True


@dataclass
class NoSuchPriceList(Refused):
    price_list: int
    field: ClassVar[str] = "price_list"
    sentence: ClassVar[str] = N_("This price list is gone.")


@dataclass
class NotAChange(Refused):
    """Prices are lowered by at most 100 %, and raised tenfold at most: more is a slip of the finger."""

    field: ClassVar[str] = "change"
    sentence: ClassVar[str] = N_("Prices change by −100 % to +900 %.")


LARGEST_CHANGE = 9 * WHOLE
"""In hundredths of a percent."""


@verb(CREATES, Right.EDIT_CATALOGUE, answers=lambda done: int(done.details()["price_list"]))
def create(values: PriceListFields, *, by: By) -> int:
    """Adds a price list without prices; returns its id. Raises `Missing`, `TariffNameTaken`, or what
    `check_text` raises.
    """
    lock()
    clean = replace(values, name=checked_name(values.name, PriceList))
    made = PriceList.create(name_key=fold(clean.name), **asdict(clean))
    trail.leave(by, price_list=made.id, **asdict(clean))
    return int(made.id)


@verb(EDITS, Right.EDIT_CATALOGUE)
def edit(price_list: int, values: PriceListFields, *, seen: PriceListFields, by: By) -> None:
    """Saves a list over the values `seen` (optimistic locking). What was sold keeps its prices.

    Raises `TariffChanged`, `NoSuchPriceList`, and what `create` raises.
    """
    lock()
    before = fields_of(price_list)
    clean = replace(values, name=checked_name(values.name, PriceList, price_list))
    if before not in (seen, clean):
        raise TariffChanged(before.name)
    if before == clean:
        return
    changed = {**asdict(clean), "name_key": fold(clean.name)}
    PriceList.update(**changed).where(PriceList.id == price_list).execute()
    trail.leave(by, price_list=price_list, changes=differences(before, clean))


@verb(COPIES, Right.EDIT_CATALOGUE, answers=lambda done: int(done.details()["price_list"]))
def copy(price_list: int, name: str, change: int, *, by: By) -> int:
    """Adds a list with the prices of another one that are not over, each changed by so many hundredths of a
    percent (below 0: lowered) and rounded to the centime, halves up. What it takes off the catalogue is
    copied as it is. Returns its id.

    Raises `NotAChange`, `AmountTooLarge`, `NoSuchPriceList`, and what `create` raises.
    """
    lock()
    if not -WHOLE <= change <= LARGEST_CHANGE:
        raise NotAChange
    copied = replace(fields_of(price_list), name=checked_name(name, PriceList))
    made = PriceList.create(name_key=fold(copied.name), **asdict(copied))
    price = (ListPrice.price * (WHOLE + change) + WHOLE // 2) / WHOLE
    rows = ListPrice.select(
        made.id,
        ListPrice.product,
        ListPrice.category,
        price,
        ListPrice.rate,
        ListPrice.since,
        ListPrice.until,
    ).where(
        ListPrice.price_list == price_list,
        ListPrice.until.is_null() | (ListPrice.until >= clock.today()),
    )
    columns = ("price_list", "product", "category", "price", "rate", "since", "until")
    ListPrice.insert_from(rows, [ListPrice._meta.fields[each] for each in columns]).execute()
    if (
        ListPrice.select(fn.MAX(ListPrice.price)).where(ListPrice.price_list == made).scalar() or 0
    ) > LARGEST:
        raise AmountTooLarge
    trail.leave(by, price_list=made.id, copied=price_list, change=change, **asdict(copied))
    return int(made.id)


@verb(RETIRES, Right.EDIT_CATALOGUE)
def retire(price_list: int, *, by: By) -> None:
    """It can be chosen no more, and who has it pays the prices of the catalogue. Raises `NoSuchPriceList`."""
    _retire(price_list, retired=True, by=by)


@verb(RESTORES, Right.EDIT_CATALOGUE)
def restore(price_list: int, *, by: By) -> None:
    """It can be chosen again, and holds for those who have it. Raises `NoSuchPriceList`."""
    _retire(price_list, retired=False, by=by)


def fields_of(price_list: int) -> PriceListFields:
    """The fields of a list, as a form shows them. Raises `NoSuchPriceList`."""
    row = get(price_list)
    return PriceListFields(row.name, row.with_vat)


def get(price_list: int) -> PriceList:
    """Its row. Raises `NoSuchPriceList`."""
    row: PriceList | None = PriceList.get_or_none(PriceList.id == price_list)
    if row is None:
        raise NoSuchPriceList(price_list)
    return row


def _retire(price_list: int, *, retired: bool, by: By) -> None:
    lock()
    if get(price_list).retired == retired:
        return
    PriceList.update(retired=retired).where(PriceList.id == price_list).execute()
    trail.leave(by, price_list=price_list)
