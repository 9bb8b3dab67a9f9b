"""Animals by the keys: kept in the settings, typed on the fiche, named at the counter, sold for."""

from dataclasses import replace
from datetime import date

import pytest

from models.people.animals import kinds
from models.people.animals import verbs as animals
from models.people.animals.listing import animals_of
from models.people.animals.table import AnimalFields
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.trade.prices.lines import NewLine
from models.trade.sales import animals as sale_animals
from models.trade.sales import verbs as sales
from models.trade.sales.animals import ForAnimals, SaleAnimal
from tests.asking import by_staff
from tests.statements import counted
from tests.tui.fiche.fiche_ledger import Ledger, screen_text, to_tab, top
from tests.tui.fiche.selling import CREAM, selling, stocked
from tests.tui.hands import at_fiche, come_to
from tests.tui.settings.test_settings import managing
from tui.dialogs.choose import ChooseDialog
from tui.fiche.animals import pane
from tui.fiche.animals.dialog import AnimalDialog
from tui.fiche.animals.history import AnimalHistoryDesk
from tui.fiche.sales import pane as sales_pane
from tui.fiche.sales.new import SaleDesk
from tui.fiche.sales.opened import SaleDialog
from tui.fiche.sales.payment import SalePaymentDialog
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.lines.line_dialog import LineDialog
from tui.settings.fiche.animal_kinds import AnimalKindDialog, AnimalKindsDesk


@pytest.fixture
def keeping(session: Session) -> Session:
    """Who sits in a pharmacy that keeps animals, of two species."""
    features.choose(frozenset({Feature.ANIMALS}), seen=features.in_use(), by=by_staff(session.staff))
    dog = kinds.create("Chien", by=by_staff(session.staff))
    kinds.create("Labrador", species=dog, by=by_staff(session.staff))
    kinds.create("Chat", by=by_staff(session.staff))
    return session


def add(session: Session, client: int, name: str, kind: int | None = None) -> int:
    values = AnimalFields(name, kind, date(2024, 2, 29))
    return animals.create(client, values, by=by_staff(session.staff))


@pytest.mark.capability("pet-crud")
async def test_animals_are_typed_edited_and_deleted_by_keys(keeping: Session) -> None:
    client = Ledger(keeping).client()
    async with at_fiche(keeping, client) as hands:
        await to_tab(hands.pilot, pane.TAB)
        assert "F2 adds the first one" in screen_text(hands.app)
        await hands.press("n")
        top(hands.app, AnimalDialog)
        await hands.press(*"Rex", "ctrl+s")
        assert "This may not be empty" in screen_text(hands.app)
        await hands.fill("birth_date", "29/02/2124")
        await hands.press("ctrl+s")
        top(hands.app, AnimalDialog)
        await hands.fill("birth_date", "05/01/1726")
        await hands.press("ctrl+s")
        assert "“05/01/1726”" in hands.prose
        assert top(hands.app, AnimalDialog).form.value("name") == "Rex"
        await hands.fill("birth_date", "29/02/2024")
        assert "2 years" in hands.line("29/02/2024")
        await hands.press("tab", *"chien › l", "ctrl+s")
        top(hands.app, FicheDesk)
        assert all(word in hands.line("29/02/2024") for word in ("Rex", "Chien", "Labrador", "2 years"))
        await hands.press("n")
        await hands.fill("birth_date", "01/11/2026")
        await hands.press("ctrl+s")
        assert "no name yet" in screen_text(hands.app)
        await hands.press("f3", *"Minou", "ctrl+s")
        assert [(row.name, row.breed) for row in animals_of(client)] == [("Minou", ""), ("Rex", "Labrador")]
        await hands.press("delete")
        top(hands.app, ChooseDialog)
        await hands.press("enter")  # the first choice changes nothing
        await hands.press("delete", "down", "enter")
        top(hands.app, FicheDesk)
    assert [row.name for row in animals_of(client)] == ["Rex"]


