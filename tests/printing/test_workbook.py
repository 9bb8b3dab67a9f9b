"""A list of clients as a workbook, read back by another library."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import load_workbook

from models.values import Centimes
from printing.exports import workbook
from printing.exports.cells import Amount, Cell
from printing.refusals import Cancelled, FileExists

TITLES = ("Nom", "Mobile", "Solde", "Né(e) le")


def rows() -> Iterator[list[Cell]]:
    yield ["=1+1", "0612345678", Amount(Centimes(125_050)), date(1980, 2, 3)]
    yield ["https://example.ma", "00042", Amount(Centimes(-5)), ""]
    yield ["محمد بنجلون", "", Amount(Centimes(0)), date(1899, 12, 31)]


@pytest.mark.capability("list-print")
def test_text_stays_text_amounts_are_numbers_and_days_are_days(tmp_path: Path) -> None:
    path = workbook.write(TITLES, rows(), tmp_path / "listing.xlsx")
    assert load_workbook(str(path)).get_sheet_by_index(0).to_python() == [
        list(TITLES),
        ["=1+1", "0612345678", 1250.5, date(1980, 2, 3)],
        ["https://example.ma", "00042", -0.05, ""],
        ["محمد بنجلون", "", 0.0, "1899-12-31"],
    ]
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path], "nothing of the writing stays"


def test_a_cancelled_workbook_leaves_nothing_and_no_file_is_replaced(tmp_path: Path) -> None:
    def cancelled() -> Iterator[list[Cell]]:
        yield from rows()
        raise Cancelled

    with pytest.raises(Cancelled):
        workbook.write(TITLES, cancelled(), tmp_path / "listing.xlsx")
    assert list(tmp_path.iterdir()) == []
    other = tmp_path / "listing.xlsx"
    other.write_text("another's")
    with pytest.raises(FileExists):
        workbook.write(TITLES, rows(), other)
    assert other.read_text() == "another's"


def test_more_clients_than_a_sheet_has_rows_are_refused() -> None:
    workbook.check(workbook.MOST_ROWS)
    with pytest.raises(workbook.TooManyForWorkbook) as refused:
        workbook.check(workbook.MOST_ROWS + 1)
    assert (refused.value.clients, refused.value.most) == (1_048_576, 1_048_575)
