"""How many messages a list holds: counted beside the screen where that is not known at once."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from models.outbox.history import MessageListing
from models.store.connection import own_connection


class Counting:
    """Counts what the last question asks; answers to older ones are thrown away."""

    def __init__(self, screen: Screen[Any], told: Callable[[int | None], None]) -> None:
        self._screen = screen
        self._told = told
        self._asked = 0
        self._listing: MessageListing | None = None

    def ask(self, listing: MessageListing, seen: int | None) -> None:
        """Tells how many there are of these. `seen`: how many, where all of them can be seen."""
        self._asked += 1
        if seen is not None or listing.counts_at_once:
            self._told(listing.count() if seen is None else seen)
            return
        if listing != self._listing:  # until it is known; a number that may only have grown stays
            self._told(None)
        self._listing = listing
        number = self._asked
        self._screen.run_worker(
            lambda: self._count(number, listing), thread=True, exit_on_error=False, group="counting"
        )

    def _count(self, number: int, listing: MessageListing) -> None:
        """In a thread."""
        if number != self._asked:
            return
        with own_connection():
            found = listing.count()
        self._screen.app.call_from_thread(self._answer, number, found)

    def _answer(self, number: int, found: int) -> None:
        if number == self._asked:
            self._told(found)
