"""A file of clients, read whole and judged line by line before anything is written (S0 4.1)."""

import codecs
import hashlib
import io
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, NamedTuple

from models.money import client_lines
from models.money.client_lines import Layout
from models.people.client_table import name_key
from models.people.text import is_control
from models.refusals import N_, Refused
from models.values import Centimes

LIMIT = 256
"""Megabytes; about ten million clients."""
FAULTS_KEPT = 1000
"""Of a file in which every line is wrong, so many are shown; all are counted."""
MEGABYTE = 1_000_000
NAMELESS = name_key("", "")
_LOOK_EVERY = 1000
_HEAD = 4096

Told = Callable[[int, int], bool]
"""Hears how much is done of how much, and answers whether to go on."""


@dataclass
class FileRefused(Refused):
    """Nothing can be read from it."""

    file: str
    sentence: ClassVar[str] = N_("{file} cannot be read.")


class FileGone(FileRefused):
    sentence: ClassVar[str] = N_("There is no file {file}.")


class NotAFile(FileRefused):
    sentence: ClassVar[str] = N_("{file} is not a file.")


class MayNotRead(FileRefused):
    sentence: ClassVar[str] = N_("You may not read {file}.")


class NoClientInside(FileRefused):
    sentence: ClassVar[str] = N_("{file} holds no client.")


class Workbook(FileRefused):
    sentence: ClassVar[str] = N_(
        "{file} is a workbook. In the spreadsheet, save it as “CSV (comma delimited)”."
    )


class NotText(FileRefused):
    sentence: ClassVar[str] = N_("{file} is not a text file. In the spreadsheet, save it as CSV.")


@dataclass
class TooBig(FileRefused):
    size: int
    limit: int
    sentence: ClassVar[str] = N_("{file} takes {size} MB; at most {limit} MB are imported at once.")


@dataclass
class UnknownEncoding(FileRefused):
    line: int
    sentence: ClassVar[str] = N_(
        "Line {line} of {file} is in an unknown encoding. Save the file as CSV UTF-8."
    )


class MixedEncodings(UnknownEncoding):
    """Some lines are UTF-8 and this one is not: read as either, names would be wrong."""

    sentence: ClassVar[str] = N_("{file} mixes two encodings, see line {line}. Save it again as CSV UTF-8.")


@dataclass
class Stopped(Refused):
    """Whoever waits asked to stop."""

    sentence: ClassVar[str] = N_("Stopped. Nothing was imported.")


class NewAccount(NamedTuple):
    """A client to add. `balance` is what they owe; negative where they have a credit."""

    last_name: str
    first_name: str
    key: str
    """What the client is sorted by."""
    balance: Centimes


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong at a place in the file; lines and columns count from 1."""

    line: int
    column: int
    reason: Refused


@dataclass(frozen=True, slots=True)
class ClientFile:
    """What was found in the file. Nothing may be imported while `fault_count` is not 0."""

    name: str
    digest: str
    """SHA-256 of its bytes."""
    encoding: str
    """UTF-8, UTF-16 or Windows-1252."""
    delimiter: str
    decimal_mark: str
    titles: bool
    """Whether the first line names the columns."""
    blank_lines: int
    accounts: Sequence[NewAccount]
    faults: Sequence[LineFault]
    """The first ones."""
    fault_count: int


def read(path: Path, told: Told = lambda done, total: True) -> ClientFile:
    """The file's clients and faults. Raises a `FileRefused` where it is no such file at all, or `Stopped`."""
    shown = _printable(path.name)
    data = _bytes(path, shown)
    encoding, codec = _encoding(data, shown)
    reading = _Reading()
    for number, line in _lines(data, codec, told):
        reading.judge(number, line)
    if not reading.accounts and not reading.fault_count:
        raise NoClientInside(shown)
    return ClientFile(
        name=shown,
        digest=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        delimiter=reading.layout.delimiter or ",",
        decimal_mark=reading.layout.decimal_mark or ".",
        titles=reading.titles,
        blank_lines=reading.blank_lines,
        accounts=reading.accounts,
        faults=reading.faults,
        fault_count=reading.fault_count,
    )


