"""The catalogue by keyboard, and what a client gets by default."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.trade.catalogue import categories, vat
from models.trade.catalogue import table as catalogue
from models.trade.catalogue import verbs as product_editing
from models.trade.catalogue.categories import CategoryFields
from models.trade.catalogue.verbs import ProductFields
from models.trade.prices import discounts
from models.trade.prices.discounts import ClientDiscounts
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, top
from tests.tui.hands import Hands, at_fiche, come_to, until
from tui.catalogue.categories import CategoryDialog
from tui.catalogue.importer import ProductPreviewDesk
from tui.catalogue.listing import CatalogueDesk
from tui.catalogue.product_dialog import ProductDialog
from tui.catalogue.vat import RateDialog
from tui.clients.listing import ClientDesk
from tui.dialogs.choose import ChooseDialog
from tui.fiche.sales.default_discounts import DefaultDiscountsDialog
from tui.fiche.screen import FicheDesk
from tui.forms.fields import ChoiceField
from tui.frame.session import Session
from tui.importing.file_picker import FilePicker
from tui.shell.app import OfficineApp
from tui.widgets.search import SearchField


class Shelver(Hands):
    """Hands at the catalogue."""

    async def find(self, text: str) -> None:
        """Types into the search of a list."""
        self.app.screen.query_one(SearchField).value = text
        await self.pilot.pause()

    async def pick(self, file: Path) -> None:
        """Types a file's path and Enter."""
        self.app.screen.query_one(FilePicker).field.value = str(file)
        await self.press("enter")


@asynccontextmanager
async def at_the_catalogue(session: Session) -> AsyncIterator[Shelver]:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ClientDesk))
        hands = Shelver(pilot, app)
        await hands.press("f8")
        await come_to(pilot, CatalogueDesk)
        yield hands


@pytest.fixture
def shelf(session: Session) -> dict[str, int]:
    """A regulated category and a free one, a medicine, a cream and a soap; their numbers by name."""
    staff = session.staff
    made = {
        name: categories.create(CategoryFields(name, regulated), by=by_staff(staff))
        for name, regulated in (("Médicaments", True), ("Hygiène", False))
    }
    for name, category, code in (
        ("Paracétamol", "Médicaments", "P"),
        ("Crème [mains]", "Hygiène", "6118000000013"),
        ("Savon", "Hygiène", "S"),
    ):
        fields = ProductFields(name, made[category], Centimes(1000), code=code)
        made[name] = product_editing.create(fields, by=by_staff(staff))
    return made


@pytest.mark.usefixtures("shelf")
async def test_enter_in_the_list_itself_edits_its_product(session: Session) -> None:
    async with at_the_catalogue(session) as hands:
        await hands.press("tab", "down", "enter")
        await come_to(hands.pilot, ProductDialog)
        assert "Paracétamol" in screen_text(hands.app)


async def test_typing_finds_and_a_scanned_code_opens_its_product(
    session: Session, shelf: dict[str, int]
) -> None:
    async with at_the_catalogue(session) as hands:
        desk = top(hands.app, CatalogueDesk)
        assert "PPV" in hands.line("Paracétamol")
        await hands.find("mains cre")
        assert [row.name for row in desk.rows.window] == ["Crème [mains]"]
        await hands.press("escape")
        await hands.find("6118000000013")
        await hands.press("enter")
        await hands.fill("price", "12,5")
        await hands.press("ctrl+s")
        assert product_editing.fields_of(shelf["Crème [mains]"]).price == 1250
        assert "12.50" in hands.line("Crème [mains]")


async def test_the_arrows_choose_beside_an_exact_code(session: Session, shelf: dict[str, int]) -> None:
    """S is the code of Savon; who then goes down to Sirop means Sirop."""
    fields = ProductFields("Sirop", shelf["Hygiène"], Centimes(100), code="X")
    product_editing.create(fields, by=by_staff(session.staff))
    async with at_the_catalogue(session) as hands:
        await hands.find("s")
        await hands.press("enter")
        assert top(hands.app, ProductDialog).form.value("name") == "Savon"
        await hands.press("escape", "down", "enter")
        assert top(hands.app, ProductDialog).form.value("name") == "Sirop"


async def test_a_scanned_code_that_nobody_has_begins_a_new_product(
    session: Session, shelf: dict[str, int]
) -> None:
    async with at_the_catalogue(session) as hands:
        await hands.find("6118000000099")
        assert "No product matches" in screen_text(hands.app)
        await hands.press("f2")
        form = top(hands.app, ProductDialog).form
        assert (form.value("bar_code"), form.at) == ("6118000000099", "name")


