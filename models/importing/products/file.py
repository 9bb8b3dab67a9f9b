"""Reads a file of products whole and checks every line before anything is written."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from models.files.reading import FileRefused
from models.importing.files import encodings, text_file
from models.importing.files.faults import QUOTED, DamagedName, NotAName
from models.importing.files.separated import Faults, LineFault, Separated
from models.importing.products import titles as product_titles
from models.importing.products.titles import ProductColumn, Titles
from models.money.amounts import parse_amount
from models.refusals import N_, Missing, Refused
from models.store.search.folding import fold
from models.store.text import check_text
from models.trade.catalogue import codes as product_codes
from models.values import Centimes, Progress

MOST_PRODUCTS = 200_000
"""The most lines of one file; so many parsed products take 300 MB."""
_SHORTENED = re.compile(r"[0-9]+([.,][0-9]+)?[eE][+]?[0-9]+")


class NoProductInside(FileRefused):
    sentence: ClassVar[str] = N_("{file} holds no product.")


@dataclass
class CellCount(Refused):
    found: int
    expected: int
    sentence: ClassVar[str] = N_(
        "Columns found: {found}; the first line names {expected}. A comma in a name needs quotation marks."
    )


@dataclass
class ShortenedCode(Refused):
    """A spreadsheet shortened thirteen digits to an exponent; the last digits are lost."""

    text: str
    sentence: ClassVar[str] = N_("“{text}” was shortened by the spreadsheet. Make the column text.")


@dataclass
class CodeTwice(Refused):
    """Two products of the file have the same code."""

    code: str
    line: int
    sentence: ClassVar[str] = N_("{code} is already on line {line}.")


class ProductInFile(NamedTuple):
    """The product in a line. A field is empty where the file says nothing; `code` and
    `bar_code` are normalized.
    """

    line: int
    code: str
    bar_code: str
    name: str
    category: str
    price: Centimes
    vat: str

    @property
    def codes(self) -> set[str]:
        """The codes that a scanner may read from the product."""
        return {self.code, self.bar_code} - {""}


@dataclass(frozen=True, slots=True)
class ProductFile:
    """The products and faults of a file. Nothing can be imported unless `fault_count` is 0."""

    name: str
    digest: str
    """SHA-256 of the file's bytes."""
    encoding: str
    """The encoding's name, as shown to a person."""
    delimiter: str
    titles: Titles
    blank_lines: int
    lines: Sequence[ProductInFile]
    faults: Sequence[LineFault]
    """The first faults; `fault_count` counts all of them."""
    fault_count: int


def read(path: Path, progress: Progress = lambda done, total: True, encoding: str = "") -> ProductFile:
    """Reads the products and faults of a file, in the given encoding or else in the one detected.

    Raises a `FileRefused` where it is no file of products, `NoSuchEncoding`, or `Stopped`.
    """
    text = text_file.read(path, encoding, MOST_PRODUCTS)
    reading = _Reading(text.name)
    for number, line in reading.separated.records(text_file.lines(text, progress)):
        reading.judge(number, line)
    if reading.titles is None or not (reading.lines or reading.faults.count):
        raise NoProductInside(text.name)
    return ProductFile(
        name=text.name,
        digest=hashlib.sha256(text.data).hexdigest(),
        encoding=text.encoding,
        delimiter=reading.separated.delimiter,
        titles=reading.titles,
        blank_lines=reading.blank_lines,
        lines=reading.lines,
        faults=reading.faults.first,
        fault_count=reading.faults.count,
    )


class _Reading:
    """The state of the reading so far."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.separated = Separated()
        self.titles: Titles | None = None
        self.blank_lines = 0
        self.lines: list[ProductInFile] = []
        self.faults = Faults()
        self._seen: dict[str, int] = {}

    def judge(self, number: int, line: str) -> None:
        """Takes a line as titles, as a product, as blank or as faults; several cells may be wrong."""
        if not line.strip(" \t,;"):
            self.blank_lines += 1
            return
        try:
            cells = self.separated.cells(line)
            if self.titles is None:
                self.titles = product_titles.understand(self._file, cells)
                return
            if len(cells) != self.titles.width:
                raise CellCount(len(cells), self.titles.width)
        except FileRefused:
            raise
        except Refused as reason:
            self.faults.blame(number, 1, reason)
            return
        self._take(number, cells, self.titles)

    def _take(self, number: int, cells: Sequence[str], titles: Titles) -> None:
        read: dict[str, Any] = {}
        before = self.faults.count
        for column, judge in _JUDGES.items():
            try:
                read[column.value] = judge(titles.cell(cells, column))
            except Refused as reason:
                self.faults.blame(number, titles.number(column), reason)
        if self.faults.count != before:
            return
        found = ProductInFile(number, **read)
        try:
            self._check_codes(found)
        except Refused as reason:
            column = ProductColumn.CODE if found.code else ProductColumn.BAR_CODE
            self.faults.blame(number, titles.number(column), reason)
            return
        self.lines.append(found)

    def _check_codes(self, found: ProductInFile) -> None:
        if not found.codes:
            raise Missing("code")
        keys = {product_codes.key(code): code for code in sorted(found.codes)}
        for key, code in keys.items():
            if key in self._seen:
                raise CodeTwice(code, self._seen[key])
        self._seen |= dict.fromkeys(keys, found.line)


def short(text: str) -> str:
    """The beginning of a cell, as a message quotes it."""
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def _code(text: str) -> str:
    if _SHORTENED.fullmatch(text):
        raise ShortenedCode(short(text))
    return product_codes.checked("code", text)


def _name(text: str) -> str:
    clean = check_text("name", text)
    if not clean:
        raise Missing("name")
    if "\ufffd" in clean or encodings.is_garbled(clean):
        raise DamagedName(short(clean))
    if not fold(clean):
        raise NotAName(short(clean))
    return clean


def _price(text: str) -> Centimes:
    if not text:
        raise Missing("price")
    return parse_amount(check_text("price", text))


def _vat(text: str) -> str:
    return check_text("vat", text)


_JUDGES = {
    ProductColumn.CODE: _code,
    ProductColumn.BAR_CODE: _code,
    ProductColumn.NAME: _name,
    ProductColumn.CATEGORY: _name,
    ProductColumn.PRICE: _price,
    ProductColumn.VAT: _vat,
}
"""For each column: the function that turns a cell into the stored value. It
raises the reason if it cannot.
"""
