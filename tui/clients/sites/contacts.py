"""The contacts of one site: whom to ask for there, the main one first."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.people.sites.contacts import rows, verbs
from models.people.sites.contacts.listing import SiteContactRow, contacts_of
from models.people.sites.contacts.table import SiteContactFields
from models.people.sites.listing import SiteRow
from models.refusals import Refused
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import Field, Group, PhoneField, TextField
from tui.frame.base import asking
from tui.frame.insist import insist
from tui.parts.merging import insist_on_edit
from tui.parts.short_list import ShortListDesk
from tui.widgets.columns import Column
from tui.widgets.rows import Rows


class SiteContactDialog(FormDialog[SiteContactFields]):
    """The fields of one contact."""

    PURPOSE = N_("Somebody who can be asked for at this site.")

    def __init__(self, heading: str, shown: SiteContactFields, refused: Refused | None = None) -> None:
        """`heading` is in the user's language."""
        super().__init__(refused=refused)
        self._heading, self._shown = heading, shown

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        return (
            TextField("name", N_("Name"), N_("who is to be asked for")),
            TextField("role", N_("Role"), N_("takes deliveries, runs the ward…")),
            PhoneField("phone", N_("Phone"), "06 12 34 56 78"),
        )

    def start(self) -> Mapping[str, Any]:
        return asdict(self._shown)

    def answer(self, values: dict[str, Any]) -> SiteContactFields:
        return rows.checked(SiteContactFields(**values))


class SiteContactsDesk(ShortListDesk[SiteContactRow]):
    """The contacts of one site, the retired ones at the end."""

    PURPOSE = N_("Whom to ask for at one site. The main contact is the one that lists show.")
    GUIDE = "sites.md#les-contacts-dun-site"
    EMPTY = N_("Nobody to ask for yet. F2 adds the first contact.")
    OF_A_ROW = ("make_main", "retire", "put_back")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "b",
            "make_main",
            N_("Main contact"),
            id="site_contacts.make_main",
            tooltip=N_("The one that lists show"),
        ),
        Binding(
            "delete", "retire", N_("Retire"), id="site_contacts.retire", tooltip=N_("Ask for them no more")
        ),
        Binding(
            "delete", "put_back", N_("Put back"), id="site_contacts.put_back", tooltip=N_("Use it again")
        ),
    ]

    def __init__(self, site: SiteRow) -> None:
        super().__init__()
        self._site = site

    def heading(self) -> str:
        return _("Contacts of {site}, {client}").format(site=self._site.name, client=self._site.client_name)

    def columns(self) -> Sequence[Column[SiteContactRow]]:
        return [
            Column("name", N_("Name"), lambda row: row.name, 16, grows=2, style=_style),
            Column("role", N_("Role"), lambda row: row.role, 14, needs=50, grows=2, style=_style),
            Column("phone", N_("Phone"), lambda row: formats.phone(row.phone), 17, style=_style),
            Column("state", "", _state, 10, style=lambda row: "quiet"),
        ]

    def now(self) -> Sequence[SiteContactRow]:
        return contacts_of(self._site.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        row = self.current if self.is_mounted and action in self.OF_A_ROW else None
        if row is not None:
            possible = {
                "make_main": row.active and not row.main,
                "retire": row.active,
                "put_back": not row.active,
            }
            return possible[action]
        return super().check_action(action, parameters)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        self.refresh_bindings()

    @asking
    async def action_create(self) -> None:
        by, site = self.officine.by(), self._site

        def dialog(typed: SiteContactFields | None, refused: Refused | None) -> SiteContactDialog:
            heading = _("New contact at {name}").format(name=site.name)
            return SiteContactDialog(heading, typed or SiteContactFields(), refused)

        def create(values: SiteContactFields) -> int:
            return verbs.create(site.id, values, by=by)

        self.go_to(await insist(self, dialog, create))

    @asking
    async def action_edit(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return
        heading = _("Contact at {name}").format(name=self._site.name)

        def dialog(shown: SiteContactFields, refused: Refused | None) -> SiteContactDialog:
            return SiteContactDialog(heading, shown, refused)

        def edit(values: SiteContactFields, seen: SiteContactFields) -> int:
            verbs.edit(row.id, values, seen=seen, by=by)
            return row.id

        self.go_to(await insist_on_edit(self, verbs.read(row.id), dialog, edit) or row.id)

    def action_make_main(self) -> None:
        self._change(verbs.make_main)

    def action_retire(self) -> None:
        self._change(verbs.retire)

    def action_put_back(self) -> None:
        self._change(verbs.put_back)

    def _change(self, verb: Any) -> None:
        """Asks a verb about the current contact; the cursor stays on them."""
        row = self.current
        if row is not None:
            self.attempt(verb, row.id, by=self.officine.by())
            self.go_to(row.id)


def _state(row: SiteContactRow) -> str:
    if not row.active:
        return _("retired")
    return _("main") if row.main else ""


def _style(row: SiteContactRow) -> str:
    return "plain" if row.active else "quiet"
