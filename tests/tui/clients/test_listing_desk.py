"""Listing by the keys: ticks survive a search, are saved as a selection, are handed to the composer."""

import pytest

from models.people.clients import selections
from models.people.clients.listing import ClientListing
from tests.tui.clients.test_listing import opened, said
from tests.tui.hands import Hands, come_to, until
from tui.clients.listing_desk import ListingDesk
from tui.clients.selections import NameDialog
from tui.communications.composer.desk import ComposerDesk
from tui.frame.session import Session


@pytest.mark.capability("list-f11")
@pytest.mark.capability("sel-save-base")
@pytest.mark.parametrize("key", ["f11", "ctrl+k"])
async def test_ticks_survive_and_are_kept_as_a_selection_that_the_composer_uses(
    session: Session, clients: list[int], key: str
) -> None:
    async with opened(session, (80, 24)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press(key)
        listing = await come_to(pilot, ListingDesk)
        everybody = ClientListing().count()
        await hands.press("space", "space")
        await until(pilot, lambda: said(listing, ".who") == f"{everybody} clients · 2 ticked")
        await hands.press("slash", *f"#{listing.rows.window[2].id}", "enter", "space")
        await until(pilot, lambda: said(listing, ".who") == "1 client · 3 ticked")  # they outlive the search
        await hands.press("escape", "t")
        await until(pilot, lambda: said(listing, ".who").endswith(f"· {everybody} ticked"))
        await hands.press("home", "space")
        await until(pilot, lambda: said(listing, ".who").endswith(f"· {everybody - 1} ticked"))
        await hands.press("ctrl+s")
        await come_to(pilot, NameDialog)
        await hands.press(*"Fidèles", "enter")
        await come_to(pilot, ListingDesk)
        (kept,) = selections.available()
        assert (kept.name, kept.clients) == ("Fidèles", everybody - 1)
        await hands.press("f7")
        composer = await come_to(pilot, ComposerDesk)
        assert composer.composed.ticked == selections.members(kept.id)
