"""A text file that somebody hands us: its bytes, and in which encoding they are text."""

import codecs
import io
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from models.people.text import is_control
from models.refusals import N_, Refused

LIMIT = 256
"""Megabytes; about ten million lines."""
MEGABYTE = 1_000_000
_HEAD = 4096
_LOOK_EVERY = 1000

Told = Callable[[int, int], bool]
"""Hears how much is done of how much, and answers whether to go on."""


@dataclass
class Stopped(Refused):
    """Whoever waits asked to stop."""

    sentence: ClassVar[str] = N_("Stopped. Nothing was imported.")


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


@dataclass(frozen=True, slots=True)
class TextFile:
    """What is in the file."""

    name: str
    """Without its folder, and without what drives a terminal."""
    data: bytes
    encoding: str
    """As a person calls it: UTF-8, UTF-16 or Windows-1252."""
    codec: str
    """As Python calls it."""


def read(path: Path) -> TextFile:
    """The whole file. Raises a `FileRefused`."""
    shown = _printable(path.name)
    data = _bytes(path, shown)
    _refuse_other_kinds(data[:_HEAD], shown)
    return TextFile(shown, data, *_encoding(data, shown))


def lines(text: TextFile, told: Told) -> Iterator[tuple[int, str]]:
    """Each line with its number. A quoted value may not go on over the next line, so a line is a record.

    `told` hears how many bytes of how many are read. Raises `Stopped` where it answers false.
    """
    raw = io.BytesIO(text.data)
    total = len(text.data)
    for number, line in enumerate(io.TextIOWrapper(raw, encoding=text.codec), start=1):
        if number % _LOOK_EVERY == 0 and not told(min(raw.tell(), total), total):
            raise Stopped
        yield number, line.rstrip("\n")


def _bytes(path: Path, shown: str) -> bytes:
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise NotAFile(shown)
        if facts.st_size > LIMIT * MEGABYTE:
            raise TooBig(shown, facts.st_size // MEGABYTE, LIMIT)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileGone(shown) from error
    except PermissionError as error:
        raise MayNotRead(shown) from error
    except (OSError, ValueError) as error:
        raise FileRefused(shown) from error


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
