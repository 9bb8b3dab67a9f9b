"""A list of another program comes in, once more one client longer, and is taken back as a whole."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import doctor
from models.people.clients.table import Client, ClientStatus
from models.store import connection, opening
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_Q, CTRL_U, DOWN, ENTER, ESC, F4, F7
from tests.models.conftest import Counter
from tests.models.importing.workbooks import xlsx

ROWS: list[tuple[Any, ...]] = [
    ("Nom", "Prénom", "GSM", "E-mail", "Ville", "Organisme", "Date de naissance", "Solde"),
    ("ALAOUI", "Salma", 612345678, "salma@exemple.ma", "Fès", "CNOPS", date(1985, 3, 25), 150.5),
    ("TAZI", "Omar", "06 61 23 45 67", "", "Rabat", "cnss", "", -20),
    ("BENNANI", "Karim", "", "", "", "", "", 0),
]
ONE_MORE = ("ZNIBER", "Leïla", "0663214587", "", "Salé", "", "", 80)


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> Path:
    database = tmp_path / "pharmacy.db"
    counter_on(database)
    return database


@pytest.mark.capability("import-opening-balance")
def test_a_workbook_comes_in_again_one_client_longer_and_is_undone(
    pharmacy: Path, at_the_list: Open, tmp_path: Path
) -> None:
    """At 80×24, by keyboard."""
    first, longer = xlsx(tmp_path / "liste.xlsx", {"Clients": ROWS}), tmp_path / "longue.xlsx"
    xlsx(longer, {"Clients": [*ROWS, ONE_MORE]})
    desk = at_the_list(pharmacy)
    desk.press(F4).see("Import clients").press(CTRL_U, str(first), ENTER)
    desk.see("3 clients, total debt 150.50 DH", "XLSX", "8 columns").press(ENTER).see("all of them, or none")
    desk.press(ENTER).see("Imported: 3 clients", "ALAOUI", "TAZI")

    desk.press(F4).see("Import clients").press(CTRL_U, str(longer), ENTER)
    desk.see("3 names are already among the clients.", "known: name").press(ENTER).see("Only the new ones")
    desk.press(DOWN, ENTER).see("Imported: 1 client, total debt 80.00 DH", "ZNIBER")

    desk.press(F4).see("Import clients").press(F7).see("Imports of clients", "liste.xlsx", "longue.xlsx")
    desk.press(DOWN, ENTER).see("Undo an import", "liste.xlsx").press(DOWN, ENTER)
    desk.see("Import undone.", "undone").press(ESC, ESC).see("ZNIBER").gone("ALAOUI")
    desk.press(CTRL_Q).leaves(0)

    opening.open_database(str(pharmacy))
    try:
        rows = {row.last_name: (row.status, row.balance) for row in Client.select()}
        assert rows["ZNIBER"] == (ClientStatus.ACTIVE, 8000)
        assert {rows[name] for name in ("ALAOUI", "TAZI", "BENNANI")} == {(ClientStatus.ARCHIVED, 0)}
        assert doctor.examine() == []
    finally:
        connection.close()
