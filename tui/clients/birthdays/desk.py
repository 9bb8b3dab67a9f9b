"""Anniversaires: the birthdays between two days or around today; ticked, kept, printed, written to."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _
from locales.words import birthdays as words
from models.outbox.messages.campaign import Goal
from models.people.birthdays.days import around
from models.people.birthdays.listing import BirthdayListing
from models.people.birthdays.range import Birthdays, Whose
from models.people.clients import selections
from models.store import clock
from tui.clients.birthdays import whose
from tui.clients.birthdays.columns import BirthdayRows, columns
from tui.clients.ticked_desk import TickedDesk
from tui.frame.base import asking
from tui.frame.screens import new_screen
from tui.terminal.inert import inert
from tui.widgets.rows import Rows
from tui.widgets.search import SearchField

_AT_FIRST = 7
"""So many days before and after today are listed at first."""
_LISTED = "birthdays"
"""The name under which the list is kept while the program runs."""


class BirthdaysDesk(TickedDesk[None]):
    """The focus is in the list; the list and its ticks are kept for the next time."""

    TICKS = "birthdays ticked"
    WRITES = Goal.BIRTHDAY
    GUIDE = "anniversaires.md"
    PURPOSE = N_("Whose birthday is near: tick them, write to them, print the list.")
    AUTO_FOCUS = "BirthdayRows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,f8", "days", N_("Days"), id="birthdays.days", tooltip=N_("From when until when, of whom")),
        Binding("f7", "compose", N_("Write"), id="birthdays.compose", tooltip=N_("An SMS to those ticked")),
        Binding("p,P", "print", N_("Print"), id="birthdays.print", tooltip=N_("Those ticked, else the list")),
        Binding(
            "ctrl+s",
            "save",
            N_("Keep ticked"),
            id="birthdays.save",
            show=False,
            tooltip=N_("As a named selection"),
        ),
        Binding("slash", "search", N_("Find"), id="birthdays.search", tooltip=N_("Find in this list")),
        Binding(
            "u",
            "untick",
            N_("Untick"),
            id="birthdays.untick",
            show=False,
            tooltip=N_("Nobody is ticked any more"),
        ),
        Binding("f5", "refresh", N_("Refresh"), id="birthdays.refresh", show=False),
        Binding("enter", "to_list", show=False),
        Binding("escape", "back", N_("Back"), id="birthdays.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.listing = BirthdayListing(Birthdays(*around(clock.today(), _AT_FIRST, _AT_FIRST)))

    def content(self) -> ComposeResult:
        self.listing = self.officine.kept.get((self.officine.staff, _LISTED), self.listing)
        with Horizontal(classes="topline"):
            yield Static(_("Birthdays"), markup=False, classes="title")
            yield Static(markup=False, classes="who")
        yield Static(markup=False, classes="narrowed")
        yield SearchField(placeholder=_("Name, phone or code of the client"))
        yield BirthdayRows(columns(self.listing.birthdays.whose), self.kept_ticks)

    def on_mount(self) -> None:
        self.field.display = False

    @property
    def rows(self) -> BirthdayRows:
        """The list."""
        return self.query_one(BirthdayRows)

    @property
    def searched(self) -> str:
        return self.listing.search

    def search_for(self, text: str) -> None:
        self._show(replace(self.listing, search=text))

    def read_again(self) -> None:
        self.rows.forget_marks()
        self._show(self._as_it_stands(self.listing), keep_cursor=True)

    def _as_it_stands(self, listing: BirthdayListing) -> BirthdayListing:
        """The list without a selection that somebody deleted, and without animals while there are none."""
        if listing.selection is not None and not selections.name_of(listing.selection):
            listing = replace(listing, selection=None)
        if listing.birthdays.whose not in whose.offered():
            listing = replace(listing, birthdays=replace(listing.birthdays, whose=Whose.CLIENTS))
        return listing

    def _show(self, listing: BirthdayListing, *, keep_cursor: bool = False) -> None:
        other, self.listing = listing != self.listing, listing
        self.rows.use(self.rows.marked(columns(listing.birthdays.whose)))
        self.officine.kept[self.officine.staff, _LISTED] = replace(listing, search="")
        self.rows.say_when_empty(_("No birthday on these days: d takes others."))
        self.rows.show(listing, keep_cursor=keep_cursor)
        self.query_one(".narrowed", Static).update(inert(words.narrowed(listing)))
        self.count(other=other)

    def counted(self, found: int | None, ticked: int) -> str:
        return words.counted(found, ticked)

    @asking
    async def action_days(self) -> None:
        from tui.clients.birthdays.dialog import BirthdaysDialog

        chosen = await self.ask(BirthdaysDialog(self.listing))
        if chosen is not None:
            self._show(chosen)

    @on(Rows.Opened)
    @asking
    async def action_open(self) -> None:
        row = self.rows.current
        if row is not None:
            await self.ask(new_screen("fiche", row.client))

    @asking
    async def action_print(self) -> None:
        from tui.clients.birthdays.printing import print_list

        await print_list(self, self.listing, self.rows.ticks)
