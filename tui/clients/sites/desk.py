"""The sites of all clients: found by their words, their phone, or their client's name (list-sites)."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.people.sites.listing import SiteListing, SiteRow, row_of
from tui.clients.pick import PickClientDialog
from tui.clients.sites import asked
from tui.clients.sites.columns import OF_ALL
from tui.frame.base import asking
from tui.frame.screens import new_screen
from tui.parts.search_desk import SearchDesk
from tui.widgets.beside import Beside
from tui.widgets.rows import Rows


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many sites were found for a search, of how many."""

    search: str
    found: int
    total: int


class SitesDesk(SearchDesk[SiteRow]):
    """Search, and every site that matches."""

    PURPOSE = N_("Every place that clients are delivered at, and whom to see there.")
    GUIDE = "sites.md#les-sites-de-tous-les-clients"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "open", N_("Fiche"), id="sites.open", tooltip=N_("Open the fiche of the site's client")
        ),
        Binding("f2", "create", N_("Create"), id="sites.create", tooltip=N_("A site: of which client?")),
        Binding("f3", "edit", N_("Edit"), id="sites.edit", tooltip=N_("The address and the main contact")),
        Binding(
            "f7",
            "contacts",
            N_("Contacts"),
            id="sites.contacts",
            tooltip=N_("Everybody who can be asked for at this site, and adding one"),
        ),
        Binding(
            "f5",
            "refresh",
            N_("Refresh"),
            id="sites.refresh",
            show=False,
            tooltip=N_("Read the list again"),
        ),
        Binding("escape", "back", N_("Back"), id="sites.back", tooltip=N_("Out of the search first")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.listing = SiteListing()
        self._beside: Beside[_Counted] = Beside(self, self._tell_count)

    def content(self) -> ComposeResult:
        sought = _("site, client, city, contact or phone")
        yield from self.topped(_("Sites"), "", Rows(OF_ALL), sought)

    def _show(self, *, keep_cursor: bool = False, at: SiteRow | None = None) -> None:
        self.rows.say_when_empty(self._empty())
        self.rows.show(self.listing, keep_cursor=keep_cursor, at=at)
        listing = self.listing
        # After the paint: what was found matters more than how many others.
        self._beside.ask(lambda: _Counted(listing.search, listing.count(), listing.total()))

    def _tell_count(self, counted: _Counted) -> None:
        self.say_count(formats.count(counted.found), counted.total)

    def _empty(self) -> str:
        if self.listing.search:
            return _("No site matches “{search}”. F2 creates one.").format(search=self.listing.search)
        return _("Sites of clients will be here. F2 creates the first one.")

    def go_deeper(self) -> None:
        self.action_open()

    @asking
    async def action_open(self) -> None:
        row = self.rows.current
        if row is not None:
            await self.ask(new_screen("fiche", row.client))

    @asking
    async def action_create(self) -> None:
        client = await self.ask(PickClientDialog(_("A site of which client?")))
        if client is not None:
            self._go_to(await asked.create_site(self, client.id))

    @asking
    async def action_edit(self) -> None:
        row = self.rows.current
        if row is not None:
            self._go_to(await asked.edit_site(self, row))

    @asking
    async def action_contacts(self) -> None:
        row = self.rows.current
        if row is not None:
            await asked.open_contacts(self, row)

    def _go_to(self, site: int | None) -> None:
        """Moves the cursor to the site that was created or edited, wherever it is now."""
        row = row_of(site) if site is not None else None
        if row is None or row == self.rows.current:
            return
        if self.field.value:
            self.field.value = ""
            self.listing = SiteListing()
        self._show(at=row)
