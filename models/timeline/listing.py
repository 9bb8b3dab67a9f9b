"""The timeline of a client: every event, newest first, a window at a time (dash-timeline)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import Any

from peewee import fn

from models.people.clients.table import Client
from models.store.connection import engine
from models.store.keyset import Start, start
from models.timeline import arms, reading
from models.timeline.arms import ARMS, Narrowing
from models.timeline.event import KINDS, Event, EventKind, Position, Source


@dataclass(frozen=True, slots=True)
class Timeline:
    """A `Listing` of one client's events (keyset pagination). Operations and invoices are listed under their
    value date, all else under the local day on which it was entered; of a day, what was entered last comes
    first.

    `kind` leaves only events of one kind. `text` is part of a number, a note or a message.
    """

    client: int
    kind: EventKind | None = None
    since: date | None = None
    until: date | None = None
    text: str = ""

    def count(self) -> int:
        """How many events there are."""
        by = self._narrowing
        each = [
            fn.COALESCE(arms.narrowed(source, fiche, (fn.COUNT(ARMS[source].key),), by), 0)
            for source in self._sources
            for fiche in arms.runs(source, self.client)
        ]
        return int(Client.select(reduce(add, each)).where(Client.id == self.client).scalar() or 0)

    def read(
        self, limit: int, *, after: Event | None = None, before: Event | None = None, at: Event | None = None
    ) -> Sequence[Event]:
        begins = start(after, before, at)
        mark = begins.row.position if begins.row is not None else None
        return self._window(limit, Start(mark, begins.backwards, begins.inclusive))

    def last(self, limit: int) -> Sequence[Event]:
        return self._window(limit, Start(backwards=True))

    def _window(self, limit: int, begins: Start[Position]) -> Sequence[Event]:
        with engine().reading():
            found: list[Position] = []
            for source in self._sources:
                for fiche in arms.runs(source, self.client):
                    found += arms.window(source, fiche, self._narrowing, begins, limit)
            found.sort(key=_sort_key, reverse=not begins.backwards)
            nearest = found[:limit]
            return reading.events(nearest[::-1] if begins.backwards else nearest)

    @property
    def _sources(self) -> Sequence[Source]:
        return tuple(Source) if self.kind is None else KINDS[self.kind]

    @property
    def _narrowing(self) -> Narrowing:
        return Narrowing(self.since, self.until, self.text)


def _sort_key(position: Position) -> Any:
    return position.sort_key
