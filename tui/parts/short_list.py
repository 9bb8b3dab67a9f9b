"""A desk that is one short list: create, edit, and back."""

from abc import abstractmethod
from collections.abc import Sequence
from operator import attrgetter
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _
from tui.frame.base import Desk
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed

Row = TypeVar("Row")


class ShortListDesk(Desk[None], Generic[Row]):
    """All rows there are. A subclass says which, and what the keys do."""

    AUTO_FOCUS = "Rows"
    TITLE: ClassVar[str] = ""
    ASIDE: ClassVar[str] = ""
    """A dimmed text at the right of the heading."""
    EMPTY: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2", "create", N_("Create"), id="short_list.create"),
        Binding("f3", "edit", N_("Edit"), id="short_list.edit"),
        Binding("f5", "refresh", N_("Refresh"), id="short_list.refresh", show=False),
        Binding("escape", "back", N_("Back"), id="short_list.back"),
    ]

    def heading(self) -> str:
        """The heading, in the user's language."""
        return _(self.TITLE)

    @abstractmethod
    def columns(self) -> Sequence[Column[Row]]:
        """The columns of the rows."""

    @abstractmethod
    def now(self) -> Sequence[Row]:
        """The present rows."""

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(self.heading(), markup=False, classes="title")
            yield Static(_(self.ASIDE), markup=False, classes="who")
        yield self.make_list(self.columns(), _(self.EMPTY))

    def make_list(self, columns: Sequence[Column[Row]], empty: str) -> Rows[Row]:
        """The list widget; another one if Enter does something else."""
        return Rows(columns, empty=empty)

    @property
    def rows(self) -> Rows[Row]:
        """The list itself."""
        return self.query_one(Rows)

    @property
    def current(self) -> Row | None:
        """The row the cursor is on."""
        return self.rows.current

    @abstractmethod
    def action_edit(self) -> None:
        """Asks what is to change in the current row."""

    def go_deeper(self) -> None:
        """What Enter does."""
        self.action_edit()

    @on(Rows.Opened)
    def opened(self) -> None:
        self.go_deeper()

    def go_to(self, key: object) -> None:
        """Reads again, with the cursor on the row of this `id`: the one just created."""
        rows = self.now()
        made = next((row for row in rows if attrgetter("id")(row) == key), None)
        self.rows.show(Fixed(rows), keep_cursor=made is None, at=made)

    def read_again(self) -> None:
        self.rows.show(Fixed(self.now()), keep_cursor=True)
