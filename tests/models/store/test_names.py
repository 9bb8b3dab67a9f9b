"""Nothing is put where a database would delete it, play it back, or be overwritten by it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.store import backup, connection, opening
from models.store.copying import BackupExists, BackupFailed
from models.store.place import names
from models.store.place.names import NameInUse
from models.store.place.problems import DatabaseMissing, NotAFile, ReservedName
from printing import files
from printing.refusals import FileExists
from tests.models.conftest import Counter

KEPT = [
    "other.db-journal",
    "OTHER.DB-JOURNAL",
    "other.db-wal",
    "other.db-shm",
    "other.db-turn",
    "other.db-sender",
    "other.db-mj0123ABCD",
    "other.db.before-0004_who_may_send",
    "config.toml",
    "secrets.toml",
    "officine.log",
    "last-login",
    "carnet.jsonl",
]


@pytest.mark.parametrize("name", KEPT)
def test_names_that_belong_to_a_database_or_the_program_are_refused(
    file_counter: Counter, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with pytest.raises(NameInUse):
        backup.back_up(folder / name)
    for replace in (False, True):
        with pytest.raises(NameInUse):
            files.write(b"paper", folder / name, replace=replace)
    assert list(folder.iterdir()) == []


def test_whatever_a_database_keeps_beside_it_is_known(file_counter: Counter) -> None:
    """Also what comes later: a new file beside the database has its name in the list."""
    engine = connection.engine()
    place = Path(engine.place)
    with engine.only_one("sender"), connection.transaction():
        file_counter.client()
        beside = {each.name for each in place.parent.iterdir() if each.name.startswith(f"{place.name}-")}
        assert beside
        assert all(map(names.is_kept, beside))


def test_a_copy_is_not_made_where_an_older_journal_would_be_played_back(
    file_counter: Counter, tmp_path: Path
) -> None:
    (tmp_path / "copy.db-journal").write_bytes(b"of a database that was")
    with pytest.raises(NameInUse):
        backup.back_up(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_the_database_and_every_way_to_it_stay_as_they_are(file_counter: Counter, tmp_path: Path) -> None:
    """Itself, a link of either kind, another program's; also where replacing was asked for."""
    place = Path(connection.engine().place)
    folder = tmp_path / "links"
    folder.mkdir()
    (folder / "hard.db").hardlink_to(place)
    (folder / "soft.db").symlink_to(place)
    (folder / "nowhere.db").symlink_to(folder / "dangling.db-journal")
    with closing(sqlite3.connect(folder / "other.db")) as other:
        other.execute("CREATE TABLE mine (id)")
    before = place.read_bytes()
    for target in (place, *folder.iterdir(), folder):
        with pytest.raises(BackupExists):
            backup.back_up(target)
        with pytest.raises((NameInUse, FileExists)):
            files.write(b"paper", target, replace=True)
    assert place.read_bytes() == before


def test_a_copy_that_fails_half_way_leaves_nothing(
    file_counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever ends it, somebody who interrupts included."""
    folder = tmp_path / "copies"
    folder.mkdir()
    real = sqlite3.connect

    class Broken:
        def __init__(self, error: BaseException) -> None:
            self._error = error

        def __call__(self, path: Path) -> sqlite3.Connection:
            real(path).close()
            Path(f"{path}-journal").write_bytes(b"half")
            raise self._error

    for error in (sqlite3.OperationalError("disk I/O error"), KeyboardInterrupt(), OSError(28, "full")):
        with monkeypatch.context() as patch:
            patch.setattr(sqlite3, "connect", Broken(error))
            with pytest.raises((BackupFailed, KeyboardInterrupt)):
                backup.back_up(folder / "copy.db")
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["x.db-journal", "x.db-wal", "x.db-turn"])
def test_no_database_is_made_under_such_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReservedName):
        opening.open_database(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", tmp_path, Path("/dev/null"), Path("/dev/full"), Path("/dev/zero")):
        with pytest.raises(NotAFile):
            opening.open_database(place)
    (tmp_path / "empty").touch()
    for place in (tmp_path / "empty", tmp_path / "none", tmp_path / "empty" / "below"):
        with pytest.raises(DatabaseMissing):
            opening.open_database(place, create=False)
    assert (tmp_path / "empty").stat().st_size == 0
