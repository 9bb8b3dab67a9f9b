"""officine backup: a copy that opens, and never over another file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Officine, said


def test_the_copy_is_the_same_pharmacy(
    officine: Officine, database: Path, asked: Callable[..., Any], tmp_path: Path
) -> None:
    done = officine("--database", database, "backup", "copy.db")
    copy = tmp_path / "copy.db"
    assert done.returncode == 0, done.stderr
    assert str(copy) in done.stdout
    assert copy.stat().st_mode & 0o777 == 0o600
    original = officine("--database", database, "clients", "--json").stdout
    assert officine("--database", copy, "clients", "--json").stdout == original
    assert officine("--database", copy, "doctor").returncode == 0


def test_a_file_that_is_there_stays_as_it_is(officine: Officine, database: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert "mine.txt" in said(officine("--database", database, "backup", "mine.txt"))
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("place", ["no/such/folder/copy.db", "/proc/copy.db"])
def test_a_copy_that_cannot_be_made_is_one_sentence(officine: Officine, database: Path, place: str) -> None:
    assert place in said(officine("--database", database, "backup", place))


def test_a_backup_is_sealed_first_and_says_so(officine: Officine, database: Path, tmp_path: Path) -> None:
    done = officine("--database", database, "backup", "copy.db")
    said_seal = done.stdout.splitlines()[-1]
    listed = officine("--database", tmp_path / "copy.db", "seal", "--list", "--json")
    seal, *_earlier = json.loads(listed.stdout)
    assert seal["occasion"] == "backup"
    assert seal["digest"][:20].upper() in said_seal.replace(" ", "")
    assert f"no. {seal['number']} of" in said_seal
