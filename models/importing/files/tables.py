"""A table in a file, whatever that is: separated values in any usual encoding, or a sheet of a workbook."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from models.files.reading import printable
from models.importing.files import text_file, workbook
from models.importing.files.separated import Separated
from models.importing.files.text_file import MOST_LINES, Stopped, TextFile
from models.refusals import Refused
from models.values import Progress

SHOWN = 30
"""The first lines, from which a title and a few values of each column are shown."""
_ARCHIVE = b"PK\x03\x04"
_LOOK_EVERY = 1000

Row = tuple[int, "list[str] | Refused"]
"""The number of a line and its cells, trimmed: none for a blank line, the reason for one that cannot be
read.
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is open.

    Attributes:
        name: the name of the file, without its folder.
        digest: SHA-256 of its bytes.
        encoding: the encoding of a text, or the kind of a workbook.
        sheet: the sheet that is read; empty for a text.
        text: the file, where it is a text.
        separated: how the cells of a text are separated, known once a line was read.
        head: the first lines that are not blank.
        rows: all of them, to be read once.
    """

    name: str
    digest: str
    encoding: str
    sheet: str
    text: TextFile | None
    separated: Separated
    head: Sequence[list[str]]
    rows: Iterator[Row]


@contextmanager
def opened(
    path: Path, progress: Progress, encoding: str = "", sheet: str = "", most_rows: int | None = None
) -> Iterator[Table]:
    """A table of a file, open for the block. `progress` hears how much was read of how much; `most_rows` is
    the most lines, if they are others than usual.

    Raises a `FileRefused` where it is none, `NoSuchEncoding`; and while it is read `Stopped`.
    """
    shown = printable(path.name)
    with text_file.opened(path, shown) as file:
        kind = file.peek(len(_ARCHIVE))[: len(_ARCHIVE)]
        if kind != _ARCHIVE:
            limit = () if most_rows is None else (most_rows,)
            yield _text(text_file.read(path, encoding, *limit), progress)
            return
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        with workbook.opened(file, path, sheet, most_rows or MOST_LINES) as found:
            ending = path.suffix.lower() if path.suffix.lower() in workbook.ENDINGS else workbook.ENDINGS[0]
            rows = _watched(found, progress)
            head = list(islice(rows, SHOWN))
            cells = [each for _, each in head if isinstance(each, list) and each]
            called = "" if found.alone else found.sheet
            kind_shown = ending[1:].upper()
            yield Table(shown, digest, kind_shown, called, None, Separated(), cells, chain(head, rows))


def _text(text: TextFile, progress: Progress) -> Table:
    separated = Separated()
    first = _cells(Separated(), text_file.lines(text, lambda done, total: True))
    head = [cells for _, cells in islice(first, SHOWN) if isinstance(cells, list) and cells]
    rows = _cells(separated, text_file.lines(text, progress))
    digest = hashlib.sha256(text.data).hexdigest()
    return Table(text.name, digest, text.encoding, "", text, separated, head, rows)


def _cells(separated: Separated, lines: Iterator[tuple[int, str]]) -> Iterator[Row]:
    for number, line in separated.records(lines):
        if not line.strip(" \t,;"):
            yield number, []
            continue
        try:
            yield number, separated.cells(line)
        except Refused as reason:
            yield number, reason


def _watched(found: workbook.SheetRows, progress: Progress) -> Iterator[Row]:
    """The rows of a sheet, trimmed."""
    for count, (number, cells) in enumerate(found.rows, 1):
        if count % _LOOK_EVERY == 0 and not progress(count, found.count):
            raise Stopped
        trimmed = [cell.strip() for cell in cells]
        yield number, trimmed if any(trimmed) else []
