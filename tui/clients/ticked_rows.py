"""A list of clients of whom some are ticked, by condition: `t` ticks a million as quickly as ten."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from models.people.clients.listing import ClientListing, ClientRow
from models.people.clients.ticks import NOBODY, Ticks
from tui.widgets.columns import Column
from tui.widgets.rows import Row, Rows
from tui.widgets.ticks import TICKING, tick_column


class TickedClients(Rows[Row]):
    """A list each row of which is about a client. Posts `Ticked` when other clients are ticked; ticks survive
    every search and filter.

    | Key | Description |
    | :- | :- |
    | space | Tick or untick the client under the cursor, and move to the next. |
    | t | Tick all clients of the list; if all are ticked, untick them. |
    """

    BINDINGS: ClassVar[list[BindingType]] = TICKING

    @dataclass
    class Ticked(Message):
        """Other clients are ticked now."""

        ticks: Ticks

    def __init__(self, columns: Sequence[Column[Row]], ticks: Ticks = NOBODY) -> None:
        super().__init__(self.marked(columns))
        self.ticks = ticks
        self._marks: frozenset[int] = frozenset()
        self._marked_for: tuple[object, ...] = ()

    @abstractmethod
    def client_of(self, row: Row) -> int:
        """The client whom a row is about."""

    @abstractmethod
    def everybody(self) -> ClientListing | None:
        """All whom the rows are about, as a list of clients; None while nothing is listed."""

    def marked(self, columns: Sequence[Column[Row]]) -> list[Column[Row]]:
        """The columns after the one of the ticks."""
        return [tick_column(lambda row: self.client_of(row) in self._marks), *columns]

    def tick(self, ticks: Ticks) -> None:
        """Ticks these clients and no others."""
        if ticks != self.ticks:
            self.ticks = ticks
            self._paint()
            self.post_message(self.Ticked(ticks))

    def forget_marks(self) -> None:
        """Asks again who is ticked: somebody wrote."""
        self._marked_for = ()
        self._paint()

    def action_tick(self) -> None:
        row = self.current
        if row is not None:
            client = self.client_of(row)
            self.tick(self.ticks.turned(client, ticked=client not in self._marks))
            self.move(1)

    def action_tick_all(self) -> None:
        listing = self.everybody()
        if listing is not None and self.current is not None:
            self.tick(self.ticks.with_all(listing, ticked=not self.ticks.holds(listing)))

    def _rendered(self) -> list[Strip]:
        # Which of the visible clients are ticked is asked once for a window, and not at each line.
        visible = tuple(self.client_of(row) for row in self.window)
        if (visible, self.ticks) != self._marked_for:
            self._marks, self._marked_for = self.ticks.among(visible), (visible, self.ticks)
        return super()._rendered()


class TickedRows(TickedClients[ClientRow]):
    """The clients of a list."""

    def client_of(self, row: ClientRow) -> int:
        return row.id

    def everybody(self) -> ClientListing | None:
        return self.listing if isinstance(self.listing, ClientListing) else None
