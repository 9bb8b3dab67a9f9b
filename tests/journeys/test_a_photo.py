"""A photo added and seen, and the e-mail address copied, in a real terminal of 80 × 24."""

import base64
from pathlib import Path

import pytest

from models.people.photos import listing
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store import connection
from tests.asking import by_staff
from tests.journeys.conftest import Open
from tests.journeys.keys import DOWN, ENTER, ESC, F2
from tests.journeys.test_at_the_counter import OnDatabase
from tests.pictures import jpeg, png_head


@pytest.fixture
def jeanne(sqlite_target: Path, counter_on: OnDatabase) -> int:
    """The only client of a pharmacy that uses photos."""
    counter = counter_on(sqlite_target)
    on = features.in_use() | {Feature.PHOTO}
    features.choose(on, seen=features.in_use(), by=by_staff(counter.staff))
    client = counter.client("MARTINEZ", "Jeanne", email="jeanne@example.org")
    connection.close()
    return client


def test_a_photo_is_added_seen_and_erased(
    jeanne: int, sqlite_target: Path, home: Path, at_the_list: Open
) -> None:
    (home / "face.jpg").write_bytes(jpeg(1200, 1600))
    (home / "bomb.png").write_bytes(png_head(100_000, 100_000))
    desk = at_the_list(sqlite_target).see("MARTINEZ")
    desk.press(ENTER).see("Total unpaid")
    desk.press("g").see("Go to…")
    desk.press("phot").see("Photos")
    desk.press(ENTER).see("No photo yet")

    desk.press(F2).see("Photo of a client", "at most 5 MB")
    desk.press(f"{home}/bomb.png").see("bomb.png")
    desk.press(ENTER).see("100,000 × 100,000 points: at most 40 million are read")
    assert listing.count(jeanne) == 0
    desk.press(f"/{home}/face.jpg").see("face.jpg")
    desk.press(ENTER).see("Photo 1 is that of the fiche", "▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀")

    # The four quarters of the picture, each in its colour on the terminal.
    rows = [number for number, line in enumerate(desk.lines) if "▀▀▀▀" in line]
    first, last = rows[1], rows[-2]
    left, right = desk.lines[first].index("▀") + 2, desk.lines[first].rindex("▀") - 2
    colours = [desk.cells[row][column].fg for row in (first, last) for column in (left, right)]
    assert len(set(colours)) == 4
    assert "default" not in colours
    assert len(rows) >= 16

    desk.press("x").see("it is gone for good")
    desk.press(DOWN).press(ENTER).see("No photo yet")
    desk.gone("▀▀")
    assert listing.count(jeanne) == 0


def test_the_address_is_put_on_the_clipboard(jeanne: int, sqlite_target: Path, at_the_list: Open) -> None:
    desk = at_the_list(sqlite_target).see("MARTINEZ")
    desk.press(ENTER).see("Total unpaid")
    desk.press("@").see("jeanne@example.org is on the clipboard")
    assert b"\x1b]52;c;" + base64.b64encode(b"jeanne@example.org") + b"\x07" in desk.raw
    desk.press(ESC).see("MARTINEZ")
