"""A tab that is a list: the list, its filters, and its heading."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar, Generic, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from locales import N_, _, formats
from locales.words.ledger import quoted
from models.store.listing import Listing
from tui.fiche.parts.pane import Pane
from tui.frame.base import asking
from tui.parts.period import Period
from tui.widgets.columns import Column
from tui.widgets.rows import STEERING, Row, Rows
from tui.widgets.search import SearchField
from tui.widgets.text_lines import Lines


class Narrowed(Listing[Row], Protocol[Row]):
    """A `Listing` that a text and a period filter: a dataclass with the fields `text`, `since`, `until`."""

    @property
    def text(self) -> str:
        """The text to search."""


class ListPane(Pane, Generic[Row]):
    """A list with a heading, a search and a period. Enter opens a row.

    Args:
        contact: only what is for this contact of the client, where the list knows contacts.
    """

    TITLE: ClassVar[str] = ""
    EMPTY: ClassVar[str] = ""
    """What an empty list says: what would be there, and how the first one is made."""
    FINDS: ClassVar[str] = ""
    """What the search looks into."""
    COLUMNS: ClassVar[Sequence[Column[Any]]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", N_("Find"), id="pane.search", tooltip=N_("Find in this list")),
        Binding(
            "d", "period", N_("Period"), id="pane.period", show=False, tooltip=N_("Only the days of a period")
        ),
        Binding("enter", "open_current", show=False),
        *STEERING,
    ]

    def __init__(self, contact: int | None = None) -> None:
        super().__init__()
        self.contact = contact
        self.period = Period()
        self.listing: Any = self.all_of(0)

    @abstractmethod
    def all_of(self, client: int) -> Narrowed[Row]:
        """The unfiltered list of a client."""

    def compose(self) -> ComposeResult:
        yield Lines(classes="pane-head")
        yield SearchField(placeholder=_(self.FINDS))
        yield Rows(self.COLUMNS, empty=_(self.EMPTY))

    @property
    def rows(self) -> Rows[Row]:
        """The list itself."""
        return self.query_one(Rows)

    @property
    def current(self) -> Row | None:
        """The row the cursor is on."""
        return self.rows.current

    def enter(self) -> None:
        self.rows.focus()

    def show(self, client: int) -> None:
        self.client = client
        self._widen()
        self.rows.show(self.listing)
        self._head()

    def _widen(self) -> None:
        """Removes all filters."""
        self.period = Period()
        self.listing = self.all_of(self.client)
        self.query_one(SearchField).value = ""
        self.query_one(SearchField).display = False

    def read_again(self) -> None:
        self.rows.show(self.listing, keep_cursor=True)
        self._head()

    def row_of(self, key: int) -> Row | None:
        """The row with this id; None in a tab where nothing is made."""
        return None

    def go_to(self, key: int) -> None:
        self._widen()
        self.rows.show(self.listing, at=self.row_of(key))
        self._head()

    def narrow(self, listing: Narrowed[Row]) -> None:
        """Shows another filter for the same client, from its start."""
        self.listing = listing
        self.rows.show(listing)
        self._head()

    def said(self) -> list[str]:
        """The text beside the title: the number of rows, and the filters."""
        every = self.all_of(self.client).count()
        found = self.listing.count() if self._narrowed else every
        said = [formats.count(every)]
        if self._narrowed:
            said = [_("{found} of {total}").format(found=formats.count(found), total=formats.count(every))]
        text = [quoted(self.listing.text)] if self.listing.text else []
        return [*said, *(part for part in (self.period.said(),) if part), *text]

    @property
    def _narrowed(self) -> bool:
        return self.listing != self.all_of(self.client)

    def _head(self) -> None:
        self.rows.say_when_empty(_("None of these.") if self._narrowed else _(self.EMPTY))
        self.head(_(self.TITLE), " · ".join(self.said()))

    def action_search(self) -> None:
        field = self.query_one(SearchField)
        field.display = True
        field.focus()

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        event.stop()
        if event.value.strip() != self.listing.text:
            self.narrow(replace(self.listing, text=event.value.strip()))

    def action_leave(self) -> None:
        """Leaves the search first, then the tab."""
        field = self.query_one(SearchField)
        if not field.display:
            super().action_leave()
            return
        field.value = ""
        self.rows.focus()
        field.display = False

    def action_steer(self, where: str) -> None:
        """Moves in the list while the search has the focus."""
        self.rows.steer(where)

    def action_open_current(self) -> None:
        if self.current is not None:
            self.open(self.current)

    @asking
    async def action_period(self) -> None:
        from tui.parts.period_dialog import PeriodDialog

        period = await self.desk.ask(PeriodDialog(self.period))
        if period is not None:
            self.period = period
            self.narrow(replace(self.listing, since=period.start, until=period.end))

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.open(event.row)

    @abstractmethod
    def open(self, row: Row) -> None:
        """Shows everything about one row."""
