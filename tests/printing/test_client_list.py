"""A list of clients on paper: heads on every page, nothing cut, the totals at the end."""

import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.values import Centimes
from printing.exports.cells import Balance, Cell
from printing.page import grid
from printing.papers import client_list
from printing.papers.client_list import ClientList, TooManyColumns, TooManyForPaper
from printing.refusals import Cancelled
from tests.printing.conftest import PHARMACY

TITLES = ("N°", "Nom", "Naissance", "Solde")
DEBT, CREDIT = Centimes(125_000), Centimes(-5_050)


def paper(rows: Sequence[Sequence[Cell]], titles: Sequence[str] = TITLES) -> ClientList:
    balances = [cell.centimes for cells in rows for cell in cells if isinstance(cell, Balance)]
    return ClientList(
        PHARMACY, "Doivent · « mar »", titles, rows, balances, datetime(2026, 11, 30, 10, tzinfo=UTC)
    )


def clients(count: int) -> list[list[Cell]]:
    """The first is in credit, the others owe."""
    return [
        [str(number), f"MARTINEZ-{number}", date(1970, 2, 1), Balance(DEBT if number > 1 else CREDIT)]
        for number in range(1, count + 1)
    ]


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def printed(it: ClientList, tmp_path: Path) -> tuple[list[str], str]:
    """The text of each page, and what is known of the file."""
    path = client_list.write(it, tmp_path / "listing.pdf")
    return run("pdftotext", "-layout", path, "-").rstrip("\f").split("\f"), run("pdfinfo", path)


@pytest.mark.capability("list-print")
def test_heads_stand_on_every_page_of_the_list_and_totals_at_its_end(tmp_path: Path) -> None:
    pages, known = printed(paper(clients(60)), tmp_path)
    assert len(pages) == 2
    assert re.search(r"Page size:\s+595\S* x 84", known), "upright"
    for number, text in enumerate(pages, 1):
        assert re.search(r"N°\s+Nom\s+Naissance\s+Solde", text)
        assert f"Page {number} / 2" in text
        assert "Pharmacie Atlas" in text
    listed = [each for text in pages for each in re.findall(r"MARTINEZ-(\d+)", text)]
    assert listed == [str(number) for number in range(1, 61)]
    assert "Doivent · « mar »" in pages[0]
    assert "30/11/2026" in pages[0]
    assert "Doit" not in pages[0]
    for said in (
        r"59 clients doivent\s+Doit 73 750,00 DH",
        r"1 client en avoir\s+Avoir 50,50 DH",
        r"En tout\s+Doit 73 699,50 DH",
    ):
        assert re.search(said, pages[1].replace("\u00a0", " ")), said


def test_many_columns_turn_the_paper_and_long_texts_go_on_below(tmp_path: Path) -> None:
    words = [f"mot{number}" for number in range(1500)]
    rows = [[" ".join(words), *(f"rue{place}" for place in range(12)), "محمد", "x" * 300]]
    pages, known = printed(paper(rows, [f"Titre{place}" for place in range(15)]), tmp_path)
    assert re.search(r"Page size:\s+84\S* x 595", known), "across"
    assert len(pages) > 1, "a row that is longer than a page goes on"
    text = "".join(pages)
    assert sorted(re.findall(r"mot\d+", text)) == sorted(words)
    assert text.count("x") >= 300
    assert "…" not in text
    assert "محمد" in text


def test_every_row_is_on_a_page_that_has_room_for_it() -> None:
    for rows in range(1, 60):
        names = [f"a{row}" for row in range(rows)]
        table = grid.lay_out(["Nom"], [[name] for name in names], frozenset())
        pages = grid.pages(table, 10, 14, 5)
        room = [10, *[14] * (len(pages) - 1)]
        used = [sum(row.lines for row in page) for page in pages]
        assert all(map(int.__le__, used, room))
        assert used[-1] + 5 <= room[-1], "the end has room on the last page"
        assert all(used), "no page without a row"
        assert [row.cells[0][0] for page in pages for row in page] == names


def test_a_row_longer_than_the_first_page_begins_there() -> None:
    table = grid.lay_out(["Nom"], [["\n".join("a" * 12)], ["b"]], frozenset())
    pages = grid.pages(table, 10, 14, 5)
    assert [[(row.lines, row.ends) for row in page] for page in pages] == [
        [(10, False)],
        [(2, True), (1, True)],
    ]


def test_too_many_for_paper_are_refused_with_both_figures(tmp_path: Path) -> None:
    client_list.check(5000, 20)
    with pytest.raises(TooManyForPaper) as refused:
        client_list.check(5001, 3)
    assert (refused.value.clients, refused.value.most) == (5001, 5000)
    with pytest.raises(TooManyColumns):
        client_list.check(3, 21)


def test_a_cancelled_list_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        client_list.write(paper(clients(60)), tmp_path / "listing.pdf", lambda done, _total: done < 2)
    assert list(tmp_path.iterdir()) == []
