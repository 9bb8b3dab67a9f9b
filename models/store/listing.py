"""Keyset pagination: a query in a total order is read a window at a time, from the last row
seen and never by offset.
"""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from models.store.keyset import Keyset, Start, start

Row = TypeVar("Row")


class Windows(Protocol[Row]):
    """Rows in a total order, read a window at a time. `after`, `before` and `at` are rows read earlier; a row
    deleted since still marks its position.
    """

    def read(
        self, limit: int, *, after: Row | None = None, before: Row | None = None, at: Row | None = None
    ) -> Sequence[Row]:
        """Reads the first rows; those after a row; the last ones before it; or those from it on (inclusive).

        Always in display order. At most one of the three may be given; `before` with a row past the end
        (see `last`) reads the end.
        """

    def last(self, limit: int) -> Sequence[Row]:
        """The last rows, in display order."""


class Listing(Windows[Row], Protocol[Row]):
    """The source of a list on the screen."""

    def count(self) -> int:
        """The number of rows."""


class Numbered(Protocol):
    """A row with the id it was given when it was written."""

    @property
    def id(self) -> int: ...


Written = TypeVar("Written", bound=Numbered)


class NewestFirst(Generic[Written]):
    """A `Listing` of rows with ascending ids, newest first."""

    @abstractmethod
    def _all(self) -> tuple[Any, Any]:
        """The query of all rows, without order, and its id column."""

    @abstractmethod
    def _read(self, query: Any) -> Sequence[Written]:
        """The rows of a query, in its order."""

    def read(
        self,
        limit: int,
        *,
        after: Written | None = None,
        before: Written | None = None,
        at: Written | None = None,
    ) -> Sequence[Written]:
        return self._window(limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[Written]:
        return self._window(limit, Start(backwards=True))

    def one(self, number: int) -> Written | None:
        """The row with this number."""
        query, column = self._all()
        return next(iter(self._read(query.where(column == number))), None)

    def _window(self, limit: int, begins: Start[Written]) -> Sequence[Written]:
        query, number = self._all()
        return Keyset((number,), descending=True).window(
            query, limit, begins, lambda row: (row.id,), self._read
        )
