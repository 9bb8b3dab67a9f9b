"""Lines that are written onto a page stand where they would have been laid out."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.pharmacy.party import Party
from models.trade.statements.content import Statement
from printing.page import sheet, writing
from printing.page.kept_styles import STYLES
from printing.papers import statement as papers
from tests.printing.conftest import Make

Word = tuple[str, float, float, float]
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>')
_POINT = 0.6
"""How far a letter may move: in what is laid out, letters lean towards one another."""


@pytest.mark.parametrize("label", ["Crème à l’arnica n° 5", "كريم Nivea"])
def test_each_word_is_where_it_would_have_been_laid_out(
    make: Make, label: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    paper = make(40, 2, client=Party("Jean MARTINEZ"), label=label, invoice="F-2026-00001")
    written = sorted(_words(paper, tmp_path))
    assert any(one.lines[0] for one in papers._sheets(paper)[0].written)
    monkeypatch.setattr(sheet, "_is_written", lambda row: False)
    laid_out = sorted(_words(paper, tmp_path))
    assert len(written) == len(laid_out) > 400
    for one, other in zip(written, laid_out, strict=True):
        assert one[0] == other[0]
        assert one[1:] == pytest.approx(other[1:], abs=_POINT)


def test_their_colours_are_those_of_what_is_laid_out():
    css = (STYLES / "page.css").read_text()
    said = dict(re.findall(r"^(body|\.labels, \.details) \{\s*color: (#\w{6})", css, re.MULTILINE))
    assert said["body"] == "#" + bytes(writing.INK).hex()
    assert said[".labels, .details"] == "#" + bytes(writing.GREY).hex()


def _words(paper: Statement, folder: Path) -> Iterator[Word]:
    """Each word with its page and where it begins, ends and stands, in points."""
    file = folder / "paper.pdf"
    file.write_bytes(papers.render(paper))
    run = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True)
    for number, page in enumerate(run.stdout.decode().split("<page ")[1:]):
        for left, top, right, word in _WORD.findall(page):
            yield f"{number} {word}", float(top), float(left), float(right)