async def test_what_another_saved_of_an_animal_is_said_also_after_another_refusal(keeping: Session) -> None:
    client = Ledger(keeping).client()
    rex = add(keeping, client, "Rex")
    async with at_fiche(keeping, client) as hands:
        await to_tab(hands.pilot, pane.TAB, "f3")
        dialog = top(hands.app, AnimalDialog)
        seen = animals.read(rex)
        animals.edit(rex, replace(seen, name="Max"), seen=seen, by=by_staff(keeping.staff))
        dialog.form.retype({"name": "x" * 201})
        await hands.press("ctrl+s")
        top(hands.app, AnimalDialog).form.retype({"name": "Roi"})
        await hands.press("ctrl+s")
        assert "Somebody changed this meanwhile" in screen_text(hands.app)
        assert animals.read(rex).name == "Max"
        top(hands.app, AnimalDialog)
        await hands.press("ctrl+s")
        top(hands.app, FicheDesk)
    assert animals.read(rex).name == "Roi"


@pytest.mark.capability("pet-popup")
async def test_the_fiche_and_the_sale_name_the_animals_at_once(keeping: Session) -> None:
    ledger = Ledger(keeping)
    client, without = ledger.client(), ledger.client("Alami", "Salma")
    add(keeping, client, "Rex", 2)
    add(keeping, client, "", 3)
    async with at_fiche(keeping, client) as hands:
        assert "Animals: no name yet (Chat) · Rex (Labrador)" in screen_text(hands.app)
        await hands.press("n")
        top(hands.app, SaleDesk)
        assert "Animals: no name yet (Chat) · Rex (Labrador)" in screen_text(hands.app)
    async with at_fiche(keeping, without) as hands:
        assert "Animals:" not in screen_text(hands.app)
        await hands.press("n")
        top(hands.app, SaleDesk)
        assert "Animals:" not in screen_text(hands.app)


@pytest.mark.capability("opt-animals")
async def test_while_animals_are_off_nothing_of_them_shows(keeping: Session) -> None:
    ledger = Ledger(keeping)
    client = ledger.client()
    add(keeping, client, "Rex", 2)
    sale = ledger.sale(client, 500)
    sale_animals.attach(sale, 1, by=by_staff(keeping.staff))
    features.choose(frozenset(), seen=features.in_use(), by=by_staff(keeping.staff))
    async with at_fiche(keeping, client) as hands:
        assert "Animals" not in screen_text(hands.app)
        await hands.press("right", "enter")
        await come_to(hands.pilot, SaleDialog)
        assert "Rex" not in screen_text(hands.app)
        assert "F7" not in screen_text(hands.app)
        await hands.press("escape", "n")
        top(hands.app, SaleDesk)
        assert "Rex" not in screen_text(hands.app)
        await hands.press("f7")
        top(hands.app, SaleDesk)


async def test_naming_the_animals_costs_one_statement(keeping: Session) -> None:
    ledger = Ledger(keeping)
    client = ledger.client()

    async def statements() -> int:
        async with at_fiche(keeping, client) as hands:
            with counted() as ran:
                top(hands.app, FicheDesk).read_again()
            return len(ran)

    with_feature = await statements()
    add(keeping, client, "Rex", 2)
    assert await statements() == with_feature
    features.choose(frozenset(), seen=features.in_use(), by=by_staff(keeping.staff))
    assert await statements() == with_feature - 1


@pytest.mark.capability("pet-attach")
async def test_a_sale_is_for_one_animal_and_a_line_of_it_for_another(keeping: Session) -> None:
    client = stocked(keeping).client()
    rex, minou = add(keeping, client, "Rex", 2), add(keeping, client, "Minou", 3)
    async with selling(keeping, client) as till:
        await till.type(CREAM, "enter")
        await till.press("f3")
        top(till.app, LineDialog)
        await till.press("tab", "tab", *"min", "enter")
        top(till.app, SaleDesk)
        assert "Minou" in till.line("Crème mains")
        await till.type(CREAM, "enter")
        assert till.lines() == [("Crème mains", 1_000), ("Crème mains", 1_000)]
        await till.press("f7")
        top(till.app, ChooseDialog)
        await till.press("down", "enter")
        assert "For Rex (Labrador)" in screen_text(till.app)
        await till.press("f9")
        top(till.app, SalePaymentDialog)
        await till.press("enter")
        await come_to(till.pilot, FicheDesk)
    (said,) = sale_animals.of_sales([1]).values()
    assert said == {0: rex, 1: minou}


