"""The field in which the client list searches for whoever has chosen no other (search-default-field)."""

from dataclasses import dataclass
from typing import ClassVar

from models.pharmacy import choices
from models.refusals import N_, Refused
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import settings
from models.store.search.by_field import SearchIn

VERB = "searching.choose"
_SETTING = "clients.search_in"


@dataclass
class NotSearchedIn(Refused):
    """Only the fields of `SearchIn` can be searched."""

    name: str
    sentence: ClassVar[str] = N_("“{name}” is no field that can be searched.")


def search_in() -> SearchIn:
    """The field that the pharmacy chose; all of them, if it never did."""
    return SearchIn(settings.get(_SETTING) or SearchIn.NAME)


@verb(VERB, Right.CHANGE_SETTINGS)
def choose(new: SearchIn, *, seen: SearchIn, by: By) -> None:
    """Saves the field, if it differs from `seen` (optimistic locking). Raises `NotSearchedIn` or
    `ChangedMeanwhile`.
    """
    choices.change(_as_setting(new), _as_setting(seen), by=by)


def _as_setting(field: str) -> dict[str, str]:
    if field not in [*SearchIn]:
        raise NotSearchedIn(field)
    return {_SETTING: "" if field == SearchIn.NAME else str(field)}
