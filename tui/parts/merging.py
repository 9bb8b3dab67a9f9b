"""Merges the edits of two people: what is saved at present, with the fields that this person changed."""

from dataclasses import fields, replace
from typing import Any, TypeVar

Values = TypeVar("Values")


def merged(before: Values, typed: Values, now: Values) -> Values:
    """`now` with those fields in which `typed` differs from `before`; all three are
    frozen dataclasses of one type.
    """
    names = [field.name for field in fields(now)]  # type: ignore[arg-type]
    mine: dict[str, Any] = {
        name: getattr(typed, name) for name in names if getattr(typed, name) != getattr(before, name)
    }
    return replace(now, **mine)  # type: ignore[type-var]