async def test_a_taken_code_is_said_beside_its_field_and_what_was_typed_stays(
    session: Session, shelf: dict[str, int]
) -> None:
    async with at_the_catalogue(session) as hands:
        await hands.press("f2")
        await hands.fill("name", "Gel")
        await hands.fill("price", "12,555")
        await hands.fill("code", "s")
        top(hands.app, ProductDialog).form.go_to("category")
        await hands.press("right", "ctrl+s")
        assert "can be read two ways" in screen_text(hands.app)
        await hands.fill("price", "12,55")
        await hands.press("ctrl+s")
        dialog = top(hands.app, ProductDialog)
        assert "S already belongs to Savon." in screen_text(hands.app)
        assert (dialog.form.value("name"), dialog.form.at) == ("Gel", "code")
        await hands.fill("code", "G")
        await hands.press("ctrl+s")
        found = catalogue.by_code("G")
        assert found is not None
        assert (found.name, found.price) == ("Gel", 1255)
        row = top(hands.app, CatalogueDesk).rows.current
        assert row is not None
        assert row.name == "Gel"


async def test_a_new_product_is_of_no_category_and_no_rate_until_somebody_chose(
    session: Session, shelf: dict[str, int]
) -> None:
    number = vat.create("Taux normal", 2000, date(2020, 1, 1), by=by_staff(session.staff))
    async with at_the_catalogue(session) as hands:
        await hands.press("f2")
        await hands.fill("name", "Gel")
        await hands.fill("price", "12")
        await hands.press("ctrl+s")
        assert screen_text(hands.app).count("This may not be empty.") == len(("category", "vat"))
        for field in ("category", "vat"):
            top(hands.app, ProductDialog).form.go_to(field)
            await hands.press("left")
        await hands.press("ctrl+s")
        (made,) = (row for row in catalogue.products() if row.name == "Gel")
        assert (made.category, made.vat) == ("Médicaments", "Taux normal")
        assert product_editing.fields_of(made.id).vat == number


async def test_a_bar_code_that_was_mistyped_is_asked_about_once(
    session: Session, shelf: dict[str, int]
) -> None:
    async with at_the_catalogue(session) as hands:
        await hands.find("savon")
        await hands.press("enter")
        await hands.fill("bar_code", "6118000000042")
        await hands.press("ctrl+s")
        top(hands.app, ChooseDialog)
        assert "the last digit should be 4" in hands.prose
        await hands.press("enter")
        assert top(hands.app, ProductDialog).form.at == "bar_code"
        await hands.press("ctrl+s", "down", "enter")
        assert product_editing.fields_of(shelf["Savon"]).bar_code == "6118000000042"


async def test_a_price_of_nothing_is_asked_about_once(session: Session, shelf: dict[str, int]) -> None:
    async with at_the_catalogue(session) as hands:
        await hands.find("savon")
        await hands.press("enter")
        await hands.fill("price", "0")
        await hands.press("ctrl+s")
        top(hands.app, ChooseDialog)
        assert "It would be sold for nothing." in hands.prose
        await hands.press("down", "enter")
        assert product_editing.fields_of(shelf["Savon"]).price == 0


async def test_two_people_at_one_product_each_keep_what_they_changed(
    session: Session, shelf: dict[str, int]
) -> None:
    soap = shelf["Savon"]
    async with at_the_catalogue(session) as hands:
        await hands.find("savon")
        await hands.press("enter")
        await hands.fill("price", "12")
        seen = product_editing.fields_of(soap)
        theirs = replace(seen, name="Savon doux", price=Centimes(1100))
        product_editing.edit(soap, theirs, seen=seen, by=by_staff(session.staff))
        await hands.press("ctrl+s")
        assert "changed meanwhile" in screen_text(hands.app)
        assert "12.00" in hands.line("now: 11.00")
        assert product_editing.fields_of(soap) == theirs
        await hands.press("ctrl+s")
        assert product_editing.fields_of(soap) == replace(theirs, price=Centimes(1200))


async def test_a_withdrawn_product_is_shown_by_f6_and_comes_back(
    session: Session, shelf: dict[str, int]
) -> None:
    async with at_the_catalogue(session) as hands:
        await hands.find("savon")
        await hands.press("f9")
        assert catalogue.by_code("S") is None
        assert "no longer sold" in said(hands.app)
        await hands.press("f6")
        assert "Savon" in hands.line("Savon")
        await hands.press("f9")
        assert catalogue.by_code("S") is not None


async def test_an_empty_catalogue_asks_for_its_first_category(session: Session) -> None:
    async with at_the_catalogue(session) as hands:
        assert "F2 creates the first one" in screen_text(hands.app)
        await hands.press("f2")
        top(hands.app, CategoryDialog)
        await hands.press("ctrl+s")
        top(hands.app, ProductDialog)
        await hands.fill("name", "Aspirine")
        await hands.fill("price", "13,90")
        await hands.press("ctrl+s")
        (row,) = catalogue.products()
        assert (row.name, row.category, row.regulated) == ("Aspirine", "Médicaments", True)


