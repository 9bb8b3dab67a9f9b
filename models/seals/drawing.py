"""Draws up the next seal: reads the rows that no seal covers yet, and writes nothing.

It runs outside any transaction, one statement for each leaf, so that nobody waits for it. The rows of one
seal need not be of one moment: rows written meanwhile are covered by the next seal.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from time import sleep

from peewee import fn

from models.seals import encoding
from models.seals.covered import COVERED
from models.seals.encoding import Row
from models.seals.packing import Key, pack_keys, pack_marks, pack_salts, unpack_keys
from models.seals.reading import Columns, columns_today, highest, rows_after
from models.seals.table import Seal, SealLeaf, SealRedaction, SealTable
from models.store import clock
from models.store.connection import engine
from models.values import Progress

MOST = 100_000
"""The most rows of one seal. A database that was never sealed gets several, so that writing
each takes a moment only.
"""
_BEYOND = (1 << 63) - 1
_TRIES, _PAUSE = 10, 0.03
"""The number of checks whether another transaction is open, and the seconds between them."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some rows of a table, one after the other; its lists packed, as they are kept."""

    first: int
    last: Key
    row_count: int
    digest: str
    keys: str
    marks: str
    salts: str


@dataclass(frozen=True, slots=True)
class Extent:
    """What is not yet covered of a table: keys after `settled`, up to `high`, less those that are covered.

    `quiet` is the highest key below which nothing can be added any more once these rows are sealed.
    """

    columns: Columns
    settled: int
    high: int
    quiet: int
    covered: frozenset[Key]


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """What the seal will cover of one table."""

    columns: Columns
    settled: int
    leaves: tuple[Leaf, ...]

    @property
    def row_count(self) -> int:
        return sum(leaf.row_count for leaf in self.leaves)

    @property
    def root(self) -> str:
        return encoding.root([leaf.digest for leaf in self.leaves])

    @property
    def extent(self) -> tuple[int, int]:
        """The first and the last key, by the first column of the key."""
        return self.leaves[0].first, self.leaves[-1].last[0]

    @property
    def said(self) -> tuple[object, ...]:
        """What the digest of the seal says of the table: see `digest_of`."""
        names, personal = self.columns.names, self.columns.personal
        hidden = list(names[len(names) - personal :])
        return self.columns.table, list(names), hidden, *self.extent, self.settled, self.row_count, self.root


@dataclass(frozen=True, slots=True)
class Drawn:
    """A seal that is not written yet. `whole`: nothing was left for another one."""

    number: int
    previous: str
    at: datetime
    redactions: int
    tables: tuple[DrawnTable, ...]
    whole: bool

    @property
    def row_count(self) -> int:
        return sum(table.row_count for table in self.tables)


def draw_up(progress: Progress | None = None, already: int = 0, most: int = MOST) -> Drawn | None:
    """The next seal, of about `most` rows; None if the progress callback stopped it.

    `already`: rows sealed before, for a caller that makes several.
    """
    last = Seal.select(Seal.number, Seal.digest).order_by(Seal.number.desc()).tuples().first()
    number, previous = last or (0, "")
    redactions = SealRedaction.select().count()
    at = clock.now()
    extents, finished = _extents()
    total = already + _rows(extents)
    tables: list[DrawnTable] = []
    done, left = already, most
    for extent in extents:
        leaves: list[Leaf] = []
        for leaf in _leaves(extent, finished, left):
            leaves.append(leaf)
            done += leaf.row_count
            left -= leaf.row_count
            if progress and not progress(min(done, total), total):
                return None
        if leaves:
            tables.append(DrawnTable(extent.columns, _settled(extent, leaves, cut=left <= 0), tuple(leaves)))
        if left <= 0:
            break
    return Drawn(number + 1, previous, at, redactions, tuple(tables), left > 0)


def waiting() -> int:
    """The approximate number of rows that no seal covers yet."""
    sealed = _sealed_so_far()
    found = 0
    for columns in (columns_today(covered) for covered in COVERED.values()):
        settled, _covered = sealed.get(columns.table, (0, frozenset()))
        found += max(0, (highest(columns, "1 = 1") or 0) - settled)
    return found


def _rows(extents: list[Extent]) -> int:
    """About how many rows there are in them: as many as keys."""
    return sum(extent.high - extent.settled for extent in extents)


