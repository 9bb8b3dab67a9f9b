"""An edit over what a person read (optimistic locking by field), and what the trail keeps of it.

The trail keeps the old and the new value of each field that was changed, under one of two names (`CHANGES`,
`OF_DETAILS`): so who changed what is read from the trail, and is written nowhere else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from models.refusals import N_, Refused

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Fields = TypeVar("Fields", bound="DataclassInstance")

CHANGES = "changes"
"""Where the trail keeps the changes of what is about nobody, and of the client's own row: there a redaction
knows each personal field by its name, and takes out no other.
"""
OF_DETAILS = "changes_of_details"
"""Where it keeps all other changes of a client and of those around them: a redaction takes it out whole."""


class EditedMeanwhile(Refused):
    """Another person saved the same field since it was read (optimistic locking). `theirs` has the present
    fields: what to save over, once the person has seen the value that this would replace.
    """

    theirs: Any


@dataclass
class FieldChanged(EditedMeanwhile):
    """The same, and it says the value that somebody else saved."""

    field: str
    value: str
    theirs: Any
    sentence: ClassVar[str] = N_("Somebody saved “{value}” here meanwhile. The same key again replaces it.")


def of_a_person(changes: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """What the trail keeps of an edit of somebody or something around a client (a site, a contact): given to
    `trail.leave` as keywords, with the client, so that nothing of it outlives a redaction.
    """
    return {OF_DETAILS: dict(changes)}


def changes_in(trail_details: Mapping[str, Any]) -> dict[str, Any]:
    """The old and the new value of each field that a request changed, from `Trail.details`."""
    return {**trail_details.get(CHANGES, {}), **trail_details.get(OF_DETAILS, {})}


def still_as_written(changes: Mapping[str, Sequence[Any]], now: Mapping[str, Any]) -> dict[str, Any]:
    """What stood before a request in each field that is as the request left it; `changes` are those of
    `changes_in`. What somebody changed since is left out: whoever takes the request back leaves it alone.
    """
    return {name: before for name, (before, after) in changes.items() if now[name] == after}


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
