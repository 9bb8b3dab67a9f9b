"""The settings: sections at the left, their values at the right; Enter edits the one under the cursor."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _
from tui.frame.base import STYLES, Desk, asking
from tui.frame.screens import new_screen
from tui.settings.section import Section
from tui.settings.sections import in_use
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.text_lines import Line, Lines, Reading, facts
from tui.widgets.window import Fixed

_LABEL = 24
_NARROW = 30


class Names(Rows[Section]):
    """The names of the sections."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right", "open", N_("Edit"), id="rows.open"),
    ]


class SettingsDesk(Desk[None]):
    """What the pharmacy chooses for itself."""

    PURPOSE = N_("What the pharmacy chooses once: its name, payments, numbers, codes, staff, SMS.")
    GUIDE = "parametres.md"
    CSS_PATH = [STYLES / "fiche.tcss", STYLES / "settings.tcss"]
    AUTO_FOCUS = "Names"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "edit", N_("Edit"), id="settings.edit", show=False),
        Binding(
            "t",
            "changes",
            N_("Traceability"),
            id="settings.changes",
            tooltip=N_("Who changed what here, and when"),
        ),
        Binding("f5", "refresh", N_("Refresh"), id="settings.refresh", show=False),
        Binding("escape", "back", N_("Back"), id="settings.back"),
    ]

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(_("Settings"), markup=False, classes="title")
            yield Static(self._who(), markup=False, classes="who")
        with Horizontal(id="settings"):
            names = Names([_NAME], heading=False, identity=lambda section: section.key)
            names.show(Fixed(in_use()))
            yield names
            with Reading(id="stands", can_focus=False):
                yield Lines()

    def _who(self) -> str:
        session = self.officine.session
        return session.said if session else ""

    def guide(self) -> str:
        """Of the section under the cursor."""
        section = self.names.current
        return self.GUIDE if section is None else section.guide

    @property
    def names(self) -> Names:
        """The list of the sections."""
        return self.query_one(Names)

    def read_again(self) -> None:
        self.query_one(".who", Static).update(self._who(), layout=False)
        self.names.show(Fixed(in_use()), keep_cursor=True)
        self._show()

    @on(Rows.Moved)
    def moved(self) -> None:
        self.query_one("#stands", Reading).scroll_home(animate=False)
        self._show()

    def _show(self) -> None:
        section = self.names.current
        if section is None:
            return
        pairs = section.facts()

        def drawing(width: int) -> list[Line]:
            return facts(pairs, width, _LABEL if width > _NARROW else _LABEL // 2)

        self.query_one(Lines).put(drawing)

    @asking
    async def action_changes(self) -> None:
        await self.ask(new_screen("changes"))

    @on(Rows.Opened)
    def opened(self) -> None:
        self.action_edit()

    @asking
    async def action_edit(self) -> None:
        section = self.names.current
        if section is not None:
            await section.edit(self)
            self.read_again()


_NAME: Column[Section] = Column("name", "", lambda section: _(section.title), 20, grows=1)
