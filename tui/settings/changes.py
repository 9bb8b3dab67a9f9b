"""Who changed products, settings, lists and staff: every request that is about no client (trace-info)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _
from models.traceability.about import CHANGES, Kind, OfPharmacy
from models.traceability.change import Change
from models.traceability.listing import Changes
from tui.fiche.tabs import TABS
from tui.frame.base import asking
from tui.parts.hidden_search import HiddenSearchDesk
from tui.parts.period import Period
from tui.traceability import narrowing
from tui.traceability.columns import columns
from tui.traceability.words import ChangeWords
from tui.widgets.rows import Rows
from tui.widgets.rows_beside import RowsBeside
from tui.widgets.search import SearchField

_ALL = "all"
KINDS: Mapping[Kind, str] = {
    Kind.PRODUCTS: N_("Products"),
    Kind.SETTINGS: N_("Settings"),
    Kind.LISTS: N_("Lists and fields"),
    Kind.STAFF: N_("Staff"),
    Kind.MESSAGES: N_("Messages"),
    Kind.TILL: N_("Till and periods"),
    Kind.IMPORTS: N_("Imports"),
}


class ChangesDesk(HiddenSearchDesk[None]):
    """The changes, newest first.

    Args:
        about: of which kinds, or of which product.
        title: what stands above, in the user's language.
    """

    PURPOSE = N_("Who created and changed products, settings, lists and staff, field by field.")
    GUIDE = "tracabilite.md"
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Open"), id="changes.open", tooltip=N_("All that the request changed")),
        Binding("e,f9", "kind", N_("Kind of change"), id="changes.kind", tooltip=N_("Products, staff…")),
        Binding("q,f6", "person", N_("By whom"), id="changes.person", tooltip=N_("What one person did")),
        Binding("d,f8", "period", N_("Period"), id="changes.period", tooltip=N_("Only the days of a period")),
        Binding("slash", "search", N_("Find"), id="changes.search", tooltip=N_("Person, field or value")),
        Binding("w,f7", "export", N_("CSV"), id="changes.export", tooltip=N_("The list as a file")),
        Binding("f5", "refresh", N_("Refresh"), id="changes.refresh", show=False),
        Binding("escape", "back", N_("Back"), id="changes.back", tooltip=N_("Out of the search first")),
    ]

    def __init__(self, about: OfPharmacy | None = None, title: str = "") -> None:
        super().__init__()
        self._words = ChangeWords({tab.key: _(tab.title) for tab in TABS})
        self._title = title
        self.period = Period()
        self.listing = Changes(about or OfPharmacy(), said=self._words.said)

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(self._title or _("Traceability"), markup=False, classes="title")
            yield Static(markup=False, classes="who")
        yield SearchField(placeholder=_("Person, field or value"))
        yield RowsBeside(columns(self._words))

    def on_mount(self) -> None:
        self.field.display = False
        self._narrow(self.listing)

    @property
    def rows(self) -> RowsBeside[Change]:
        """The list itself: after ten years a search reads a hundred thousand changes."""
        return self.query_one(RowsBeside)

    @property
    def searched(self) -> str:
        return self.listing.text

    def search_for(self, text: str) -> None:
        self._narrow(replace(self.listing, text=text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "kind" or self._about.product is None

    @property
    def _about(self) -> OfPharmacy:
        about = self.listing.about
        assert isinstance(about, OfPharmacy)
        return about

    def read_again(self) -> None:
        self.rows.show(self.listing, keep_cursor=True)

    def _narrow(self, listing: Changes) -> None:
        self.listing = listing
        said = [_(KINDS[kind]).lower() for kind in self._about.kinds if len(self._about.kinds) == 1]
        said += narrowing.narrowed(listing, self.period)
        self.query_one(".who", Static).update(" · ".join(said), layout=False)
        self.rows.say_when_empty(_("None of these.") if said else _("Nothing was changed yet."))
        self.rows.show(listing)

    @asking
    async def action_kind(self) -> None:
        from tui.dialogs.choose import ChooseDialog, Way

        ways = [Way(_ALL, _("All but the till")), *(Way(kind, _(name)) for kind, name in KINDS.items())]
        chosen = await self.ask(ChooseDialog(_("What was changed"), "", ways))
        if chosen is not None:
            kinds = CHANGES if chosen == _ALL else (Kind(chosen),)
            self._narrow(replace(self.listing, about=OfPharmacy(kinds)))

    @asking
    async def action_person(self) -> None:
        chosen = await narrowing.ask_person(self)
        if chosen is not None:
            self._narrow(replace(self.listing, staff=chosen[0]))

    @asking
    async def action_period(self) -> None:
        from tui.parts.period_dialog import PeriodDialog

        period = await self.ask(PeriodDialog(self.period))
        if period is not None:
            self.period = period
            self._narrow(replace(self.listing, since=period.start, until=period.end))

    @asking
    async def action_export(self) -> None:
        from tui.traceability.exporting import export

        await export(self, self.listing, self._words)

    @on(Rows.Opened)
    def opened(self) -> None:
        self.action_open()

    @asking
    async def action_open(self) -> None:
        from tui.traceability.opened import ChangeDialog

        await self.rows.settled()
        if self.rows.current is not None:
            await self.ask(ChangeDialog(self.rows.current, self._words))
