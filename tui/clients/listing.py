"""The client list: the first screen, and the one to which staff return."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from locales import N_, _
from locales.words import clients as words
from locales.words import searching
from models.people.clients import badges
from models.people.clients.aliases import survivor_of
from models.people.clients.filter import ALL_CLIENTS
from models.people.clients.listing import ClientListing, ClientRow, ClientSort, ClientView, row_of
from models.people.clients.table import ClientKind
from models.people.contacts.found import listing_of_clients
from models.people.staff.preferences import preferred, remember
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store.search.by_field import SearchBy, SearchIn
from tui.clients.about import About
from tui.clients.columns import columns
from tui.clients.counting import Counted, Counting, Seen
from tui.clients.keys import KEYS
from tui.clients.narrowed import Narrowed, as_it_stands
from tui.clients.nobody import Nobody
from tui.clients.search_by import chosen_by, keep, next_field
from tui.clients.views import EMPTY, TITLES
from tui.frame.base import asking
from tui.frame.screens import new_screen
from tui.parts.search_desk import SearchDesk
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed

EMPTY_INITIAL = "list.empty_initial"
"""A preference of a member of staff (list-empty-initial): "1" shows nobody until something is typed."""

_OF_FEATURES: Mapping[tuple[object, ...], Feature] = {
    ("sites",): Feature.DELIVERY,
    ("deliveries",): Feature.DELIVERY,
    ("planning",): Feature.APPOINTMENTS,
}
"""The desks that are opened from here only where the pharmacy uses their feature."""


class ClientDesk(SearchDesk[ClientRow]):
    """Search, and every client that matches."""

    PURPOSE = N_("Find a client by a few letters, a phone, a code or a badge, and open their fiche.")
    GUIDE = "liste.md"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self) -> None:
        super().__init__()
        self.listing = listing_of_clients(ClientListing(rules=badges.in_force()))
        """The present listing: the fiche goes through its clients one by one."""
        self._counting = Counting(self, self._tell_count)
        self._nobody = Nobody(self)
        self._unknown = ""
        """The code that was scanned last and that nobody bears."""
        self._empty_initial = False
        self._chosen_by = 0
        self._resumed = False
        self._used = features.in_use()

    def content(self) -> ComposeResult:
        rows: Rows[ClientRow] = Rows(self._columns)
        rows.mark_sorted(self.listing.sort.value, self.listing.descending)
        yield from self.topped(self._title(), self._who(), rows, under=Narrowed())
        yield About()

    def purpose(self) -> str:
        """The purpose of the list, and what the signs in it stand for."""
        return "\n".join((super().purpose(), _("Signs: {signs}.").format(signs=words.legend())))

    def on_mount(self) -> None:
        self._take_choices()
        self._show()

    def _take_choices(self) -> None:
        """Takes over what the person at the desk chose last."""
        self._chosen_by = self.officine.staff
        self._empty_initial = preferred(self._chosen_by, EMPTY_INITIAL) == "1"
        self.listing = replace(self.listing, by=chosen_by(self._chosen_by))
        self._say_field()

    def _say_field(self) -> None:
        """Says before the search in which field it looks."""
        self.query_one(".searchline > .label", Static).update(searching.label(self.listing.by))

    @property
    def _columns(self) -> list[Column[ClientRow]]:
        return columns(categories=Feature.CATEGORIES in self._used)

    def _title(self) -> str:
        return _(TITLES[self.listing.view])

    def _who(self) -> str:
        session = self.officine.session
        return session.said if session else ""

    def read_again(self) -> None:
        if not self._resumed:
            # At the first time there is nothing to read again.
            self._resumed = True
            return
        self._counting.forget()
        self._nobody.forget()
        self.query_one(Narrowed).forget()
        session = self.officine.session
        if session is not None and session.staff != self._chosen_by:
            self._take_choices()
        before = self._used, self.listing.rules
        self._used = features.in_use()
        self.listing = listing_of_clients(replace(self.listing, rules=badges.in_force()))
        if (self._used, self.listing.rules) != before:
            self.refresh_bindings()
        self.listing = replace(self.listing, filter=as_it_stands(self.listing.filter, self._used))
        self.rows.use(self._columns)
        self.query_one(".title", Static).update(self._title(), layout=False)
        self.query_one(".who", Static).update(self._who(), layout=False)
        self._show(keep_cursor=True)

    def _show(self, *, keep_cursor: bool = False, at: ClientRow | None = None) -> None:
        rows = self.rows
        self.query_one(Narrowed).show(self.listing.filter)
        rows.say_when_empty(self._empty())
        if self._waits_for_a_search():
            rows.show(Fixed([]))
        else:
            rows.show(self.listing, keep_cursor=keep_cursor, at=at)
        self.query_one(About).tell(self.rows)
        self._look_elsewhere()
        if not self._counting.knows(self.listing, self._seen()):
            # After the paint: a found client matters more than the number of others.
            self.call_after_refresh(self._count)

    def _look_elsewhere(self) -> None:
        """Where a search finds nobody here, says who is found elsewhere."""
        if self.listing.searched and self.rows.laid_out and not self.rows.window:
            self._nobody.tell(self.listing)
        else:
            self._nobody.forget()

    def _waits_for_a_search(self) -> bool:
        sought = self.listing.search or self.listing.filter.narrows
        return self._empty_initial and not sought and self.listing.view is ClientView.ACTIVE

    @on(Rows.Moved)
    def moved(self) -> None:
        self.query_one(About).tell(self.rows)
        if self.steered:
            self._counting.moved(self.listing, self._seen(), self.rows.current)

    def action_steer(self, where: str) -> None:
        super().action_steer(where)
        self.query_one(About).tell(self.rows)  # painted together with the cursor

    def action_empty_initial(self) -> None:
        self._empty_initial = not self._empty_initial
        remember(self.officine.staff, EMPTY_INITIAL, "1" if self._empty_initial else "0")
        self._show()

    def _empty(self) -> str:
        if self.listing.filter.narrows:
            return _("Nobody: Ctrl+F narrows otherwise, Esc shows everybody.")
        if self._waits_for_a_search():
            return _("Type a name, a phone or a code.")
        return _(EMPTY[self.listing.view])

    def _count(self) -> None:
        self._counting.ask(self.listing, self._seen())

    def _seen(self) -> Seen:
        rows = self.rows
        shown = rows.listing is self.listing and rows.laid_out
        return Seen(rows.window if shown else (), whole=shown and not rows.full)

    def _tell_count(self, counted: Counted) -> None:
        if counted.found is None or counted.total is None:
            return
        self.say_count(words.found(counted.found, counted.similar), counted.total)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "clear":
            return bool(self.field.value) or self.listing.filter.narrows
        if action == "screen" and parameters in _OF_FEATURES:
            return _OF_FEATURES[parameters] in self._used
        if action == "trash" or parameters == ("trash",):
            # The key bar offers it in the archives only.
            return (action == "trash") == (self.listing.view is ClientView.ARCHIVED)
        if action != "view":
            return True
        if parameters == (ClientView.INCOMPLETE.value,) and not self.listing.rules.required:
            return False
        # F6 and F9 each have two meanings; the one that would change nothing is hidden.
        return parameters != (self.listing.view.value,)

    def action_view(self, view: str) -> None:
        self.listing = replace(self.listing, view=ClientView(view))
        self._show_anew()

    def _show_anew(self) -> None:
        """Shows the listing that was just chosen, from its start."""
        self.query_one(".title", Static).update(self._title())
        self._show()
        self.refresh_bindings()

    def action_clear(self) -> None:
        """Clears the search; once it is empty, the filter."""
        if self.field.value:
            self.field.value = ""
        else:
            self.listing = replace(self.listing, filter=ALL_CLIENTS)
            self._show_anew()

    @asking
    async def action_listing(self) -> None:
        """Opens the same list with ticks, and comes back to it as it was narrowed there."""
        listing = await self.ask(new_screen("listing", self.listing))
        if listing is not None and listing != self.listing:
            self.listing = listing
            self.field.value = listing.search
            self.rows.mark_sorted(listing.sort.value, listing.descending)
            self._show_anew()

    @asking
    async def action_narrow(self) -> None:
        from tui.clients.filter import FilterDialog

        chosen = await self.ask(FilterDialog(self.listing.filter))
        if chosen is not None:
            self.listing = replace(self.listing, filter=chosen)
            self._show_anew()

    @asking
    async def action_sort(self) -> None:
        from tui.dialogs.sorting import Sort, SortDialog

        chosen = await self.ask(
            SortDialog(self._columns, Sort(self.listing.sort.value, self.listing.descending))
        )
        if chosen is not None:
            self.listing = replace(self.listing, sort=ClientSort(chosen.key), descending=chosen.descending)
            self.rows.mark_sorted(chosen.key, chosen.descending)
            self._show()

    def action_search_in(self) -> None:
        """Searches in the next field; where nobody is found, in the next one that finds somebody."""
        nearest = next_field(self.listing.by)
        found = nearest
        if self.listing.searched and not self.rows.window:
            others = (nearest, next_field(nearest))
            found = next((by for by in others if replace(self.listing, by=by).read(1)), nearest)
        self._search_by(found)

    @asking
    async def action_search_by(self) -> None:
        from tui.clients.search_by_dialog import SearchByDialog

        chosen = await self.ask(SearchByDialog(self.listing.by))
        if chosen is not None:
            self._search_by(chosen)

    def _search_by(self, by: SearchBy) -> None:
        keep(self.officine.staff, by)
        self.listing = replace(self.listing, by=by)
        self._say_field()
        self._show()

    def go_deeper(self) -> None:
        self.action_open()

    @asking
    async def action_open(self) -> None:
        await asyncio.sleep(0)
        client = self._meant()
        self._unknown = self.officine.ahead.scanned.strip() if client is None else ""
        if client is not None:
            await self._visit(client)

    @asking
    async def action_client_actions(self) -> None:
        """Opens the client's fiche with the list of everything that can be done."""
        await asyncio.sleep(0)
        client = self._meant()
        if client is not None:
            await self._visit(client, actions=True)

    @asking
    async def visit(self, client: int) -> None:
        """Opens the fiche of a client whose badge was scanned."""
        await self._visit(client)

    async def _visit(self, client: int, *, actions: bool = False) -> None:
        from tui.clients import trash

        if trash.is_there(self, client):
            return
        self.forget_code(lambda: row_of(survivor_of(client)))
        by_contact = self._found_by(client) if not actions else None
        await self.ask(new_screen("fiche", client, listing=self.listing, actions=actions, contact=by_contact))
        self.begin_anew()

    def _found_by(self, client: int) -> int | None:
        """The contact by whom alone the client under the cursor was found."""
        row = self.rows.current
        return row.contact if row is not None and row.id == client else None

    def seek(self, text: str) -> None:
        """Searches for this text, as if it were typed here."""
        self.field.value = text
        self.field.action_end()
        self.set_focus(self.field)

    def is_code(self, text: str) -> bool:
        from models.people.clients.by_code import bearer

        return bearer(text) is not None

    def is_elsewhere(self, code: str) -> bool:
        from models.people.clients.by_code import find_by_code
        from models.trade.catalogue import table as catalogue

        return find_by_code(code) is None and catalogue.by_code(code) is not None

    def _meant(self) -> int | None:
        """The fiche, merged or not, whose exact code or number was typed or scanned (a badge), else that of
        the client under the cursor.
        """
        typed = self.typed
        if typed and (not self.steered or typed != self.field.value.strip()):
            from models.people.clients.by_code import fiche_of_number, find_fiche

            found = find_fiche(typed)
            exact = typed[0] == "#" or not self.rows.window or self.is_code(typed)
            if found is not None and (exact or fiche_of_number(typed) == found):
                return found
        row = self.rows.current
        return row.id if row is not None else None

    @asking
    async def action_create(self) -> None:
        other = self.listing.view is ClientView.PHARMACIES
        kind = ClientKind.PHARMACY if other else ClientKind.REGULAR
        carried = self._carried(kind)
        await self._after_editing(await self.ask(new_screen("editor", None, kind=kind, carried=carried)))

    def _carried(self, kind: ClientKind) -> Mapping[str, str]:
        """What was typed, for the fiche of whom nobody is found by it as it is spelled."""
        listing = replace(self.listing, search=self.field.value)  # the letters typed last may still wait
        if not listing.searched or any(not row.similar and row.contact is None for row in listing.read(1)):
            return {}
        from models.people.clients.from_search import fields_of

        code = listing.search.strip() if listing.by.field is SearchIn.CODE else self._unknown
        return fields_of(listing.search, scanned=code, kind=kind)

    @asking
    async def action_edit(self) -> None:
        row = self.rows.current
        if row is not None:
            await self._after_editing(await self.ask(new_screen("editor", row.id)))

    async def _after_editing(self, client: int | None) -> None:
        """Moves the cursor to the client who was created or edited, wherever they are now."""
        row = row_of(client, self.listing.rules) if client is not None else None
        if row is None or self.rows.current == row:
            return
        if self.field.value:
            self.field.value = ""
            self.listing = replace(self.listing, search="")
        self._show(at=row)

    @asking
    async def action_screen(self, name: str) -> None:
        """Opens another desk: the catalogue, the settings."""
        if name == "trash":
            await self._open_trash()
        else:
            await self.ask(new_screen(name))

    @asking
    async def action_trash(self) -> None:
        await self._open_trash()

    async def _open_trash(self) -> None:
        """Opens the trash, with the search that found nobody here."""
        await self.ask(new_screen("trash", "" if self.rows.window else self.listing.search))

    @asking
    async def action_import(self) -> None:
        imported = await self.ask(new_screen("importer"))
        if imported:
            self.tell(imported)
