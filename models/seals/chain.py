"""The hash chain of seals: each holds the digest of the one before it, and of what it covers."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.seals import encoding
from models.seals.covered import COVERED
from models.seals.drawing import digest_of
from models.seals.packing import Key, unpack_keys, unpack_marks, unpack_salts
from models.seals.reading import Columns, columns_of_seal
from models.seals.table import Seal, SealLeaf, SealRedaction, SealSalts, SealTable


@dataclass(frozen=True, slots=True)
class Broken:
    """A seal that differs from what it was: `what` is a value of `verification.What`."""

    what: str
    seal: int
    table: str = ""


@dataclass(frozen=True, slots=True)
class SealedTable:
    """What one seal keeps of one table."""

    id: int
    seal: int
    name: str
    columns: tuple[str, ...]
    personal: tuple[str, ...]
    settled: int
    row_count: int
    root: str


@dataclass(frozen=True, slots=True)
class StoredLeaf:
    """A leaf as it is kept, with all that its rows are compared with.

    Attributes:
        salts: of its personal values, column by column; empty for one that was empty.
        redacted: by key and column, the digest that was sealed and that of what stands there since.
    """

    seal: int
    columns: Columns
    first: int
    last: int
    digest: str
    keys: list[Key]
    marks: list[int]
    salts: list[bytes]
    redacted: dict[tuple[int, str], tuple[str, str]]


def follow(tables: list[SealedTable]) -> Iterator[Broken]:
    """Yields the faults of the seals themselves; adds the valid parts of each to `tables`, in order."""
    kept: dict[int, list[SealTable]] = {}
    for row in SealTable.select().order_by(SealTable.id):
        kept.setdefault(row.seal_id, []).append(row)
    expected, previous = 1, ""
    for seal in Seal.select().order_by(Seal.number):
        for missing in range(expected, min(seal.number, expected + 50)):
            yield Broken("seal missing", missing)
        theirs = kept.pop(seal.id, [])
        try:
            said = [_said(row) for row in theirs]
            at = Seal.at.db_value(seal.at)
            digest = digest_of(seal.number, seal.previous, at, str(seal.occasion), said)
        except (ValueError, AttributeError):
            digest = ""
        follows = seal.previous == previous or seal.number != expected
        rows = sum(row.row_count for row in theirs)
        if digest != seal.digest or not follows or rows != seal.row_count:
            yield Broken("seal altered", seal.number)
        tables += _readable(seal.number, theirs)
        expected, previous = seal.number + 1, seal.digest
    if kept:  # Its rows are there, but the seal itself is missing.
        yield Broken("seal missing", expected)


def _said(row: SealTable) -> tuple[object, ...]:
    extent = row.first_key, row.last_key, row.settled_key
    columns, personal = json.loads(row.columns), json.loads(row.personal)
    return row.name, columns, personal, *extent, row.row_count, row.root


def _readable(seal: int, rows: Sequence[SealTable]) -> Iterator[SealedTable]:
    for row in rows:
        try:
            columns, personal = tuple(json.loads(row.columns)), tuple(json.loads(row.personal))
        except (ValueError, TypeError):
            continue  # The seal was found altered.
        extent = row.settled_key, row.row_count
        yield SealedTable(row.id, seal, row.name, columns, personal, *extent, row.root)


def leaves_of(sealed: SealedTable) -> list[StoredLeaf]:
    """The leaves of a seal for a table.

    Raises `ValueError` if they are not the sealed ones, or if the table no longer has the
    columns that the seal names.
    """
    covered = COVERED.get(sealed.name)
    columns = None
    if covered is not None:
        columns = columns_of_seal(sealed.name, sealed.columns, covered.key, sealed.personal)
    query = SealLeaf.select().where(SealLeaf.seal_table == sealed.id).order_by(SealLeaf.id)
    kept = list(query)
    if columns is None or not kept or encoding.root([leaf.digest for leaf in kept]) != sealed.root:
        raise ValueError("not the leaves that were sealed")
    salts = _salts(sealed) if sealed.personal else {}
    redacted = _redacted(sealed) if sealed.personal else {}
    return [_stored(sealed, columns, leaf, salts.get(leaf.id, ""), redacted) for leaf in kept]


def _stored(
    sealed: SealedTable,
    columns: Columns,
    leaf: SealLeaf,
    salts: str,
    redacted: dict[tuple[int, str], tuple[str, str]],
) -> StoredLeaf:
    keys, marks = unpack_keys(leaf.keys), unpack_marks(leaf.marks)
    ends = keys[0][0], keys[-1][0]
    if {len(keys), len(marks)} != {leaf.row_count} or ends != (leaf.first_key, leaf.last_key):
        raise ValueError("a leaf that does not agree with itself")
    drawn = unpack_salts(salts) if sealed.personal else []
    if len(drawn) != len(keys) * len(sealed.personal):
        raise ValueError("salts are missing")
    return StoredLeaf(sealed.seal, columns, *ends, leaf.digest, keys, marks, drawn, redacted)


def _salts(sealed: SealedTable) -> dict[int, str]:
    rows = SealSalts.select(SealSalts.leaf, SealSalts.salts).join(SealLeaf)
    return dict(rows.where(SealLeaf.seal_table == sealed.id).tuples())


def _redacted(sealed: SealedTable) -> dict[tuple[int, str], tuple[str, str]]:
    """For each redacted value, the digests of its last redaction."""
    rows = SealRedaction.select().where(SealRedaction.table_name == sealed.name, SealRedaction.sealed != "")
    return {
        (row.row_key, row.column_name): (row.sealed, row.renewed) for row in rows.order_by(SealRedaction.id)
    }
