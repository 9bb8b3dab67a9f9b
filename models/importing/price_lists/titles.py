"""Recognises the columns of a file of prices by its first line, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from models.files.reading import FileRefused
from models.importing.files import titles
from models.importing.files.reading import ReadAs
from models.importing.files.titles import FoundColumn, Titles
from models.refusals import N_


class PriceColumn(StrEnum):
    """The fields of a row of a price list that a file may hold."""

    CODE = "code"
    """Of the product: its code or bar code."""
    PRICE = "price"
    RATE = "rate"
    SINCE = "since"
    UNTIL = "until"


Column = PriceColumn
_TITLES = {
    Column.CODE: (
        *("code", "référence", "réf", "code produit", "code article", "code barres", "code barre"),
        *("code à barres", "ean", "ean13", "ean 13", "code ean", "gtin", "bar code", "barcode"),
    ),
    Column.PRICE: (
        *("prix", "prix ttc", "prix ht", "prix de vente", "prix vente", "tarif", "prix unitaire"),
        *("pu", "pu ttc", "pu ht", "price", "الثمن"),
    ),
    Column.RATE: ("remise", "taux de remise", "remise en pourcent", "pourcentage", "discount"),
    Column.SINCE: ("du", "depuis", "début", "date de début", "valable du", "from", "since"),
    Column.UNTIL: ("au", "jusqu au", "fin", "date de fin", "valable jusqu au", "until"),
}
MEANINGS = titles.by_key(_TITLES)


@dataclass
class PriceTitlesMissing(FileRefused):
    """The file has no titles. `columns` are what was found."""

    columns: tuple[FoundColumn, ...] = ()
    sentence: ClassVar[str] = N_(
        "The first line of {file} must name its columns: code, and price or discount; days too."
    )


def understand(file: str, head: Sequence[Sequence[str]], read_as: ReadAs) -> Titles[PriceColumn]:
    """Recognises the titles in the first line. Raises `PriceTitlesMissing` or `TitleTwice`."""
    found = titles.understand(file, head, MEANINGS, read_as.columns)
    if Column.CODE not in found.places or not {Column.PRICE, Column.RATE} & found.places.keys():
        raise PriceTitlesMissing(file, found.columns if found.places else ())
    return found
