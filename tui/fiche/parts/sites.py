"""Lists of a client narrowed by the site that a paper went to (doc-filters)."""

from dataclasses import dataclass
from typing import Any

from locales import _
from models.people.sites.listing import sites_of
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.trade.documents.delivery import NO_SITE
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen

_ALL = "all"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The site that was chosen; `NO_SITE` for the client's own address, None for wherever it went."""

    site: int | None


def used() -> bool:
    """Whether the pharmacy delivers."""
    return Feature.DELIVERY in features.in_use()


def name_of(client: int, site: int) -> str:
    """The name of a site of the client, or what stands for their own address."""
    if site == NO_SITE:
        return _("Own address")
    return next((row.name for row in sites_of(client) if row.id == site), "")


async def ask(desk: BaseScreen[Any], client: int) -> Chosen | None:
    """Asks for a site of the client, retired ones too; None where somebody gave up."""
    ways = [Way(_ALL, _("All")), Way(str(NO_SITE), _("Own address"))]
    ways += [Way(str(row.id), row.name, row.city) for row in sites_of(client)]
    key = await desk.ask(ChooseDialog(_("Site"), "", ways))
    if key is None:
        return None
    return Chosen(None if key == _ALL else int(key))
