"""Reads the lines of a file of clients whose columns are named."""

from collections.abc import Sequence
from typing import Any

from models.importing.clients import cells as client_cells
from models.importing.clients.accounts import Accounts, split_name
from models.importing.clients.cells import MAY_BE_LEFT_OUT, PLAIN_TEXTS, Cells
from models.importing.clients.lines import NameMissing
from models.importing.clients.titles import ClientColumn
from models.importing.files.faults import QUOTED, CodeTwice, NotAName
from models.importing.files.separated import Faults
from models.importing.files.titled_lines import TitledLines
from models.importing.files.titles import Titles
from models.people.clients.fields import EMPTY
from models.people.clients.table import name_key
from models.refusals import Refused
from models.store.text import limit_of
from models.values import ZERO

NAMELESS = name_key("", "")
_PHONES = ("mobile", "home_phone", "work_phone")
_APART = (ClientColumn.LAST_NAME, ClientColumn.FIRST_NAME, ClientColumn.BALANCE, ClientColumn.PHONE)


class TitledReading(TitledLines):
    """The state of the reading so far.

    Args:
        titles: what the columns hold.
        leave_out: whether a cell that cannot be read is left empty where it may be.
        padded: as in `TitledLines`.
    """

    def __init__(self, titles: Titles[ClientColumn], *, leave_out: bool, padded: bool) -> None:
        super().__init__(titles.width, padded=padded)
        self._titles, self._leave_out = titles, leave_out
        self._cells = Cells()
        read = [(column, place) for column, place in titles.places.items() if column not in _APART]
        self._read = [
            (position, column, place, limit_of(column) if column in PLAIN_TEXTS else -1)
            for position, (column, place) in enumerate(read)
        ]
        beside = [str(column) for column, _ in read]
        self._phone = titles.places.get(ClientColumn.PHONE)
        if self._phone is not None:
            beside += [name for name in _PHONES if name not in beside]
        self._empty = [EMPTY[name] for name in beside]
        self._at = {name: place for place, name in enumerate(beside)}
        self._codes: dict[str, int] = {}
        first_names = ClientColumn.FIRST_NAME in titles.places
        self.accounts = Accounts(beside, first_names=first_names)
        self.left_out = Faults()
        """The cells that were left empty as they could not be read."""

    def take(self, number: int, cells: Sequence[str]) -> None:
        before = self.faults.count
        name, first_name, key = self._name(number, cells)
        balance = self._balance(number, cells)
        beside = self._beside(number, cells)
        if self.faults.count == before:
            self.accounts.add(name, key, balance, number, first_name, beside)

    def _name(self, number: int, cells: Sequence[str]) -> tuple[str, str, str]:
        """The last and the first name, and their sort key; a name in one cell stays whole."""
        name, first_name, key = "", "", NAMELESS
        text = self._titles.cell(cells, ClientColumn.LAST_NAME)
        other = self._titles.cell(cells, ClientColumn.FIRST_NAME)
        try:
            if not text and other:  # Only one name is known, whichever it is called.
                text, other = other, ""
            if not text:
                raise NameMissing
            name = self._cells.judge(ClientColumn.LAST_NAME, text)
        except Refused as reason:
            self.faults.blame(number, self._titles.number(ClientColumn.LAST_NAME), reason)
            return name, first_name, key
        if other:
            place = self._titles.number(ClientColumn.FIRST_NAME)
            first_name = self._value(number, place, ClientColumn.FIRST_NAME, other, "")
        whole = (name, first_name) if ClientColumn.FIRST_NAME in self._titles.places else split_name(name)
        key = name_key(*whole)
        if key == NAMELESS:
            place = self._titles.number(ClientColumn.LAST_NAME)
            self.faults.blame(number, place, NotAName(name[:QUOTED]))
        return name, first_name, key

    def _balance(self, number: int, cells: Sequence[str]) -> Any:
        try:
            return client_cells.balance(self._titles.cell(cells, ClientColumn.BALANCE))
        except Refused as reason:
            self.faults.blame(number, self._titles.number(ClientColumn.BALANCE), reason)
            return ZERO

    def _beside(self, number: int, cells: Sequence[str]) -> list[Any]:
        values = self._empty.copy()
        for position, column, place, longest in self._read:
            text = cells[place]
            # Nine texts of ten are themselves: to ask the judge of each would take as long as all the rest.
            if len(text) <= longest and text.isascii() and text.isprintable() and text[:1] != "#":
                values[position] = text
            elif text:
                values[position] = self._value(number, place + 1, column, text, values[position])
        code = self._at.get("code")
        if code is not None and values[code] and not self._is_new(number, values[code]):
            values[code] = ""
        if self._phone is not None and (text := cells[self._phone]):
            self._add_phone(values, self._value(number, self._phone + 1, ClientColumn.PHONE, text, ""))
        return values

    def _value(self, number: int, column_number: int, column: ClientColumn, text: str, empty: Any) -> Any:
        """The value of a cell; `empty` where it has none, which is then a fault, or left out."""
        try:
            return self._cells.judge(column, text)
        except Refused as reason:
            self._blame(number, column_number, column, reason)
            return empty

    def _blame(self, number: int, column_number: int, column: ClientColumn, reason: Refused) -> None:
        left_out = self._leave_out and column in MAY_BE_LEFT_OUT
        (self.left_out if left_out else self.faults).blame(number, column_number, reason)

    def _is_new(self, number: int, code: str) -> bool:
        """Whether no line before has this code; else that is a fault."""
        line = self._codes.setdefault(code, number)
        if line != number:
            place = self._titles.number(ClientColumn.CODE)
            self._blame(number, place, ClientColumn.CODE, CodeTwice(code, line))
        return line == number

    def _add_phone(self, values: list[Any], phone: str) -> None:
        """Puts a phone of no named kind where one is missing: a mobile first of all as the mobile."""
        if not phone or phone in (values[self._at[name]] for name in _PHONES):
            return
        order = _PHONES if self._cells.is_mobile(phone) else ("home_phone", "work_phone")
        free = next((name for name in order if not values[self._at[name]]), None)
        if free is not None:
            values[self._at[free]] = phone
