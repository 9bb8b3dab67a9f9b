"""The first start: names the pharmacy and engages its first member of staff."""

from dataclasses import dataclass
from typing import ClassVar

from models.people.clients.table import Client
from models.people.organisms import verbs as organisms
from models.people.references import verbs as references
from models.people.staff import login as staff
from models.people.staff.verbs import engaged
from models.pharmacy import identity
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.actors import Staff
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import settings
from models.store.connection import engine
from models.store.settings import Pharmacy
from models.store.text import check_length

VERB = "first_start.establish"


@dataclass
class AlreadyEstablished(Refused):
    """The pharmacy is already established."""

    name: str
    sentence: ClassVar[str] = N_("This database already belongs to {name}.")


def is_new() -> bool:
    """Whether there is neither a member of staff nor a client."""
    return not Staff.select().exists() and not Client.select().exists()


@verb(
    VERB,
    Right.ESTABLISH,
    answers=lambda done, code, demonstration: engaged(done, code),
    secret=("code", "demonstration"),
)
def establish(pharmacy: Pharmacy, name: str, code: str, *, demonstration: str = "", by: By) -> staff.Member:
    """Names the pharmacy and engages its first staff member.

    `demonstration` is the code the login screen of an example pharmacy shows; empty for a real one.
    Raises `AlreadyEstablished`, `Missing`, `CodeTooShort`, or what `identity.checked` raises.
    """
    if not pharmacy.name.strip():
        raise Missing("pharmacy")
    pharmacy = identity.checked(pharmacy, Pharmacy())
    check_length("code", demonstration)
    engine().serialise("staff")
    if not is_new():
        raise AlreadyEstablished(settings.pharmacy().name)
    member = staff.engage(name, code)
    settings.keep_pharmacy(pharmacy)
    organisms.ensure()
    references.ensure()
    if demonstration:
        settings.put("demonstration", demonstration)
    trail.leave(by, member=member.id)
    settings.take_time_zone()
    return member
