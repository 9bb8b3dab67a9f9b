"""A list whose rows take long to be found: they are read beside the screen, which answers keys meanwhile."""

from asyncio import Event
from copy import copy
from typing import Any

from locales import _
from models.store.listing import Listing
from tui.widgets.beside import Beside
from tui.widgets.rows import Change, Row, Rows
from tui.widgets.window import Window


class RowsBeside(Rows[Row]):
    """`Rows` that are read in a thread. Keys that need other rows are carried out in their order, once those
    before them are read; another listing drops what was asked of the one before.

    An action about the row under the cursor waits for `settled`: that row may be about to change.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._changes: list[Change[Row]] = []
        """What is still to be carried out, in order. It stays here until it is painted."""
        self._beside: Beside[tuple[Window[Row], int]] = Beside(self, self._use)
        self._settled = Event()
        self._settled.set()

    @property
    def reads(self) -> bool:
        """Whether rows are being read."""
        return bool(self._changes)

    async def settled(self) -> None:
        """Waits until all is read that was asked for."""
        await self._settled.wait()

    def show(self, listing: Listing[Row], *, keep_cursor: bool = False, at: Row | None = None) -> None:
        if not keep_cursor or listing != self._seen.listing:
            self._beside.drop()
            self._changes.clear()
        if not keep_cursor:
            # The rows of the list before are not those that were asked for.
            height = self._seen.height
            self._seen = self._seen.empty(listing)
            self._seen.fit(height)
        super().show(listing, keep_cursor=keep_cursor, at=at)

    def steer(self, where: str) -> None:
        step = {"up": -1, "down": 1}.get(where)
        if step is None:
            super().steer(where)
        else:
            self.move(step)

    def move(self, by: int) -> None:
        if not self.reads and self._seen.holds(by):
            super()._do(lambda seen: seen.move(by), moved=True)
        else:
            super().move(by)

    @property
    def _said_when_empty(self) -> str:
        return _("Looking for them…") if self.reads else super()._said_when_empty

    def _do(self, change: Change[Row], *, moved: bool = False) -> None:
        if not self.laid_out:
            super()._do(change, moved=moved)  # without a height nothing is read
            return
        first = not self.reads
        self._changes.append(change)
        self._settled.clear()
        if first or not self._beside.asks:
            self._read()
        if first and not self._seen.rows:
            self._paint()

    def _resize(self, height: int) -> None:
        self._seen.fit(height)
        self._do(Window.read_again)

    def _read(self) -> None:
        """Carries out in a thread, on a copy of what is visible, all that is asked for so far."""
        changes, seen = tuple(self._changes), copy(self._seen)

        def read() -> tuple[Window[Row], int]:
            for change in changes:
                change(seen)
            return seen, len(changes)

        self._beside.ask(read)

    def _use(self, answer: tuple[Window[Row], int]) -> None:
        """Shows what was read; what was asked for meanwhile is read next."""
        seen, done = answer
        del self._changes[:done]
        height = self._seen.height

        def take(_before: Window[Row]) -> None:
            self._seen = seen
            seen.fit(height)

        super()._do(take)
        if self._changes:
            self._read()
        else:
            self._settled.set()
