"""Reads a file of products whole and checks every line before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from models.files.reading import FileRefused
from models.importing.files import tables
from models.importing.files.faults import CodeTwice, NotAName, check_undamaged, check_unshortened, quoted
from models.importing.files.reading import AS_IT_IS, ReadAs
from models.importing.files.separated import LineFault
from models.importing.files.titled_lines import TitledLines
from models.importing.files.titles import Titles
from models.importing.products import titles as product_titles
from models.importing.products.titles import NAME_PARTS, ProductColumn
from models.money.amounts import parse_amount
from models.refusals import N_, Missing, Refused
from models.store.search.folding import fold
from models.store.text import check_text
from models.trade.catalogue import codes as product_codes
from models.values import Centimes, Progress

MOST_PRODUCTS = 200_000
"""The most lines of one file; so many parsed products take 300 MB."""


class NoProductInside(FileRefused):
    sentence: ClassVar[str] = N_("{file} holds no product.")


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
    """The encoding's name, as shown to a person; of a workbook, its kind."""
    delimiter: str
    """Empty for a workbook."""
    titles: Titles[ProductColumn]
    blank_lines: int
    repeated: int
    """The number of lines that say of a product what a line before them says."""
    lines: Sequence[ProductInFile]
    faults: Sequence[LineFault]
    """The first faults; `fault_count` counts all of them."""
    fault_count: int
    sheet: str = ""
    """The sheet of a workbook that has several."""
    read_as: ReadAs = AS_IT_IS


def read(
    path: Path,
    progress: Progress = lambda done, total: True,
    encoding: str = "",
    read_as: ReadAs = AS_IT_IS,
) -> ProductFile:
    """Reads the products and faults of a file, in the given encoding or else in the one detected.

    Raises a `FileRefused` where it is no file of products, `NoSuchEncoding`, or `Stopped`.
    """
    with tables.opened(path, progress, encoding, read_as.sheet, MOST_PRODUCTS) as table:
        if not table.head:
            raise NoProductInside(table.name)
        titles = product_titles.understand(table.name, table.head, read_as)
        reading = _Reading(titles, read_as.category, padded=table.text is None)
        reading.take_all(table.rows)
    if not (reading.lines or reading.faults.count):
        raise NoProductInside(table.name)
    return ProductFile(
        name=table.name,
        digest=table.digest,
        encoding=table.encoding,
        delimiter=table.separated.delimiter,
        titles=titles,
        blank_lines=reading.blank_lines,
        repeated=reading.repeated,
        lines=reading.lines,
        faults=reading.faults.first,
        fault_count=reading.faults.count,
        sheet=table.sheet,
        read_as=read_as,
    )


class _Reading(TitledLines):
    """The state of the reading so far. `category` is that of all products, where no column names one."""

    def __init__(self, titles: Titles[ProductColumn], category: str, *, padded: bool) -> None:
        super().__init__(titles.width, padded=padded)
        self._titles, self._category = titles, category
        self.repeated = 0
        self.lines: list[ProductInFile] = []
        self._seen: dict[str, ProductInFile] = {}

    def take(self, number: int, cells: Sequence[str]) -> None:
        read: dict[str, Any] = {}
        before = self.faults.count
        for column, judge in _JUDGES.items():
            try:
                read[column.value] = judge(self._said(cells, column))
            except Refused as reason:
                self.faults.blame(number, self._titles.number(column), reason)
        if self.faults.count != before:
            return
        found = ProductInFile(number, **read)
        try:
            if self._is_new(found):
                self.lines.append(found)
            else:
                self.repeated += 1
        except Refused as reason:
            column = ProductColumn.CODE if found.code else ProductColumn.BAR_CODE
            self.faults.blame(number, self._titles.number(column), reason)

    def _said(self, cells: Sequence[str], column: ProductColumn) -> str:
        """What a line says of a field: the parts of a name are put together, and one category may be that of
        all.
        """
        said = self._titles.cell(cells, column)
        if column is ProductColumn.NAME:
            return _whole_name([self._titles.cell(cells, each) for each in NAME_PARTS])
        return self._category if column is ProductColumn.CATEGORY and not said else said

    def _is_new(self, found: ProductInFile) -> bool:
        """Whether no line before it says the same. Raises `Missing`, or `CodeTwice` where one says
        otherwise.
        """
        if not found.codes:
            raise Missing("code")
        keys = {product_codes.key(code): code for code in sorted(found.codes)}
        for key, code in keys.items():
            before = self._seen.get(key)
            if before is not None and before[1:] == found[1:]:
                return False
            if before is not None:
                raise CodeTwice(code, before.line)
        self._seen |= dict.fromkeys(keys, found)
        return True


def _whole_name(parts: Sequence[str]) -> str:
    """A name with its dosage, its form and its packing, each as far as the name does not say it already."""
    name, dosage, unit, *others = parts
    whole = name
    for part in (f"{dosage} {unit}".strip() if dosage else "", *others):
        if part and f" {fold(part)} ".replace(" ", "") not in fold(whole).replace(" ", ""):
            whole = f"{whole} {part}"
    return whole


def _code(text: str) -> str:
    check_unshortened(text)
    return product_codes.checked("code", text)


def _name(text: str) -> str:
    clean = check_text("name", text)
    if not clean:
        raise Missing("name")
    check_undamaged(clean)
    if not fold(clean):
        raise NotAName(quoted(clean))
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
