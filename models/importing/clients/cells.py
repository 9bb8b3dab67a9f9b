"""Judges the cells of a file of clients whose columns are named: the value of each, or why it is none.

What a spreadsheet made of a cell is mended where one reading only is possible; nothing is guessed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from models.importing.clients import lines as client_lines
from models.importing.clients.titles import ClientColumn
from models.importing.files.faults import ShortenedNumber, SpreadsheetError, check_undamaged, quoted
from models.money.amounts import parse_amount
from models.people import postal
from models.people.categories.verbs import categories
from models.people.clients.fields import check_birth_date
from models.people.organisms import listing as organisms
from models.people.phones import ManyNumbers
from models.refusals import N_, Refused
from models.store import clock
from models.store.search.folding import fold
from models.store.text import check_email, check_text
from models.values import ZERO, Centimes


@dataclass
class NotADate(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is no date. Examples: 31/12/1980, 1980-12-31.")


@dataclass
class DateOfTwoCenturies(Refused):
    """A year of two digits that may be of this century or of the one before."""

    text: str
    sentence: ClassVar[str] = N_("“{text}” may be of two centuries. Write the year with four digits.")


@dataclass
class NoSuchOrganism(Refused):
    text: str
    sentence: ClassVar[str] = N_("No organism is called “{text}”. Create it first, or leave it out.")


@dataclass
class NoSuchCategory(Refused):
    text: str
    sentence: ClassVar[str] = N_(
        "No category of clients is called “{text}”. Create it first, or leave it out."
    )


class Cells:
    """Judges cells one by one, with the lists of the pharmacy as they are."""

    def __init__(self) -> None:
        self._phones = ManyNumbers()
        self._organisms = {fold(row.name): row.id for row in organisms.offered()}
        self._categories = {fold(row.name): row.id for row in categories(retired=False)}
        self._seen: dict[tuple[ClientColumn, str], Any] = {}

    def judge(self, column: ClientColumn, text: str) -> Any:
        """The value of a cell that is not empty. Raises the `Refused` that says why it has none."""
        if text[0] == "#" and text in _ERRORS:
            raise SpreadsheetError(text)
        if column not in _ALIKE:
            return _JUDGES[column](self, text)
        # The same cities and organisms stand on thousands of lines: each is judged, and kept, once.
        key = column, text
        if key not in self._seen:
            self._seen[key] = _JUDGES[column](self, text)
        return self._seen[key]

    def is_mobile(self, phone: str) -> bool:
        """Whether a judged phone is a mobile."""
        return self._phones.is_mobile(phone)

    def _phone(self, text: str) -> str:
        return self._phones.to_e164(_whole_number(text), "mobile")

    def _organism(self, text: str) -> int:
        found = self._organisms.get(fold(text))
        if found is None:
            raise NoSuchOrganism(quoted(text))
        return found

    def _category(self, text: str) -> int:
        found = self._categories.get(fold(text))
        if found is None:
            raise NoSuchCategory(quoted(text))
        return found

    def _birth(self, text: str) -> date:
        day = _day(text)
        check_birth_date(day)
        return day


_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#NOM?", "#VALEUR!"})
"""What spreadsheets show where a formula failed."""
_PLAIN = re.compile(r"(-?)([0-9]{1,7})(?:[.,]([0-9]{1,2}))?")
"""An amount as nearly all are written. Any other is read by `parse_amount`, which takes five times as long.
"""
_EXPONENT = re.compile(r"([0-9])(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")


def _whole_number(text: str) -> str:
    """6.12345678E8 as 612345678, which lost no digit in a spreadsheet. Raises `ShortenedNumber`."""
    found = _EXPONENT.fullmatch(text)
    if found is None:
        return text
    digits, size = found[1] + (found[2] or ""), int(found[3]) + 1
    # Of a number that ends in noughts nobody can tell whether they were other digits.
    if len(digits) != size:
        raise ShortenedNumber(quoted(text))
    return digits


def _day(text: str) -> date:
    """A day as people write it. Raises `NotADate` or `DateOfTwoCenturies`."""
    found = _YEAR_FIRST.fullmatch(text)
    numbers = found.groups() if found else None
    if numbers is None:
        found = _DAY_FIRST.fullmatch(text)
        if found is None:
            raise NotADate(quoted(text))
        numbers = found[3], found[2], found[1]
    year, month, day = map(int, numbers)
    try:
        return date(year if year > 99 else _century(year, month, day, text), month, day)
    except ValueError as error:
        raise NotADate(quoted(text)) from error


def _century(year: int, month: int, day: int, text: str) -> int:
    """The year of two digits: a day that is still to come in this century was one of the last century."""
    if date(2000 + year, month, day) <= clock.today():
        raise DateOfTwoCenturies(quoted(text))
    return 1900 + year


def _text(column: ClientColumn) -> Callable[[Cells, str], str]:
    def judge(cells: Cells, text: str) -> str:
        clean = check_text(column, text)
        check_undamaged(clean)
        return clean

    return judge


def _code(cells: Cells, text: str) -> str:
    if _EXPONENT.fullmatch(text):
        raise ShortenedNumber(quoted(text))
    return check_text("code", text).upper()


def balance(text: str) -> Centimes:
    """What a client owes, in centimes; negative for a credit, 0 for an empty cell. Raises why it is none."""
    if not text:
        return ZERO
    plain = _PLAIN.fullmatch(text)
    if plain:
        centimes = int(plain[2]) * 100 + int((plain[3] or "").ljust(2, "0"))
        return Centimes(-centimes if plain[1] else centimes)
    if text[0] in "=@" or re.match(r"[-+][^0-9 ]", text):
        raise client_lines.FormulaInstead(quoted(text))
    return parse_amount(check_text("balance", text), signed=True)


Column = ClientColumn
PLAIN_TEXTS = frozenset(
    {
        *(Column.FIRST_NAME, Column.TITLE, Column.ADDRESS, Column.CITY),
        *(Column.REGISTRATION_NUMBER, Column.AFFILIATION_NUMBER, Column.INFO),
    }
)
"""The columns of any text."""
_JUDGES: Mapping[ClientColumn, Callable[[Cells, str], Any]] = {
    **{each: _text(each) for each in PLAIN_TEXTS},
    **dict.fromkeys((Column.PHONE, Column.MOBILE, Column.WORK_PHONE, Column.HOME_PHONE), Cells._phone),
    Column.LAST_NAME: lambda cells, text: client_lines.name(text),
    Column.EMAIL: lambda cells, text: check_email(check_text("email", text)),
    Column.POSTAL_CODE: lambda cells, text: postal.postcode(check_text("postal_code", text), ""),
    Column.CODE: _code,
    Column.ORGANISM: Cells._organism,
    Column.CATEGORY: Cells._category,
    Column.BIRTH_DATE: Cells._birth,
}
_ALIKE = frozenset({Column.CITY, Column.POSTAL_CODE, Column.ORGANISM, Column.CATEGORY, Column.TITLE})
MAY_BE_LEFT_OUT = frozenset(Column) - {Column.LAST_NAME, Column.FIRST_NAME, Column.BALANCE}
"""The columns of which a cell that cannot be read may be left empty; no name and no balance may."""
