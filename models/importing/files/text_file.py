"""Reads a text file that a user gives to the program: its bytes and their encoding."""

import codecs
import io
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from itertools import chain, islice
from pathlib import Path
from typing import ClassVar

from models.files.reading import MEGABYTE, FileRefused, NotAFile, printable, refused_as
from models.importing.files import encodings
from models.importing.files.encodings import Encoding, Guess
from models.refusals import N_, Refused
from models.values import Progress

LIMIT = 64
"""The largest file, in megabytes."""
MOST_LINES = 300_000
"""The most lines. A million took 300 MB to read and 900 to import, as the import is one transaction."""
LONGEST_LINE = 2_000_000
"""The most bytes of one line."""
_LINE_ENDS = re.compile(rb"\r\n?|\n")
_PIECE = 1 << 20
_HEAD = 4096
_LOOK_EVERY = 1000
_ENOUGH = 200
"""The number of lines that show the encoding of a file."""
_QUOTED = 40


@dataclass
class Stopped(Refused):
    """The user asked to stop."""

    sentence: ClassVar[str] = N_("Stopped. Nothing was imported.")


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
class TooManyLines(FileRefused):
    lines: int
    limit: int
    sentence: ClassVar[str] = N_("{file} has {lines} lines; at most {limit} are imported at once.")


@dataclass
class LineTooLong(FileRefused):
    line: int
    size: int
    limit: int
    sentence: ClassVar[str] = N_("Line {line} of {file} takes {size} bytes; at most {limit} are read.")


@dataclass
class WrongEncoding(FileRefused):
    """The file is not in the encoding that the user named."""

    line: int
    encoding: str
    sentence: ClassVar[str] = N_("Line {line} of {file} is not {encoding}.")


@dataclass
class NoSuchEncoding(Refused):
    encoding: str
    known: str
    sentence: ClassVar[str] = N_("“{encoding}” is no encoding that is read here. There are: {known}.")


@dataclass
class UnknownEncoding(FileRefused):
    line: int
    sentence: ClassVar[str] = N_(
        "Line {line} of {file} is in an unknown encoding. Save the file as CSV UTF-8."
    )


class MixedEncodings(UnknownEncoding):
    """Some lines are UTF-8 and this one is not: names would be wrong in either encoding."""

    sentence: ClassVar[str] = N_("{file} mixes two encodings, see line {line}. Save it again as CSV UTF-8.")


@dataclass
class DoubtfulEncoding(FileRefused):
    """In the usual encoding, this line holds letters that names do not have. The user
    may name another encoding.
    """

    line: int
    text: str
    guesses: tuple[Guess, ...]
    sentence: ClassVar[str] = N_("Line {line} of {file} would read “{text}”. In which encoding is it?")


@dataclass(frozen=True, slots=True)
class TextFile:
    """The content of a file."""

    name: str
    """The file's name without its folder and without control characters."""
    data: bytes
    encoding: str
    """The encoding's name as shown to a person: UTF-8, UTF-16 or Windows-1252."""
    codec: str
    """Python's name of the encoding."""


def read(path: Path, encoding: str = "", most_lines: int = MOST_LINES) -> TextFile:
    """Reads a whole file, in the encoding the user named or else in the one detected.

    Raises a `FileRefused`, or `NoSuchEncoding`.
    """
    shown = printable(path.name)
    named = encodings.named(encoding) if encoding else None
    if encoding and named is None:
        raise NoSuchEncoding(encoding[:_QUOTED], ", ".join(each.name for each in encodings.KNOWN))
    data = _bytes(path, shown)
    if named and named not in encodings.WIDE:
        _refuse_other_kinds(data[:_HEAD], shown)
    _refuse_long_lines(data, shown)
    lines = max(data.count(b"\n"), data.count(b"\r")) + 1
    if lines > most_lines:
        raise TooManyLines(shown, lines, most_lines)
    found = named or _encoding(data, shown)
    wrong = _first_wrong_byte(data, found.codec)
    if wrong is not None:
        raise WrongEncoding(shown, _line_of(data, wrong), found.name)
    return TextFile(shown, data, found.name, found.codec)


def guesses(path: Path) -> tuple[Guess, ...]:
    """The one-byte encodings a file may have, the likeliest first. Raises a `FileRefused`."""
    data = _bytes(path, printable(path.name))
    foreign = (line for line in io.BytesIO(data) if not line.isascii())
    return encodings.guesses(islice(foreign, _ENOUGH))


