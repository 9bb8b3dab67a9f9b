"""How many messages a list holds: counted beside the screen where that is not known at once."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from textual.screen import Screen

from models.outbox.history import MessageListing
from models.store.connection import own_connection

_REST = 20
"""So many times as long as counting took, the same list is not counted again."""


class Counting:
    """Counts what the last question asks; answers to older ones are thrown away."""

    def __init__(self, screen: Screen[Any], told: Callable[[int | None], None]) -> None:
        self._screen = screen
        self._told = told
        self._asked = 0
        self._listing: MessageListing | None = None
        self._not_before = 0.0

    def ask(self, listing: MessageListing, seen: int | None) -> None:
        """Tells how many there are of these. `seen`: how many, where all of them can be seen."""
        if listing == self._listing and seen is None and monotonic() < self._not_before:
            return
        self._asked += 1
        before, self._listing = self._listing, listing
        if seen is not None or listing.counts_at_once:
            self._told(listing.count() if seen is None else seen)
            return
        if listing != before:
            self._told(None)
        number = self._asked
        self._screen.run_worker(
            lambda: self._count(number, listing), thread=True, exit_on_error=False, group="counting"
        )

    def _count(self, number: int, listing: MessageListing) -> None:
        """In a thread."""
        if number != self._asked:
            return
        began = monotonic()
        with own_connection():
            found = listing.count()
        self._not_before = monotonic() + _REST * (monotonic() - began)
        self._screen.app.call_from_thread(self._answer, number, found)

    def _answer(self, number: int, found: int) -> None:
        if number == self._asked:
            self._told(found)
