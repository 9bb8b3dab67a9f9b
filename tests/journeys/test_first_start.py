"""From an empty folder to the first clients."""

from pathlib import Path

from tests.journeys.conftest import Open
from tests.journeys.keys import DOWN, ENTER, ESC, F2, F4, TAB


def test_an_empty_database_becomes_a_pharmacy_with_a_client_found_by_phone(
    sqlite_target: Path, terminal: Open
) -> None:
    desk = terminal(sqlite_target).see("This database is empty", "Start with my pharmacy")
    desk.press(DOWN, ENTER).see("First member of staff")
    desk.press("Pharmacie Atlas", TAB, "12, rue des Orangers", TAB, "10000", TAB, "Rabat", TAB, TAB)
    desk.press("0537123456", TAB, TAB)
    desk.press("S. Amrani", TAB, "1234", TAB, "1234", ENTER)
    desk.see("Pharmacie Atlas · S. Amrani", "F2 creates the first one", "0 of 0")

    desk.press(F2).see("New client")
    desk.press("MARTINEZ", TAB, "Jeanne", TAB, "0661-234501", F2).see(
        "MARTINEZ Jeanne is saved", "New client"
    )
    desk.press("BENNANI", F2).see("BENNANI is saved", "New client")
    desk.press(ESC).see("2 of 2", "MARTINEZ", "06 61 23 45 01")

    for typed in ("0661234501", "06 61 23 45 01", "+212 661-23-45-01", "661.23.45"):
        desk.press(typed).see(f"Search {typed}", "1 of 2", "MARTINEZ")
        desk.press(ESC).see("2 of 2")


def test_a_csv_is_previewed_confirmed_and_in_the_list(pharmacy: Path, home: Path, at_the_list: Open) -> None:
    file = home / "clients.csv"
    file.write_bytes("Nom;Solde\r\nDUPONT Zoé;1250,50\r\nDURAND Léa;-20,00\r\n".encode("cp1252"))
    desk = at_the_list(pharmacy).see("6 of 6")
    desk.press(F4).see("Import clients")
    desk.press(str(file), ENTER).see("2 clients", "DUPONT", "1,250.50", "DURAND")
    desk.press(ENTER).see("all of them, or none")
    desk.press(ENTER).see("8 of 8")
    desk.press("du").see("DUPONT", "Owes 1,250.50", "DURAND", "In credit 20.00", "2 of 8")
