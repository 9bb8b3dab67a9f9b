"""Which row of a list something is about: a search and the rows found."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from locales import _
from tui.frame.base import Dialog
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.search import SearchField

_ROWS = 9

Row = TypeVar("Row")


class PickDialog(Dialog[Row]):
    """Letters narrow, the arrows move while the search keeps the focus; Enter answers the row under the
    cursor. A subclass binds Enter to `pick`, and takes the keys that move (`STEERING`).

    Args:
        heading: the question, in the user's language.
        sought: what the search begins with.
    """

    FINDS: ClassVar[str] = ""
    """What is typed in the search field, marked with `N_`."""
    EMPTY: ClassVar[str] = ""
    """What stands where nothing is found, marked with `N_`."""

    def __init__(self, heading: str, sought: str = "") -> None:
        super().__init__()
        self._heading = heading
        self._sought = sought

    @abstractmethod
    def columns(self) -> Sequence[Column[Row]]:
        """What is shown of a row."""

    @abstractmethod
    def listing(self, text: str) -> Any:
        """The rows that a text finds."""

    def heading(self) -> str:
        return self._heading

    def content(self) -> ComposeResult:
        yield SearchField(placeholder=_(self.FINDS))
        rows: Rows[Row] = Rows(self.columns(), empty=_(self.EMPTY))
        rows.can_focus = False
        rows.styles.height = _ROWS
        rows.show(self.listing(self._sought))
        yield rows

    def on_mount(self) -> None:
        self.query_one(SearchField).value = self._sought

    @property
    def rows(self) -> Rows[Row]:
        """The rows found."""
        return self.query_one(Rows)

    @property
    def typed(self) -> str:
        """What stands in the search field."""
        return self.query_one(SearchField).value

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        event.stop()
        self.rows.show(self.listing(event.value))

    def action_steer(self, where: str) -> None:
        self.rows.steer(where)

    def action_pick(self) -> None:
        if self.rows.current is not None:
            self.dismiss(self.rows.current)
