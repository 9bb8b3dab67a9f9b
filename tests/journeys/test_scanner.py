"""A bar-code scanner is a keyboard that waits for nobody: real bytes, one line after the other."""

from pathlib import Path

from models.store import connection, opening
from models.store.connection import transaction
from models.trade.catalogue.table import Category, Product
from tests.journeys.conftest import Open
from tests.journeys.keys import ENTER, F9

CODES = ("6118000000013", "6118000000020", "6118000000037")


def add_products(database: Path) -> None:
    """Three of them, with bar codes."""
    opening.open_database(database)
    with transaction():
        category = Category.create(name="Parapharmacie")
        for number, code in enumerate(CODES, 1):
            Product.create(
                code=f"P{number}", bar_code=code, name=f"Crème {number}", category=category, price=1_000
            )
    connection.close()


def test_a_whole_sale_in_one_burst(pharmacy: Path, at_the_list: Open) -> None:
    """Five scans in one write, some of them followed by a line feed as scanners send it, then saved"""
    add_products(pharmacy)
    desk = at_the_list(pharmacy).press("boukili", ENTER).see("BOUKILI", "Sales")
    first, second, third = CODES
    scans = [first + ENTER, second + ENTER + "\n", first + ENTER, third + ENTER + "\n", first + ENTER]
    desk.press("n").see("New sale")
    desk.press("".join(scans)).see("3 lines", "Total 50.00 DH")
    desk.press(F9).see("To pay: 50.00 DH").press(ENTER).see("V-", "is saved: 50.00. On credit: 50.00.")
