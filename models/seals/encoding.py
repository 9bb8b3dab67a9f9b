"""How rows become bytes, and bytes become digests: the same from SQLite and PostgreSQL, and for an auditor.

A row is a JSON array of its values in the order of the seal's columns, without blanks: whole numbers as
digits (yes and no as 1 and 0), texts in UTF-8 with no more escapes than JSON asks for, days as "2026-11-12",
moments in UTC as "2026-11-12 10:30:00.000000", what is missing as null. The rows of a leaf stand on a line
each, with a line feed between. JSON escapes a line feed inside of a text, so no text can look like a row.

A personal value that is not empty enters as the SHA-256 of its salt and itself. All other digests are SHA-256
too, and the tree is the Merkle tree of RFC 6962 (Certificate Transparency), 2.1.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from os import urandom
from typing import Any
from zlib import crc32

LEAF_ROWS = 500
"""Rows in a leaf: at most so many are read again to find the one that was altered."""
SALT = 16
"""Bytes of a salt: nobody tries 2^128 of them beside each value that is guessed."""

Row = tuple[Any, ...]
"""A row as it is read: see `reading.Columns`."""


def leaf_digest(lines: Sequence[bytes]) -> str:
    """The hash of a leaf, as RFC 6962 makes it."""
    return sha256(b"\x00" + b"\n".join(lines)).hexdigest()


def marks(lines: Sequence[bytes]) -> list[int]:
    """A check sum of each row of a leaf."""
    return list(map(crc32, lines))


def root(digests: Sequence[str]) -> str:
    """The head of the Merkle tree over the hashes of leaves, of which there is at least one."""
    return _head([bytes.fromhex(digest) for digest in digests]).hex()


def _head(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    left = 1 << (len(leaves) - 1).bit_length() - 1  # the largest power of two below the number of leaves
    return sha256(b"\x01" + _head(leaves[:left]) + _head(leaves[left:])).digest()


def sealed_digest(*figures: object) -> str:
    """The digest of a seal, of everything it says: JSON, without blanks."""
    return sha256(json.dumps(figures, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def short(digest: str) -> str:
    """The first eighty bits, as they stand on paper: 4F2A 91C0 77D3 B0E1 5A09."""
    first = digest[:20].upper()
    return " ".join(first[place : place + 4] for place in range(0, len(first), 4))


def salted(salt: bytes, value: str) -> str:
    """The digest as which a personal value enters."""
    return sha256(salt + value.encode()).hexdigest()


def entry(value: str | None) -> str:
    """What is empty, or a digest, as JSON: there is nothing in it to escape."""
    return "null" if value is None else f'"{value}"'


def ended(plain: bytes, end: str) -> bytes:
    """A line: the array of what is not personal, and at its end what stands for the personal values."""
    return b"%b,%b]" % (plain[:-1], end.encode())


def hide(rows: Sequence[Row], personal: int) -> tuple[list[bytes], list[bytes]]:
    """The lines of rows as they are read, whose last columns, so many, enter as salted digests.

    And the salts, column by column, an empty one for what is empty.
    """
    plain = [row[-1 - personal] for row in rows]
    if not personal:
        return plain, []
    salts: list[bytes] = []
    entries: list[list[str]] = []
    for column in list(zip(*rows, strict=True))[-personal:]:
        theirs = _salts(column)
        salts += theirs
        entries.append(_entries(theirs, column))
    ends = map(",".join, zip(*entries, strict=True))
    return [ended(line, end) for line, end in zip(plain, ends, strict=True)], salts


def _entries(salts: Sequence[bytes], column: Sequence[str | None]) -> list[str]:
    """A column as it enters. Most remarks and references are empty, which costs nothing."""
    if column.count("") == len(column):
        return ['""'] * len(column)
    return [
        f'"{sha256(salt + value.encode()).hexdigest()}"' if salt and value else entry(value)
        for salt, value in zip(salts, column, strict=True)
    ]


def _salts(column: Sequence[str | None]) -> list[bytes]:
    """A new salt for each value that is not empty."""
    if not any(column):
        return [b""] * len(column)
    drawn = urandom(SALT * len(column))
    return [
        drawn[place : place + SALT] if value else b""
        for value, place in zip(column, range(0, len(drawn), SALT), strict=True)
    ]
