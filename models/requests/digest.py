"""What a request asks for, in sixteen letters: another amount, day or operation is another request.

The arguments are put into JSON in one canonical encoding, so that a list is as good as a tuple and the order
of a mapping or a set does not count.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache
from typing import Any, Protocol, runtime_checkable


@runtime_checkable
class Recognised(Protocol):
    """What is too large to be spelled out: a file that was read says by what it is known again."""

    def recognised_by(self) -> object: ...


def digest(arguments: Mapping[str, object]) -> str:
    """Sixteen letters of these arguments. Raises `TypeError` for one that has no canonical encoding."""
    return hashlib.blake2b(_encode(arguments).encode(), digest_size=8).hexdigest()


def _spelled(value: object) -> Any:
    """What JSON has no word for."""
    if isinstance(value, Recognised):
        return value.recognised_by()
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *[getattr(value, name) for name in _names(type(value))]]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Collection):
        return list(value)
    raise TypeError(f"no canonical encoding for {value!r}")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


_encode = json.JSONEncoder(sort_keys=True, default=_spelled).encode