async def test_a_new_rate_holds_from_its_day_on(session: Session) -> None:
    staff = session.staff
    number = vat.create("Taux normal", 2000, date(2020, 1, 1), by=by_staff(staff))
    async with at_the_catalogue(session) as hands:
        await hands.press("f8")
        await hands.press("enter")
        await hands.press("f2")
        await hands.fill("rate", "120")
        await hands.fill("since", "01/01/2027")
        await hands.press("ctrl+s")
        assert "“120” is not a percentage" in screen_text(hands.app)
        top(hands.app, RateDialog)
        await hands.fill("rate", "10 %")
        await hands.press("ctrl+s")
        assert [(row.since.year, row.rate) for row in vat.history(number)] == [(2027, 1000), (2020, 2000)]
        await hands.press("escape")
        assert "10% from 01/01/2027 on" in hands.line("Taux normal")


async def test_a_rate_that_begins_later_only_is_asked_about(session: Session) -> None:
    """Until its first day its products would be sold at 0 %, an exemption that nobody decided."""
    async with at_the_catalogue(session) as hands:
        await hands.press("f8")
        await hands.press("f2")
        await hands.fill("name", "Taux normal")
        await hands.fill("rate", "20")
        await hands.fill("since", "01/01/2027")
        await hands.press("ctrl+s")
        assert "Before 01/01/2027 its products would be sold at 0 %." in hands.prose
        assert vat.vats() == []
        await hands.press("down", "enter")
        (row,) = vat.vats()
        assert (row.begun, row.next) == (False, vat.RateRow(date(2027, 1, 1), 2000))


async def test_a_product_that_would_bear_no_vat_yet_is_asked_about(
    session: Session, shelf: dict[str, int]
) -> None:
    staff = session.staff
    number = vat.create("Taux futur", 2000, date(2027, 1, 1), by=by_staff(staff))
    seen = product_editing.fields_of(next(iter(shelf.values())))
    dialog = ProductDialog("", replace(seen, vat=number), seen)
    field = next(each for each in dialog.fields() if getattr(each, "name", "") == "vat")
    assert isinstance(field, ChoiceField)
    assert field.doubt(number) == "Before 01/01/2027 it would be sold at 0 %."
    assert field.doubt(None) == ""


async def test_a_file_of_products_is_looked_at_and_then_imported(
    session: Session, shelf: dict[str, int], tmp_path: Path
) -> None:
    wrong, right = tmp_path / "faux.csv", tmp_path / "bon.csv"
    wrong.write_text("Code;Nom;Catégorie;Prix\nS;;Hygiène;1.234\n", encoding="utf-8")
    right.write_text("Code;Nom;Catégorie;Prix\nS;Savon;Hygiène;11\nN;Neuf;Vrac;5\n", encoding="utf-8")
    async with at_the_catalogue(session) as hands:
        await hands.press("f4")
        await hands.pick(wrong)
        await come_to(hands.pilot, ProductPreviewDesk)
        assert "two ways" in hands.line("Price")
        await hands.press("enter", "escape")
        await hands.pick(right)
        await come_to(hands.pilot, ProductPreviewDesk)
        assert "10.00" in hands.line("changed  ")
        assert "11.00" in hands.line("changed  ")
        await hands.press("enter")
        await come_to(hands.pilot, ChooseDialog)
        await hands.press("enter")
        await come_to(hands.pilot, CatalogueDesk)
        assert said(hands.app) == "Imported: 1 new product, 1 changed."
        assert product_editing.fields_of(shelf["Savon"]).price == 1100


@pytest.mark.capability("disc-category")
async def test_what_a_client_gets_is_chosen_by_category_and_for_the_rest(
    session: Session, shelf: dict[str, int]
) -> None:
    client = Ledger(session).client()
    async with at_fiche(session, client) as hands:
        await hands.press("%")
        top(hands.app, DefaultDiscountsDialog)
        assert "No discount on Médicaments" in screen_text(hands.app)
        await hands.fill("permanent", "101")
        await hands.fill(f"category_{shelf['Hygiène']}", "12,5")
        await hands.press("ctrl+s")
        assert "“101” is not a percentage" in screen_text(hands.app)
        await hands.fill("permanent", "5 %")
        # Meanwhile, at another terminal.
        other = ClientDiscounts(700)
        discounts.choose(client, other, seen=ClientDiscounts(), by=by_staff(session.staff))
        await hands.press("ctrl+s")
        assert "changed meanwhile" in said(hands.app)
        assert "now: 7%" in hands.line("Permanent")
        await hands.press("ctrl+s")
        top(hands.app, FicheDesk)
        assert discounts.of(client) == ClientDiscounts(500, {shelf["Hygiène"]: 1250})
