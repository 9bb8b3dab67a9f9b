"""What arrives in one burst: from a scanner, a name where letters are commands, an unbracketed paste."""

import time
from pathlib import Path

import pytest

from models.people.clients.table import Client, ClientStatus
from models.requests.trail import Trail
from models.store import connection, opening
from tests.journeys.conftest import Open
from tests.journeys.keys import BACKSPACE, ENTER, ESC, PASTE, PASTED, TAB
from tests.journeys.terminal import Terminal
from tests.journeys.test_scanner import CODES, add_products

A_SCANNERS_PAUSE = 0.004
"""Seconds between two keys of a scanner."""
ENDS = [ENTER, "\n", "\r\n", TAB]
TOP_ROW = str.maketrans("1234567890", "&é\"'(-è_çà")


def scan(desk: Terminal, code: str, end: str = ENTER, pause: float = A_SCANNERS_PAUSE) -> Terminal:
    """Key by key, as fast as a scanner; with no pause, all at once."""
    for key in (*code, *end) if pause else (code + end,):
        desk.press(key)
        _wait(pause)
    return desk


def _wait(seconds: float) -> None:
    """On a busy machine a sleep takes longer than a scanner ever does."""
    end = time.monotonic() + seconds
    while seconds < A_SCANNERS_PAUSE * 2 and time.monotonic() < end:
        pass
    time.sleep(max(end - time.monotonic(), 0))


def trails(database: Path) -> int:
    """How many requests were carried out."""
    opening.open_database(database)
    try:
        return int(Trail.select().count())
    finally:
        connection.close()


def codes(database: Path) -> dict[str, str]:
    """The code of each client, by last name."""
    opening.open_database(database)
    try:
        return {row.last_name: row.code for row in Client.select()}
    finally:
        connection.close()


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("pause", [0, A_SCANNERS_PAUSE])
def test_the_top_row_of_a_french_keyboard_is_digits_and_steps_no_quantity(
    pharmacy: Path, at_the_list: Open, pause: float, end: str
) -> None:
    add_products(pharmacy)
    desk = at_the_list(pharmacy).press("boukili", ENTER).see("BOUKILI", "Sales")
    desk.press("n").see("New sale").press("3*" + CODES[0] + ENTER).see("Crème 1", "Total 30.00")
    scan(desk, CODES[1].translate(TOP_ROW), end, pause)
    desk.see("2 lines", "Crème 2", "Total 40.00")


def test_a_held_key_steps_and_so_does_a_finger(pharmacy: Path, at_the_list: Open) -> None:
    add_products(pharmacy)
    desk = at_the_list(pharmacy).press("boukili", ENTER).see("BOUKILI", "Sales")
    desk.press("n").see("New sale").press(CODES[0] + ENTER).see("Total 10.00")
    scan(desk, "+" * 5, "", 0.033).see("Total 60.00")
    desk.press("-").see("Total 50.00")
    desk.press("\x1b[57413;129;43u").see("Total 60.00")
    desk.press("\x1b[57412;129;45u").see("Total 50.00")


@pytest.mark.parametrize("unknown", ["PARA-999", "PARACHUTE"])
def test_a_code_with_letters_that_nobody_bears_keeps_its_line(
    pharmacy: Path, at_the_list: Open, unknown: str
) -> None:
    add_products(pharmacy)
    desk = at_the_list(pharmacy).press("boukili", ENTER).see("BOUKILI", "Sales")
    desk.press("n").see("New sale")
    for code in (unknown, *CODES[:2]):
        scan(desk, code)
    desk.see("3 lines", f"{unknown}: no such product", "Crème 1", "Crème 2", "Total 20.00")


def test_a_scan_behind_letters_is_the_code_alone(pharmacy: Path, at_the_list: Open) -> None:
    add_products(pharmacy)
    desk = at_the_list(pharmacy).press("boukili", ENTER).see("BOUKILI", "Sales")
    desk.press("n").see("New sale")
    scan(desk, "xyz", ENTER, 0.15).see("No product is called “xyz”.")
    scan(desk, CODES[0]).see("1 line", "Total 10.00", "Product xyz")
    scan(desk, CODES[1]).see("2 lines", "Total 20.00", "Product xyz")
    # What the letters find stands in place of the lines until they are gone.
    desk.press(*[BACKSPACE] * len("xyz")).see("Crème 1", "Crème 2")


@pytest.mark.capability("fiche-rech")
@pytest.mark.parametrize("end", ENDS[:3])
@pytest.mark.parametrize("pause", [0, A_SCANNERS_PAUSE])
def test_badges_one_after_the_other_open_one_client_each(
    pharmacy: Path, at_the_list: Open, end: str, pause: float
) -> None:
    """On the list after Esc, and on the fiche of another client"""
    known = codes(pharmacy)
    one, other = sorted(known)[:2]
    desk = at_the_list(pharmacy)
    scan(desk, known[one], end, pause).see(one.upper(), "Sales")
    desk.press(ESC).see("Search").until(lambda: known[one] not in desk.line("Search"), "the old code to go")
    scan(desk, known[other], end, pause).see(other.upper(), "Sales")
    scan(desk, known[one], end, pause).see(one.upper(), "Sales")
    assert other.upper() not in desk.text


