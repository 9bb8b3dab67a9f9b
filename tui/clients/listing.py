"""The client list: the first screen, and the one staff come back to."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from locales import N_, _, formats
from models.people.listing import ClientListing, ClientRow
from tui.base import Desk, asking
from tui.clients.columns import COLUMNS
from tui.doors import door
from tui.widgets.rows import STEERING, Rows
from tui.widgets.search import SearchField


class ClientDesk(Desk[None]):
    """Search, and every client that matches."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Open"), id="clients.open", tooltip=N_("Open the client's fiche")),
        Binding("f2", "create", N_("Create"), id="clients.create", tooltip=N_("Create a client")),
        Binding("f3", "edit", N_("Edit"), id="clients.edit", tooltip=N_("Edit the client")),
        Binding("f4", "import", N_("Import"), id="clients.import", tooltip=N_("Clients from a CSV file")),
        Binding("f5", "refresh", N_("Refresh"), id="clients.refresh", tooltip=N_("Read the list again")),
        Binding("f6", "archives", N_("Archives"), id="clients.archives", tooltip=N_("Archives, or back")),
        Binding(
            "escape", "clear", N_("Clear"), id="clients.clear", show=False, tooltip=N_("Empty the search")
        ),
        *STEERING,
    ]

    def __init__(self) -> None:
        super().__init__()
        self.listing = ClientListing()

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(_("Clients"), markup=False, classes="title")
            yield Static(self._who(), markup=False, classes="who")
        with Horizontal(classes="searchline"):
            yield Static(_("Search"), markup=False, classes="label")
            yield SearchField()
            yield Static(markup=False, classes="count")
        yield Rows(COLUMNS)

    def _who(self) -> str:
        session = self.officine.session
        return f"{session.pharmacy} · {session.name}" if session else ""

    @property
    def rows(self) -> Rows[ClientRow]:
        """The list itself."""
        return self.query_one(Rows)

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        self.listing = ClientListing(
            event.value, self.listing.view, self.listing.sort, self.listing.descending
        )
        self.rows.show(self.listing)
        self._count()

    def read_again(self) -> None:
        self.rows.show(self.listing, keep_cursor=True)
        self._count()

    def _count(self) -> None:
        text = _("{found} of {total}").format(
            found=formats.count(self.listing.count()), total=formats.count(self.listing.total())
        )
        self.query_one(".count", Static).update(text, layout=False)

    def action_steer(self, where: str) -> None:
        self.rows.steer(where)

    @asking
    async def action_open(self) -> None:
        row = self.rows.current
        if row is not None:
            await self.ask(door("fiche", row.id, listing=self.listing, row=row))

    @asking
    async def action_create(self) -> None:
        await self.ask(door("editor", None))

    @asking
    async def action_edit(self) -> None:
        row = self.rows.current
        if row is not None:
            await self.ask(door("editor", row.id))

    @asking
    async def action_import(self) -> None:
        await self.ask(door("importer"))

    def action_refresh(self) -> None:
        self.read_again()

    def action_clear(self) -> None:
        self.query_one(SearchField).value = ""
