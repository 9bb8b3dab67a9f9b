"""Gives the clients of an organism the one that goes on in its place, all of them at once.

What the organism was billed stays with it, as do its invoices: those are rows of the ledger.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from peewee import ModelSelect, fn

from models.people.clients import bulk_edit
from models.people.clients.table import Client, in_a_list
from models.people.organisms import listing
from models.people.organisms.verbs import OrganismChanged, fields_of
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.connection import engine
from models.values import Progress


@dataclass
class NobodyGoesOn(Refused):
    """The organism has no successor, or none that may be chosen today."""

    name: str
    sentence: ClassVar[str] = N_("{name} has no successor that can be chosen today.")


@dataclass
class MovingStopped(Refused):
    """The person gave it up."""

    sentence: ClassVar[str] = N_("Stopped. Nothing was changed.")


def insured_by(organism: int) -> int:
    """How many clients have this organism. Those in no list do not count: who was merged, deleted or
    forgotten keeps what stood on the fiche.
    """
    return int(_insured(organism, Client.select(fn.COUNT(Client.id))).scalar())


@verb(
    "organisms.move_clients", Right.CHANGE_SETTINGS, answers=lambda done: int(done.details()["client_count"])
)
def move_clients(organism: int, *, to: int, by: By, progress: Progress = lambda done, total: True) -> int:
    """Gives all clients of an organism the one that goes on in its place, in one transaction; each fiche is
    edited as by hand, with its trail. Returns how many there were.

    `to` is the successor that the person saw; where `progress` answers false nothing is kept. Raises
    `NoSuchOrganism`, `NobodyGoesOn`, `OrganismChanged` where another one goes on meanwhile, `MovingStopped`.
    """
    engine().serialise("organisms")
    name = fields_of(organism).name
    heir = listing.goes_on_in(organism)
    if heir is None:
        raise NobodyGoesOn(name)
    if heir.id != to:
        raise OrganismChanged(name)
    moved = _locked(organism)
    if not moved:
        return 0

    def told(done: int) -> None:
        if not progress(done, len(moved)):
            raise MovingStopped

    trail.leave(by, organism=organism, to=to, client_count=len(moved))
    bulk_edit.edit({client: {"organism": to} for client in moved}, by, told)
    return len(moved)


def _locked(organism: int) -> Sequence[int]:
    """The clients of an organism. They are locked, so that nobody is given another one meanwhile."""
    engine().serialise("places")  # Locked before the rows, as by every edit.
    query = _insured(organism, Client.select(Client.id)).order_by(Client.id)
    return [client for (client,) in engine().locked(query).tuples()]


def _insured(organism: int, query: ModelSelect) -> ModelSelect:
    return query.where(Client.organism == organism, in_a_list())
