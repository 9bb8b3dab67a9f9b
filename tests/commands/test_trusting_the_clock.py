"""Under a clock that seems to be wrong, a command that enters something or sends refuses, unless told."""

import sqlite3
from pathlib import Path

import pytest

from tests.commands.conftest import Officine


@pytest.fixture
def from_2062(database: Path) -> Path:
    """Its newest entry is of a day that is far off: beside it, the clock of this machine is behind."""
    with sqlite3.connect(database) as base:
        base.execute(
            "INSERT INTO trail (op_id, verb, staff_id, client_id, at, detail) "
            "VALUES ('later', 'test', 1, NULL, '2062-01-01 09:00:00.000000', '{}')"
        )
    return database


@pytest.mark.parametrize("verb", [("statement", 7, "-o", "r.pdf"), ("import", "c.csv"), ("send",)])
def test_it_is_refused_with_both_moments(
    verb: tuple[object, ...], officine: Officine, from_2062: Path, tmp_path: Path
) -> None:
    (tmp_path / "c.csv").write_text("ZZTOP Jean,150.50\n")
    paths = [tmp_path / str(part) if str(part).endswith(("pdf", "csv")) else part for part in verb]
    refused = officine("--database", from_2062, *paths)
    assert refused.returncode == 1
    assert "01/01/2062" in refused.stderr
    assert "--trust-clock" in refused.stderr
    done = officine("--database", from_2062, *paths, "--trust-clock")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_only_reads_is_not_refused(officine: Officine, from_2062: Path) -> None:
    assert officine("--database", from_2062, "show", 7).returncode == 0
    said = officine("--database", from_2062, "doctor")
    assert said.returncode == 1
    assert "2062" in said.stdout
