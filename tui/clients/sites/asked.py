"""Asks about sites and calls their verbs, for the tab of a client and for the list of all sites."""

from typing import Any

from locales import _
from models.people.clients import verbs as clients
from models.people.sites import verbs as sites
from models.people.sites.listing import SiteRow
from models.people.sites.table import SiteFields
from models.refusals import Refused
from tui.clients.sites.contacts import SiteContactsDesk
from tui.clients.sites.dialog import SiteDialog
from tui.dialogs.choose import Way
from tui.dialogs.sure import sure
from tui.frame.base import BaseScreen
from tui.frame.insist import insist
from tui.parts.merging import insist_on_edit


async def create_site(desk: BaseScreen[Any], client: int) -> int | None:
    """Asks for a new site of a client; returns its id."""
    by = desk.officine.by()
    heading = _("New site of {name}").format(name=clients.full_name(clients.get(client)))

    def dialog(typed: SiteFields | None, refused: Refused | None) -> SiteDialog:
        return SiteDialog(heading, client, typed or SiteFields(), refused)

    def create(values: SiteFields) -> int:
        return sites.create(client, values, by=by)

    return await insist(desk, dialog, create)


async def edit_site(desk: BaseScreen[Any], row: SiteRow) -> int | None:
    """Shows a site and saves what was changed; returns its id. Where somebody saved the same field meanwhile,
    it is shown again with what they saved.
    """
    by, heading = desk.officine.by(), _("Site of {name}").format(name=row.client_name)

    def dialog(shown: SiteFields, refused: Refused | None) -> SiteDialog:
        return SiteDialog(heading, row.client, shown, refused, others=max(row.contacts - 1, 0))

    def edit(values: SiteFields, seen: SiteFields) -> int:
        sites.edit(row.id, values, seen=seen, by=by)
        return row.id

    return await insist_on_edit(desk, sites.read(row.id), dialog, edit)


async def open_contacts(desk: BaseScreen[Any], row: SiteRow) -> None:
    """Opens the contacts of a site, and reads the list again."""
    await desk.ask(SiteContactsDesk(row))
    desk.read_again()


def make_default(desk: BaseScreen[Any], row: SiteRow) -> None:
    """Makes a site the one that is proposed first."""
    by = desk.officine.by()
    desk.attempt(sites.make_default, row.id, by=by)
    desk.read_again()


async def retire(desk: BaseScreen[Any], row: SiteRow) -> None:
    """Asks whether a site is to be retired, and does so."""
    by = desk.officine.by()
    sentence = _(
        "It is proposed no more, and stays in the tab Sites of the client, where it can be put back."
    )
    heading = _("Retire {name}?").format(name=row.name)
    if await sure(desk, heading, sentence, Way("retire", _("Retire"), _("nothing is lost"))):
        desk.attempt(sites.retire, row.id, by=by)
        desk.read_again()


def put_back(desk: BaseScreen[Any], row: SiteRow) -> None:
    """Puts a retired site in use again."""
    by = desk.officine.by()
    desk.attempt(sites.put_back, row.id, by=by)
    desk.read_again()
