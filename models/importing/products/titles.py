"""Recognises the columns of a file of products by its first line, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from models.files.reading import FileRefused
from models.importing.files import titles
from models.importing.files.reading import ReadAs
from models.importing.files.titles import FoundColumn, Titles, TitleTwice
from models.refusals import N_

__all__ = ["ProductColumn", "TitleTwice", "Titles", "TitlesMissing", "understand"]


class ProductColumn(StrEnum):
    """The fields of a product that a file may hold."""

    CODE = "code"
    BAR_CODE = "bar_code"
    NAME = "name"
    DOSAGE = "dosage"
    """Of a medicine, as CNOPS publishes them: its dosage, without or with the unit."""
    UNIT = "unit"
    FORM = "form"
    PRESENTATION = "presentation"
    CATEGORY = "category"
    PRICE = "price"
    VAT = "vat"


Column = ProductColumn
NAME_PARTS = (Column.NAME, Column.DOSAGE, Column.UNIT, Column.FORM, Column.PRESENTATION)
"""What the name of a product is put together from, in this order."""
_TITLES = {
    Column.CODE: ("code", "référence", "réf", "code produit", "code article", "code médicament"),
    Column.BAR_CODE: (
        *("code barres", "code barre", "code à barres", "ean", "ean13", "ean 13", "code ean", "gtin"),
        *("bar code", "barcode"),
    ),
    Column.NAME: (
        *("nom", "désignation", "libellé", "produit", "article", "nom commercial", "spécialité"),
        *("dénomination", "médicament", "name", "product", "الاسم", "المنتج"),
    ),
    Column.DOSAGE: ("dosage", "dosage1", "dosage 1", "teneur"),
    Column.UNIT: ("unité dosage", "unité dosage1", "unité dosage 1", "unité du dosage"),
    Column.FORM: ("forme", "forme galénique", "forme pharmaceutique", "form"),
    Column.PRESENTATION: ("présentation", "conditionnement", "presentation"),
    Column.CATEGORY: ("catégorie", "famille", "rayon", "category", "الفئة"),
    Column.PRICE: (
        *("prix", "prix ttc", "ppv", "prix public", "prix de vente", "prix vente", "price"),
        *("prix de vente ttc", "prix public ttc", "prix vente ttc", "prix public de vente", "الثمن"),
    ),
    Column.VAT: ("tva", "taux tva", "taux de tva", "vat"),
}
"""The titles of each column. Titles of other prices (purchase price, price without VAT, price for hospitals,
base of what an organism pays) are not among them.
"""
MEANINGS = titles.by_key(_TITLES)


@dataclass
class TitlesMissing(FileRefused):
    """The file has no titles. Without them, a price and a code could be confused. `columns` are what was
    found.
    """

    columns: tuple[FoundColumn, ...] = ()
    sentence: ClassVar[str] = N_(
        "The first line of {file} must name its columns: code or bar code, name, category, price; VAT too."
    )


@dataclass
class CategoryMissing(FileRefused):
    """No column names the categories, so all products are of one, which the user names."""

    sentence: ClassVar[str] = N_("{file} names no category. Of which one are its products?")


def understand(file: str, head: Sequence[Sequence[str]], read_as: ReadAs) -> Titles[ProductColumn]:
    """Recognises the titles in the first line. Raises `TitlesMissing`, `CategoryMissing` or `TitleTwice`."""
    found = titles.understand(file, head, MEANINGS, read_as.columns)
    if read_as.columns is None:
        _refuse_alike(file, head[0])
    known = found.places.keys() & {Column.CODE, Column.BAR_CODE}
    if not known or not {Column.NAME, Column.PRICE} <= found.places.keys():
        raise TitlesMissing(file, found.columns if found.places else ())
    if Column.CATEGORY not in found.places and not read_as.category:
        raise CategoryMissing(file)
    return found


def _refuse_alike(file: str, cells: Sequence[str]) -> None:
    """Raises `TitleTwice` where two columns may mean the same field: of two prices, nobody can tell which."""
    first: dict[ProductColumn, int] = {}
    for place, cell in enumerate(cells):
        field = MEANINGS.get(titles.key(cell))
        if field is not None and first.setdefault(field, place) != place:
            both = f"{cells[first[field]]} / {cell}"
            raise TitleTwice(file, both, first[field] + 1, place + 1)
