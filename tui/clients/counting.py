"""How many clients match, out of how many: counted beside the screen, as a million take their time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from textual.screen import Screen

from models.people.listing import ClientListing, ClientView
from models.store import connection


@dataclass(frozen=True, slots=True)
class Counted:
    """`found` of `total`; None for what is not known yet."""

    found: int | None = None
    total: int | None = None


class Counting:
    """Counts what the last question asks; answers to older questions are thrown away.

    What can be known without counting is told at once: no search finds all, and a list that does not fill
    the window is as long as it looks.
    """

    def __init__(self, screen: Screen[Any], told: Callable[[Counted], None]) -> None:
        self._screen = screen
        self._told = told
        self._asked = 0
        self._totals: dict[ClientView, int] = {}
        self._counted = Counted()

    def forget(self) -> None:
        """Somebody wrote: the totals may have changed."""
        self._totals.clear()

    def ask(self, listing: ClientListing, seen: int | None) -> None:
        """Tells how many there are of these. `seen`: how many, where all of them can be seen."""
        self._asked += 1
        total = self._totals.get(listing.view)
        found = total if not listing.search.strip() else seen
        if total is None and seen is not None and not listing.search.strip():
            found = total = seen
        self._tell(Counted(found, total))
        if found is None or total is None:
            number = self._asked
            self._screen.run_worker(
                lambda: self._count(number, listing, found, total),
                thread=True,
                exit_on_error=False,
                group="counting",
            )

    def _count(self, number: int, listing: ClientListing, found: int | None, total: int | None) -> None:
        """In a thread: on its own connection."""
        if number != self._asked:
            return
        with connection.own_connection():
            if found is None and listing.search.strip():
                found = listing.count()
            if total is None:
                total = replace(listing, search="").total()
        if found is None:
            found = total
        self._screen.app.call_from_thread(self._answer, number, listing.view, Counted(found, total))

    def _answer(self, number: int, view: ClientView, counted: Counted) -> None:
        if number == self._asked:
            if counted.total is not None:
                self._totals[view] = counted.total
            self._tell(counted)

    def _tell(self, counted: Counted) -> None:
        if counted != self._counted:
            self._counted = counted
            self._told(counted)
