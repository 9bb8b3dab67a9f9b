"""The pharmacy chooses which fields of a fiche it asks for."""

from dataclasses import dataclass
from typing import ClassVar

from models.people.clients import required
from models.people.clients.required import Requirements
from models.pharmacy import choices
from models.refusals import N_, Refused
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb

VERB = "required_fields.change"


@dataclass
class CannotBeRequired(Refused):
    """The field is none that can be asked for."""

    name: str
    sentence: ClassVar[str] = N_("“{name}” is no field that can be required.")


@verb(VERB, Right.CHANGE_SETTINGS)
def change(new: Requirements, *, seen: Requirements, by: By) -> None:
    """Saves what differs from `seen` (optimistic locking). No client changes by it: whoever lacks a field is
    listed as to complete. Raises `CannotBeRequired` or `ChangedMeanwhile`.
    """
    unknown = (new.required | new.once) - {*required.FIELDS}
    if unknown:
        raise CannotBeRequired(min(unknown))
    choices.change(required.as_settings(new), required.as_settings(seen), by=by)
