"""Handles a code or a name that came in one burst where letters are commands."""

from typing import Any

from locales import _
from models.people.clients.by_code import fiche_of_badge, fiche_of_number
from models.trade.catalogue import table as catalogue
from tui.clients import going
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen


async def meet(desk: BaseScreen[Any], text: str) -> None:
    """A badge opens its client, a product is named, and letters are offered as a search."""
    client = fiche_of_badge(text)
    product = catalogue.by_code(text) if client is None else None
    client = client if client is not None or product is not None else fiche_of_number(text)
    if client is not None:
        await going.visit(desk, client)
    elif product is not None:
        said = _("{code} is {product}: scan it in a sale, which n begins in the tab Sales.")
        desk.warn(said.format(code=text, product=product.name))
    elif any(map(str.isdigit, text)):
        desk.warn(_("“{code}” is the code of no client and of no product.").format(code=text))
    else:
        await _offer_search(desk, text)


async def _offer_search(desk: BaseScreen[Any], text: str) -> None:
    said = _("“{text}” was typed in one go. Here, letters are commands; none of them was carried out.")
    ways = [
        Way("search", _("Search {text}").format(text=text), _("among the clients")),
        Way("", _("Stay here")),
    ]
    if await desk.ask(ChooseDialog(_("Search"), said.format(text=text), ways)) == "search":
        await going.seek(desk, text)
