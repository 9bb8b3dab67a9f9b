"""The fiche: the client, what they owe, the tabs, and the keys that act on the client."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.binding import ActiveBinding, BindingsMap, BindingType

from locales import N_, _
from models.people.clients import verbs as clients
from models.people.clients.aliases import fiches_of
from models.people.clients.listing import ClientListing, row_of
from models.people.clients.table import Client, ClientStatus
from models.people.clients.verbs import ClientInTrash
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.trade.cancelling import guards
from tui.fiche.balance import block, figures_of
from tui.fiche.client_actions import client_action
from tui.fiche.header import alert, animals_of, header
from tui.fiche.keys import KEYS, chosen_by_the_pharmacy
from tui.fiche.sidebar import Sidebar
from tui.fiche.tabbed import TabbedDesk
from tui.fiche.tabs import counts, first, tabs_of
from tui.frame.base import asking
from tui.frame.screens import new_screen
from tui.frame.sending import Sending
from tui.widgets.text_lines import Lines

FOR_STATUSES: Mapping[tuple[str, tuple[object, ...]], frozenset[ClientStatus]] = {
    ("do", ("archive",)): frozenset({ClientStatus.ACTIVE, ClientStatus.SLEEPING}),
    ("do", ("delete",)): frozenset({ClientStatus.ACTIVE, ClientStatus.SLEEPING, ClientStatus.ARCHIVED}),
    ("restore", ()): frozenset({ClientStatus.ARCHIVED, ClientStatus.TRASHED}),
    ("sleep", ()): frozenset({ClientStatus.ACTIVE}),
    ("wake", ()): frozenset({ClientStatus.SLEEPING}),
}
"""The actions that are not for every client, with the statuses they are for."""
ENTER_SOMETHING = frozenset(
    {"pay", "pay_unpaid", "statement", "default_discounts", "send_due", "consent", "contact"}
)
"""The functions of `tui.fiche.client_actions` by which something is entered for the client."""


class FicheDesk(TabbedDesk):
    """One client. `listing` is the list from which they were opened: next and previous go through it."""

    PURPOSE = N_("All about one client: at the left what they owe and the tabs, at the right the tab.")
    GUIDE = "fiche.md"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(
        self,
        client: int,
        *,
        listing: ClientListing | None = None,
        actions: bool = False,
        contact: int | None = None,
    ) -> None:
        """`actions`: begins with the list of everything that can be done; `contact`: with this contact opened
        above the fiche.
        """
        super().__init__(client)
        self._begins_with_actions, self._begins_with_contact = actions, contact
        guards.register()  # here everything is cancelled that is
        self.listing = listing
        self._without_tabs = self._bindings
        self._take_tabs()
        self.shown = self.tabs.index(first(client))
        self._row: Client | None = None
        self._told_alert_of = 0
        self._merged: list[int] = []
        """The fiches that were merged into this one."""
        self._resumed = False

    def _take_tabs(self) -> None:
        """Takes the tabs of the features in use, and the keys that open them."""
        self._used = features.in_use()
        self.tabs = tabs_of(self._used)
        own = chosen_by_the_pharmacy(self.tabs)
        self._bindings = BindingsMap.merge([self._without_tabs, BindingsMap(own)])

    @property
    def row(self) -> Client:
        """The client as last read."""
        if self._row is None:
            self._row = clients.get(self.client)
        return self._row

    def on_mount(self) -> None:
        self._read()
        self.query_one(Sidebar).show_keys(self._tab_keys())
        if self._begins_with_actions:
            self.call_after_refresh(self.run_action, "actions")
        if self._begins_with_contact is not None:
            self.call_after_refresh(self._open_contact, self._begins_with_contact)

    @asking
    async def _open_contact(self, contact: int) -> None:
        from tui.fiche.contacts.desk import ContactDesk

        await self.ask(ContactDesk(contact))

    def read_again(self) -> None:
        if self._resumed:
            self._follow_features()
            self._read()
        # The first time it was just read.
        self._resumed = True

    def _read(self) -> None:
        self._go_on_as_survivor()
        before, self._row = self._row, clients.get(self.client)
        self.query_one("#who", Lines).put(header(self._row, animals_of(self.client, self._used)))
        figures = figures_of(self._row)
        self._position = self.pane.position = figures.position
        self.query_one("#balance", Lines).put(block(figures))
        self._count()
        if not self.pane.is_mounted:
            return
        self._read_pane()
        if before is None or before.status is not self._row.status:
            self.refresh_bindings()
        if self._told_alert_of != self.client:
            self._told_alert_of = self.client
            if self._row.alert:
                self.warn(alert(self._row))

    def _follow_features(self) -> None:
        """Where the pharmacy switched a feature on or off, its tabs come or go."""
        if features.in_use() == self._used:
            return
        before = self.tab
        self._take_tabs()
        gone = before not in self.tabs
        self.shown = self.tabs.index(first(self.client) if gone else before)
        self._pane(self.shown)
        sidebar = self.query_one(Sidebar)
        sidebar.show_tabs(self.tabs, self.shown)
        sidebar.show_keys(self._tab_keys())
        if gone:
            self._panes.pop(before).remove()
            self.call_later(self._show_pane)
            sidebar.focus()
        self.refresh_bindings()

    def _go_on_as_survivor(self) -> None:
        """A fiche that was merged into another one goes on as that one, and says so."""
        merged, (self.client, *self._merged) = self.client, fiches_of(self.client)
        if merged != self.client:
            name = clients.full_name(clients.get(merged))
            said = _("No. {merged} ({name}) was merged into this fiche.").format(merged=merged, name=name)
            self.call_after_refresh(self.tell, said)

    def _count(self) -> None:
        self.query_one(Sidebar).put(counts(self.tabs, self.client), self.shown)

    def does_nothing(self, pressed: str, bound: ActiveBinding | None) -> None:
        if self.row.status is ClientStatus.TRASHED:
            self.refuse(ClientInTrash(self.client, clients.full_name(self.row)))
        else:
            super().does_nothing(pressed, bound)

    @on(Sending.Moved)
    def messages_moved(self) -> None:
        if self._resumed and self.pane.is_mounted:
            self.pane.messages_moved()

    def action_refresh(self) -> None:
        self.read_again()

    def action_go(self, where: str) -> None:
        """Goes to another client of the list, as it is filtered and sorted."""
        here = row_of(self.client)
        if self.listing is None or here is None:
            return
        here = self.listing.as_listed(here)
        found = {
            "next": lambda: self.listing.read(1, after=here),
            "previous": lambda: self.listing.read(1, before=here),
            "first": lambda: self.listing.read(1),
            "last": lambda: self.listing.last(1),
        }[where]()
        if not found:
            ends = {
                "next": _("This is the last client of the list."),
                "previous": _("This is the first one."),
            }
            self.tell(ends.get(where, ""))
            return
        self.client = found[0].id
        self._read()

    @asking
    async def action_screen(self, name: str) -> None:
        """Opens another desk, which is found in the palette."""
        await self.ask(new_screen(name))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        statuses = FOR_STATUSES.get((action, parameters))
        if statuses is not None:
            return self.row.status in statuses
        if self.row.status is ClientStatus.TRASHED and _enters(action, parameters):
            return False
        if action == "go":
            return self.listing is not None
        if (action, parameters) == ("screen", ("planning",)):
            return Feature.APPOINTMENTS in self._used
        if (action, parameters) == ("screen", ("deliveries",)):
            return Feature.DELIVERY in self._used
        if (action, parameters) == ("do", ("give_back",)):
            return bool(self._merged)
        if (action, parameters) == ("do", ("email",)):
            return bool(self.row.email)
        return super().check_action(action, parameters)

    @asking
    async def action_do(self, name: str) -> None:
        """Calls a function of `tui.fiche.client_actions`. The row it made gets the cursor, if
        the present tab lists it.
        """
        made = await client_action(name)(self, self.client)
        if made is not None and name in self.pane.FILLED_BY:
            self.pane.go_to(made)

    @asking
    async def action_edit(self, at: str = "") -> None:
        await self.ask(new_screen("editor", self.client, at=at))

    @asking
    async def action_other_client(self) -> None:
        """Asks for another client, and shows them instead."""
        from tui.clients.pick import PickClientDialog

        picked = await self.ask(PickClientDialog(_("Other client")))
        if picked is not None:
            self.client = picked.id
            self._read()

    def action_restore(self) -> None:
        if self.row.status is ClientStatus.TRASHED:
            from tui.clients.trash import restore
        else:
            from tui.fiche.archiving import restore
        restore(self, self.client)

    @asking
    async def action_sleep(self) -> None:
        from tui.fiche.archiving import put_to_sleep

        await put_to_sleep(self, self.client)

    def action_wake(self) -> None:
        from tui.fiche.archiving import wake

        wake(self, self.client)

    @asking
    async def action_programmable(self, key: str = "") -> None:
        from tui.fiche.programmable import press

        await press(self, self.row, key)

    @asking
    async def action_actions(self) -> None:
        from tui.fiche.actions import choose

        await choose(self)


def _enters(action: str, parameters: tuple[object, ...]) -> bool:
    """Whether an action of the fiche enters something for the client, or changes them."""
    return action in ("create", "edit") or (action == "do" and parameters[0] in ENTER_SOMETHING)
