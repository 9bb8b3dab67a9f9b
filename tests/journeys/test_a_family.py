"""A family buys on one account: three contacts are typed, each buys, one pays, and their shares add up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.money.ledger import contact_shares, open_items
from models.store.connection import transaction
from models.trade.catalogue.table import Category, Product
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_Q, CTRL_S, ENTER, ESC, F2, F6, F9, TAB
from tests.models.conftest import Counter


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> Path:
    """One client, and one product of 58,00."""
    database = tmp_path / "pharmacy.db"
    counter_on(database).client("MARTINEZ", "Paul")
    with transaction():
        category = Category.create(name="Parapharmacie")
        row = {"code": "P1", "name": "Lait", "search_key": "lait p1", "price": 5_800}
        Product.create(category=category, **row)
    return database


@pytest.mark.capability("ct-attribute")
def test_three_contacts_of_a_family_buy_and_one_pays(
    pharmacy: Path, at_the_list: Open, ask: Callable[..., Any]
) -> None:
    desk = at_the_list(pharmacy)
    desk.press("mart", ENTER).see("MARTINEZ Paul", "Sales")
    desk.press("g").see("Go to").press("con", ENTER).see("F2 adds somebody")
    for first_name, relation in (("Anne", "con"), ("Zoe", "enf"), ("Leo", "enf")):
        desk.press(F2).see("New contact of").press("Martinez", TAB, first_name, TAB, relation)
        desk.press(CTRL_S).gone("New contact of").see(f"Martinez {first_name}")

    desk.press("2").see("No sale yet")
    for two_letters, name in (("an", "Anne"), ("zo", "Zoe"), ("le", "Leo"), ("zo", "Zoe")):
        desk.press("n").see("New sale").press("lait", ENTER).see("58.00 DH")
        desk.press(F6).see("For which contact?").press(two_letters).gone("No contact").press(ENTER)
        desk.see(f"Contact: Martinez {name}").press(F9).see("To pay").press(ENTER).see("is saved")

    desk.press("g").see("Go to").press("con", ENTER).see("without contact: Settled")
    desk.until(lambda: "116.00" in of(desk.lines, "Zoe"), "what Zoe owes")
    desk.press("\x1b[F", ENTER).see("Enfant of MARTINEZ Paul", "Bought 116.00")
    desk.press("p").see("Pay the client's debt").press("50", ENTER).see("50.00, remaining")
    desk.press(ENTER).see("Paid 50.00", "Owes 66.00")
    desk.press(ESC).see("without contact: Settled")
    desk.until(lambda: "66.00" in of(desk.lines, "Zoe"), "what Zoe still owes")
    assert "58.00" in of(desk.lines, "Anne")
    desk.press(CTRL_Q).leaves(0)

    shares = contact_shares.shares(1)
    assert [(each.name, each.bought, each.paid, each.owes) for each in shares] == [
        ("Martinez Anne", 5_800, 0, 5_800),
        ("Martinez Leo", 5_800, 0, 5_800),
        ("Martinez Zoe", 11_600, 5_000, 6_600),
        ("", 0, 0, 0),
    ]
    assert sum(int(each.owes) for each in shares) == open_items.position(1).balance
    assert ask(pharmacy, "doctor").returncode == 0


def of(lines: list[str], name: str) -> str:
    """The line of a contact."""
    return next((line for line in lines if f"Martinez {name}" in line), "")
