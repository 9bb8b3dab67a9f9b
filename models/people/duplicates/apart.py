"""Two fiches that somebody compared and found to be of two persons: no list names them as duplicates."""

from dataclasses import dataclass
from typing import ClassVar

from peewee import CompositeKey, ModelSelect, fn

from models.people.clients.table import Client
from models.people.clients.verbs import lock
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store.connection import Table
from models.store.fields import ForeignKeyField

SETS_APART, COMPARES_AGAIN = "duplicates.set_apart", "duplicates.compare_again"


class ClientApart(Table):
    """Two clients who are two persons, though their fiches are alike. Kept until somebody takes it back.

    Attributes:
      one: the older of the two, by number
      other: the newer
      trail: the request that said so
    """

    class Meta:
        primary_key = CompositeKey("one", "other")

    one = ForeignKeyField(Client)
    other = ForeignKeyField(Client)
    trail = ForeignKeyField(Trail)


@dataclass
class OneFiche(Refused):
    """Both numbers are of the same fiche."""

    client: int
    sentence: ClassVar[str] = N_("Client {client} cannot be compared with themselves.")


@verb(SETS_APART, Right.EDIT_CLIENTS)
def set_apart(one: int, other: int, *, by: By) -> None:
    """Keeps that these are two persons. Raises `OneFiche`, `NoSuchClient` or `ClientAnonymised`."""
    older, newer = _locked(one, other)
    if _said(older, newer).exists():
        return
    record = trail.leave(by, client=older, other=newer)
    ClientApart.create(one=older, other=newer, trail=record)


@verb(COMPARES_AGAIN, Right.EDIT_CLIENTS)
def compare_again(one: int, other: int, *, by: By) -> None:
    """Takes back that these are two persons: where they are alike they are listed as duplicates again.

    Raises `OneFiche`, `NoSuchClient` or `ClientAnonymised`.
    """
    older, newer = _locked(one, other)
    if not _said(older, newer).exists():
        return
    trail.leave(by, client=older, other=newer)
    ClientApart.delete().where(ClientApart.one == older, ClientApart.other == newer).execute()


def apart_from(client: int) -> frozenset[int]:
    """The clients of whom somebody said that they are not this one."""
    either = (ClientApart.one == client) | (ClientApart.other == client)
    rows = ClientApart.select(ClientApart.one, ClientApart.other).where(either).tuples()
    return frozenset(each for pair in rows for each in pair if each != client)


def count() -> int:
    """The number of such pairs."""
    return int(ClientApart.select(fn.COUNT(ClientApart.one)).scalar())


def _locked(one: int, other: int) -> tuple[int, int]:
    """Both clients by number, the older first, locked in that order so that two requests never wait for one
    another.
    """
    older, newer = sorted(lock(client).id for client in sorted((one, other)))
    if older == newer:
        raise OneFiche(older)
    return older, newer


def _said(older: int, newer: int) -> ModelSelect:
    return ClientApart.select().where(ClientApart.one == older, ClientApart.other == newer)
