"""The lists that a leaf keeps, as short texts: keys, marks, salts."""

import struct
import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from itertools import accumulate, chain
from operator import sub
from typing import Any

from models.seals.encoding import SALT

Key = tuple[int, ...]


def pack_keys(rows: Sequence[tuple[Any, ...]], width: int) -> str:
    """The keys that rows begin with: the first and the last where none is missing between, else each of them
    as the step from the one before."""
    first, last = rows[0][0], rows[-1][0]
    if width == 1 and last - first + 1 == len(rows):
        return f"{first} {last}"
    flat = list(chain.from_iterable(row[:width] for row in rows))
    steps = map(sub, flat, [0] * width + flat[:-width])
    return _text(bytes([width]) + zlib.compress(struct.pack(f"<{len(flat)}q", *steps)))


def unpack_keys(text: str) -> list[Key]:
    """The keys of a leaf. Raises `ValueError` where the text is no such list."""
    first, between, last = text.partition(" ")
    if between:
        return [(key,) for key in range(int(first), int(last) + 1)]
    packed = _bytes(text)
    try:
        width, steps = packed[0], zlib.decompress(packed[1:])
        numbers = struct.unpack(f"<{len(steps) // 8}q", steps)
    except (IndexError, zlib.error, struct.error) as error:
        raise ValueError("no list of keys") from error
    columns = [accumulate(numbers[place::width]) for place in range(width)]
    return list(zip(*columns, strict=True))


def pack_marks(marks: Sequence[int]) -> str:
    """Four bytes for each row."""
    return _text(struct.pack(f"<{len(marks)}I", *marks))


def unpack_marks(text: str) -> list[int]:
    """The marks of a leaf. Raises `ValueError`."""
    packed = _bytes(text)
    if len(packed) % 4:
        raise ValueError("no list of marks")
    return list(struct.unpack(f"<{len(packed) // 4}I", packed))


def pack_salts(salts: Sequence[bytes]) -> str:
    """Which of the personal values have a salt, and then those."""
    present = zlib.compress(bytes(map(bool, salts)), level=1)
    return f"{_text(present)} {_text(b''.join(salts))}"


def unpack_salts(text: str) -> list[bytes]:
    """The salts of a leaf, an empty one for what was empty. Raises `ValueError`."""
    first, _, second = text.partition(" ")
    try:
        present = zlib.decompress(_bytes(first))
    except zlib.error as error:
        raise ValueError("no list of salts") from error
    packed = _bytes(second)
    salts = iter([packed[place : place + SALT] for place in range(0, len(packed), SALT)])
    return [next(salts, b"") if there else b"" for there in present]


def _text(packed: bytes) -> str:
    return b64encode(packed).decode()


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)
