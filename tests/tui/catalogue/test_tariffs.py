"""Price lists, prices by quantity, cross discounts by the keys: in the catalogue, and on a fiche."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.people.clients import verbs as clients
from models.people.staff import preferences
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.trade.catalogue.table import Product
from models.trade.catalogue.verbs import fields_of
from models.trade.tariffs import alcohol_tax, breaks, cross_discounts, list_prices, listing
from models.trade.tariffs.reading import Break
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.catalogue.test_catalogue import at_the_catalogue, shelf
from tests.tui.fiche.fiche_ledger import Ledger, screen_text, top
from tests.tui.hands import Hands, at_fiche, come_to
from tui.catalogue.listing import CatalogueDesk
from tui.catalogue.pick import PickProductDialog
from tui.catalogue.product_dialog import ProductDialog
from tui.catalogue.tariffs.breaks import BreakDialog, BreaksDesk
from tui.catalogue.tariffs.cross_discounts import CrossDiscountsDesk, CrossRateDialog, CrossRatesDesk
from tui.catalogue.tariffs.importer import PricePreviewDesk
from tui.catalogue.tariffs.list_prices import ListPricesDesk
from tui.catalogue.tariffs.price_lists import PriceListDialog, PriceListsDesk
from tui.catalogue.tariffs.row_dialog import ListPriceDialog
from tui.clients.editor import EditorDesk
from tui.dialogs.choose import ChooseDialog
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session

__all__ = ["shelf"]


@pytest.fixture
def in_use(session: Session, shelf: dict[str, int]) -> dict[str, int]:
    on = frozenset({Feature.TARIFFS, Feature.ALCOHOL_TAX})
    features.choose(on, seen=features.in_use(), by=by_staff(session.staff))
    return shelf


async def to_desk(hands: Hands, downs: int, desk: type[Any]) -> None:
    await hands.press("f12")
    await come_to(hands.pilot, ChooseDialog)
    await hands.press(*["down"] * downs, "enter")
    await come_to(hands.pilot, desk)


@pytest.mark.capability("tariff-define", "fiche-tariff")
async def test_a_price_list_is_made_imported_and_given_to_a_client(
    session: Session, in_use: dict[str, int], tmp_path: Path
) -> None:
    client = Ledger(session).client()
    (tmp_path / "gros.csv").write_text("Code;Prix;Du\nS;8,20;01/01/2027\n")
    preferences.remember(session.staff, "import folder", str(tmp_path))
    async with at_the_catalogue(session) as hands:
        await to_desk(hands, 0, PriceListsDesk)
        await hands.press("f2")
        await come_to(hands.pilot, PriceListDialog)
        await hands.press(*"Gros", "ctrl+s")
        await come_to(hands.pilot, PriceListsDesk)
        await hands.press("enter")
        await come_to(hands.pilot, ListPricesDesk)
        await hands.press("f2")
        await come_to(hands.pilot, PickProductDialog)
        await hands.press(*"sav", "enter")
        await come_to(hands.pilot, ListPriceDialog)
        await hands.press(*"10%", "enter")
        await hands.press("enter", *"31122026", "enter")
        await come_to(hands.pilot, ListPricesDesk)
        assert "−10%" in hands.line("Savon")
        await hands.press("f4")
        await hands.press("enter")
        await come_to(hands.pilot, PricePreviewDesk)
        assert "1 new price" in screen_text(hands.app)
        await hands.press("enter")
        await come_to(hands.pilot, ChooseDialog)
        await hands.press("enter")
        await come_to(hands.pilot, ListPricesDesk)
        await hands.press("f2")
        await come_to(hands.pilot, PickProductDialog)
        await hands.press(*"parac", "enter")
        await come_to(hands.pilot, ListPriceDialog)
        await hands.press("5", "ctrl+s")
        assert isinstance(hands.app.screen, ListPriceDialog)
        assert "are regulated" in screen_text(hands.app)
        await hands.press("escape", "home", "f3")
        await come_to(hands.pilot, ListPriceDialog)
        row = listing.ListPriceListing(listing.counted()[0].id).read(1)[0].id
        seen = list_prices.fields_of(row)
        theirs = replace(seen, since=date(2026, 1, 1))
        list_prices.edit(row, theirs, seen=seen, by=by_staff(session.staff))
        await hands.fill("price", "12%")
        await hands.press("ctrl+s")
        assert "was changed meanwhile" in screen_text(hands.app)
        await hands.press("ctrl+s")
        await come_to(hands.pilot, ListPricesDesk)
        mine = list_prices.fields_of(row)
        assert mine == replace(theirs, rate=1_200), "what another changed meanwhile stays"
        list_prices.edit(row, seen, seen=mine, by=by_staff(session.staff))
    (made,) = listing.counted()
    rows = listing.ListPriceListing(made.id).read(9)
    assert [(row.rate, row.price, row.until) for row in rows] == [
        (1_000, None, date(2026, 12, 31)),
        (None, 820, None),
    ]
    async with at_fiche(session, client) as hands:
        await hands.press("f3")
        editor = await come_to(hands.pilot, EditorDesk)
        editor.form.go_to("uses_price_list")
        await hands.press("x", "f9")
        assert "Choose which price list" in screen_text(hands.app)
        editor.form.go_to("price_list")
        await hands.press("g", "f9")
        await come_to(hands.pilot, FicheDesk)
    kept = clients.fields_of(clients.get(client))
    assert (kept.price_list, kept.uses_price_list) == (made.id, True)


@pytest.mark.capability("article-degressive", "disc-cross-define")
async def test_quantities_cross_discounts_and_alcohol_are_set_up_in_the_catalogue(
    session: Session, in_use: dict[str, int]
) -> None:
    soap = in_use["Savon"]
    async with at_the_catalogue(session) as hands:
        await hands.find("savon")
        await hands.press("f11")
        await come_to(hands.pilot, BreaksDesk)
        for quantity, price in (("10", "8"), ("5", "9")):
            await hands.press("f2")
            await come_to(hands.pilot, BreakDialog)
            await hands.press(*quantity, "enter", *price, "enter")
            await come_to(hands.pilot, BreaksDesk)
        assert hands.line("8.00").split()[-3:] == ["10", "8.00", "20%"]
        await hands.press("escape", "enter")
        await come_to(hands.pilot, ProductDialog)
        top(hands.app, ProductDialog).form.go_to("kind")
        await hands.press("c")
        await hands.fill("alcohol_degree", "40")
        await hands.press("ctrl+s")
        assert "Alcohol needs a volume" in screen_text(hands.app)
        await hands.fill("alcohol_volume", "0,7")
        await hands.press("ctrl+s")
        await come_to(hands.pilot, CatalogueDesk)
        await to_desk(hands, 1, CrossDiscountsDesk)
        await hands.press("f2", *"Hiver", "ctrl+s", "enter")
        await come_to(hands.pilot, CrossRatesDesk)
        await hands.press("f2")
        await come_to(hands.pilot, CrossRateDialog)
        await hands.fill("rate", "7,5")
        await hands.press("ctrl+s")
        await come_to(hands.pilot, CrossRatesDesk)
        assert "every client" in hands.line("Hygiène")
    assert breaks.of(soap) == (Break(5_000, Centimes(900)), Break(10_000, Centimes(800)))
    kept = fields_of(soap)
    assert (kept.kind, kept.alcohol_degree, kept.alcohol_volume) == ("coupon", 4_000, 700)
    assert [(row.of_products, row.rate) for row in cross_discounts.rates(1)] == [("Hygiène", 750)]
    assert alcohol_tax.history() == []
    assert Product.get_by_id(soap).price == 1_000
