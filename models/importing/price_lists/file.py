"""Reads a file of prices whole and checks every line before anything is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from models.files.reading import FileRefused
from models.importing.clients.cells import NotADate
from models.importing.files import tables
from models.importing.files.faults import check_unshortened, quoted
from models.importing.files.reading import AS_IT_IS, ReadAs
from models.importing.files.separated import LineFault
from models.importing.files.titled_lines import TitledLines
from models.importing.files.titles import Titles
from models.importing.price_lists import titles as price_titles
from models.importing.price_lists.titles import PriceColumn
from models.money.amounts import parse_amount, parse_percentage
from models.refusals import N_, Missing, Refused
from models.store.text import check_text
from models.trade.catalogue import codes as product_codes
from models.trade.tariffs.list_prices import check_days
from models.values import Centimes, Progress

MOST_PRICES = 200_000
"""The most lines of one file."""
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")


class NoPriceInside(FileRefused):
    sentence: ClassVar[str] = N_("{file} holds no price.")


@dataclass
class PriceAndDiscount(Refused):
    """A line names a price and a percentage, which are two answers to one question."""

    sentence: ClassVar[str] = N_("A price and a discount: one of them is meant.")


class PriceInFile(NamedTuple):
    """What a line says of the product with this code: a price or a rate in hundredths of a percent."""

    line: int
    code: str
    price: Centimes | None
    rate: int | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class PriceFile:
    """The prices and faults of a file. Nothing can be imported unless `fault_count` is 0.

    Attributes:
        digest: SHA-256 of the file's bytes.
        encoding: its name, as shown to a person; of a workbook, its kind.
        delimiter: empty for a workbook.
        sheet: that of a workbook which has several.
        faults: the first ones; `fault_count` counts all of them.
    """

    name: str
    digest: str
    encoding: str
    delimiter: str
    sheet: str
    titles: Titles[PriceColumn]
    blank_lines: int
    lines: Sequence[PriceInFile]
    faults: Sequence[LineFault]
    fault_count: int
    read_as: ReadAs = AS_IT_IS


def read(
    path: Path,
    progress: Progress = lambda done, total: True,
    encoding: str = "",
    read_as: ReadAs = AS_IT_IS,
) -> PriceFile:
    """Reads the prices and faults of a file, in the given encoding or else in the one detected.

    Raises a `FileRefused` where it is no file of prices, `NoSuchEncoding`, or `Stopped`.
    """
    with tables.opened(path, progress, encoding, read_as.sheet, MOST_PRICES) as table:
        if not table.head:
            raise NoPriceInside(table.name)
        titles = price_titles.understand(table.name, table.head, read_as)
        reading = _Reading(titles, padded=table.text is None)
        reading.take_all(table.rows)
    if not (reading.lines or reading.faults.count):
        raise NoPriceInside(table.name)
    return PriceFile(
        name=table.name,
        digest=table.digest,
        encoding=table.encoding,
        delimiter=table.separated.delimiter,
        sheet=table.sheet,
        titles=titles,
        blank_lines=reading.blank_lines,
        lines=reading.lines,
        faults=reading.faults.first,
        fault_count=reading.faults.count,
        read_as=read_as,
    )


class _Reading(TitledLines):
    """The state of the reading so far."""

    def __init__(self, titles: Titles[PriceColumn], *, padded: bool) -> None:
        super().__init__(titles.width, padded=padded)
        self._titles = titles
        self.lines: list[PriceInFile] = []

    def take(self, number: int, cells: Sequence[str]) -> None:
        read: dict[str, Any] = {}
        before = self.faults.count
        for column, judge in _JUDGES.items():
            try:
                read[column.value] = judge(check_text(column.value, self._titles.cell(cells, column)))
            except Refused as reason:
                self.faults.blame(number, self._titles.number(column), reason)
        if self.faults.count != before:
            return
        found = PriceInFile(number, **read)
        try:
            if found.price is None and found.rate is None:
                raise Missing("price")
            if found.price is not None and found.rate is not None:
                raise PriceAndDiscount
            check_days(found.since, found.until)
        except Refused as reason:
            wrong = PriceColumn.UNTIL if getattr(reason, "field", "") == "until" else PriceColumn.PRICE
            self.faults.blame(number, self._titles.number(wrong), reason)
        else:
            self.lines.append(found)


def _code(text: str) -> str:
    if not text:
        raise Missing("code")
    check_unshortened(text)
    return product_codes.checked("code", text)


def _price(text: str) -> Centimes | None:
    return parse_amount(text) if text else None


def _rate(text: str) -> int | None:
    return parse_percentage(text) if text else None


def _day(text: str) -> date | None:
    if not text:
        return None
    found = _DAY.fullmatch(text)
    if found is None:
        raise NotADate(quoted(text))
    day, month, year, *iso = found.groups()
    try:
        return date(int(year), int(month), int(day)) if year else date(*map(int, iso))
    except ValueError:
        raise NotADate(quoted(text)) from None


_JUDGES = {
    PriceColumn.CODE: _code,
    PriceColumn.PRICE: _price,
    PriceColumn.RATE: _rate,
    PriceColumn.SINCE: _day,
    PriceColumn.UNTIL: _day,
}
"""For each column: the function that turns a cell into the stored value, or raises the reason."""
