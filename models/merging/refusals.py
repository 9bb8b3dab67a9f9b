"""What forbids a merge or its undoing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from models.people.clients.aliases import survivor_of
from models.people.clients.table import Client, ClientStatus
from models.people.clients.verbs import ClientAnonymised, full_name
from models.refusals import N_, Refused

SHOWN = 5
"""So many numbers are named in one sentence."""


@dataclass
class IntoItself(Refused):
    """A fiche cannot be merged into itself."""

    sentence: ClassVar[str] = N_("These are one and the same fiche.")


@dataclass
class AlreadyMerged(Refused):
    """Somebody merged it meanwhile, or long ago."""

    client: int
    survivor: int
    sentence: ClassVar[str] = N_("Client {client} was merged into client {survivor} already.")


@dataclass
class SurvivorArchived(Refused):
    """Nothing is entered in the archives, and the accounts may not be settled together."""

    name: str
    sentence: ClassVar[str] = N_("{name} is archived: restore this fiche first, or keep the other one.")


@dataclass
class FicheChanged(Refused):
    """Somebody saved one of the two fiches since they were shown side by side."""

    by: str
    name: str
    sentence: ClassVar[str] = N_("{by} changed {name} meanwhile. Look at both fiches again.")


@dataclass
class NotMerged(Refused):
    """It stands for itself: it was never merged, or given back meanwhile."""

    client: int
    sentence: ClassVar[str] = N_("Client {client} is merged into nobody.")


@dataclass
class SurvivorMerged(Refused):
    """The fiche into which it was merged was merged itself later: that has to be undone first."""

    survivor: int
    into: int
    sentence: ClassVar[str] = N_(
        "Client {survivor} was merged into client {into} since: give that fiche back first."
    )


@dataclass
class Tied(Refused):
    """Something settles, returns or bills from one fiche to the other: they cannot be told apart any more.

    `numbers` are those of the operations and papers to cancel first, or to detach.
    """

    numbers: str
    sentence: ClassVar[str] = N_("Both fiches are tied by {numbers}. Cancel or detach this first.")


@dataclass
class TiedForGood(Refused):
    """What was entered on one fiche was cancelled since, and a cancellation stands for good."""

    numbers: str
    sentence: ClassVar[str] = N_("Cancelled since the merge by {numbers}: the two fiches stay one.")


@dataclass
class NewerOperations(Refused):
    """Entered since the merge: nobody can say for which of the two. Who means the survivor says so."""

    numbers: str
    sentence: ClassVar[str] = N_(
        "Entered since the merge: {numbers}. Cancel this first, or leave it with the fiche that stays."
    )


def in_words(numbers: Sequence[str]) -> str:
    """The first of these numbers, for a refusal of one line."""
    shown = ", ".join(numbers[:SHOWN])
    return f"{shown}…" if len(numbers) > SHOWN else shown


def check_pair(survivor: Client, merged: Client) -> None:
    """Raises what forbids to merge these two whatever is chosen: `IntoItself`, `AlreadyMerged`,
    `ClientAnonymised` or `SurvivorArchived`.
    """
    if survivor.id == merged.id:
        raise IntoItself
    for row in (merged, survivor):
        if row.status is ClientStatus.MERGED:
            raise AlreadyMerged(row.id, survivor_of(row.id))
        if row.status is ClientStatus.ANONYMISED:
            raise ClientAnonymised(row.id)
    if survivor.status is ClientStatus.ARCHIVED:
        raise SurvivorArchived(full_name(survivor))
