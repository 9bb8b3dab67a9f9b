"""How many messages a list holds: counted beside the screen where that is not known at once."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from textual.screen import Screen

from models.outbox.messages.listing import MessageListing
from tui.widgets.beside import Beside

_REST = 20
"""Pause before the same list is counted again, as a multiple of the time counting took."""


class Counting:
    """Counts the last list only."""

    def __init__(self, screen: Screen[Any], then: Callable[[int | None], None]) -> None:
        self._then = then
        self._beside = Beside(screen, then)
        self._listing: MessageListing | None = None
        self._not_before = 0.0

    def ask(self, listing: MessageListing, seen: int | None) -> None:
        """Reports the count of this listing. `seen` is the number of rows if all can be seen."""
        if listing == self._listing and seen is None and monotonic() < self._not_before:
            return
        before, self._listing = self._listing, listing
        if seen is not None or listing.counts_at_once:
            self._beside.drop()
            self._then(listing.count() if seen is None else seen)
            return
        if listing != before:
            self._then(None)
        self._beside.ask(lambda: self._count(listing))

    def _count(self, listing: MessageListing) -> int:
        """Runs in a thread."""
        began = monotonic()
        found = listing.count()
        self._not_before = monotonic() + _REST * (monotonic() - began)
        return found
