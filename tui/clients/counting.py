"""Counts the matching clients beside the screen, as counting a million takes a while."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from textual.screen import Screen

from models.people.clients.filter import ClientFilter
from models.people.clients.listing import ClientListing, ClientRow, ClientView
from models.store.engines.engine import Match
from tui.widgets.beside import Beside

_AT_ONCE = 200_000
"""Up to so many clients, counting is quicker than painting."""


Among = tuple[ClientView, ClientFilter, bool]
"""Of which clients a total is: those of a view and a filter; and whether
something is searched among them.
"""


def _among(listing: ClientListing) -> Among:
    return listing.view, listing.filter, listing.searched


@dataclass(frozen=True, slots=True)
class Counted:
    """`found` of `total`; None for what is not known yet.

    `similar` of those found are so only by how their name sounds. Where it is None, they are not counted at
    all: among so many clients that takes longer than painting, and nobody went to one of them.
    """

    found: int | None = None
    total: int | None = None
    similar: int | None = 0

    @property
    def whole(self) -> bool:
        """Whether nothing is left to count."""
        return self.found is not None and self.total is not None


@dataclass(frozen=True, slots=True)
class Seen:
    """The rows on the screen; `whole`: they are all there are."""

    rows: Sequence[ClientRow]
    whole: bool

    @property
    def similar(self) -> int:
        """How many of them are found only by how their name sounds."""
        return sum(row.similar for row in self.rows)


class Counting:
    """Counts for the last listing only.

    A count that is known at once, or quick, is reported at once, so that it is painted together with the
    list: without a search all clients match, and a list that does not fill the window is as long as it looks.
    """

    def __init__(self, screen: Screen[Any], then: Callable[[Counted], None]) -> None:
        self._then = then
        self._beside = Beside(screen, self._answer)
        self._totals: dict[Among, int] = {}
        self._counted = Counted()

    def forget(self) -> None:
        """Forgets the totals: somebody wrote."""
        self._totals.clear()

    def knows(self, listing: ClientListing, seen: Seen) -> bool:
        """Reports the count of this listing if it needs no waiting; returns whether it did."""
        counted = self._known(listing, seen)
        if not counted.whole:
            return False
        self._beside.drop()
        self._tell(counted)
        return True

    def ask(self, listing: ClientListing, seen: Seen, *, similar: bool = False) -> None:
        """Reports the count of this listing; `similar`: with those who sound alike, however long it takes."""
        counted = self._known(listing, seen)
        self._beside.drop()
        self._tell(counted)
        if not counted.whole:
            self._beside.ask(lambda: (_among(listing), _count(listing, counted, similar)))

    def moved(self, listing: ClientListing, seen: Seen, row: ClientRow | None) -> None:
        """Counts those who sound alike too, once the cursor goes to one of them."""
        if self._counted.similar is None and row is not None and row.similar:
            self.ask(listing, seen, similar=True)

    def _known(self, listing: ClientListing, seen: Seen) -> Counted:
        total = self._totals.get(_among(listing))
        if not listing.searched:
            found = total = (len(seen.rows) if seen.whole else None) if total is None else total
            return Counted(found, total)
        if seen.whole:
            return Counted(len(seen.rows), total, seen.similar)
        if total is not None and total <= _AT_ONCE and listing.is_counted_by_index:
            found, similar = listing.counts()
            return Counted(found, total, similar)
        return Counted(None, total)

    def _answer(self, answer: tuple[Among, Counted]) -> None:
        among, counted = answer
        if counted.total is not None:
            self._totals[among] = counted.total
        self._tell(counted)

    def _tell(self, counted: Counted) -> None:
        if counted != self._counted:
            self._counted = counted
            self._then(counted)


def _count(listing: ClientListing, known: Counted, similar: bool) -> Counted:
    """Runs in a thread: counts what is not known yet."""
    total = listing.total() if known.total is None else known.total
    if known.found is not None:
        return replace(known, total=total)
    if not listing.searched:
        return Counted(total, total)
    if total > _AT_ONCE and listing.has_blocks and not similar:
        return Counted(replace(listing, match=Match.EXACT).count(), total, None)
    found, alike = listing.counts()
    return Counted(found, total, alike)
