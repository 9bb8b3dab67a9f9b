"""Badges, read back from their picture by a real decoder (badge-print)."""

import random
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from string import ascii_uppercase, digits, punctuation

import pytest
import zxingcpp
from PIL import Image

from models.pharmacy.cards import Symbol
from printing.page import code128
from printing.papers import cards
from printing.papers.cards import CardForm, Cards, Face, TooManyCards
from printing.refusals import Cancelled

AT = datetime(2026, 11, 12, 10, 30, tzinfo=UTC)
LONG = "X" * 200
FACES = (
    ("MARTINEZ Jeanne", "0000000001"),
    ("BENALI صديق", "999900000000001"),
    ("محمد العلوي بن عبد الله", "CF-0001984"),
    ("EL " + "Z" * 190, "AB"),
    ("O'BRIEN <b>&amp;", "9"),
    ("Une très longue raison sociale de la Société Anonyme Atlas", LONG),
    ("FID", "FID.2024/99X"),
)


def photo() -> bytes:
    into = BytesIO()
    Image.new("RGB", (360, 480), (120, 150, 180)).save(into, "JPEG")
    return into.getvalue()


def badges(symbol: Symbol, form: CardForm, start: int = 1, faces: Sequence[Face] = ()) -> Cards:
    known = [Face(name, text, photo() if at % 2 else b"") for at, (name, text) in enumerate(FACES)]
    return Cards("Pharmacie Atlas", faces or known, symbol, form, AT, start)


def pictures(paper: Cards, folder: Path) -> list[Image.Image]:
    """The pages as a printer of 203 dpi prints them."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("a picture of a PDF needs pdftoppm (poppler-utils)")
    path = folder / "badges.pdf"
    path.write_bytes(cards.render(paper))
    subprocess.run(["pdftoppm", "-r", "203", "-gray", str(path), str(folder / "page")], check=True)
    return [Image.open(each) for each in sorted(folder.glob("page-*.pgm"))]


def read(pages: Sequence[Image.Image]) -> list[str]:
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]


@pytest.mark.parametrize("symbol", Symbol)
def test_a_real_decoder_reads_every_badge_and_what_is_too_long_for_bars_is_a_qr_code(
    symbol: Symbol, tmp_path: Path
) -> None:
    wanted = sorted(text for _name, text in FACES)
    sheet, alone = tmp_path / "sheet", tmp_path / "alone"
    sheet.mkdir()
    alone.mkdir()
    (page,) = pictures(badges(symbol, CardForm.SHEET), sheet)
    found = zxingcpp.read_barcodes(page)
    assert sorted(each.text for each in found) == wanted
    qr = {each.text for each in found if "QR" in str(each.format)}
    assert qr == ({LONG} if symbol is Symbol.CODE_128 else set(wanted))
    pages = pictures(badges(symbol, CardForm.CARD), alone)
    assert sorted(read(pages)) == wanted
    millimetres = [round(each / 203 * 25.4, 1) for each in pages[0].size]
    assert millimetres == pytest.approx([85.6, 54.0], abs=0.2)


def test_bars_say_any_text_of_a_code_and_nothing_else(tmp_path: Path) -> None:
    """Codes that begin with 99 lost digits in a library that is not ours."""
    chance, signs = random.Random(128), digits * 3 + ascii_uppercase + punctuation
    wanted = ["99", "9999", "99990", "A9999B", "1234567", "~"]
    wanted += ["".join(chance.choices(signs, k=chance.randint(1, 18))) for _ in range(34)]
    faces = [Face("A", text) for text in wanted]
    assert sorted(read(pictures(badges(Symbol.CODE_128, CardForm.SHEET, 1, faces), tmp_path))) == sorted(
        wanted
    )
    for text in ("", "É", "١٢"):
        with pytest.raises(ValueError, match="ASCII"):
            code128.bars(text)


def test_a_sheet_of_labels_that_was_begun_goes_on_where_the_next_one_is_free(tmp_path: Path) -> None:
    first, second = pictures(badges(Symbol.CODE_128, CardForm.SHEET, 6), tmp_path)
    used = first.crop((160, 160, first.width // 2 - 10, first.height // 2 - 300))
    assert used.getextrema() == (255, 255), "what is left of the used labels stays white"
    assert (len(read([first])), len(read([second]))) == (5, 2)


def test_many_badges_tell_how_far_they_are_and_can_be_given_up() -> None:
    faces = [Face(f"Client {number}", f"{number:010}") for number in range(1, 31)]
    paper, told = badges(Symbol.CODE_128, CardForm.SHEET, 1, faces), []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    cards.render(paper, progress)
    assert told == [(done, 6) for done in range(1, 7)], "three sheets, each laid out and painted"
    with pytest.raises(Cancelled):
        cards.render(paper, lambda done, _total: done < 2)
    with pytest.raises(TooManyCards):
        cards.check(1001)
