"""The contacts of all clients: found by their words, a phone, or their client's name (list-contacts)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import contacts as words
from models.people.contacts.listing import ContactListing, ContactRow
from models.people.references import listing as references
from models.people.references.table import ReferenceKind
from tui.clients.contacts import asked
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CheckField, ChoiceField, Field, Group, Option
from tui.frame.base import asking
from tui.frame.screens import new_screen
from tui.parts.search_desk import SearchDesk
from tui.terminal.inert import inert
from tui.widgets.beside import Beside
from tui.widgets.columns import Column
from tui.widgets.rows import Rows

COLUMNS: list[Column[ContactRow]] = [
    Column("name", N_("Name"), lambda row: row.name, 16, grows=3),
    Column("relation", N_("Relation"), lambda row: row.relation, 10, needs=40, grows=1),
    Column("client", N_("Client"), lambda row: row.client_name, 16, grows=3),
    Column("phone", N_("Phone"), lambda row: formats.phone(row.mobile or row.phone), 14, needs=52),
    Column(
        "born",
        N_("Born on"),
        lambda row: formats.day(row.birth_date) if row.birth_date else "",
        10,
        needs=80,
    ),
    Column("site", N_("Site"), lambda row: row.site, 12, needs=100, grows=1),
]


class ContactFilterDialog(FormDialog[ContactListing]):
    """Whose contacts of whom are listed. Enter applies it from any field; the search is kept."""

    HEADING = N_("Narrow the list")
    ENTER_SUBMITS = True

    def __init__(self, now: ContactListing) -> None:
        super().__init__()
        self._now = now

    def fields(self) -> Sequence[Field | Group]:
        relations = references.references(ReferenceKind.RELATION)
        options = (Option(None, _("all of them")), *(Option(row.id, row.name) for row in relations))
        return (
            ChoiceField("relation", N_("Relation"), options=options),
            CheckField("retired", N_("Retired ones")),
            CheckField("born", N_("Birth date known")),
            CheckField("at_site", N_("At a site")),
        )

    def start(self) -> Mapping[str, Any]:
        return {name: getattr(self._now, name) for name in ("relation", "retired", "born", "at_site")}

    def answer(self, values: dict[str, Any]) -> ContactListing:
        return replace(self._now, **values)


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many contacts were found, of how many."""

    found: int
    total: int


class ContactsDesk(SearchDesk[ContactRow]):
    """Search, and every contact that matches."""

    PURPOSE = N_("Everybody around your clients: who they are, and whose account they buy on.")
    GUIDE = "contacts.md#les-contacts-de-tous-les-clients"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "open",
            N_("Fiche"),
            id="contacts.open",
            tooltip=N_("Open the client's fiche, on this contact"),
        ),
        Binding(
            "f2", "create", N_("Create"), id="contacts.create", tooltip=N_("A contact: of which client?")
        ),
        Binding(
            "f3", "edit", N_("Edit"), id="contacts.edit", tooltip=N_("The name, the relation, the phones")
        ),
        Binding(
            "ctrl+f",
            "narrow",
            N_("Narrow"),
            id="contacts.narrow",
            priority=True,
            tooltip=N_("By relation, the retired ones, whose birth date is known"),
        ),
        Binding(
            "f8",
            "export",
            N_("Export"),
            id="contacts.export",
            tooltip=N_("The list as it stands, as PDF, CSV or XLSX"),
        ),
        Binding(
            "f5",
            "refresh",
            N_("Refresh"),
            id="contacts.refresh",
            show=False,
            tooltip=N_("Read the list again"),
        ),
        Binding("escape", "back", N_("Back"), id="contacts.back", tooltip=N_("Out of the search first")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.listing = ContactListing()
        self._beside: Beside[_Counted] = Beside(self, self._tell_count)

    def content(self) -> ComposeResult:
        narrowed = Static(markup=False, classes="narrowed")
        yield from self.topped(_("Contacts"), "", Rows(COLUMNS), _("contact, client or phone"), narrowed)

    def _show(self, *, keep_cursor: bool = False, at: ContactRow | None = None) -> None:
        narrowed = self.query_one(".narrowed", Static)
        narrowed.update(inert(words.narrowed(self.listing)))
        narrowed.display = bool(words.narrowed(self.listing))
        self.rows.say_when_empty(self._empty())
        self.rows.show(self.listing, keep_cursor=keep_cursor, at=at)
        listing = self.listing
        # After the paint: what was found matters more than how many others.
        self._beside.ask(lambda: _Counted(listing.count(), listing.total()))

    def _tell_count(self, counted: _Counted) -> None:
        self.say_count(formats.count(counted.found), counted.total)

    def _empty(self) -> str:
        if self.listing.search:
            return _("No contact matches “{search}”.").format(search=self.listing.search)
        if self.listing.narrows:
            return _("Nobody: Ctrl+F narrows otherwise.")
        return _("Contacts of clients will be here. F2 creates the first one.")

    def go_deeper(self) -> None:
        self.action_open()

    @asking
    async def action_open(self) -> None:
        row = self.rows.current
        if row is not None:
            await self.ask(new_screen("fiche", row.client, contact=row.id))

    @asking
    async def action_create(self) -> None:
        from tui.clients.pick import PickClientDialog

        client = await self.ask(PickClientDialog(_("Contact of whom?")))
        if client is not None and await asked.create_contact(self, client.id) is not None:
            self.read_again()

    @asking
    async def action_edit(self) -> None:
        row = self.rows.current
        if row is not None:
            await asked.edit_contact(self, row)
            self.read_again()

    @asking
    async def action_narrow(self) -> None:
        narrowed = await self.ask(ContactFilterDialog(self.listing))
        if narrowed is not None:
            self.listing = narrowed
            self._show()

    @asking
    async def action_export(self) -> None:
        from tui.clients.contacts.exporting import export

        await export(self, self.listing)

    def action_back(self) -> None:
        """Out of the search first, then out of the filter."""
        if not self.field.value and self.listing.narrows:
            self.listing = ContactListing()
            self._show()
        else:
            super().action_back()
