"""Names are text: they are shown, they change no colour, no title, no clipboard, and nothing crashes.

The verbs refuse most of these; another program's data, or a hand in the database, may not.
"""

import re
from pathlib import Path

import pytest

from models.people.clients.table import Client
from models.requests.actors import Staff
from models.store import connection, opening, settings
from models.store.search.folding import fold
from models.store.settings import Pharmacy
from models.trade.catalogue.table import Product
from tests.conftest import establish
from tests.journeys.conftest import Open
from tests.journeys.keys import CODED_ESC, CTRL_Q, CTRL_U, ENTER, ESC, F3, F5
from tests.journeys.terminal import Terminal
from tests.models.conftest import Counter

ESCAPES = "\x1b[31mred\x1b[2J\x1b[1;1H\x1b]52;c;aGFjaw==\x07\x1b]0;title\x07\x1bPq\x1b\\"
MARKUP = "[red]a[/b]c[/][@click=app.leave]{x}%s"
NAMES = {
    "markup": MARKUP,
    "escape sequences": ESCAPES,
    "C1": "\x9b31m\x9d0;title\x9c\x90q\x9c\x85",
    "control characters": "a\tb\r\nc\x00\x07\x08\x7f",
    "two hundred letters": "W" * 200,
    "emoji": "🙂🎉💊" * 20,
    "joined emoji": "👨‍👩‍👧👩🏽‍⚕️🇲🇦❤️",
    "right to left": "\u202eabc\u2066def\u200f محمد",
    "accents on accents": "Zoe\u0301\u0323\u0308\u0302\u0301" + "e\u0301" * 40,
    "no width at all": "\u200b\u200d\ufeff\u2060",
}
NEVER_SENT = {
    "a command to the terminal": re.compile(rb"\x1b[\]PX^_]"),
    "a bell": re.compile(rb"\x07"),
    "a C1 character": re.compile(rb"\xc2[\x80-\x9f]"),
    "the colour in a name": re.compile(rb"\x1b\[31m"),
    "a turned direction": re.compile("\u202e|\u2066|\u200f".encode()),
}


@pytest.fixture
def hostile(sqlite_target: Path) -> Path:
    """Each client has one of `NAMES` wherever there is text, and owes 10,00."""
    opening.open_database(sqlite_target)
    try:
        counter = Counter(establish().id)
        for number, name in enumerate(NAMES.values()):
            client = counter.client(f"{number:02}")
            counter.sell(client, 1_000)
            rename(client, name)
        Staff.update(name=ESCAPES, name_key=fold(ESCAPES)).execute()
        Product.update(name=ESCAPES).execute()
        settings.keep_pharmacy(Pharmacy(name=ESCAPES, city=MARKUP))
    finally:
        connection.close()
    return sqlite_target


def rename(client: int, name: str) -> None:
    """Past the verbs, which would refuse."""
    texts = ("last_name", "first_name", "alert", "info", "city", "email")
    Client.update(dict.fromkeys(texts, name)).where(Client.id == client).execute()


def aligned(desk: Terminal) -> bool:
    """Every line of a box ends where its corners are; the rule beside the tabs is straight."""
    rows = [[desk.cells[line][column].data for column in range(80)] for line in range(24)]
    corners = {column for row in rows for column in range(80) if row[column] in ("╮", "╯")}
    box = [number for number, row in enumerate(rows) if "╭" in row or "╰" in row]
    inside = rows[box[0] + 1 : box[-1]] if box else []
    rules = {row.index("│") for row in rows[5:23] if "│" in row and not box}
    return len(corners) <= 1 and all(row[max(corners)] == "│" for row in inside) and len(rules) <= 1


def shows(desk: Terminal, keys: str, said: str, name: str) -> None:
    """Presses, and holds what is then seen to its edges."""
    desk.press(keys).see(said)
    desk.until(lambda: aligned(desk), f"for “{said}” of {name} to be aligned")


def sent_nothing(desk: Terminal) -> None:
    for what, pattern in NEVER_SENT.items():
        assert not pattern.search(desk.raw), f"{what} was sent"


def test_the_list_and_every_fiche_show_any_name_as_text(hostile: Path, at_the_list: Open) -> None:
    desk = at_the_list(hostile).see("10 of 10")
    amounts = {"".join(desk.cells[line][column].data for column in range(62, 80)) for line in range(3, 13)}
    assert amounts == {"Owes         10.00"}
    for number, name in enumerate(NAMES, 1):
        desk.press(f"#{number}").see(f"Search #{number} ")
        shows(desk, ENTER + "1", f"No. {number} ", name)
        shows(desk, "a", "Adjust to 0", name)
        desk.press(ESC).gone("Adjust to 0")
        desk.press(CODED_ESC, CODED_ESC).see("Search")
        desk.press(CTRL_U).see("10 of 10")
    desk.press(CTRL_Q).leaves(0)
    sent_nothing(desk)


@pytest.mark.parametrize("number", [1, 2], ids=["markup", "escape sequences"])
def test_every_other_screen_shows_a_name_as_text(hostile: Path, at_the_list: Open, number: int) -> None:
    desk = at_the_list(hostile).see("10 of 10")
    desk.press(f"#{number}").see(f"Search #{number} ")
    desk.press(ENTER).see("Total unpaid")
    for keys, said in (("P", "Statement of account"), ("o", "Other actions"), (F3, "F9 Save")):
        shows(desk, keys, said, "")
        desk.press(ESC).gone(said)
    shows(desk, F3 + F5, "F9 Save", "")  # what is refused is said, what is saved too
    desk.press(ESC).gone("F9 Save")
    shows(desk, "2" + ENTER, "Sale V-", "")
    desk.press(ESC).gone("Sale V-")
    shows(desk, "p", "Amount to pay", "")
    shows(desk, ENTER, "Payment saved", "")
    desk.press(ENTER).gone("Payment saved")
    desk.press("P", ENTER).see("Written")
    desk.press(CTRL_Q).leaves(0)
    sent_nothing(desk)
