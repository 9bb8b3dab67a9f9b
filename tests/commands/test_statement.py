"""officine statement: a relevé, issued and printed."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Officine, said


def issued(database: Path) -> int:
    with sqlite3.connect(database) as base:
        return int(base.execute("SELECT count(*) FROM statement").fetchone()[0])


def test_a_pdf_is_written_and_its_path_printed(officine: Officine, database: Path, tmp_path: Path) -> None:
    before, paper = issued(database), tmp_path / "relevé.pdf"
    period = ("--from", "2020-01-01", "--to", "31/12/2099")
    done = officine("--database", database, "statement", 1, *period, "--detailed", "-o", paper)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{paper}\n"
    assert paper.read_bytes().startswith(b"%PDF-")
    assert paper.stat().st_mode & 0o777 == 0o600
    assert issued(database) == before + 1


def test_without_days_it_is_this_month(officine: Officine, database: Path, tmp_path: Path) -> None:
    done = officine("--database", database, "statement", 1, "-o", "now.pdf")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "now.pdf").exists()
    with sqlite3.connect(database) as base:
        ((start, end),) = base.execute("SELECT start_day, end_day FROM statement ORDER BY id DESC LIMIT 1")
    assert start == end[:8] + "01"


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "30.06.2026", "2026", ""])
def test_what_is_no_day_is_a_usage_mistake(officine: Officine, database: Path, day: str) -> None:
    sentence = said(officine("--database", database, "statement", 1, "--from", day, "-o", "x.pdf"), code=2)
    assert f"“{day}”" in sentence


def test_a_period_that_ends_before_it_starts_is_refused(
    officine: Officine, database: Path, tmp_path: Path
) -> None:
    days = ("--from", "2026-03-02", "--to", "2026-03-01")
    done = officine("--database", database, "statement", 1, *days, "-o", "x.pdf", language="fr")
    assert "01/03/2026" in said(done)
    assert not (tmp_path / "x.pdf").exists()


def test_no_number_is_spent_on_paper_that_cannot_be_written(
    officine: Officine, database: Path, tmp_path: Path
) -> None:
    before = issued(database)
    (tmp_path / "there.pdf").write_text("somebody else's")
    for target in ("there.pdf", "no/such/folder/x.pdf"):
        said(officine("--database", database, "statement", 1, "-o", target))
    assert (tmp_path / "there.pdf").read_text() == "somebody else's"
    assert issued(database) == before


def test_the_paper_needs_a_name(officine: Officine, database: Path) -> None:
    assert "-o" in said(officine("--database", database, "statement", 1), code=2)


def test_the_doctor_agrees_afterwards(officine: Officine, database: Path, asked: Callable[..., Any]) -> None:
    assert officine("--database", database, "statement", 2, "-o", "x.pdf").returncode == 0
    assert asked("doctor")["well"]
