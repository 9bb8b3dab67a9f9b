"""How the place of a database may be written."""

import shutil
from pathlib import Path

import pytest

from models.store import connection


def test_a_home_folder_may_be_written_as_a_tilde(
    empty_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a configuration file, which no shell reads"""
    monkeypatch.setenv("HOME", str(tmp_path))
    shutil.copy(empty_file, tmp_path / "officine.db")
    assert connection.open_database("~/officine.db", create=False).place == str(tmp_path / "officine.db")
    connection.close()
