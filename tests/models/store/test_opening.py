"""How the place of a database may be written, and what is found there."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from models.store import connection, opening
from models.store.engines.sqlite import SqliteEngine


def test_a_home_folder_may_be_written_as_a_tilde(
    empty_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a configuration file, which no shell reads"""
    monkeypatch.setenv("HOME", str(tmp_path))
    shutil.copy(empty_file, tmp_path / "officine.db")
    assert opening.open_database("~/officine.db", create=False).place == str(tmp_path / "officine.db")
    connection.close()


def test_a_file_that_somebody_else_is_just_making_is_not_taken_for_a_stranger_s(
    empty_file: Path, tmp_path: Path
) -> None:
    """Two programs at the first start: the other one's tables come between two looks at the file."""
    place = tmp_path / "officine.db"
    place.touch(0o600)
    with sqlite3.connect(empty_file) as made:
        (ours,) = made.execute("PRAGMA application_id").fetchone()
    looks: list[str] = []

    def make(statement: str) -> None:
        if "application_id" in statement or "sqlite_master" in statement:
            looks.append(statement)
        if len(looks) == 2:
            looks.append("made meanwhile")
            with sqlite3.connect(place) as other:
                other.execute(f"PRAGMA application_id = {ours}")
                other.execute("CREATE TABLE client (id INTEGER)")

    engine = SqliteEngine(place)
    engine.database.connection().set_trace_callback(make)
    engine.prepare()
    engine.database.close()
    assert "made meanwhile" in looks
