"""A list whose search comes with `/` and goes with Esc. The arrows move in the list all the same."""

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
    """A subclass mounts a `SearchField` and `Rows`, and says what is searched for."""

    BINDINGS: ClassVar[list[BindingType]] = STEERING

    @property
    @abstractmethod
    def searched(self) -> str:
        """What the list is searched for now."""

    @abstractmethod
    def search_for(self, text: str) -> None:
        """Shows what holds this text; all of it, where it is empty."""

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
        """Runs the last query only: while more keys are waiting, what is typed is not yet what is meant."""
        await self.officine.keys_served(self.field)
        if self.field.value.strip() != self.searched:
            self.search_for(self.field.value.strip())
            await painted_together()

    def leave_search(self) -> bool:
        """Whether there was one to leave."""
        shown = bool(self.field.display)
        self.field.value = ""
        self.set_focus(self.query_one(Rows))
        self.field.display = False
        return shown
