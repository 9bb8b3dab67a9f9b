"""Where prices other than those of the catalogue are set up: a menu of what is in use."""

from collections.abc import Callable
from typing import Any

from locales import _
from models.pharmacy import features
from models.pharmacy.features import Feature
from tui.catalogue.tariffs.alcohol_tax import AlcoholTaxDesk
from tui.catalogue.tariffs.cross_discounts import CrossDiscountsDesk
from tui.catalogue.tariffs.price_lists import PriceListsDesk
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen, Desk

_DESKS: dict[str, Callable[[], Desk[None]]] = {
    "lists": PriceListsDesk,
    "cross": CrossDiscountsDesk,
    "alcohol": AlcoholTaxDesk,
}


async def open_tariffs(desk: BaseScreen[Any]) -> None:
    """Asks what is meant, and opens its desk."""
    used = features.in_use()
    ways: list[Way] = []
    if Feature.TARIFFS in used:
        ways += [
            Way("lists", _("Price lists"), _("other prices for some clients")),
            Way("cross", _("Cross discounts"), _("a percentage by category of clients and of products")),
        ]
    if Feature.ALCOHOL_TAX in used:
        ways.append(Way("alcohol", _("Tax on alcohol"), _("for each litre of pure alcohol")))
    chosen = ways[0].key if len(ways) == 1 else await desk.ask(ChooseDialog(_("Prices"), "", ways))
    if chosen:
        await desk.ask(_DESKS[chosen]())
