"""A desk with a list of tabs at its left, and the pane of one of them: a client's, and a contact's."""

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Horizontal, Vertical

from locales import _
from models.money.ledger.open_items import Position
from models.values import ZERO
from tui.fiche.parts.pane import Pane, Tab
from tui.fiche.sidebar import Sidebar
from tui.frame.base import STYLES, Desk, asking
from tui.frame.keys import key_name, without_key
from tui.widgets.text_lines import Lines

OF_TABS = "fiche.tab."
"""How the ids of the bindings that open tabs begin; the key of the tab follows."""


class TabbedDesk(Desk[None]):
    """Shows one of its tabs. A subclass fills `#who`, the lines at the top, and `#balance`, the figures above
    the tabs.
    """

    CSS_PATH = STYLES / "fiche.tcss"
    AUTO_FOCUS = "Sidebar"

    def __init__(self, client: int) -> None:
        super().__init__()
        self.client = client
        self.tabs: Sequence[Tab] = ()
        """The tabs in their order."""
        self.shown = 0
        """The place of the present tab among them."""
        self._panes: dict[Tab, Pane] = {}
        self._position = Position(ZERO, ZERO)

    def content(self) -> ComposeResult:
        yield Lines(id="who")
        with Horizontal(id="fiche"):
            with Vertical(id="side"):
                yield Lines(id="balance")
                yield Sidebar(self.tabs, self.shown)
            with Vertical(id="panes"):
                yield self._pane(self.shown)

    @property
    def tab(self) -> Tab:
        """The tab that is shown."""
        return self.tabs[self.shown]

    @property
    def pane(self) -> Pane:
        """Its pane."""
        return self._panes[self.tab]

    def purpose(self) -> str:
        """The purpose of the desk, and of the present tab."""
        return f"{super().purpose()}\n{_(self.tab.title)} — {_(self.pane.PURPOSE)}"

    def guide(self) -> str:
        """Of the present tab while the focus is in it."""
        return self.pane.GUIDE if self.pane.has_focus_within else self.GUIDE

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

    def _read_pane(self) -> None:
        """Reads what the present pane shows, once it is there; before that it reads by itself."""
        if not self.pane.is_mounted:
            return
        if self.pane.client != self.client:
            self.pane.show(self.client)
        else:
            self.pane.read_again()

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
        self._read_pane()
        sidebar = self.query_one(Sidebar)
        sidebar.put(sidebar.counts, number)
        self.refresh_bindings()

    def does_nothing(self, pressed: str, bound: ActiveBinding | None) -> None:
        key, tab = key_name(pressed), _(self.tab.title)
        if bound is not None:
            super().does_nothing(pressed, bound)
        elif self.pane.hears(pressed) and not self.pane.has_focus_within:
            self.warn(_("“{key}” is a key of the list: → goes into it.").format(key=key))
        else:
            self.warn(_("“{key}” does nothing in “{tab}”. F1 shows the keys.").format(key=key, tab=tab))

    @on(Pane.Left)
    def left(self) -> None:
        self.query_one(Sidebar).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "create":
            return self.pane.CREATES
        return super().check_action(action, parameters)

    def action_create(self) -> None:
        self.pane.create()

    @asking
    async def action_go_to_tab(self) -> None:
        from tui.fiche.going import GoToDialog

        chosen = await self.ask(GoToDialog(self.tabs))
        if chosen is not None:
            await self.action_tab(chosen)


def of_tabs(
    tabs: Sequence[Tab], digits: Mapping[str, str], letters: Mapping[str, str] | None = None
) -> list[BindingType]:
    """The bindings that open these tabs: by the digits as the pharmacy set them (`models.pharmacy.tab_keys`),
    and by `letters`, by the key of the tab.

    A user's own key map names a tab `fiche.tab.KEY`, and goes before the pharmacy's digits.
    """
    digit_of = {tab: digit for digit, tab in digits.items()}
    bindings: list[BindingType] = []
    for tab in tabs:
        pressed = [key for key in (digit_of.get(tab.key), (letters or {}).get(tab.key)) if key]
        if pressed:
            bindings.append(_opens(tab, ",".join(pressed)))
        bindings.append(_opens(tab, without_key(tab.key), shown=""))
    return bindings


def _opens(tab: Tab, keys: str, shown: str | None = None) -> Binding:
    action, name = f"tab('{tab.key}')", f"{OF_TABS}{tab.key}"
    return Binding(keys, action, tab.title, id=name, show=False, key_display=shown)
