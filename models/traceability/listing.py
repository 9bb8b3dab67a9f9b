"""A list of changes, newest first, a window at a time; of the fields of one request, in their order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from models.requests.trail import Trail
from models.store import clock
from models.store.connection import engine
from models.store.keyset import Keyset, Start, start
from models.store.search.folding import loose, plain
from models.traceability import reading
from models.traceability.about import About
from models.traceability.change import Change

_FIRST, _LARGEST = 60, 2000
"""How many requests are read at first, and at most at once."""
_ORDER = Keyset((Trail.id,), descending=True)
NO_STAFF = 0
"""In the place of a member of staff: what programs did, and what came from clients."""


def _raw(change: Change) -> str:
    return f"{change.author} {change.name} {change.field} {change.before or ''} {change.after or ''}"


@dataclass(frozen=True, slots=True)
class Changes:
    """A `Listing` of the changes of something (keyset pagination).

    Attributes:
        about: what they are about
        staff: only what this member of staff did, or `NO_STAFF`
        since, until: local days, both included
        text: a text that stands in what `said` makes of a row, in whatever case and accents
    """

    about: About
    staff: int | None = None
    since: date | None = None
    until: date | None = None
    text: str = ""
    said: Callable[[Change], str] = field(default=_raw, compare=False)

    def count(self) -> int:
        """How many there are. It reads all of them: only a list that is narrowed is counted."""
        return sum(1 for _ in self.every())

    def every(self) -> Iterator[Change]:
        """All of them, newest first."""
        for chunk in self._chunks(Start()):
            yield from filter(self._is_meant, chunk)

    def read(
        self,
        limit: int,
        *,
        after: Change | None = None,
        before: Change | None = None,
        at: Change | None = None,
    ) -> Sequence[Change]:
        return self._window(limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[Change]:
        return self._window(limit, Start(backwards=True))

    def _window(self, limit: int, begins: Start[Change]) -> Sequence[Change]:
        found: list[Change] = []
        with engine().reading():
            for chunk in self._chunks(begins):
                found += [each for each in chunk if _is_past(each, begins) and self._is_meant(each)]
                if len(found) >= limit:
                    break
        nearest = found[:limit]
        return nearest[::-1] if begins.backwards else nearest

    def _chunks(self, begins: Start[Change]) -> Iterator[list[Change]]:
        """The rows of the requests from where a window begins, the nearest first. Each chunk is larger than
        the one before, as a search may have to read far.
        """
        mark = begins.row.request if begins.row is not None else None
        inclusive, size = True, _FIRST
        while True:
            query = self._requests()
            if mark is not None:
                past = _ORDER.past((mark,), backwards=begins.backwards, inclusive=inclusive)
                query = query.where(past)
            requests = list(_ORDER.sorted(query, backwards=begins.backwards).limit(size).tuples())
            rows = reading.changes(requests)
            yield sorted(rows, key=lambda row: (row.request, -row.place), reverse=not begins.backwards)
            if len(requests) < size:
                return
            mark, inclusive, size = requests[-1][0], False, min(2 * size, _LARGEST)

    def _requests(self) -> Any:
        query = reading.query().where(self.about.requests())
        if self.staff is not None:
            query = query.where(Trail.staff == self.staff if self.staff else Trail.staff.is_null())
        if self.since is not None:
            query = query.where(Trail.at >= clock.at(self.since))
        if self.until is not None:
            query = query.where(Trail.at < clock.at(self.until + timedelta(days=1)))
        return query

    def _is_meant(self, change: Change) -> bool:
        if not self.about.shows(change):
            return False
        wanted = self.text.strip()
        return not wanted or (bool(loose(wanted)) and plain(wanted) in plain(self.said(change)))


def _is_past(change: Change, begins: Start[Change]) -> bool:
    """Whether a row comes after the one a window begins at, as far as both are of one request."""
    mark = begins.row
    if mark is None or change.request != mark.request:
        return True
    if change.place == mark.place:
        return begins.inclusive
    return (change.place < mark.place) == begins.backwards
