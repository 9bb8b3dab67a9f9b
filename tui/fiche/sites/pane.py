"""The tab of delivery addresses: the default first, the retired ones at the end (addr-delivery)."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.people.sites import listing
from models.people.sites.listing import SiteRow
from models.pharmacy.features import Feature
from tui.clients.sites import asked
from tui.clients.sites.columns import OF_ONE
from tui.fiche.parts.pane import Group, Tab
from tui.fiche.parts.short_list_pane import ShortListPane
from tui.frame.base import asking
from tui.widgets.rows import Rows


class SiteRows(Rows[SiteRow]):
    """The sites; Enter does what F3 does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,f3", "open", N_("Edit"), id="rows.open", tooltip=N_("The address and the main contact")
        ),
    ]


class SitesPane(ShortListPane[SiteRow]):
    """The sites of one client."""

    PURPOSE = N_("where goods are delivered to, and whom to see there.")
    GUIDE = "sites.md"
    TITLE = N_("Sites")
    EMPTY = N_("No delivery address yet. F2 creates the first one.")
    CREATES = True
    OF_A_ROW = ("make_default", "contacts", "retire", "put_back")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "b",
            "make_default",
            N_("By default"),
            id="site.make_default",
            tooltip=N_("The one that is proposed first"),
        ),
        Binding(
            "i,f7",
            "contacts",
            N_("Contacts"),
            id="site.contacts",
            tooltip=N_("Everybody who can be asked for at this site, and adding one"),
        ),
        Binding("delete", "retire", N_("Retire"), id="site.retire", tooltip=N_("Propose it no more")),
        Binding("delete", "put_back", N_("Put back"), id="site.put_back", tooltip=N_("Use it again")),
    ]

    def make_list(self) -> SiteRows:
        return SiteRows(OF_ONE, empty=_(self.EMPTY))

    def now(self) -> Sequence[SiteRow]:
        return listing.sites_of(self.client)

    def said(self, rows: Sequence[SiteRow]) -> str:
        return formats.count(sum(row.active for row in rows))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        row = self.current if self.is_mounted else None
        if row is not None and action in self.OF_A_ROW:
            possible = {
                "contacts": True,
                "retire": row.active,
                "put_back": not row.active,
                "make_default": row.active and not row.by_default,
            }
            return possible[action]
        return super().check_action(action, parameters)

    @asking
    async def create(self) -> None:
        self.go_to(await asked.create_site(self.desk, self.client))

    @asking
    async def open_row(self, row: SiteRow) -> None:
        self.go_to(await asked.edit_site(self.desk, row))

    def action_make_default(self) -> None:
        if self.current is not None:
            asked.make_default(self.desk, self.current)

    @asking
    async def action_contacts(self) -> None:
        if self.current is not None:
            await asked.open_contacts(self.desk, self.current)

    @asking
    async def action_retire(self) -> None:
        if self.current is not None:
            await asked.retire(self.desk, self.current)

    def action_put_back(self) -> None:
        if self.current is not None:
            asked.put_back(self.desk, self.current)


TAB = Tab(
    "sites",
    SitesPane.TITLE,
    SitesPane,
    group=Group.PERSON,
    feature=Feature.DELIVERY,
    count=listing.counting_of,
)
