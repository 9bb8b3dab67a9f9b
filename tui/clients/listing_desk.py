"""Listing: the list of clients with ticks, to keep who is ticked, to print the list, to write to them."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats, ngettext
from locales.words import filters
from locales.words.recipients import counted
from models.people.clients import badges, selections
from models.people.clients.filter import ALL_CLIENTS, ClientFilter
from models.people.clients.listing import ClientListing, ClientRow, ClientSort, ClientView
from models.people.clients.ticks import NOBODY
from models.pharmacy import features
from models.pharmacy.features import Feature
from tui.clients import views
from tui.clients.columns import columns
from tui.clients.narrowed import as_it_stands
from tui.clients.ticked_desk import TickedDesk
from tui.clients.ticked_rows import TickedRows
from tui.frame.base import asking
from tui.frame.screens import new_screen
from tui.terminal.inert import inert
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.search import SearchField


class ListingDesk(TickedDesk[ClientListing]):
    """The focus is in the list. Returns the list as it was narrowed; ticks are kept for the next time.

    Args:
        listing: what to begin with.
    """

    TICKS = "listing"
    GUIDE = "listing.md"
    PURPOSE = N_("Tick clients, keep them as a selection, or write to those ticked.")
    AUTO_FOCUS = "TickedRows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("Keep ticked"), id="listing.save", tooltip=N_("As a named selection")),
        Binding("f7", "compose", N_("Write"), id="listing.compose", tooltip=N_("An SMS to those ticked")),
        Binding("f,ctrl+f", "narrow", N_("Narrow"), id="listing.narrow", tooltip=N_("What is owed, by whom")),
        Binding("l", "lists", N_("Lists"), id="listing.lists", tooltip=N_("Ticked once, kept by name")),
        Binding(
            "p,P",
            "export",
            N_("Export"),
            id="listing.export",
            tooltip=N_("Who is ticked, else the list, as a file"),
        ),
        Binding(
            "b",
            "cards",
            N_("Badges"),
            id="listing.cards",
            tooltip=N_("Cards with a bar code, of those ticked"),
        ),
        Binding("slash", "search", N_("Find"), id="listing.search", tooltip=N_("Find in this list")),
        Binding("s,ctrl+t", "sort", N_("Sort"), id="listing.sort", tooltip=N_("Sort by a column")),
        Binding(
            "f6", "widen", N_("Everybody"), id="listing.widen", show=False, tooltip=N_("Ends the filter")
        ),
        Binding(
            "u",
            "untick",
            N_("Untick"),
            id="listing.untick",
            show=False,
            tooltip=N_("Nobody is ticked any more"),
        ),
        Binding("f5", "refresh", N_("Refresh"), id="listing.refresh", show=False),
        Binding("enter", "to_list", show=False),
        Binding("escape", "back", N_("Back"), id="listing.back"),
    ]

    def __init__(self, listing: ClientListing) -> None:
        super().__init__()
        self.listing = listing
        self._used = features.in_use()

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(self._title(), markup=False, classes="title")
            yield Static(markup=False, classes="who")
        yield Static(markup=False, classes="narrowed")
        yield SearchField(placeholder=_("Name, phone or code"))
        rows = TickedRows(self._columns(), self.kept_ticks)
        rows.mark_sorted(self.listing.sort.value, self.listing.descending)
        yield rows

    def on_mount(self) -> None:
        self.field.value = self.listing.search
        self.field.display = bool(self.field.value)

    @property
    def rows(self) -> TickedRows:
        """The list."""
        return self.query_one(TickedRows)

    @property
    def searched(self) -> str:
        return self.listing.search

    def search_for(self, text: str) -> None:
        self._show(replace(self.listing, search=text))

    def _title(self) -> str:
        view = self.listing.view
        return _("Listing") if view is ClientView.ACTIVE else f"{_('Listing')} · {_(views.TITLES[view])}"

    def _columns(self) -> list[Column[ClientRow]]:
        return columns(categories=Feature.CATEGORIES in self._used)

    def read_again(self) -> None:
        self._used = features.in_use()
        self.rows.use(self.rows.marked(self._columns()))
        self.rows.forget_marks()
        wanted = as_it_stands(self.listing.filter, self._used)
        self._show(replace(self.listing, filter=wanted, rules=badges.in_force()), keep_cursor=True)

    def _show(self, listing: ClientListing, *, keep_cursor: bool = False) -> None:
        other = replace(listing, sort=self.listing.sort, descending=self.listing.descending) != self.listing
        self.listing = listing
        narrows = listing.filter.narrows or listing.searched
        self.rows.say_when_empty(_("Nobody: f narrows otherwise.") if narrows else _("Nobody is listed."))
        self.rows.show(listing, keep_cursor=keep_cursor)
        self.query_one(".narrowed", Static).update(inert(filters.narrowed(listing.filter, listing.search)))
        self.count(other=other)

    def counted(self, found: int | None, ticked: int) -> str:
        return counted(found, ticked)

    @asking
    async def action_narrow(self) -> None:
        from tui.clients.filter import FilterDialog

        chosen = await self.ask(FilterDialog(self.listing.filter))
        if chosen is not None:
            self._show(replace(self.listing, filter=chosen))

    def action_widen(self) -> None:
        """Everybody is listed again; ticks stay."""
        self.leave_search()
        self._show(replace(self.listing, search="", filter=ALL_CLIENTS))

    @asking
    async def action_sort(self) -> None:
        from tui.dialogs.sorting import Sort, SortDialog

        now = Sort(self.listing.sort.value, self.listing.descending)
        chosen = await self.ask(SortDialog(self._columns(), now))
        if chosen is not None:
            self.rows.mark_sorted(chosen.key, chosen.descending)
            sort = ClientSort(chosen.key)
            self._show(replace(self.listing, sort=sort, descending=chosen.descending))

    @on(Rows.Opened)
    @asking
    async def action_open(self) -> None:
        row = self.rows.current
        if row is not None:
            await self.ask(new_screen("fiche", row.id, listing=self.listing))

    @asking
    async def action_lists(self) -> None:
        from tui.clients.selections import manage

        loaded = await manage(self, self.rows.ticks, self.listing.filter.selection)
        if loaded is not None:
            self._load(loaded)

    def _load(self, selection: int) -> None:
        """Lists and ticks the clients of a selection, and says how many of them are in no list any more."""
        self.leave_search()
        listing = replace(
            self.listing, search="", view=ClientView.ALL, filter=ClientFilter(selection=selection)
        )
        self.query_one(".title", Static).update(_("Listing"))
        self.rows.tick(NOBODY.with_all(listing, ticked=True))
        self._show(listing)
        gone = selections.in_no_list(selection)
        if gone:
            said = ngettext(
                "{count} client of this list is archived: not ticked.",
                "{count} clients of this list are archived: not ticked.",
                gone,
            )
            self.warn(said.format(count=formats.count(gone)))

    @asking
    async def action_export(self) -> None:
        from tui.clients.exporting import export

        await export(self, self.listing, self.rows.ticks)

    @asking
    async def action_cards(self) -> None:
        from tui.clients.cards import print_cards

        await print_cards(self, self.rows.ticks)

    def action_back(self) -> None:
        """Leaves the search first, then the desk."""
        if not self.leave_search():
            self.dismiss(self.listing)