class _Reading:
    """What was understood so far."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.titles = False
        self.blank_lines = 0
        self.accounts: list[NewAccount] = []
        self.faults: list[LineFault] = []
        self.fault_count = 0

    def judge(self, number: int, line: str) -> None:
        """Takes a line as a client, as the titles, as blank, or as a fault; both cells may be wrong."""
        if not line.strip(" \t,;"):
            self.blank_lines += 1
            return
        first = not self.layout.delimiter
        try:
            name, balance = self.layout.cells(line)
        except Refused as reason:
            self._blame(number, 1, reason)
            return
        if first and client_lines.are_titles(name, balance):
            self.titles = True
            return
        who, owed = self._name(number, name), self._balance(number, balance)
        if who is not None and owed is not None:
            self.accounts.append(NewAccount(*who, owed))

    def _name(self, number: int, text: str) -> tuple[str, str, str] | None:
        try:
            last_name, first_name = split_name(client_lines.name(text))
            key = name_key(last_name, first_name)
            if key == NAMELESS:
                raise client_lines.NotAName(text[: client_lines.QUOTED])
        except Refused as reason:
            self._blame(number, 1, reason)
            return None
        return last_name, first_name, key

    def _balance(self, number: int, text: str) -> Centimes | None:
        try:
            return self.layout.balance(text)
        except Refused as reason:
            self._blame(number, 2, reason)
            return None

    def _blame(self, line: int, column: int, reason: Refused) -> None:
        self.fault_count += 1
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(LineFault(line, column, reason))


_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞŒŸ", "a-zß-öø-ÿœ"
_CERTAIN = re.compile(
    f"([{_UPPER}][{_UPPER}'’-]+(?: [{_UPPER}][{_UPPER}'’-]+)*) "
    f"([{_UPPER}][{_LOWER}]+(?:[ '’-][{_UPPER}]?[{_LOWER}]+)*)"
)


def split_name(whole: str) -> tuple[str, str]:
    """Last and first name where capitals make them certain: MARTIN DUC Jean-Pierre. Else whole, as last name.

    One column holds the whole name, and nothing in “Martin Jean” or “Pharmacie ATLAS” says where to cut.
    """
    found = _CERTAIN.fullmatch(whole)
    return (found[1], found[2]) if found else (whole, "")


def _lines(data: bytes, codec: str, told: Told) -> Iterator[tuple[int, str]]:
    """Each line with its number. A quoted value may not go on over the next line, so a line is a record."""
    raw = io.BytesIO(data)
    total = len(data)
    for number, line in enumerate(io.TextIOWrapper(raw, encoding=codec), start=1):
        if number % _LOOK_EVERY == 0 and not told(min(raw.tell(), total), total):
            raise Stopped
        yield number, line.rstrip("\n")


# ---------------------------------------------------------------- bytes


def _bytes(path: Path, shown: str) -> bytes:
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise NotAFile(shown)
        if facts.st_size > LIMIT * MEGABYTE:
            raise TooBig(shown, facts.st_size // MEGABYTE, LIMIT)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileGone(shown) from error
    except PermissionError as error:
        raise MayNotRead(shown) from error
    except (OSError, ValueError) as error:
        raise FileRefused(shown) from error
    _refuse_other_kinds(data[:_HEAD], shown)
    return data


_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods (zip archives) and .xls begin."""
_OTHER_KINDS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"SQLite format 3\x00",
    b"\x7fELF",
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _refuse_other_kinds(head: bytes, shown: str) -> None:
    if head.startswith(_WORKBOOKS):
        raise Workbook(shown)
    if head.startswith(_OTHER_KINDS):
        raise NotText(shown)
    driving = sum(byte < 0x20 and byte not in b"\t\r\n\x1b" for byte in head)
    if driving * 5 > len(head) and not head.startswith(_UTF16):
        raise NotText(shown)


_UTF8_INSIDE = re.compile(rb"\xc3[\xa0-\xbf]|[\xd8-\xdb][\x80-\xbf][\xd8-\xdb][\x80-\xbf]")
"""Accented letters or Arabic in UTF-8; in Windows-1252 it would be “Ã©” or “Ø³Ù…”, which nobody writes."""


def _encoding(data: bytes, shown: str) -> tuple[str, str]:
    """As a person calls it, and Python's codec: what a mark at the start says, UTF-8, or Windows-1252."""
    if data.startswith(_UTF16):
        name, codec = "UTF-16", "utf-16"
    else:
        name, codec = "UTF-8", "utf-8-sig"
    wrong = _first_wrong_byte(data, codec)
    if wrong is None:
        return name, codec
    line = data.count(b"\n", 0, wrong) + 1
    if name == "UTF-8" and not data.startswith(codecs.BOM_UTF8):
        if _UTF8_INSIDE.search(data):
            raise MixedEncodings(shown, line)
        wrong = _first_wrong_byte(data, "cp1252")
        if wrong is None:
            return "Windows-1252", "cp1252"
        line = data.count(b"\n", 0, wrong) + 1
    raise UnknownEncoding(shown, line)


def _first_wrong_byte(data: bytes, codec: str) -> int | None:
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _printable(text: str) -> str:
    """A file's name may hold anything; what is shown and kept of it may not drive a terminal."""
    return "".join("\ufffd" if is_control(letter) else letter for letter in text)
