"""How rows become bytes, and bytes become digests: the same from SQLite and PostgreSQL, and for an auditor.

A row is a JSON array of its values in the order of the seal's columns, with a line feed in the place of each
comma: whole numbers as digits (yes and no as 1 and 0), texts in UTF-8 with no more escapes than JSON asks
for, days as 2026-11-12, moments in UTC as 2026-11-12 10:30:00.000000, what is missing as `null`. The rows of
a leaf are an array of such arrays. Inside of JSON no text holds a bare line feed, so none can look like
another row.

A personal value that is not empty enters as the SHA-256 of its salt and itself. All other digests are SHA-256
too, and the tree is the Merkle tree of RFC 6962 (Certificate Transparency), 2.1.
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from os import urandom
from typing import Any
from zlib import crc32

LEAF_ROWS = 500
"""Rows in a leaf: at most so many are read again to find the one that was altered."""
SALT = 16
"""Bytes of a salt: nobody tries 2^128 of them beside each value that is guessed."""

Row = tuple[Any, ...]

_BETWEEN_ROWS = b"]\n["
_DUMP = json.JSONEncoder(ensure_ascii=False, separators=("\n", ":"), check_circular=False, default=repr)


def encoded(rows: Sequence[Row]) -> bytes:
    """The rows of a leaf, in which personal values are digests already."""
    # Not every text of a damaged base is UTF-8; that it differs has to be found, not to end the search.
    return _DUMP.encode(rows).encode("utf-8", "surrogatepass")


def leaf_digest(rows: bytes) -> str:
    """The hash of a leaf, as RFC 6962 makes it."""
    return sha256(b"\x00" + rows).hexdigest()


def marks(rows: bytes) -> list[int]:
    """A check sum of each row of a leaf."""
    return list(map(crc32, rows[2:-2].split(_BETWEEN_ROWS)))


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


def salted(salt: bytes, value: object) -> str:
    """The digest as which a personal value enters."""
    return sha256(salt + str(value).encode("utf-8", "surrogatepass")).hexdigest()


def hide(rows: Sequence[Row], personal: int) -> tuple[Sequence[Row], list[bytes]]:
    """The rows with their last columns, so many, as salted digests; and the salts, an empty one for nothing.

    Salts go by row, and in a row by column.
    """
    if not personal or not rows:
        return rows, []
    columns = list(zip(*rows, strict=True))
    plain, theirs = columns[:-personal], columns[-personal:]
    drawn = _salts(len(rows) * personal)
    salts = [[next(drawn) if value else b"" for value in column] for column in theirs]
    hidden = [
        [salted(salt, value) if salt else value for salt, value in zip(some, column, strict=True)]
        for some, column in zip(salts, theirs, strict=True)
    ]
    return list(zip(*plain, *hidden, strict=True)), [salt for row in zip(*salts, strict=True) for salt in row]


def _salts(count: int) -> Iterator[bytes]:
    drawn = urandom(SALT * count)
    return (drawn[place : place + SALT] for place in range(0, len(drawn), SALT))
