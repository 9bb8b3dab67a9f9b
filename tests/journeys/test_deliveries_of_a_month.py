"""A company with two sites: what is brought there in a month is signed for, sold at once and invoiced."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.pharmacy import features
from models.pharmacy.features import Feature
from tests.asking import by_staff
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, ENTER, F2, F9, RIGHT, TAB
from tests.models.conftest import Counter


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> Path:
    """A pharmacy that delivers, with a company billed without VAT."""
    database = tmp_path / "pharmacy.db"
    counter = counter_on(database)
    chosen = features.in_use() | {Feature.DELIVERY, Feature.PROFESSIONALS}
    features.choose(chosen, seen=features.in_use(), by=by_staff(counter.staff))
    billed = {"professional": True, "tax_exclusive": True, "ice": "001561191000066"}
    where = {"address": "3, bd Zerktouni", "postal_code": "20000", "city": "Casablanca"}
    company = counter.client("CLINIQUE", "Atlas", **where, **billed)
    for name in ("Siège", "Bloc B"):
        sites.create(company, SiteFields(name, **where), by=by_staff(counter.staff))
    counter.product(12_000)
    return database


def test_notes_of_two_sites_become_one_sale_and_one_invoice(pharmacy: Path, at_the_list: Open) -> None:
    desk = at_the_list(pharmacy)
    desk.press("clin", ENTER).see("CLINIQUE Atlas", "Sales")
    desk.press("g").see("Go to").press("deli", ENTER).see("F2 makes the first one")
    for number, place in (("BL-2026-00001", "Siège"), ("BL-2026-00002", "Bloc B")):
        desk.press(F2).see("New delivery note", "Siège").press("prod", ENTER).see("120.00")
        if place == "Bloc B":
            desk.press(TAB, TAB, RIGHT).see("‹Bloc B›")
        desk.press(F9).see(number).gone("New delivery note")
        desk.press("s").see("Delivered:").press("Mme Sebti", CTRL_S).see("is delivered").gone("Refused at")
    desk.press("t").see("2 ticked", "240.00")
    desk.press("f").see("2 delivery notes become one sale").press(CTRL_S).see("V-2026-00001").gone("To pay")
    desk.press("2").see("V-2026-00001", "Unpaid only")
    desk.press("f").see("It takes its number today").press(CTRL_S).see("FA-2026-00001")
