"""The rows of a listing that can be seen, and a cursor. Only reading and moving: no screen here."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from models.store.listing import Listing

Row = TypeVar("Row")


class Fixed(Generic[Row]):
    """A `Listing` of rows that are already there: the choices of a dialog, the lines of one sale."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = list(rows)

    def count(self) -> int:
        return len(self._rows)

    def read(
        self, limit: int, *, after: Row | None = None, before: Row | None = None, at: Row | None = None
    ) -> Sequence[Row]:
        rows = self._rows
        if before is not None:
            end = rows.index(before) if before in rows else 0
            return rows[max(0, end - limit) : end]
        start = 0
        if after is not None and after in rows:
            start = rows.index(after) + 1
        elif at is not None and at in rows:
            start = rows.index(at)
        return rows[start : start + limit]

    def last(self, limit: int) -> Sequence[Row]:
        return self._rows[-limit:]


class Window(Generic[Row]):
    """`height` rows of a listing, from `rows[0]` on; `cursor` is an index among them."""

    def __init__(self, identity: Callable[[Row], Any]) -> None:
        self.listing: Listing[Row] | None = None
        self.rows: list[Row] = []
        self.cursor = 0
        self.height = 0
        """0 until it is known; nothing is read before."""
        self._identity = identity

    @property
    def current(self) -> Row | None:
        """The row the cursor is on."""
        return self.rows[self.cursor] if self.rows else None

    def open(self, listing: Listing[Row], *, at: Row | None = None) -> None:
        """Shows a listing from its start, or with the cursor on a row."""
        self.listing = listing
        self.rows, self.cursor = ([at], 0) if at is not None else ([], 0)
        self.read_again()

    def read_again(self) -> None:
        """The same part of the listing once more; the cursor stays on its row, or where that row was."""
        if self.listing is None or not self.height:
            return
        wanted, top = self.current, self.rows[0] if self.rows else None
        rows = list(self.listing.read(self.height, at=top))
        if top is not None and len(rows) < self.height:
            rows = list(self.listing.last(self.height))
        self.rows = rows
        self.cursor = self._index_of(wanted)

    def change(self, listing: Listing[Row]) -> None:
        """Another listing (another order or filter); the cursor stays on its row where it is there."""
        self.listing = listing
        self.read_again()

    def resize(self, height: int) -> None:
        """So many rows can be seen now; the row of the cursor stays among them."""
        if height == self.height:
            return
        self.height = height
        hidden = self.cursor - height + 1
        if hidden > 0:
            self.rows, self.cursor = self.rows[hidden:], self.cursor - hidden
        self.read_again()

    def move(self, by: int) -> None:
        """The cursor, by so many rows; the window follows."""
        if self.listing is None or not self.rows:
            return
        target, rows = self.cursor + by, self.rows
        if target >= len(rows):
            more = self.listing.read(target - len(rows) + 1, after=rows[-1])
            self.rows = [*rows, *more][-self.height :]
            target = len(self.rows) - 1
        elif target < 0:
            more = self.listing.read(-target, before=rows[0])
            self.rows = [*more, *rows][: self.height]
            target = 0
        self.cursor = target

    def page_down(self) -> None:
        """The next window; at the end, the last row."""
        if self.listing is None or not self.rows:
            return
        rows = list(self.listing.read(self.height, after=self.rows[-1]))
        if len(rows) < self.height:
            self.end()
        else:
            self.rows = rows

    def page_up(self) -> None:
        """The window before; at the start, the first row."""
        if self.listing is None or not self.rows:
            return
        rows = list(self.listing.read(self.height, before=self.rows[0]))
        if len(rows) < self.height:
            self.home()
        else:
            self.rows = rows

    def home(self) -> None:
        """The first row."""
        if self.listing is not None:
            self.rows, self.cursor = list(self.listing.read(self.height)), 0

    def end(self) -> None:
        """The last row."""
        if self.listing is not None:
            self.rows = list(self.listing.last(self.height))
            self.cursor = max(0, len(self.rows) - 1)

    def _index_of(self, wanted: Row | None) -> int:
        if wanted is not None:
            identity = self._identity(wanted)
            for index, row in enumerate(self.rows):
                if self._identity(row) == identity:
                    return index
        return max(0, min(self.cursor, len(self.rows) - 1))
