"""The fiche on paper: one page whatever is in it, nothing that is empty, the photo if there is one."""

import subprocess
from datetime import datetime
from pathlib import Path

from models.pharmacy.party import Party
from printing.papers import fiche
from printing.papers.fiche import FichePaper, Pairs
from tests.pictures import jpeg
from tests.printing.conftest import PHARMACY

MARTINEZ: list[tuple[str, Pairs]] = [
    ("Identité", [("Nom", "MARTINEZ"), ("Prénom", "Jean"), ("Code", "")]),
    ("Banque", [("RIB", ""), ("IBAN", "")]),
    ("Alertes et notes", [("Informations", "Préfère <b>le matin</b>\nsonner deux fois")]),
]


def paper(groups: list[tuple[str, Pairs]] = MARTINEZ, photo: bytes = b"") -> FichePaper:
    facts = [("Solde", "Doit 1 250,00")]
    return FichePaper(PHARMACY, 362, "M. MARTINEZ Jean", facts, groups, photo, datetime(2026, 11, 12, 10))


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def printed(it: FichePaper, tmp_path: Path) -> tuple[str, int, int]:
    """Its text, its pages and its pictures."""
    path = fiche.write(it, tmp_path / "fiche.pdf", replace=True)
    pages = next(line for line in run("pdfinfo", path).splitlines() if line.startswith("Pages"))
    pictures = len(run("pdfimages", "-list", path).splitlines()) - 2
    return run("pdftotext", "-layout", path, "-"), int(pages.split()[1]), pictures


def test_what_is_empty_is_left_out(tmp_path: Path) -> None:
    text, pages, pictures = printed(paper(), tmp_path)
    assert (pages, pictures) == (1, 0)
    for words in ("Fiche client n° 362", "M. MARTINEZ Jean", "Doit 1 250,00", "Imprimée le", "12/11/2026"):
        assert words in text
    for words in ("Code", "Banque", "RIB", "IBAN"):
        assert words not in text.replace("IF 40123456", "")
    assert "Préfère <b>le matin</b>" in text
    assert "sonner deux fois" in text


def test_the_photo_is_on_it_and_nothing_else_is_fetched(tmp_path: Path) -> None:
    _text, pages, pictures = printed(paper(photo=jpeg(600, 800)), tmp_path)
    assert (pages, pictures) == (1, 1)
    outside: list[tuple[str, Pairs]] = [
        ("Notes", [("Informations", '"><img src="file:///etc/passwd"><img src="officine:photo">')])
    ]
    text, _pages, pictures = printed(paper(outside), tmp_path)
    assert pictures == 0
    assert "file:///etc/passwd" in text.replace("\n", "").replace(" ", "")


def test_however_much_is_known_it_is_one_page_and_every_field_is_on_it(tmp_path: Path) -> None:
    groups: list[tuple[str, Pairs]] = [
        (f"Section {one}", [(f"Champ {one}.{two}", f"Valeur {one}.{two} " * 9) for two in range(9)])
        for one in range(6)
    ]
    text, pages, _pictures = printed(paper([*groups, ("Notes", [("Info", "ligne\n" * 200)])]), tmp_path)
    assert pages == 1
    assert all(f"Champ {one}.{two}" in text for one in range(6) for two in range(9))
    assert "ligne …" in text or "ligne…" in text


def test_the_same_paper_is_the_same_bytes() -> None:
    it = paper(photo=jpeg())
    assert fiche.render(it) == fiche.render(it)


def test_the_name_of_the_file_is_one_everywhere() -> None:
    assert fiche.file_name(paper()) == "fiche-00000362-M-MARTINEZ-Jean.pdf"
    odd = FichePaper(Party("P"), 7, "../../etc/\x1b[2J passwd", [], [], b"", datetime(2026, 1, 1))
    assert "/" not in fiche.file_name(odd)
    assert "\x1b" not in fiche.file_name(odd)
