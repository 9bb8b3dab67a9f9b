"""A tab that is one short list, all of it read at once: sites, contacts, animals, appointments."""

from abc import abstractmethod
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult

from locales import _, formats
from tui.fiche.parts.pane import Pane
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.text_lines import Lines
from tui.widgets.window import Fixed

Row = TypeVar("Row")


class ShortListPane(Pane, Generic[Row]):
    """All rows of a client, each with an `id`. A subclass says which, and what the keys do."""

    TITLE: ClassVar[str] = ""
    EMPTY: ClassVar[str] = ""
    """What an empty list says: what would be there, and how the first one is made."""
    COLUMNS: ClassVar[Sequence[Column[Any]]] = ()

    @abstractmethod
    def now(self) -> Sequence[Row]:
        """The present rows of the client."""

    @abstractmethod
    def open_row(self, row: Row) -> None:
        """What Enter does."""

    def said(self, rows: Sequence[Row]) -> str:
        """The text beside the title."""
        return formats.count(len(rows))

    def make_list(self) -> Rows[Row]:
        """The list widget; another one if Enter is called otherwise."""
        return Rows(self.COLUMNS, empty=_(self.EMPTY))

    def compose(self) -> ComposeResult:
        yield Lines(classes="pane-head")
        yield self.make_list()

    @property
    def rows(self) -> Rows[Row]:
        """The list itself."""
        return self.query_one(Rows)

    @property
    def current(self) -> Row | None:
        return self.rows.current

    def enter(self) -> None:
        self.rows.focus()

    def show(self, client: int) -> None:
        self.client = client
        self._show()

    def read_again(self) -> None:
        self._show(keep_cursor=True)

    def go_to(self, key: int | None) -> None:
        """Reads again, with the cursor on the row of this id; None changes nothing, as nothing was made."""
        if key is not None:
            self._show(at=key)

    def _show(self, *, keep_cursor: bool = False, at: int | None = None) -> None:
        found = self.now()
        made = next((row for row in found if attrgetter("id")(row) == at), None)
        self.rows.show(Fixed(found), keep_cursor=keep_cursor and made is None, at=made)
        self.head(_(self.TITLE), self.said(found))

    @on(Rows.Moved)
    def moved(self) -> None:
        self.refresh_bindings()

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.open_row(event.row)
