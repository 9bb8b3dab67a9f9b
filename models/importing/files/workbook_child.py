"""Reads one workbook in a process of its own, and writes its rows as lines of JSON. `workbook` runs it as a
script.

A workbook is a zip archive of a stranger: a few kilobytes may unpack to gigabytes, or claim a cell in the
last column of the last row, for which the reader makes room. In a process with limits of its own that ends
this one, and never the screens. So it imports nothing of Officine.
"""

import json
import resource
import sys
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

MEMORY = 1_500_000_000
"""The most bytes of address space."""
SECONDS = 120
"""The most seconds of the processor."""
UNPACKED = 600_000_000
"""The most bytes that an archive unpacks to."""
_PIECE = 1 << 20
_MIDNIGHT = time()


def main() -> None:
    """Standard input is the file; the arguments: the sheet, empty for the only one, and the most sheets,
    rows and cells.

    The first line that is written says what was found: `sheets` with the name, rows and columns of each that
    holds something, and `chosen`; or a `fault` with its `figures`. The rows of the chosen sheet follow, each
    with its number in the sheet.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    wanted, most_sheets, most_rows, most_cells = sys.argv[1], *map(int, sys.argv[2:5])
    data = sys.stdin.buffer.read()
    if not _unpacks_within(data):
        _say({"fault": "unpacked", "figures": [UNPACKED]})
        return
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    del data
    shown = [
        each.name
        for each in book.sheets_metadata
        if each.visible is SheetVisibleEnum.Visible and each.typ is SheetTypeEnum.WorkSheet
    ]
    if len(shown) > most_sheets:
        _say({"fault": "sheets", "figures": [len(shown), most_sheets]})
        return
    sheets = {name: sheet for name in shown if (sheet := book.get_sheet_by_name(name)).height}
    chosen = wanted if wanted in sheets else next(iter(sheets), "") if len(sheets) == 1 and not wanted else ""
    facts = [[name, *_size(sheet)] for name, sheet in sheets.items()]
    if chosen:
        sheet = sheets.pop(chosen)
        sheets.clear()
        rows, columns = _size(sheet)
        if rows > most_rows or rows * columns > most_cells:
            few = (rows, most_rows) if rows > most_rows else (rows * columns, most_cells)
            _say({"fault": "rows" if rows > most_rows else "cells", "figures": few})
            return
    _say({"sheets": facts, "chosen": chosen})
    if chosen:
        row, column = sheet.start or (0, 0)
        before = [""] * column
        for number, cells in enumerate(sheet.iter_rows(), row + 1):
            texts = [cell if type(cell) is str else _text(cell) for cell in cells]
            sys.stdout.write(json.dumps([number, before + texts]))
            sys.stdout.write("\n")


def _size(sheet: Any) -> tuple[int, int]:
    """The rows and columns of a sheet, from its first cell to the last one that holds something."""
    row, column = sheet.end or (-1, -1)
    return row + 1, column + 1


def _say(what: Any) -> None:
    sys.stdout.write(json.dumps(what))
    sys.stdout.write("\n")


def _text(cell: Any) -> str:
    """A cell as a person would type it: whole numbers without decimals, days as 2026-11-30."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        # Fifteen digits are what a spreadsheet keeps: 0.1 + 0.2 is shown as 0.3.
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == _MIDNIGHT else cell.isoformat(" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else str(cell or "")


def _unpacks_within(data: bytes) -> bool:
    """Whether an archive really unpacks to no more than it may, whatever its directory says of itself."""
    if not data.startswith(b"PK"):
        return True
    return sum(_lengths(data)) <= UNPACKED


def _lengths(data: bytes) -> Iterator[int]:
    left = UNPACKED
    with ZipFile(BytesIO(data)) as archive:
        for entry in archive.infolist():
            start = _start(data, entry.header_offset)
            packed = memoryview(data)[start : start + entry.compress_size]
            size = len(packed) if entry.compress_type == 0 else _inflated(packed, left)
            left -= size
            yield size
            if left < 0:
                return


def _start(data: bytes, header: int) -> int:
    """Where the content of an entry begins: after its own header, with a name and an extra field."""
    name = int.from_bytes(data[header + 26 : header + 28], "little")
    extra = int.from_bytes(data[header + 28 : header + 30], "little")
    return header + 30 + name + extra


def _inflated(packed: memoryview, most: int) -> int:
    """How many bytes it unpacks to; where these are more than `most`, only more than that."""
    unpacker, size = zlib.decompressobj(-15), 0
    rest: Any = packed
    while rest and not unpacker.eof and size <= most:
        size += len(unpacker.decompress(rest, _PIECE))
        rest = unpacker.unconsumed_tail
    return size


if __name__ == "__main__":
    try:
        main()
    except (BadZipFile, zlib.error):
        sys.exit(1)
