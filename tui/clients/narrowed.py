"""The filter of a list of clients on the screen: its words, and what of it can still hold."""

from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from textual.widgets import Static

from models.people.clients.filter import ClientFilter
from models.pharmacy.features import Feature
from tui.terminal.inert import inert

Wanted = TypeVar("Wanted", bound=ClientFilter)


class Narrowed(Static):
    """The words of the filter on a line below the search; no line while nothing narrows the list."""

    def __init__(self) -> None:
        super().__init__(markup=False, classes="narrowed")
        self.display = False
        self._said: ClientFilter | None = None

    def show(self, wanted: ClientFilter) -> None:
        """Says what is listed. Names are read once for a filter, and not at every key of a search."""
        if wanted == self._said:
            return
        self._said = wanted
        self.display = wanted.narrows
        if wanted.narrows:
            from locales.words import filters

            self.update(inert(" · ".join(filters.said(wanted))))

    def forget(self) -> None:
        """Reads the names again: somebody wrote."""
        self._said = None


def as_it_stands(wanted: Wanted, used: Collection[Feature]) -> Wanted:
    """The filter without a list that somebody deleted, and without a category while there are none."""
    if wanted.selection is not None:
        from models.people.clients import selections

        if not selections.name_of(wanted.selection):
            wanted = replace(wanted, selection=None)
    if wanted.category is not None and Feature.CATEGORIES not in used:
        wanted = replace(wanted, category=None)
    return wanted
