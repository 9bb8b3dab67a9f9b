"""The digest of a request's arguments: sixteen letters; another amount, day or
operation gives another digest.

The arguments are encoded as canonical JSON, so a list equals a tuple, and the order of a
mapping or a set does not count.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any, Protocol


class Recognised(Protocol):
    """An argument too large to encode: a parsed file gives its own digest."""

    def recognised_by(self) -> object: ...


def digest(arguments: Mapping[str, object]) -> str:
    """The digest of these arguments. Raises `TypeError` for one without a canonical encoding."""
    return hashlib.blake2b(_encode(arguments).encode(), digest_size=8).hexdigest()


def _spelled(value: Any) -> Any:
    """Encodes what JSON has no type for."""
    kind = type(value)
    if kind not in _SPELLINGS:
        _SPELLINGS[kind] = _spelling(kind)
    return _SPELLINGS[kind](value)


_SPELLINGS: dict[type, Callable[[Any], Any]] = {}
"""Looked up once for each type, as a sale has ten such values."""


def _spelling(kind: type) -> Callable[[Any], Any]:
    """The encoder of this type. Raises `TypeError`."""
    if hasattr(kind, Recognised.recognised_by.__name__):
        return lambda value: value.recognised_by()
    if is_dataclass(kind):
        names = [field.name for field in fields(kind)]
        return lambda value: [kind.__name__, *[getattr(value, name) for name in names]]
    if issubclass(kind, date | time):
        return lambda value: value.isoformat()
    if issubclass(kind, set | frozenset):
        return sorted
    if issubclass(kind, Mapping):
        return dict
    if issubclass(kind, Collection):
        return list
    raise TypeError(f"no canonical encoding for {kind.__name__}")


_encode = json.JSONEncoder(sort_keys=True, default=_spelled).encode