def lines(text: TextFile, progress: Progress) -> Iterator[tuple[int, str]]:
    """Yields each line with its number. `progress` is called with the bytes read and the bytes in all.

    Raises `Stopped` where it returns false.
    """
    raw = io.BytesIO(text.data)
    total = len(text.data)
    for number, line in enumerate(io.TextIOWrapper(raw, encoding=text.codec), start=1):
        if number % _LOOK_EVERY == 0 and not progress(min(raw.tell(), total), total):
            raise Stopped
        # Where two files were joined, the byte-order mark of the second is in the middle.
        yield number, line.rstrip("\n").removeprefix("\ufeff")


@contextmanager
def opened(path: Path, shown: str) -> Iterator[BufferedReader]:
    """A file of a size that is read whole, open for the block. Raises a `FileRefused`."""
    with refused_as(shown):
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise NotAFile(shown)
        if facts.st_size > LIMIT * MEGABYTE:
            raise TooBig(shown, facts.st_size // MEGABYTE, LIMIT)
        file = path.open("rb")
    with file:
        yield file


def _bytes(path: Path, shown: str) -> bytes:
    with opened(path, shown) as file, refused_as(shown):
        return file.read()


def _refuse_long_lines(data: bytes, shown: str) -> None:
    """A line has a few hundred letters; taken apart, one of sixty million would fill the memory."""
    start = 0
    for number, end in enumerate(chain(_LINE_ENDS.finditer(data), (None,)), start=1):
        size = (end.start() if end else len(data)) - start
        if size > LONGEST_LINE:
            raise LineTooLong(shown, number, size, LONGEST_LINE)
        start = end.end() if end else start


_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""First bytes of .xlsx and .ods (zip archives) and of .xls."""
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
    if sum(byte < 0x20 and byte not in b"\t\r\n\x1b" for byte in head) * 5 > len(head):
        raise NotText(shown)


_UTF8_INSIDE = re.compile(rb"\xc3[\xa0-\xbf]|[\xd8-\xdb][\x80-\xbf][\xd8-\xdb][\x80-\xbf]")
"""Accented or Arabic letters in UTF-8. As Windows-1252 they would be “Ã©” or “Ø³Ù…”, which nobody writes."""


def _encoding(data: bytes, shown: str) -> Encoding:
    """The encoding given by a byte-order mark, else UTF-16, UTF-8 or Windows-1252. Raises a `FileRefused`."""
    head = data[:_HEAD]
    utf16 = encodings.UTF16 if data.startswith(_UTF16) else encodings.utf16_without_mark(head)
    if utf16:
        return utf16
    _refuse_other_kinds(head, shown)
    wrong = _first_wrong_byte(data, encodings.UTF8.codec)
    if wrong is None:
        return encodings.UTF8
    line = _line_of(data, wrong)
    if data.startswith(codecs.BOM_UTF8):
        raise UnknownEncoding(shown, line)
    if _UTF8_INSIDE.search(data):
        raise MixedEncodings(shown, line)
    _refuse_strange_letters(data, shown)
    return encodings.WINDOWS


def _refuse_strange_letters(data: bytes, shown: str) -> None:
    seen: set[str] = set()
    strange: list[bytes] = []
    first = 0
    for number, line in enumerate(io.BytesIO(data), start=1):
        if line.isascii() or not encodings.strange_in(line.decode("cp1252", "replace"), seen):
            continue
        first = first or number
        strange.append(line)
        if len(strange) == _ENOUGH:
            break
    if strange:
        text = strange[0].decode("cp1252", "replace").strip()[:_QUOTED]
        raise DoubtfulEncoding(shown, first, printable(text), encodings.guesses(strange))


def _line_of(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _first_wrong_byte(data: bytes, codec: str) -> int | None:
    """The position of the first invalid byte. Decodes in pieces: a whole file of Arabic names would
    take several times its size.
    """
    decoder = codecs.getincrementaldecoder(codec)()
    for start in range(0, len(data), _PIECE):
        piece = data[start : start + _PIECE]
        try:
            decoder.decode(piece, final=start + _PIECE >= len(data))
        except UnicodeDecodeError as error:
            return start + len(piece) - len(error.object) + error.start
    return None
