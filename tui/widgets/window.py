"""The visible rows of a listing and a cursor: reading and moving only, without a screen."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from models.store.listing import Listing

Row = TypeVar("Row")


class Fixed(Generic[Row]):
    """A `Listing` of rows in memory: the choices of a dialog, the lines of one sale."""

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
    """`height` rows of a listing, from `rows[0]` on; `cursor` is an index among them.

    One more row than is visible is read, to know whether there is one.
    """

    def __init__(self, identity: Callable[[Row], Any]) -> None:
        self.listing: Listing[Row] | None = None
        self.rows: list[Row] = []
        self.cursor = 0
        self.height = 0
        """0 until it is known; nothing is read before."""
        self.above = self.below = False
        """Whether there are rows before the first visible one, and after the last."""
        self._identity = identity

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def empty(self, listing: Listing[Row]) -> "Window[Row]":
        """A window of another listing of such rows, of which nothing is read yet."""
        window = Window[Row](self._identity)
        window.listing = listing
        return window

    def holds(self, by: int) -> bool:
        """Whether the row that is so many away from the cursor is visible."""
        return 0 <= self.cursor + by < len(self.rows)

    def open(self, listing: Listing[Row], *, at: Row | None = None) -> None:
        """Shows a listing from its start, or with the cursor on a row."""
        self.listing = listing
        self.rows, self.cursor = ([at], 0) if at is not None else ([], 0)
        self.read_again()

    def read_again(self) -> None:
        """Reads the same part of the listing again; the cursor stays on its row, or where that row was."""
        if self.listing is None or not self.height:
            return
        wanted, top = self.current, self.rows[0] if self.rows else None
        self._from(self.listing.read(self.height + 1, at=top))
        if top is not None and len(self.rows) < self.height:
            self._until(self.listing.last(self.height + 1))
        elif top is not None and self.rows:
            self.above = bool(self.listing.read(1, before=self.rows[0]))
        self.cursor = self._index_of(wanted)

    def change(self, listing: Listing[Row]) -> None:
        """Shows another order or filter; the cursor stays on its row if it is there."""
        self.listing = listing
        self.read_again()

    def resize(self, height: int) -> None:
        """Sets the number of visible rows; the row under the cursor stays visible."""
        if height != self.height:
            self.fit(height)
            self.read_again()

    def fit(self, height: int) -> None:
        """The same without reading."""
        self.height = height
        hidden = self.cursor - height + 1
        if hidden > 0:
            self.rows, self.cursor = self.rows[hidden:], self.cursor - hidden

    def move(self, by: int) -> None:
        """Moves the cursor by so many rows; the window follows."""
        if self.listing is None or not self.rows:
            return
        target, rows = self.cursor + by, self.rows
        if target >= len(rows):
            wanted = target - len(rows) + 1
            more = self.listing.read(wanted + 1, after=rows[-1])
            shown = [*rows, *more[:wanted]]
            self.above = self.above or len(shown) > self.height
            self.rows, self.below = shown[-self.height :], len(more) > wanted
            target = len(self.rows) - 1
        elif target < 0:
            more = self.listing.read(1 - target, before=rows[0])
            shown = [*more[target:], *rows]
            self.below = self.below or len(shown) > self.height
            self.rows, self.above = shown[: self.height], len(more) > -target
            target = 0
        self.cursor = target

    def page_down(self) -> None:
        """The next window; at the end, the last row."""
        if self.listing is None or not self.rows:
            return
        rows = self.listing.read(self.height + 1, after=self.rows[-1])
        if len(rows) < self.height:
            self.end()
        else:
            self._from(rows)
            self.above = True

    def page_up(self) -> None:
        """The window before; at the start, the first row."""
        if self.listing is None or not self.rows:
            return
        rows = self.listing.read(self.height + 1, before=self.rows[0])
        if len(rows) < self.height:
            self.home()
        else:
            self._until(rows)
            self.below = True

    def home(self) -> None:
        """The first row."""
        if self.listing is not None:
            self._from(self.listing.read(self.height + 1))
            self.cursor = 0

    def end(self) -> None:
        """The last row."""
        if self.listing is not None:
            self._until(self.listing.last(self.height + 1))
            self.cursor = max(0, len(self.rows) - 1)

    def _from(self, rows: Sequence[Row]) -> None:
        """Shows the first of these, which are the first of the listing."""
        self.rows = list(rows[: self.height])
        self.above, self.below = False, len(rows) > self.height

    def _until(self, rows: Sequence[Row]) -> None:
        """Shows the last of these, which are the last of the listing."""
        self.rows = list(rows[-self.height :]) if self.height else []
        self.above, self.below = len(rows) > self.height, False

    def _index_of(self, wanted: Row | None) -> int:
        if wanted is not None:
            identity = self._identity(wanted)
            for index, row in enumerate(self.rows):
                if self._identity(row) == identity:
                    return index
        return max(0, min(self.cursor, len(self.rows) - 1))
