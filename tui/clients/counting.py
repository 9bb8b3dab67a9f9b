"""How many clients match, out of how many: of a million counted beside the screen, as that takes its time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from textual.screen import Screen

from models.people.clients.listing import ClientListing, ClientView
from tui.widgets.beside import Beside

_AT_ONCE = 200_000
"""Among so many clients those who match are counted sooner than they are painted."""


@dataclass(frozen=True, slots=True)
class Counted:
    """`found` of `total`; None for what is not known yet."""

    found: int | None = None
    total: int | None = None


class Counting:
    """Counts what was asked about last.

    What is known without counting, or quickly counted, is told at once, so that it is painted with the list:
    no search finds all, and a list that does not fill the window is as long as it looks.
    """

    def __init__(self, screen: Screen[Any], told: Callable[[Counted], None]) -> None:
        self._told = told
        self._beside = Beside(screen, self._answer)
        self._totals: dict[ClientView, int] = {}
        self._counted = Counted()

    def forget(self) -> None:
        """Somebody wrote: the totals may have changed."""
        self._totals.clear()

    def knows(self, listing: ClientListing, seen: int | None) -> bool:
        """Tells how many there are of these where that needs no waiting; whether it did."""
        counted = self._known(listing, seen)
        if counted.found is None or counted.total is None:
            return False
        self._beside.drop()
        self._tell(counted)
        return True

    def ask(self, listing: ClientListing, seen: int | None) -> None:
        """Tells how many there are of these. `seen`: how many, where all of them can be seen."""
        if not self.knows(listing, seen):
            counted = self._known(listing, seen)
            self._tell(counted)
            self._beside.ask(lambda: (listing.view, _count(listing, counted.found, counted.total)))

    def _known(self, listing: ClientListing, seen: int | None) -> Counted:
        total = self._totals.get(listing.view)
        if not listing.search.strip():
            found = total = seen if total is None else total
            return Counted(found, total)
        if seen is None and total is not None and total <= _AT_ONCE:
            seen = listing.counted_by_index()
        return Counted(seen, total)

    def _answer(self, answer: tuple[ClientView, Counted]) -> None:
        view, counted = answer
        if counted.total is not None:
            self._totals[view] = counted.total
        self._tell(counted)

    def _tell(self, counted: Counted) -> None:
        if counted != self._counted:
            self._counted = counted
            self._told(counted)


def _count(listing: ClientListing, found: int | None, total: int | None) -> Counted:
    """In a thread: what is not known yet of the two."""
    if found is None and listing.search.strip():
        found = listing.count()
    if total is None:
        total = replace(listing, search="").total()
    return Counted(total if found is None else found, total)
