"""The fiche: the client, what they owe, the tabs, and the keys that act on the client."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingsMap, BindingType
from textual.containers import Horizontal, Vertical

from locales import N_, _
from models.money.ledger.open_items import Position
from models.people.clients import verbs as clients
from models.people.clients.aliases import fiches_of
from models.people.clients.listing import ClientListing, row_of
from models.people.clients.table import Client, ClientStatus
from models.people.clients.verbs import ClientInTrash
from models.pharmacy import features
from models.trade.cancelling import guards
from models.values import ZERO
from tui.fiche.balance import block, figures_of
from tui.fiche.client_actions import client_action
from tui.fiche.header import alert, animals_of, header
from tui.fiche.keys import KEYS, OF_TABS, chosen_by_the_pharmacy
from tui.fiche.parts.pane import Pane, Tab
from tui.fiche.sidebar import Sidebar
from tui.fiche.tabs import counts, first, tabs_of
from tui.frame.base import STYLES, Desk, asking
from tui.frame.keys import key_name
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


class FicheDesk(Desk[None]):
    """One client. `listing` is the list from which they were opened: next and previous go through it."""

    PURPOSE = N_("All about one client: at the left what they owe and the tabs, at the right the tab.")
    GUIDE = "fiche.md"
    CSS_PATH = STYLES / "fiche.tcss"
    AUTO_FOCUS = "Sidebar"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, client: int, *, listing: ClientListing | None = None, actions: bool = False) -> None:
        """`actions`: begins with the list of everything that can be done."""
        super().__init__()
        self._begins_with_actions = actions
        guards.register()  # here everything is cancelled that is
        self.client = client
        self.listing = listing
        self._without_tabs = self._bindings
        self._take_tabs()
        self.shown = self.tabs.index(first(client))
        """The place of the present tab among them."""
        self._row: Client | None = None
        self._panes: dict[Tab, Pane] = {}
        self._position = Position(ZERO, ZERO)
        self._told_alert_of = 0
        self._merged: list[int] = []
        """The fiches that were merged into this one."""
        self._resumed = False

    def _take_tabs(self) -> None:
        """Takes the tabs of the features in use, and the keys that open them."""
        self._used = features.in_use()
        self.tabs = tabs_of(self._used)
        """The tabs of this fiche, in their order."""
        own = chosen_by_the_pharmacy(self.tabs)
        self._bindings = BindingsMap.merge([self._without_tabs, BindingsMap(own)])

    def content(self) -> ComposeResult:
        yield Lines(id="who")
        with Horizontal(id="fiche"):
            with Vertical(id="side"):
                yield Lines(id="balance")
                yield Sidebar(self.tabs, self.shown)
            with Vertical(id="panes"):
                yield self._pane(self.shown)

    @property
    def row(self) -> Client:
        """The client as last read."""
        if self._row is None:
            self._row = clients.get(self.client)
        return self._row

    @property
    def tab(self) -> Tab:
        """The tab that is shown."""
        return self.tabs[self.shown]

    @property
    def pane(self) -> Pane:
        """Its pane."""
        return self._panes[self.tab]

    def purpose(self) -> str:
        """The purpose of the fiche, and of the present tab."""
        return f"{super().purpose()}\n{_(self.tab.title)} — {_(self.pane.PURPOSE)}"

    def guide(self) -> str:
        """Of the present tab while the focus is in it."""
        return self.pane.GUIDE if self.pane.has_focus_within else self.GUIDE

    def on_mount(self) -> None:
        self._read()
        self.query_one(Sidebar).show_keys(self._tab_keys())
        if self._begins_with_actions:
            self.call_after_refresh(self.run_action, "actions")

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
            return  # it reads by itself once it is there
        if self.pane.client != self.client:
            self.pane.show(self.client)
        else:
            self.pane.read_again()
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

    def _tab_keys(self) -> Mapping[str, str]:
        """The key of one sign that opens each tab, after the user's own key map."""
        signs: dict[str, str] = {}
        for active in self.active_bindings.values():
            name, key = active.binding.id or "", key_name(active.binding.key)
            if name.startswith(OF_TABS) and len(key) == 1:
                signs.setdefault(name.removeprefix(OF_TABS), key)
        return signs

    def _pane(self, number: int) -> Pane:
        tab = self.tabs[number]
        if tab not in self._panes:
            self._panes[tab] = tab.pane()
        return self._panes[tab]

    @on(Sidebar.Chosen)
    async def chosen(self, event: Sidebar.Chosen) -> None:
        await self.show_tab(event.number, enter=event.enter)

    async def action_tab(self, key: str) -> None:
        await self.show_tab([tab.key for tab in self.tabs].index(key), enter=True)

    async def show_tab(self, number: int, *, enter: bool) -> None:
        """Shows a tab, made when it is first opened; `enter` gives it the focus."""
        if number != self.shown:
            self.pane.display = False
            self.shown = number
            await self._show_pane()
        if enter:
            self.pane.enter()

    async def _show_pane(self) -> None:
        """Shows the pane of the present tab."""
        number, pane = self.shown, self._pane(self.shown)
        if not pane.is_attached:
            await self.query_one("#panes").mount(pane)
        pane.display, pane.position = True, self._position
        if pane.client != self.client:
            pane.show(self.client)
        else:
            pane.read_again()
        sidebar = self.query_one(Sidebar)
        sidebar.put(sidebar.counts, number)
        self.refresh_bindings()

    def on_key(self, event: events.Key) -> None:
        """Says that a key of another tab does nothing in this one."""
        bound = self.active_bindings.get(event.key)
        if not event.is_printable or (bound is not None and bound.enabled):
            return
        key, tab = key_name(event.key), _(self.tab.title)
        if self.row.status is ClientStatus.TRASHED:
            self.refuse(ClientInTrash(self.client, clients.full_name(self.row)))
        elif bound is not None:
            self.warn(_("“{key}” needs a line: there is none here.").format(key=key))
        elif self.pane.hears(event.key) and not self.pane.has_focus_within:
            self.warn(_("“{key}” is a key of the list: → goes into it.").format(key=key))
        else:
            self.warn(_("“{key}” does nothing in “{tab}”. F1 shows the keys.").format(key=key, tab=tab))

    @on(Pane.Left)
    def left(self) -> None:
        self.query_one(Sidebar).focus()

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        statuses = FOR_STATUSES.get((action, parameters))
        if statuses is not None:
            return self.row.status in statuses
        if self.row.status is ClientStatus.TRASHED and _enters(action, parameters):
            return False
        if action == "go":
            return self.listing is not None
        if action == "create":
            return self.pane.CREATES
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

    def action_create(self) -> None:
        self.pane.create()

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
    async def action_go_to_tab(self) -> None:
        from tui.fiche.going import GoToDialog

        chosen = await self.ask(GoToDialog(self.tabs))
        if chosen is not None:
            await self.action_tab(chosen)

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
