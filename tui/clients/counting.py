"""How many clients match, out of how many: counted beside the screen, as a million take their time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from textual.screen import Screen

from models.people.clients.listing import ClientListing, ClientView
from tui.widgets.beside import Beside


@dataclass(frozen=True, slots=True)
class Counted:
    """`found` of `total`; None for what is not known yet."""

    found: int | None = None
    total: int | None = None


class Counting:
    """Counts what was asked about last.

    What can be known without counting is told at once: no search finds all, and a list that does not fill
    the window is as long as it looks.
    """

    def __init__(self, screen: Screen[Any], told: Callable[[Counted], None]) -> None:
        self._told = told
        self._beside = Beside(screen, self._answer)
        self._totals: dict[ClientView, int] = {}
        self._counted = Counted()

    def forget(self) -> None:
        """Somebody wrote: the totals may have changed."""
        self._totals.clear()

    def ask(self, listing: ClientListing, seen: int | None) -> None:
        """Tells how many there are of these. `seen`: how many, where all of them can be seen."""
        total = self._totals.get(listing.view)
        found = total if not listing.search.strip() else seen
        if total is None and seen is not None and not listing.search.strip():
            found = total = seen
        self._tell(Counted(found, total))
        if found is None or total is None:
            self._beside.ask(lambda: (listing.view, _count(listing, found, total)))
        else:
            self._beside.drop()

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
