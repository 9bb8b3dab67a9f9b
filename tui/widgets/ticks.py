"""`Ticks`: a list whose rows are ticked. Ticks are kept by the identity of rows, so they
survive scrolling and filters.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from locales import N_
from models.store.listing import Listing
from tui.widgets.columns import Column
from tui.widgets.rows import Row, Rows

TICKING: list[BindingType] = [
    Binding("space", "tick", N_("Tick"), id="ticks.tick", tooltip=N_("This one, or not; then the next")),
    Binding("t", "tick_all", N_("All"), id="ticks.all", tooltip=N_("All of the list, or none of it")),
]
"""The keys that tick, also in lists that keep their ticks in another way."""
_AT_ONCE = 500
"""The number of rows read at once when all are ticked."""


class Ticks(Rows[Row]):
    """A list of which some rows are ticked. Posts `Ticked` when the ticks change.

    | Key | Description |
    | :- | :- |
    | space | Tick or untick the row under the cursor, and move to the next. |
    | t | Tick all rows of the listing; if all are ticked, untick them. |

    `among_all` says which rows `t` means, where a list also shows rows that nothing can be done with.
    """

    BINDINGS: ClassVar[list[BindingType]] = TICKING

    @dataclass
    class Ticked(Message):
        """The ticks changed."""

        ticks: "Ticks[Any]"

        @property
        def control(self) -> "Ticks[Any]":
            return self.ticks

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        empty: str = "",
        identity: Callable[[Row], Any] = attrgetter("id"),
        among_all: Callable[[Row], bool] = lambda row: True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        mark = tick_column(self.is_ticked)
        super().__init__([mark, *columns], empty=empty, identity=identity, id=id, classes=classes)
        self._same = identity
        self._among_all = among_all
        self._ticked: dict[Any, Row] = {}

    @property
    def ticked(self) -> tuple[Row, ...]:
        """The ticked rows, as they were last read, in the order of ticking."""
        return tuple(self._ticked.values())

    def is_ticked(self, row: Row) -> bool:
        """Whether this row is one of them."""
        return self._same(row) in self._ticked

    def tick(self, rows: Iterable[Row]) -> None:
        """Ticks these rows and no others."""
        self._change({self._same(row): row for row in rows})

    def action_tick(self) -> None:
        row = self.current
        if row is not None:
            key = self._same(row)
            others = {same: other for same, other in self._ticked.items() if same != key}
            self._change(others if key in self._ticked else {**others, key: row})
            self.move(1)

    def action_tick_all(self) -> None:
        """Ticks the rows of the filtered list that are meant by all; if all are ticked, unticks them."""
        if self.listing is None:
            return
        listed = {self._same(row): row for row in every(self.listing) if self._among_all(row)}
        if listed.keys() <= self._ticked.keys():
            self._change({same: row for same, row in self._ticked.items() if same not in listed})
        else:
            self._change({**self._ticked, **listed})

    def _change(self, ticked: dict[Any, Row]) -> None:
        if ticked.keys() != self._ticked.keys():
            self._ticked = ticked
            self._paint()
            self.post_message(self.Ticked(self))


def tick_column(ticked: Callable[[Row], bool]) -> Column[Row]:
    """The column that shows which rows are ticked."""
    return Column("tick", "", lambda row: "[x]" if ticked(row) else "[ ]", 3)


def every(listing: Listing[Row]) -> Iterator[Row]:
    """All rows of a listing, a few hundred at a time."""
    rows = listing.read(_AT_ONCE)
    while rows:
        yield from rows
        rows = listing.read(_AT_ONCE, after=rows[-1]) if len(rows) == _AT_ONCE else []
