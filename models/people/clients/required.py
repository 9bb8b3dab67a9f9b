"""Which fields of a fiche the pharmacy asks for, and which clients lack one (fiche-required).

The program itself requires a last name only. A pharmacy may require further fields, or ask for them once,
when a client is created. Neither stops anybody at the counter: whoever saves without one is asked, and the
client is *to complete*, and listed. An import asks nobody, so its clients are listed too.

The list asks this module at each start, so what only some pharmacies need is imported where it is used.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from peewee import fn

from models.people.clients.table import Client, ClientKind
from models.store import settings

if TYPE_CHECKING:
    from models.people.clients.fields import ClientFields

FIELDS = (
    *("title", "first_name", "mobile", "email", "birth_date", "address", "postal_code", "city"),
    *("organism", "ceiling"),
)
"""What may be asked for; `mobile` means any of the phones."""
OF_PERSONS = frozenset({"title", "first_name", "birth_date"})
"""A company has none of these."""
_PHONES = ("mobile", "work_phone", "home_phone")
_REQUIRED, _ONCE = "required", "once"


@dataclass(frozen=True, slots=True)
class Requirements:
    """The fields that are required, and those that are asked for once, when a client is created."""

    required: frozenset[str] = field(default_factory=frozenset)
    once: frozenset[str] = field(default_factory=frozenset)


SOBRUS = Requirements(frozenset({"first_name", "mobile", "email", "ceiling"}))
KEZIA = Requirements(frozenset({"title", "first_name", "address", "postal_code"}))
"""The ready-made sets: what each of the two programs requires, from which most pharmacies come."""


def setting(name: str) -> str:
    """The setting that says whether a field is asked for."""
    return f"required.{name}"


_chosen = settings.several([setting(name) for name in FIELDS])


def in_force() -> Requirements:
    """What the pharmacy asks for, read in one statement."""
    chosen = _chosen()
    required, once = (
        frozenset(name for name in FIELDS if chosen.get(setting(name)) == how) for how in (_REQUIRED, _ONCE)
    )
    return Requirements(required, once)


def as_settings(wanted: Requirements) -> dict[str, str]:
    """The settings that say this."""
    return {
        setting(name): _REQUIRED if name in wanted.required else _ONCE if name in wanted.once else ""
        for name in FIELDS
    }


def missing(values: "ClientFields", wanted: Collection[str]) -> list[str]:
    """Those of the wanted fields that are empty, in their order. Of passing clients and pharmacies nothing is
    asked.
    """
    if values.kind is not ClientKind.REGULAR:
        return []
    asked = [name for name in FIELDS if name in wanted]
    return [
        name for name in asked if not (values.professional and name in OF_PERSONS) and _is_empty(values, name)
    ]


def _is_empty(values: "ClientFields", name: str) -> bool:
    names = _PHONES if name == "mobile" else (name,)
    return all(getattr(values, each) in ("", None) for each in names)


def lacking(required: Collection[str]) -> Any:
    """The condition that a client is to complete: lacks one of these fields."""
    lacks = [_lacks(name) for name in FIELDS if name in required]
    return (Client.kind == ClientKind.REGULAR) & reduce(or_, lacks) if lacks else Client.id == 0


def _lacks(name: str) -> Any:
    from models.people.clients.details import ClientDetails

    known = ClientDetails.select().where(ClientDetails.client == Client.id)
    if name == "birth_date":
        empty = ~fn.EXISTS(known.where(ClientDetails.birth_date.is_null(False)))
    elif name == "mobile":
        empty = (Client.mobile == "") & (Client.work_phone == "") & (Client.home_phone == "")
    elif name in ("organism", "ceiling"):
        empty = getattr(Client, name).is_null()
    else:
        empty = getattr(Client, name) == ""
    return empty & ~fn.EXISTS(known.where(ClientDetails.professional)) if name in OF_PERSONS else empty
