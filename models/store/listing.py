"""A query in a total order, read one window at a time: never all rows, never by offset."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

Row = TypeVar("Row")


class Listing(Protocol[Row]):
    """What a list on the screen reads from. `after`, `before` and `at` are rows that were read before;
    a row that has gone meanwhile still marks its place in the order."""

    def count(self) -> int:
        """How many rows there are."""

    def read(
        self, limit: int, *, after: Row | None = None, before: Row | None = None, at: Row | None = None
    ) -> Sequence[Row]:
        """The first rows; those after a row; the last ones before it; or from it on (itself included).

        Always in display order. At most one of the three may be given; `before` with a row past the end
        (see `last`) is how the end is read.
        """

    def last(self, limit: int) -> Sequence[Row]:
        """The last rows, in display order."""