def _extents() -> tuple[list[Extent], str]:
    """Of each table what is to be sealed, and the condition which its rows must meet.

    In this order: what is read first was begun before it was seen that nobody else is at work, so no row can
    come below it any more.
    """
    tables = [columns_today(covered) for covered in COVERED.values()]
    before = [highest(columns, "1 = 1") for columns in tables]
    quiet = _nobody_is_at_work()
    finished = engine().finished()
    sealed = _sealed_so_far()
    found = []
    for columns, known in zip(tables, before, strict=True):
        settled, covered = sealed.get(columns.table, (0, frozenset()))
        high = highest(columns, finished)
        if high is not None and high > settled:
            bottom = min(high, known or 0) if quiet else settled
            found.append(Extent(columns, settled, high, max(bottom, settled), covered))
    return found, finished


def _nobody_is_at_work() -> bool:
    for attempt in range(_TRIES):
        if not engine().others_are_open():
            return True
        if attempt < _TRIES - 1:
            sleep(_PAUSE)
    return False


def _sealed_so_far() -> dict[str, tuple[int, frozenset[Key]]]:
    """By table: up to where nothing can be added any more, and the keys beyond that are sealed already."""
    rows = SealTable.select(SealTable.name, fn.MAX(SealTable.settled_key), fn.MAX(SealTable.last_key))
    found = {}
    for name, settled, last in rows.group_by(SealTable.name).tuples():
        beyond = _keys_beyond(name, settled) if last > settled else frozenset[Key]()
        found[name] = (settled, beyond)
    return found


def _keys_beyond(table: str, settled: int) -> frozenset[Key]:
    leaves = (
        SealLeaf.select(SealLeaf.keys)
        .join(SealTable)
        .where(SealTable.name == table)
        .where(SealLeaf.last_key > settled)
    )
    return frozenset(key for (keys,) in leaves.tuples() for key in unpack_keys(keys) if key[0] > settled)


def _leaves(extent: Extent, finished: str, most: int) -> Iterator[Leaf]:
    """The leaves of a table, at most so many rows and one leaf beyond."""
    columns = extent.columns
    key: Key = (extent.settled, *[_BEYOND] * (columns.key - 1))
    while most > 0 and (found := rows_after(columns, key, extent.high, finished)):
        key = found[-1][: columns.key]
        if extent.covered:
            found = [row for row in found if row[: columns.key] not in extent.covered]
        if found:
            most -= len(found)
            yield leaf_of(found, columns)


def leaf_of(rows: list[Row], columns: Columns) -> Leaf:
    """The leaf that these rows are, with new salts."""
    lines, salts = encoding.hide(rows, columns.personal)
    return Leaf(
        first=rows[0][0],
        last=rows[-1][: columns.key],
        row_count=len(rows),
        digest=encoding.leaf_digest(lines),
        keys=pack_keys(rows, columns.key),
        marks=pack_marks(encoding.marks(lines)),
        salts=pack_salts(salts) if salts else "",
    )


def _settled(extent: Extent, leaves: list[Leaf], *, cut: bool) -> int:
    if not cut:
        return extent.quiet
    last = leaves[-1].last
    # Of a key of two columns, rows that begin alike may have fallen to the next seal.
    reached = last[0] if len(last) == 1 else last[0] - 1
    return max(extent.settled, min(extent.quiet, reached))


def digest_of(number: int, previous: str, at: str, occasion: str, tables: list[tuple[object, ...]]) -> str:
    """The digest of a seal: number, the digest of the seal before it, moment in UTC, occasion, and of each
    table its name, columns, personal columns, first and last key, settled key, count of rows, and root."""
    return encoding.sealed_digest(number, previous, at, occasion, [list(table) for table in tables])


def kept(drawn: DrawnTable) -> dict[str, object]:
    """What is kept of a table, by column of `SealTable`."""
    name, names, hidden, first, last, settled, row_count, root = drawn.said
    return {
        "name": name,
        "columns": json.dumps(names),
        "personal": json.dumps(hidden),
        "first_key": first,
        "last_key": last,
        "settled_key": settled,
        "row_count": row_count,
        "root": root,
    }


def kept_leaf(leaf: Leaf) -> dict[str, object]:
    """What is kept of a leaf, by column of `SealLeaf`."""
    return {
        "first_key": leaf.first,
        "last_key": leaf.last[0],
        "row_count": leaf.row_count,
        "digest": leaf.digest,
        "keys": leaf.keys,
        "marks": leaf.marks,
    }
