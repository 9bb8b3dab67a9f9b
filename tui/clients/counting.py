"""Counts the matching clients beside the screen, as counting a million takes a while."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from models.people.clients.filter import ClientFilter
from models.people.clients.listing import ClientListing, ClientView
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
    """`found` of `total`; None for what is not known yet."""

    found: int | None = None
    total: int | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is left to count."""
        return self.found is not None and self.total is not None


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

    def knows(self, listing: ClientListing, seen: int | None) -> bool:
        """Reports the count of this listing if it needs no waiting; returns whether it did."""
        counted = self._known(listing, seen)
        if not counted.whole:
            return False
        self._beside.drop()
        self._tell(counted)
        return True

    def ask(self, listing: ClientListing, seen: int | None) -> None:
        """Reports the count of this listing. `seen` is the number of rows if all can be seen."""
        counted = self._known(listing, seen)
        self._beside.drop()
        self._tell(counted)
        if not counted.whole:
            self._beside.ask(lambda: (_among(listing), _count(listing, counted.found, counted.total)))

    def _known(self, listing: ClientListing, seen: int | None) -> Counted:
        total = self._totals.get(_among(listing))
        if not listing.searched:
            found = total = seen if total is None else total
            return Counted(found, total)
        if seen is None and total is not None and total <= _AT_ONCE:
            seen = listing.counted_by_index()
        return Counted(seen, total)

    def _answer(self, answer: tuple[Among, Counted]) -> None:
        among, counted = answer
        if counted.total is not None:
            self._totals[among] = counted.total
        self._tell(counted)

    def _tell(self, counted: Counted) -> None:
        if counted != self._counted:
            self._counted = counted
            self._then(counted)


def _count(listing: ClientListing, found: int | None, total: int | None) -> Counted:
    """Runs in a thread: counts what is not known yet."""
    if found is None and listing.searched:
        found = listing.count()
    if total is None:
        total = listing.total()
    return Counted(total if found is None else found, total)
