"""Compares the stored rows with their seals, and names each row that was altered, deleted or inserted.

A leaf whose digest matches its rows is unchanged. Only if it does not match are the stored keys and
marks compared row by row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.seals import chain
from models.seals.chain import SealedTable, StoredLeaf
from models.seals.comparing import Compared, compare
from models.seals.reading import rows_within
from models.store.connection import engine
from models.values import Progress

QUICK = 20_000
"""Rows that are compared where not all seals are asked for: those of the newest seals."""


class What(StrEnum):
    """What is wrong."""

    ALTERED = "altered"
    ERASED = "erased"
    PUT_IN = "put in"
    ONE_OF = "one of"
    """A row between two others was altered, and so was what would tell which."""
    UNREADABLE = "unreadable"
    SEAL_ALTERED = "seal altered"
    SEAL_MISSING = "seal missing"
    PART_ALTERED = "part altered"
    """What a seal keeps of a table is not what its digest says."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was sealed; `row` is the key of a row, or the keys of two."""

    what: What
    seal: int
    table: str = ""
    row: str = ""


@dataclass(slots=True)
class _Course:
    """How far it is; whether to go on."""

    progress: Progress | None
    total: int
    done: int = 0

    def goes_on(self, rows: int) -> bool:
        self.done += rows
        return self.progress is None or self.progress(min(self.done, self.total), self.total)


def verify(*, whole: bool, progress: Progress | None = None) -> Iterator[Finding]:
    """What is not as it was sealed: of all seals, or of the newest. Where `progress` gives up, it ends."""
    tables: list[SealedTable] = []
    for finding in chain.follow(tables):
        yield Finding(What(finding.what), finding.seal, finding.table)
    chosen = tables if whole else _newest(tables)
    course = _Course(progress, sum(each.row_count for each in chosen))
    for name in dict.fromkeys(each.name for each in chosen):
        of_table = [each for each in chosen if each.name == name]
        yield from _table(name, of_table, course, whole=whole)
        if not course.goes_on(0):
            return


def _newest(tables: Sequence[SealedTable]) -> list[SealedTable]:
    """Those of the last seals, as far as they have few rows together; of a larger one its last tables."""
    found: list[SealedTable] = []
    rows = 0
    for each in reversed(tables):
        rows += each.row_count
        if rows > QUICK:
            break
        found.append(each)
    return found[::-1]


def _table(name: str, sealed: Sequence[SealedTable], course: _Course, *, whole: bool) -> Iterator[Finding]:
    leaves: list[StoredLeaf] = []
    for each in sealed:
        try:
            leaves += chain.leaves_of(each)
        except ValueError:
            yield Finding(What.PART_ALTERED, each.seal, name)
    leaves.sort(key=lambda leaf: (leaf.first, leaf.last))
    settled = max((each.settled for each in sealed), default=0)
    end = -(1 << 63) if whole or not leaves else leaves[0].first - 1
    for group in _overlapping(leaves):
        after, end = end, max(leaf.last for leaf in group)
        yield from _group(group, after, end, settled)
        if not course.goes_on(sum(len(leaf.keys) for leaf in group)):
            return


def _overlapping(leaves: Sequence[StoredLeaf]) -> Iterator[list[StoredLeaf]]:
    """Leaves whose extents do not overlap, one by one; others together, as of rows that came in late."""
    group: list[StoredLeaf] = []
    for leaf in leaves:
        if group and leaf.first > max(each.last for each in group):
            yield group
            group = []
        group.append(leaf)
    if group:
        yield group


def _group(group: Sequence[StoredLeaf], after: int, until: int, settled: int) -> Iterator[Finding]:
    """The rows of an extent: those of each leaf, and those of none."""
    strangers: set[tuple[int, ...]] | None = None
    unreadable: tuple[type[Exception], ...] = (*engine().errors, UnicodeError, ValueError, LookupError)
    for leaf in group:
        try:
            rows = rows_within(leaf.columns, after, until)
            found = compare(leaf, rows, alone=len(group) == 1)
        except unreadable:
            yield Finding(What.UNREADABLE, leaf.seal, leaf.columns.table, f"{leaf.first} … {leaf.last}")
            continue
        strangers = found.strangers if strangers is None else strangers & found.strangers
        yield from _named(leaf, found)
    for key in sorted(strangers or ()):
        if key[0] <= settled:
            yield Finding(What.PUT_IN, group[-1].seal, group[-1].columns.table, shown(key))


def _named(leaf: StoredLeaf, found: Compared) -> Iterator[Finding]:
    table = leaf.columns.table
    for key in found.erased:
        yield Finding(What.ERASED, leaf.seal, table, shown(key))
    for key in found.altered:
        yield Finding(What.ALTERED, leaf.seal, table, shown(key))
    for key in sorted(found.doubled):
        yield Finding(What.PUT_IN, leaf.seal, table, shown(key))
    if found.one_of:
        between = f"{shown(leaf.keys[0])} … {shown(leaf.keys[-1])}"
        yield Finding(What.ONE_OF, leaf.seal, table, between)
    if found.kept_altered:
        yield Finding(What.PART_ALTERED, leaf.seal, table)


def shown(key: Sequence[int]) -> str:
    """What a row is called: its key, or the parts of it."""
    return "/".join(map(str, key))
