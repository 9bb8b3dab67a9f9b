"""Which column of a file of products is which: its first line says so, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from models.importing.files.text_file import FileRefused
from models.refusals import N_
from models.store.search.folding import fold


class ProductColumn(StrEnum):
    """What a file may say of a product."""

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
"""Folded. A price that is not said to be the public one (bought at, without VAT) is none of these."""


@dataclass
class TitlesMissing(FileRefused):
    """Without titles, a price and a code could be taken for each other."""

    sentence: ClassVar[str] = N_(
        "The first line of {file} must name its columns: code or bar code, name, category, price; VAT too."
    )


@dataclass
class TitleTwice(FileRefused):
    title: str
    sentence: ClassVar[str] = N_("In {file} two columns are called “{title}”.")


@dataclass(frozen=True, slots=True)
class Titles:
    """Where each column stands, counted from 0, and the titles that mean nothing here."""

    places: dict[ProductColumn, int]
    width: int
    """How many cells a line has."""
    left_out: tuple[str, ...]

    def cell(self, cells: Sequence[str], column: ProductColumn) -> str:
        """A line's cell in this column; empty where the file has none."""
        place = self.places.get(column)
        return cells[place] if place is not None else ""

    def number(self, column: ProductColumn) -> int:
        """The column's number in the file, from 1; 1 where the file has no such column."""
        return self.places.get(column, 0) + 1


def understand(file: str, cells: Sequence[str]) -> Titles:
    """What the first line names. Raises `TitlesMissing` or `TitleTwice`."""
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