def test_a_badge_scanned_behind_another_search_opens_its_client(pharmacy: Path, at_the_list: Open) -> None:
    known = codes(pharmacy)
    one = sorted(known)[0]
    desk = at_the_list(pharmacy)
    scan(desk, "zz", "", 0.15).see("Nobody matches")
    scan(desk, known[one]).see(one.upper(), "Sales")


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        (["\x1b[19~"], "prices in DH"),
        (["\x1b[18~", "/"], "Communications"),
        (["boukili", ENTER, "\x1b[C", "/"], "BOUKILI"),
    ],
)
def test_a_badge_scanned_into_a_search_for_something_else_opens_its_client(
    pharmacy: Path, at_the_list: Open, keys: list[str], seen: str
) -> None:
    """In the catalogue, among the messages, in a tab of another client"""
    known = codes(pharmacy)
    other = next(name for name in sorted(known) if name.upper() != "BOUKILI")
    desk = at_the_list(pharmacy).press(*keys).see(seen)
    time.sleep(0.2)
    scan(desk, known[other]).see(other.upper(), "Sales").gone(seen)


def test_a_product_scanned_in_the_list_of_clients_is_named(pharmacy: Path, at_the_list: Open) -> None:
    """And the next badge is not appended to its code"""
    add_products(pharmacy)
    known = codes(pharmacy)
    one = sorted(known)[0]
    desk = at_the_list(pharmacy)
    scan(desk, CODES[0]).see(f"{CODES[0]} is Crème 1: scan it in a sale")
    scan(desk, known[one]).see(one.upper(), "Sales")


def test_a_badge_in_a_sale_asks_before_it_leaves_the_lines(pharmacy: Path, at_the_list: Open) -> None:
    add_products(pharmacy)
    known = codes(pharmacy)
    other = next(name for name in sorted(known) if name.upper() != "BOUKILI")
    desk = at_the_list(pharmacy).press("boukili", ENTER).see("BOUKILI", "Sales")
    desk.press("n").see("New sale")
    scan(desk, CODES[0]).see("1 line")
    scan(desk, known[other]).see("What you typed is not saved yet.")
    desk.press(ESC).gone("What you typed is not saved yet.").see("New sale", "1 line")
    scan(desk, known[other]).see("What you typed is not saved yet.")
    time.sleep(0.2)
    desk.press("g").see(other.upper(), "Sales").gone("New sale")


@pytest.mark.parametrize("pause", [0, A_SCANNERS_PAUSE, 0.12])
def test_a_name_typed_on_a_fiche_hides_nobody_and_sells_nothing(
    pharmacy: Path, at_the_list: Open, pause: float
) -> None:
    """In one go it is offered as a search; by fingers, z only asks"""
    before = trails(pharmacy)
    desk = at_the_list(pharmacy).press("boukili", ENTER).see("BOUKILI", "Sales")
    scan(desk, "zineb", ENTER, pause)
    if pause < 0.1:
        desk.see("“zineb” was typed in one go.")
        desk.press(ENTER).see("Search zineb")
    else:
        desk.see("“ineb” was typed here and not taken.")
        desk.press(ENTER).see("BOUKILI").gone("Put to sleep")
    assert trails(pharmacy) == before
    opening.open_database(pharmacy)
    assert Client.select().where(Client.status == ClientStatus.SLEEPING).count() == 0
    connection.close()


@pytest.mark.parametrize("bracketed", [False, True])
@pytest.mark.parametrize("text", ["x\rx\r", "xx\rxx\rxx\r", "x\nx\n\n\n", "z\r\r", "a\r\r\r", "x\r\r\rx\r\r"])
def test_nothing_is_cancelled_or_hidden_by_a_text_that_is_pasted(
    pharmacy: Path, at_the_list: Open, text: str, bracketed: bool
) -> None:
    add_products(pharmacy)
    desk = at_the_list(pharmacy).press("boukili", ENTER).see("BOUKILI", "Sales")
    desk.press("n").see("New sale").press(CODES[0] + ENTER).see("Total 10.00")
    desk.press("\x1b[20~").see("To pay").press(ENTER).see("is saved")
    time.sleep(0.2)
    before = trails(pharmacy)
    desk.press("\x1b[C")
    time.sleep(0.3)
    desk.press(PASTE + text + PASTED if bracketed else text)
    time.sleep(0.7)
    assert trails(pharmacy) == before, str(desk)


@pytest.mark.parametrize("bracketed", [False, True])
def test_ten_thousand_letters_cost_no_more_than_a_few(
    pharmacy: Path, at_the_list: Open, bracketed: bool
) -> None:
    """In the search, pasted as terminals say it or not: what is painted is what a few letters cost"""
    desk = at_the_list(pharmacy).press("b").see("3 of 6")
    before = len(desk.raw)
    desk.press("o").see("2 of 6")
    a_letter = len(desk.raw) - before
    text = "xy" * 5_000
    before = len(desk.raw)
    desk.press(PASTE + text + PASTED if bracketed else text).see("characters; at most")
    desk.press(ESC).see("6 of 6")
    assert len(desk.raw) - before < 60 * a_letter