async def test_an_animal_that_was_chosen_is_kept_with_the_draft(keeping: Session) -> None:
    client = stocked(keeping).client()
    rex = add(keeping, client, "Rex", 2)
    async with selling(keeping, client) as till:
        await till.type(CREAM, "enter")
        await till.press("f3", "tab", "tab", *"rex", "enter", "f7", "enter")
        till.desk.keep_draft()
        kept = SaleDesk.kept(keeping.staff, client)
    assert kept is not None
    again = SaleDesk(client, draft=kept)
    assert again.chosen()["animal"] == rex
    assert kept["animals"] == [rex]


@pytest.mark.capability("pet-history")
async def test_the_history_of_an_animal_is_what_was_sold_for_it(keeping: Session) -> None:
    ledger = stocked(keeping)
    client = ledger.client()
    add(keeping, client, "Rex", 2)
    ledger.sale(client, 700)
    other = ledger.sale(client, 500)
    async with at_fiche(keeping, client) as hands:
        await to_tab(hands.pilot, pane.TAB)
        await hands.press("enter")
        await come_to(hands.pilot, AnimalHistoryDesk)
        assert "Nothing was sold for this animal yet" in screen_text(hands.app)
        await hands.press("escape")
        await to_tab(hands.pilot, sales_pane.TAB)
        await hands.press("enter")
        await come_to(hands.pilot, SaleDialog)
        await hands.press("f7", "enter")
        await come_to(hands.pilot, SaleDialog)
        assert "Rex (Labrador)" in hands.line("For")
        await hands.press("escape")
        await to_tab(hands.pilot, pane.TAB, "enter")
        await come_to(hands.pilot, AnimalHistoryDesk)
        assert "Lait [1er âge]" in screen_text(hands.app)
        assert "5.00" in hands.line("Lait [1er âge]")
        await hands.press("enter")
        await come_to(hands.pilot, SaleDialog)
        await hands.press("escape", "escape")
        top(hands.app, FicheDesk)
    assert sale_animals.of_sales([other]) == {other: {0: 1}}


def test_a_sale_that_is_for_no_animal_costs_no_statement_more(keeping: Session) -> None:
    ledger = Ledger(keeping)
    client = ledger.client()
    rex = add(keeping, client, "Rex", 2)

    def statements(said: ForAnimals | None) -> int:
        with counted() as ran:
            sales.sell(client, [NewLine(ledger.milk)], animals=said, by=by_staff(keeping.staff))
        return len(ran)

    statements(None)
    plain = statements(None)
    assert statements(ForAnimals()) == plain
    assert statements(ForAnimals(rex)) > plain
    assert SaleAnimal.select().count() == 1


@pytest.mark.capability("pet-breeds")
async def test_a_species_and_its_breeds_are_kept_in_the_settings(keeping: Session) -> None:
    add(keeping, Ledger(keeping).client(), "Rex", 2)
    async with managing(keeping) as hands:
        await hands.edit("animal_kinds")
        await come_to(hands.pilot, AnimalKindsDesk)
        rows = [line.split() for line in screen_text(hands.app).splitlines()]
        assert ["▌Chat", "0"] in rows
        assert ["Chien", "1"] in rows
        assert ["Labrador", "1"] in rows
        await hands.press("down", "f2")
        await come_to(hands.pilot, AnimalKindDialog)
        await hands.press(*"Berger", "ctrl+s")
        await come_to(hands.pilot, AnimalKindsDesk)
        assert [row.name for row in kinds.kinds()] == ["Chat", "Chien", "Berger", "Labrador"]
        await hands.press("delete")
        assert "retired" in hands.line("Berger")
        await hands.press("delete")
        assert "retired" not in hands.line("Berger")
