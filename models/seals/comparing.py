"""Compares the rows of one leaf with its record."""

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
    lines, moved = _lines(leaf, theirs)
    there = encoding.marks(lines)
    if not found.erased and encoding.leaf_digest(lines) == leaf.digest:
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


def _lines(leaf: StoredLeaf, rows: Sequence[Row]) -> tuple[list[bytes], list[Key]]:
    """The rows with their personal values as they entered; and those that changed after a redaction."""
    count, width = leaf.columns.personal, leaf.columns.key
    if not count:
        return [row[-1] for row in rows], []
    places = {key: place for place, key in enumerate(leaf.keys)}
    lines: list[bytes] = []
    moved: list[Key] = []
    for row in rows:
        key = row[:width]
        salts = leaf.salts[places[key] :: len(leaf.keys)]
        values = [
            encoding.salted(salt, value or "") if salt else value
            for salt, value in zip(salts, row[-count:], strict=True)
        ]
        if leaf.redacted:
            moved += [key] * _as_sealed(leaf, key[0], values)
        lines.append(encoding.ended(row[-count - 1], ",".join(map(encoding.entry, values))))
    return lines, moved


def _as_sealed(leaf: StoredLeaf, key: int, values: list[str | None]) -> bool:
    """Puts what was sealed in the place of what was redacted; whether that changed again since."""
    changed = False
    for place, name in enumerate(leaf.columns.names[-leaf.columns.personal :]):
        if (key, name) in leaf.redacted:
            sealed, renewed = leaf.redacted[key, name]
            changed = changed or values[place] != renewed
            values[place] = sealed
    return changed
