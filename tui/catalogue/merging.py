"""Two people at one thing: what is saved now, with what was typed over what was saved before."""

from dataclasses import fields, replace
from typing import Any, TypeVar

Values = TypeVar("Values")


def merged(before: Values, typed: Values, now: Values) -> Values:
    """`now`, a frozen dataclass as all three, with the fields in which `typed` differs from `before`."""
    names = [field.name for field in fields(now)]  # type: ignore[arg-type]
    mine: dict[str, Any] = {
        name: getattr(typed, name) for name in names if getattr(typed, name) != getattr(before, name)
    }
    return replace(now, **mine)  # type: ignore[type-var]
