"""Imports the prices of one price list: a preview, then all of them in one transaction or none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from models.files.reading import FileRefused
from models.importing.files.faults import HasFaults, quoted
from models.importing.files.reading import AS_IT_IS, ReadAs
from models.importing.files.separated import FAULTS_KEPT, LineFault
from models.importing.price_lists import file as price_file
from models.importing.price_lists.file import PriceFile, PriceInFile
from models.importing.price_lists.titles import PriceColumn
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store.connection import engine
from models.trade.catalogue.codes import key
from models.trade.catalogue.table import Category, Product
from models.trade.tariffs import lists
from models.trade.tariffs.list_prices import PeriodsOverlap, overlapping
from models.trade.tariffs.rules import PriceIsRegulated, check_price, check_rate, lock
from models.trade.tariffs.table import ListPrice
from models.values import Centimes, Days, Progress

VERB = "price_list_import.carry_out"
_COLUMNS = ("price_list_id", "product_id", "price", "rate", "since", "until")


class NothingNewInList(FileRefused):
    sentence: ClassVar[str] = N_("The price list already says all that {file} says.")


class ListMoved(FileRefused):
    """The list or the catalogue changed since the preview, so the import would do something else."""

    sentence: ClassVar[str] = N_("The price list changed meanwhile. Look at {file} again.")


@dataclass
class NoSuchCode(Refused):
    code: str
    sentence: ClassVar[str] = N_("No product has the code {code}.")


class PriceChange(StrEnum):
    """What a line does to the list."""

    CHANGED = "changed"
    NEW = "new"
    SAME = "same"


class PlannedPrice(NamedTuple):
    """A line and its effect. `row` is the row it changes, None for a new one; `before` its price and rate."""

    said: PriceInFile
    change: PriceChange
    product: int
    name: str
    row: int | None
    before: tuple[Centimes | None, int | None]


@dataclass(frozen=True, slots=True)
class PricePreview:
    """What an import would do to a list. Nothing has been written.

    Attributes:
        planned: what changes first, then what is new, then what stays as it is
        faults: the first wrong lines; `fault_count` counts all of them
    """

    price_list: int
    list_name: str
    source: PriceFile
    planned: Sequence[PlannedPrice]
    faults: Sequence[LineFault]
    fault_count: int

    def count(self, change: PriceChange) -> int:
        """The number of lines with this effect."""
        return sum(each.change is change for each in self.planned)

    def recognised_by(self) -> object:
        """What a repeated request to carry it out is recognized by."""
        return [self.price_list, self.source.read_as.recognised(self.source.digest)]


@dataclass(frozen=True, slots=True)
class PricesImported:
    """How many prices an import added and changed."""

    new: int
    changed: int


def read(
    price_list: int,
    path: str | Path,
    progress: Progress = lambda done, total: True,
    encoding: str = "",
    read_as: ReadAs = AS_IT_IS,
) -> PricePreview:
    """Previews the import of a file into a list. Writes nothing. Raises what `price_file.read` raises, or
    `NoSuchPriceList`.
    """
    return _plan(price_list, price_file.read(Path(path).expanduser(), progress, encoding, read_as))


def _as_before(done: Trail) -> PricesImported:
    detail = done.details()
    return PricesImported(detail["new"], detail["changed"])


@verb(VERB, Right.EDIT_CATALOGUE, answers=_as_before)
def carry_out(preview: PricePreview, *, by: By) -> PricesImported:
    """Adds and changes what a preview says, in one transaction; a price that is in no line stays as it is.

    Raises `HasFaults`, `ListMoved`, `NothingNewInList` or `NoSuchPriceList`.
    """
    source = preview.source
    if preview.fault_count:
        raise HasFaults(source.name, preview.fault_count)
    lock()
    if _plan(preview.price_list, source) != preview:
        raise ListMoved(source.name)
    new = [each for each in preview.planned if each.change is PriceChange.NEW]
    changed = [each for each in preview.planned if each.change is PriceChange.CHANGED]
    if not (new or changed):
        raise NothingNewInList(source.name)
    engine().insert_rows("list_price", _COLUMNS, _new_rows(preview.price_list, new))
    rows = [(each.said.price, each.said.rate, each.row) for each in changed]
    engine().update_rows("list_price", ("price", "rate"), rows)
    done = PricesImported(len(new), len(changed))
    trail.leave(by, price_list=preview.price_list, file=source.name, new=done.new, changed=done.changed)
    return done


def _new_rows(price_list: int, planned: Iterable[PlannedPrice]) -> Iterable[Sequence[Any]]:
    for each in planned:
        days = (day.isoformat() if day else None for day in (each.said.since, each.said.until))
        yield (price_list, each.product, each.said.price, each.said.rate, *days)


class _Kept(NamedTuple):
    """A row of the list, or a line before this one (`row` None)."""

    row: int | None
    said: Any


def _plan(price_list: int, source: PriceFile) -> PricePreview:
    """Compares the file with the list. Reads every product and every row once."""
    name = lists.get(price_list).name
    known = _products()
    rows: dict[int, list[_Kept]] = {}
    kept = ListPrice.select().where(ListPrice.price_list == price_list, ListPrice.product.is_null(False))
    for row in kept:
        rows.setdefault(row.product_id, []).append(_Kept(row.id, row))
    planned: list[PlannedPrice] = []
    faults, count = list(source.faults), source.fault_count
    for line in source.lines:
        try:
            planned.append(_planned(line, known, rows))
        except Refused as reason:
            count += 1
            wrong = PriceColumn.SINCE if isinstance(reason, PeriodsOverlap) else PriceColumn.CODE
            faults.append(LineFault(line.line, source.titles.number(wrong), reason))
    order = list(PriceChange)
    planned.sort(key=lambda each: (order.index(each.change), each.said.line))
    faults.sort(key=lambda fault: (fault.line, fault.column))
    return PricePreview(price_list, name, source, tuple(planned), tuple(faults[:FAULTS_KEPT]), count)


_Known = tuple[int, str, str, bool]
"""A product: its id and name, its category, whether the price is regulated."""


def _products() -> dict[str, _Known]:
    """Every product by its codes, in the spelling of comparison."""
    rows = Product.select(
        Product.code, Product.bar_code, Product.id, Product.name, Category.name, Category.regulated
    ).join(Category)
    return {key(code): of for first, second, *of in rows.tuples() for code in (first, second) if code}


def _planned(line: PriceInFile, known: dict[str, _Known], rows: dict[int, list[_Kept]]) -> PlannedPrice:
    found = known.get(key(line.code))
    if found is None:
        raise NoSuchCode(quoted(line.code))
    product, name, category, regulated = found
    if regulated:
        raise PriceIsRegulated("code", name, category)
    if line.price is not None:
        check_price(line.price)
    if line.rate is not None:
        check_rate(line.rate)
    others = rows.setdefault(product, [])
    for row, other in others:
        if row is not None and (other.since, other.until) == (line.since, line.until):
            others.remove(_Kept(row, other))  # Another line of the file for it is another price.
            others.append(_Kept(None, line))
            before = (other.price, other.rate)
            same = before == (line.price, line.rate)
            change = PriceChange.SAME if same else PriceChange.CHANGED
            return PlannedPrice(line, change, product, name, row, before)
        if overlapping(line.since, line.until, other.since, other.until):
            raise PeriodsOverlap(name, Days(line.since, line.until), Days(other.since, other.until))
    others.append(_Kept(None, line))
    return PlannedPrice(line, PriceChange.NEW, product, name, None, (None, None))
