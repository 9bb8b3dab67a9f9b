"""An edit over what a person read (optimistic locking by field), and what the trail keeps of it."""

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from models.refusals import Refused

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Fields = TypeVar("Fields", bound="DataclassInstance")


def changed_fields(
    values: Fields, *, seen: Fields, now: Fields, conflict: Callable[[str], Refused]
) -> dict[str, Any]:
    """What is to be written of `values`: the fields that the person changed, as they saw them, and that are
    kept otherwise at present. Two who change different fields both win.

    Raises `conflict(name)` for the first field that both changed.
    """
    changed = {
        name: new for name, (old, new) in differences(seen, values).items() if getattr(now, name) != new
    }
    for name in changed:
        if getattr(now, name) != getattr(seen, name):
            raise conflict(name)
    return changed


def differences(before: Fields, after: Fields) -> dict[str, list[Any]]:
    """The old and the new value of each field that differs, as the trail of an edit keeps them."""
    pairs = {field.name: [getattr(before, field.name), getattr(after, field.name)] for field in fields(after)}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
