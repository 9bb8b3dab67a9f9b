"""A desk of what is kept to choose from: found by a search, retired and put back, never deleted."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, ClassVar, Protocol, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from models.store.connection import persevere
from models.store.search.folding import fold
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import asking
from tui.parts.search_desk import SearchDesk
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed


class Kept(Protocol):
    """A row of such a desk."""

    @property
    def id(self) -> Any: ...
    @property
    def name(self) -> str: ...
    @property
    def active(self) -> bool: ...


Row = TypeVar("Row", bound=Kept)


@dataclass(frozen=True)
class Sought:
    """What is looked for: the words of the search."""

    search: str = ""


def style_of(row: Kept) -> str:
    """What is retired is dimmed."""
    return "plain" if row.active else "quiet"


class KeptDesk(SearchDesk[Row]):
    """A subclass says which rows there are, and what the keys write."""

    TITLE: ClassVar[str] = ""
    STAYS: ClassVar[str] = N_("It is offered no more. Where it was chosen it stays.")
    """What retiring does, asked before."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f3", "edit", N_("Edit"), id="kept.edit"),
        Binding("f2", "create", N_("Create"), id="kept.create"),
        Binding("f9", "retire", N_("Retire"), id="kept.retire", tooltip=N_("Offer it no more")),
        Binding("f9", "put_back", N_("Put back"), id="kept.put_back", tooltip=N_("Offer it again")),
        Binding("f5", "refresh", N_("Refresh"), id="kept.refresh", show=False),
        Binding("escape", "back", N_("Back"), id="kept.back", tooltip=N_("Out of the search first")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.listing = Sought()

    def heading(self) -> str:
        """The heading, in the user's language."""
        return _(self.TITLE)

    @abstractmethod
    def columns(self) -> Sequence[Column[Row]]:
        """The columns of the rows."""

    @abstractmethod
    def now(self) -> Sequence[Row]:
        """All present rows, in their order."""

    @abstractmethod
    def words(self, row: Row) -> str:
        """The words under which a row is found."""

    @abstractmethod
    def when_empty(self) -> str:
        """What an empty list says, in the user's language."""

    @abstractmethod
    def offer(self, row: Row, active: bool) -> None:
        """Calls the verb that retires a row or puts it back."""

    @abstractmethod
    def action_edit(self) -> None:
        """Asks what is to change in the current row."""

    def go_deeper(self) -> None:
        self.action_edit()

    @abstractmethod
    def action_create(self) -> None:
        """Asks for a new row."""

    def content(self) -> ComposeResult:
        yield from self.topped(self.heading(), "", Rows(self.columns()), _("a part of the name"))

    @property
    def current(self) -> Row | None:
        """The row the cursor is on."""
        return self.rows.current

    def _show(self, *, keep_cursor: bool = False, at: Row | None = None) -> None:
        every = self.now()
        sought = fold(self.listing.search).split()
        rows = [row for row in every if all(word in fold(self.words(row)) for word in sought)]
        nobody = _("Nothing matches “{search}”. F2 creates it.").format(search=self.listing.search)
        self.rows.say_when_empty(nobody if sought else self.when_empty())
        self.rows.show(Fixed(rows), keep_cursor=keep_cursor and at is None, at=at)
        self.query_one(".title", Static).update(self.heading())
        self.say_count(formats.count(len(rows)), len(every))
        self.refresh_bindings()

    def go_to(self, key: object) -> None:
        """Shows the row of this id, out of the search if that hides it; None changes nothing."""
        row = next((row for row in self.now() if attrgetter("id")(row) == key), None)
        if row is None:
            return
        if row.id not in [each.id for each in self.rows.window]:
            self.listing = Sought()
            self.field.value = ""
        self._show(at=row)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("retire", "put_back"):
            row = self.current
            return row is not None and row.active is (action == "retire")
        return super().check_action(action, parameters)

    def on_rows_moved(self) -> None:
        """The keys are those of the row under the cursor."""
        self.refresh_bindings()

    @asking
    async def action_retire(self) -> None:
        row = self.current
        if row is None or not row.active:
            return
        heading = _("Retire {name}").format(name=row.name)
        if await self.ask(ChooseDialog(heading, _(self.STAYS), [Way("retire", _("Confirm"))])) is None:
            return
        persevere(self.offer, row, False)
        self.read_again()
        self.tell(_("{name} is retired.").format(name=row.name))
        await self.retired(row)

    async def retired(self, row: Row) -> None:
        """Asks what else is to be done about a row that was just retired."""

    @asking
    async def action_put_back(self) -> None:
        row = self.current
        if row is None or row.active:
            return
        persevere(self.offer, row, True)
        self.read_again()
        self.tell(_("{name} is offered again.").format(name=row.name))
