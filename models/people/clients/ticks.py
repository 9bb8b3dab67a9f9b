"""Clients ticked in a list: kept as what was ticked, and not as a million numbers.

Who ticks all of a list ticks its condition: the clients who meet it when the ticks are used.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, ClassVar

from peewee import ModelSelect, fn

from models.people.clients.listing import ClientListing
from models.people.clients.table import Client, in_a_list
from models.refusals import N_, Refused
from models.store import many
from models.store.connection import engine

MOST_STEPS = 20
"""The most steps that are kept; each is a condition that the database is asked."""


@dataclass
class TooManySteps(Refused):
    """Lists were ticked and unticked by turns too often."""

    sentence: ClassVar[str] = N_(
        "Too many lists are ticked at once: keep the ticked ones as a selection first."
    )


@dataclass(frozen=True, slots=True)
class Step:
    """All clients of a list, or some by their numbers, were ticked or unticked."""

    ticks: bool
    listing: ClientListing | None = None
    clients: frozenset[int] = field(default_factory=frozenset)

    def condition(self) -> Any:
        """The condition that a client is one of them."""
        if self.listing is not None:
            return self.listing.condition()
        return many.among(Client.id, sorted(self.clients))


@dataclass(frozen=True, slots=True)
class Ticks:
    """Who is ticked: of several steps, the last one that is about a client holds."""

    steps: tuple[Step, ...] = ()

    def turned(self, client: int, *, ticked: bool) -> "Ticks":
        """With one client ticked, or unticked."""
        lists = max((at for at, step in enumerate(self.steps, 1) if step.listing is not None), default=0)
        one = {True: {client}, False: set[int]()} if ticked else {True: set[int](), False: {client}}
        # After the last list at most two steps: those ticked one by one, and those unticked.
        for step in self.steps[lists:]:
            one[step.ticks] |= step.clients - {client}
        tail = (Step(ticks, clients=frozenset(one[ticks])) for ticks in (True, False))
        return _of([*self.steps[:lists], *tail])

    def with_all(self, listing: ClientListing, *, ticked: bool) -> "Ticks":
        """With all clients of a list ticked, or unticked. Raises `TooManySteps`."""
        everybody = _as_condition(listing)
        earlier = [step for step in self.steps if step.listing != everybody]
        return _of([*earlier, Step(ticked, everybody)])

    def condition(self) -> Any:
        """The condition that a client is ticked."""
        nobody = Client.id == 0
        return reduce(
            lambda so_far, step: so_far | step.condition() if step.ticks else so_far & ~step.condition(),
            self.steps,
            nobody,
        )

    def ids(self) -> ModelSelect:
        """The ids of all who are ticked, in no order."""
        first = self.steps[0].listing if self.steps else None
        if first is not None and all(not step.ticks for step in self.steps[1:]):
            # All but these: one walk, and no list of those ticked beside it.
            query = first.ids()
            for step in self.steps[1:]:
                query = query.where(~step.condition())
            return query
        return Client.select(Client.id).where(in_a_list(), self.condition())

    def count(self) -> int:
        """The number of clients who are ticked."""
        return int(self.ids().select(fn.COUNT(Client.id)).scalar()) if self.steps else 0

    def among(self, clients: Sequence[int]) -> frozenset[int]:
        """Those of a few clients who are ticked."""
        if not self.steps or not clients:
            return frozenset()
        rows = Client.select(Client.id).where(many.among(Client.id, clients), self.condition())
        return frozenset(key for (key,) in rows.tuples())

    def holds(self, listing: ClientListing) -> bool:
        """Whether all clients of a list are ticked."""
        steps, everybody = self.steps, _as_condition(listing)
        lists = [at for at, step in enumerate(steps) if step.listing is not None]
        if not steps:
            return False
        if lists and steps[lists[-1]] == Step(True, everybody):
            # It was ticked last: of those unticked since, one by one, somebody may be on it.
            since = [client for step in steps[lists[-1] :] if not step.ticks for client in step.clients]
            return listing.ids().where(many.among(Client.id, since)).limit(1).scalar() is None
        missing = listing.ids().where(~self.condition()).limit(1)
        return missing.scalar() is None

    def numbers(self) -> Sequence[int]:
        """The ids of all who are ticked, in order, for who needs them one by one; in eight bytes each."""
        return self._in_order(Client.id)

    def in_name_order(self) -> Sequence[int]:
        """The same in name order."""
        return self._in_order(Client.place)

    def _in_order(self, column: Any) -> Sequence[int]:
        query = self.ids().order_by(column)
        return array("q", (key for (key,) in engine().database.execute(query))) if self.steps else ()

    @property
    def selections(self) -> frozenset[int]:
        """The saved selections whose clients are ticked or unticked as a whole."""
        named = (step.listing.filter.selection for step in self.steps if step.listing is not None)
        return frozenset(each for each in named if each is not None)


NOBODY = Ticks()


def _as_condition(listing: ClientListing) -> ClientListing:
    """The list without its order and its signs, which are not about who is in it."""
    unordered = ClientListing()
    return replace(listing, sort=unordered.sort, descending=unordered.descending, rules=unordered.rules)


def _of(steps: Sequence[Step]) -> Ticks:
    kept = [step for step in steps if step.listing is not None or step.clients]
    while kept and not kept[0].ticks:
        kept = kept[1:]  # to untick at first is to tick nobody
    if len(kept) > MOST_STEPS:
        raise TooManySteps
    return Ticks(tuple(kept))
