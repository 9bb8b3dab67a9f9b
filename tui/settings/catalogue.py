"""The catalogue, which has a desk of its own."""

from collections.abc import Sequence
from typing import Any

from locales import N_, _, formats
from models.trade.catalogue import categories, vat
from models.trade.catalogue.listing import ProductListing
from tui.frame.base import BaseScreen
from tui.frame.screens import new_screen
from tui.settings.section import Fact, Section


def facts() -> Sequence[Fact]:
    """How much is in it."""
    return [
        (_("Products"), formats.count(ProductListing().total())),
        (_("Categories"), "\n".join(row.name for row in categories.categories())),
        (_("VAT"), "\n".join(row.name for row in vat.vats())),
    ]


async def open_catalogue(desk: BaseScreen[Any]) -> None:
    """Opens its desk."""
    await desk.ask(new_screen("catalogue"))


SECTION = Section("catalogue", N_("Catalogue"), facts, open_catalogue, guide="catalogue.md")
