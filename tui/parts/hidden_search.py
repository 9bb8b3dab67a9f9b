"""A list whose search is opened by `/` and closed by Esc. The arrows move in the list meanwhile."""

from abc import abstractmethod
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from tui.frame.base import Desk
from tui.widgets.rows import STEERING, Rows
from tui.widgets.search import SearchField, painted_together

Result = TypeVar("Result")


class HiddenSearchDesk(Desk[Result]):
    """A subclass mounts a `SearchField` and `Rows`, and implements the search."""

    BINDINGS: ClassVar[list[BindingType]] = STEERING

    @property
    @abstractmethod
    def searched(self) -> str:
        """The text searched at present."""

    @abstractmethod
    def search_for(self, text: str) -> None:
        """Shows the rows that match this text; all if it is empty."""

    @property
    def field(self) -> SearchField:
        """The search."""
        return self.query_one(SearchField)

    def action_steer(self, where: str) -> None:
        self.query_one(Rows).steer(where)

    def action_search(self) -> None:
        self.field.display = True
        self.set_focus(self.field)

    @on(Input.Changed)
    async def search(self) -> None:
        """Debounce: runs only the last query, while more keys are waiting."""
        await self.officine.keys_served(self.field)
        if self.field.value.strip() != self.searched:
            self.search_for(self.field.value.strip())
            await painted_together()

    def leave_search(self) -> bool:
        """Closes the search; returns whether it was open."""
        shown = bool(self.field.display)
        self.field.value = ""
        self.set_focus(self.query_one(Rows))
        self.field.display = False
        return shown

    def action_to_list(self) -> None:
        self.set_focus(self.query_one(Rows))

    def action_back(self) -> None:
        """Leaves the search first, then the desk."""
        if not self.leave_search():
            super().action_back()
