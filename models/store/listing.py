"""A query in a total order, read one window at a time: never all rows, never by offset."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from models.store.keyset import Keyset, Start, start

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


class Numbered(Protocol):
    """A row with the number it was given when it was written."""

    @property
    def id(self) -> int: ...


Written = TypeVar("Written", bound=Numbered)


class NewestFirst(Generic[Written]):
    """A `Listing` of rows whose numbers follow one another, the newest first."""

    @abstractmethod
    def _all(self) -> tuple[Any, Any]:
        """The query of all of them, without order, and its column of numbers."""

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
