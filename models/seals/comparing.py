"""The rows of one leaf, as they stand beside what was kept of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.seals import encoding
from models.seals.chain import StoredLeaf
from models.seals.encoding import Row
from models.seals.packing import Key


@dataclass(slots=True)
class Compared:
    """What differs of a leaf.

    Attributes:
        strangers: rows that are read and are not of this leaf; they may be of another.
        doubled: keys of the leaf that several rows bear, where the table itself does not forbid it.
        one_of: a row was altered, and its mark does not show which.
        kept_altered: the rows are right, and what is kept beside their digest is not.
    """

    altered: list[Key] = field(default_factory=list)
    erased: list[Key] = field(default_factory=list)
    strangers: set[Key] = field(default_factory=set)
    doubled: set[Key] = field(default_factory=set)
    one_of: bool = False
    kept_altered: bool = False


def compare(leaf: StoredLeaf, rows: Sequence[Row], *, alone: bool) -> Compared:
    """Compares; `alone` where every row that was read should be of this leaf."""
    width = leaf.columns.key
    if alone and [row[:width] for row in rows] == leaf.keys:
        theirs, found = rows, Compared()
    else:
        theirs, found = _sorted_out(leaf, rows)
    hidden, moved = _hidden(leaf, theirs)
    words = encoding.encoded(hidden)
    there = encoding.marks(words) if theirs else []
    if not found.erased and encoding.leaf_digest(words) == leaf.digest:
        found.altered = moved
        found.kept_altered = there != leaf.marks
        return found
    kept = dict(zip(leaf.keys, leaf.marks, strict=True))
    keys = [row[:width] for row in theirs]
    differing = {key for key, mark in zip(keys, there, strict=True) if kept[key] != mark}
    found.altered = sorted(differing.union(moved) - found.doubled)  # whichever of the two was read
    found.one_of = not differing and not found.erased
    return found


def _sorted_out(leaf: StoredLeaf, rows: Sequence[Row]) -> tuple[list[Row], Compared]:
    """The rows that are the leaf's, and which of it are missing and which are none of it."""
    width = leaf.columns.key
    wanted = set(leaf.keys)
    found, by_key = Compared(), dict[Key, Row]()
    for row in rows:
        key = row[:width]
        if key not in wanted:
            found.strangers.add(key)
        elif key in by_key:
            found.doubled.add(key)
        else:
            by_key[key] = row
    found.erased = [key for key in leaf.keys if key not in by_key]
    return [by_key[key] for key in leaf.keys if key in by_key], found


def _hidden(leaf: StoredLeaf, rows: Sequence[Row]) -> tuple[Sequence[Row], list[Key]]:
    """The rows with their personal values as they entered; and those that changed after a redaction."""
    count, width = leaf.columns.personal, leaf.columns.key
    if not count:
        return rows, []
    places = {key: place * count for place, key in enumerate(leaf.keys)}
    names = leaf.columns.names[-count:]
    hidden: list[Row] = []
    moved: list[Key] = []
    for row in rows:
        key = row[:width]
        salts = leaf.salts[places[key] : places[key] + count]
        values = list(row)
        for column, (name, salt) in enumerate(zip(names, salts, strict=True), start=len(row) - count):
            before = leaf.redacted.get((key[0], name)) if leaf.redacted else None
            if before is not None:
                sealed, renewed = before
                if encoding.salted(salt, row[column]) != renewed:
                    moved.append(key)
                values[column] = sealed
            elif salt:
                values[column] = encoding.salted(salt, row[column])
        hidden.append(tuple(values))
    return hidden, moved
