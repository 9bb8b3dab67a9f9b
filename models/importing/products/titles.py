"""Recognizes the columns of a file of products by its first line, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from models.files.reading import FileRefused
from models.refusals import N_
from models.store.search.folding import fold


class ProductColumn(StrEnum):
    """The fields of a product that a file may hold."""

    CODE = "code"
    BAR_CODE = "bar_code"
    NAME = "name"
    CATEGORY = "category"
    PRICE = "price"
    VAT = "vat"


_TITLES = {
    ProductColumn.CODE: ("code", "reference", "ref", "code produit", "code article"),
    ProductColumn.BAR_CODE: (
        "code barres",
        "code barre",
        "ean",
        "ean13",
        "ean 13",
        "gtin",
        "bar code",
        "barcode",
    ),
    ProductColumn.NAME: ("nom", "designation", "libelle", "produit", "article", "name", "product"),
    ProductColumn.CATEGORY: ("categorie", "famille", "rayon", "category"),
    ProductColumn.PRICE: (
        *("prix", "prix ttc", "ppv", "prix public", "prix de vente", "prix vente", "price"),
        *("prix de vente ttc", "prix public ttc", "prix vente ttc"),
    ),
    ProductColumn.VAT: ("tva", "taux tva", "taux de tva", "vat"),
}
"""The titles of each column, folded. Titles of other prices (purchase price, price
without VAT) are not among them.
"""


@dataclass
class TitlesMissing(FileRefused):
    """The file has no titles. Without them, a price and a code could be confused."""

    sentence: ClassVar[str] = N_(
        "The first line of {file} must name its columns: code or bar code, name, category, price; VAT too."
    )


@dataclass
class TitleTwice(FileRefused):
    title: str
    sentence: ClassVar[str] = N_("In {file} two columns are called “{title}”.")


@dataclass(frozen=True, slots=True)
class Titles:
    """The position of each column, counted from 0, and the titles that are not recognized."""

    places: dict[ProductColumn, int]
    width: int
    """The number of cells in a line."""
    left_out: tuple[str, ...]

    def cell(self, cells: Sequence[str], column: ProductColumn) -> str:
        """A line's cell in this column; empty where the file has none."""
        place = self.places.get(column)
        return cells[place] if place is not None else ""

    def number(self, column: ProductColumn) -> int:
        """The position of the column in the file, counted from 1; 1 where the file does not have it."""
        return self.places.get(column, 0) + 1


def understand(file: str, cells: Sequence[str]) -> Titles:
    """Recognizes the titles in the first line. Raises `TitlesMissing` or `TitleTwice`."""
    meanings = {title: column for column, titles in _TITLES.items() for title in titles}
    places: dict[ProductColumn, int] = {}
    left_out = []
    for place, cell in enumerate(cells):
        column = meanings.get(fold(cell))
        if column is None:
            left_out += [cell] if cell else []
        elif column in places:
            raise TitleTwice(file, cell)
        else:
            places[column] = place
    needed = {ProductColumn.NAME, ProductColumn.CATEGORY, ProductColumn.PRICE}
    known = places.keys() & {ProductColumn.CODE, ProductColumn.BAR_CODE}
    if not known or not needed <= places.keys():
        raise TitlesMissing(file)
    return Titles(places, len(cells), tuple(left_out))
