"""A desk with a search and the list of matches: clients, products.

The focus stays in the search; the arrows move in the list meanwhile.
"""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from locales import _, formats
from tui.frame.base import Desk
from tui.widgets.rows import STEERING, Rows
from tui.widgets.search import SearchField, painted_together

Row = TypeVar("Row")


class SearchDesk(Desk[None], Generic[Row]):
    """A subclass gives its first `listing`, a dataclass with a `search`, and shows it in `_show`."""

    BINDINGS: ClassVar[list[BindingType]] = STEERING

    listing: Any
    """What is shown."""
    steered = False
    """Whether the cursor was moved since the last letter: then Enter means the row
    under it, not a typed code.
    """

    @abstractmethod
    def _show(self, *, keep_cursor: bool = False, at: Row | None = None) -> None:
        """Shows `listing`, and whatever else follows from it."""

    @abstractmethod
    def go_deeper(self) -> None:
        """What Enter does."""

    def topped(
        self, title: str, beside: str, rows: Rows[Row], sought: str = "", under: Widget | None = None
    ) -> ComposeResult:
        """The lines above the list, and the list. `sought` says in the empty search what can be typed;
        `under` stands below the search.
        """
        with Horizontal(classes="topline"):
            yield Static(title, markup=False, classes="title")
            yield Static(beside, markup=False, classes="who")
        with Horizontal(classes="searchline"):
            yield Static(_("Search"), markup=False, classes="label")
            yield SearchField(placeholder=sought)
            yield Static(markup=False, classes="count")
        if under is not None:
            yield under
        yield rows

    @property
    def rows(self) -> Rows[Row]:
        """The list itself."""
        return self.query_one(Rows)

    @property
    def field(self) -> SearchField:
        """The search."""
        return self.query_one(SearchField)

    @property
    def typed(self) -> str:
        """What was typed; if a code was scanned after other letters, the code."""
        text = self.field.value.strip()
        scanned = self.officine.ahead.scanned.strip()
        return scanned if scanned and scanned in text and self.is_code(scanned) else text

    def is_code(self, text: str) -> bool:
        """Whether something that can be listed here has this code."""
        return False

    def forget_code(self, found: Callable[[], Row | None]) -> None:
        """Clears the code that found a row, if it was a code: the next scan starts another search.

        The cursor stays on the row, so that the arrows continue there.
        """
        if self.is_code(self.typed):
            self.field.value = ""
            self.listing = replace(self.listing, search="")
            self._show(at=found())

    def say_count(self, found: str, total: int) -> None:
        """Says beside the search how many rows it found, and of how many."""
        said = _("{found} of {total}").format(found=found, total=formats.count(total))
        self.query_one(".count", Static).update(said, layout=False)

    def begin_anew(self) -> None:
        """The next letter starts another search."""
        self.field.action_select_all()

    def read_again(self) -> None:
        self._show(keep_cursor=True)

    @on(Input.Changed)
    async def search(self) -> None:
        """Debounce: runs only the last query, while more keys are waiting."""
        await self.officine.keys_served(self.field)
        if self.field.value != self.listing.search:
            self.steered = False
            self.listing = replace(self.listing, search=self.field.value)
            self._show()
            await painted_together()

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        """Enter in the list itself, where Tab leads, means its row and not a typed code."""
        event.stop()
        self.steered = True
        self.go_deeper()

    def action_back(self) -> None:
        """Clears the search first, then leaves the desk."""
        if self.field.value:
            self.field.value = ""
        else:
            super().action_back()

    def action_steer(self, where: str) -> None:
        self.steered = True
        self.rows.steer(where)
