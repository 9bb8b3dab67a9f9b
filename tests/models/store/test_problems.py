"""What can be wrong with the place, each one sentence, data untouched; and the backup."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from peewee import DatabaseError

from models import doctor
from models.people.clients.table import Client
from models.refusals import Refused
from models.requests.actors import Staff
from models.store import backup, clock, connection, opening, schema
from models.store.copying import BackupExists, BackupFailed
from models.store.engines.engine import Engine
from models.store.engines.sqlite_file import wal_is_safe
from models.store.place.problems import (
    DatabaseMissing,
    DiskFull,
    FolderMissing,
    FromNewerVersion,
    NotADatabase,
    NotAsItWasLeft,
    ReadOnly,
    StoreProblem,
    UnknownAddress,
    Unreachable,
)
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from tests.asking import by_staff
from tests.conftest import establish
from tests.models.conftest import Counter


@pytest.fixture
def closed_after() -> Iterator[None]:
    yield
    connection.close()


def test_a_missing_database_is_not_made_where_it_is_not_wanted(tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing):
        opening.open_database(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_new_database_is_private(tmp_path: Path, closed_after: None) -> None:
    path = tmp_path / "folder" / "officine.db"
    opening.open_database(path)
    establish()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


@pytest.mark.parametrize(
    "content", [b"a text, not a database\n" * 200, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_another_file_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes, closed_after: None
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(NotADatabase):
        opening.open_database(path)
    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path, closed_after: None) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotADatabase):
        opening.open_database(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("mark", ["application_id", "user_version"])
def test_another_programs_database_without_tables_is_not_taken_either(
    tmp_path: Path, mark: str, closed_after: None
) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA {mark} = 77")
        other.execute("CREATE TABLE bookmarks (url)")
        other.execute("DROP TABLE bookmarks")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotADatabase):
        opening.open_database(path)
    assert path.read_bytes() == before


def test_an_address_of_no_server_we_know_is_no_file_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed_after: None
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownAddress) as refused:
        opening.open_database("mysql://user:secret@server/pharmacy")
    assert refused.value.place == "mysql://…"
    assert not list(tmp_path.iterdir())


def test_a_folder_is_no_database(tmp_path: Path, closed_after: None) -> None:
    with pytest.raises(StoreProblem):
        opening.open_database(tmp_path)


def test_a_newer_database_is_refused_and_left_as_it_is(store: Engine) -> None:
    establish()
    store.database.execute_sql(
        f"INSERT INTO {schema.HISTORY} (name, applied) VALUES ('0099_the_future', '2030-01-01 00:00:00')"
    )
    with pytest.raises(FromNewerVersion) as refused:
        schema.bring_up_to_date(store)
    assert refused.value.migration == "0099_the_future"
    assert Staff.select().count() == 1
    store.database.execute_sql(f"DELETE FROM {schema.HISTORY} WHERE name = '0099_the_future'")


def test_tables_that_are_not_as_they_were_left_are_one_sentence(store: Engine) -> None:
    """The row of a migration is gone that makes tables, and so cannot be carried out twice."""
    (seals,) = [name for name in schema.known() if name.endswith("_seals")]
    store.database.execute_sql(f"DELETE FROM {schema.HISTORY} WHERE name = '{seals}'")
    with pytest.raises(NotAsItWasLeft):
        schema.bring_up_to_date(store)


def test_a_server_that_does_not_answer_is_one_sentence(closed_after: None) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(Unreachable) as refused:
        opening.open_database("postgresql://somebody:secret@127.0.0.1:9/officine")
    assert "secret" not in str(refused.value)


READ_ONLY = """
import sys
from models.people.clients.verbs import ClientFields, create
from models.people.clients.table import Client
from models.refusals import Refused
from models.requests.actors import StaffMember
from models.requests.by import By
from models.store import connection, opening
try:
    opening.open_database(sys.argv[1])
    print(Client.select().count())
    create(ClientFields(last_name="x"), by=By(StaffMember(1), "x"))
except Refused as refused:
    print(type(refused).__name__)
"""


def test_a_read_only_file_can_be_read_and_says_so_when_written(file_counter: Counter, tmp_path: Path) -> None:
    """As a person without the right to write: for root every file is writable"""
    file_counter.client()
    path = Path(connection.engine().place)
    connection.close()
    folder = Path("/tmp") / f"officine-read-only-{os.getpid()}"
    folder.mkdir()
    try:
        shutil.copy(path, folder / "officine.db")
        (folder / "officine.db").chmod(0o444)
        folder.chmod(0o555)
        before = (folder / "officine.db").read_bytes()
        humbled = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
        said = subprocess.run(
            [*humbled, sys.executable, "-B", "-c", READ_ONLY, str(folder / "officine.db")],
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (said.stdout.split(), said.stderr) == (["1", "ReadOnly"], "")
        assert (folder / "officine.db").read_bytes() == before
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_folder_that_may_not_be_written_to_is_one_sentence(closed_after: None) -> None:
    with pytest.raises(FolderMissing):
        opening.open_database(Path("/proc/nowhere/officine.db"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, where the system lets us make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("making a small disk needs the right to mount one")
    yield disk
    connection.close()
    subprocess.run(["umount", str(disk)], check=True)


def fill(counter: Counter) -> int:
    """Adds clients until there is a refusal; how many there are then."""
    for number in range(100_000):
        try:
            counter.client(f"Client {number}", info="x" * 1_500)
        except DiskFull:
            return number
    raise AssertionError("it never got full")


def test_a_full_disk_is_one_sentence_and_loses_nothing(small_disk: Path) -> None:
    opening.open_database(small_disk / "officine.db")
    counter = Counter(establish().id)
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * 700_000)
    kept = fill(counter)
    assert Client.select().count() == kept
    filler.unlink()
    counter.client("Après")
    assert Client.select().count() == kept + 1
    assert doctor.examine() == []


def test_a_full_database_is_one_sentence_and_loses_nothing(file_counter: Counter) -> None:
    """The same where no small disk can be made: SQLite's own limit says the same words"""
    pages = connection.engine().database.execute_sql("PRAGMA page_count").fetchone()[0]
    connection.engine().database.execute_sql(f"PRAGMA max_page_count = {pages + 30}")
    kept = fill(file_counter)
    assert Client.select().count() == kept
    connection.engine().database.execute_sql("PRAGMA max_page_count = 100000")
    file_counter.client("Après")
    assert doctor.examine() == []


def test_a_full_disk_while_a_search_entry_is_written_is_the_same_sentence(file_counter: Counter) -> None:
    """The search index is written past Peewee: its failures are told all the same"""
    engine = connection.engine()
    engine.database.execute_sql("DROP TABLE client_search")
    engine.database.execute_sql("CREATE TABLE client_search (words TEXT CHECK (words = 'never'))")
    with pytest.raises(Exception, match="CHECK"):
        file_counter.client()
    assert Client.select().count() == 0


def test_a_backup_opens_and_holds_everything(file_counter: Counter, tmp_path: Path) -> None:
    client = file_counter.client()
    file_counter.sell(client, 1_000)
    copy = backup.back_up(tmp_path / "copy.db")
    file_counter.sell(client, 5_000)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    opening.open_database(copy)
    assert file_counter.owes(client) == (1_000, 0, 1_000)
    assert doctor.examine() == []


def test_a_backup_overwrites_nothing(file_counter: Counter, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(BackupExists):
        backup.back_up(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "precious"


def test_a_backup_that_fails_leaves_no_file(file_counter: Counter, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed):
        backup.back_up(tmp_path / "no folder" / "copy.db")


def test_a_backup_to_a_full_disk_leaves_no_file(file_counter: Counter, small_disk: Path) -> None:
    for number in range(60):
        file_counter.client(f"Client {number}", info="x" * 2_000)
    (small_disk / "filler").write_bytes(b"x" * 1_900_000)
    with pytest.raises(BackupFailed):
        backup.back_up(small_disk / "copy.db")
    assert not (small_disk / "copy.db").exists()


@pytest.mark.postgres
def test_a_backup_of_a_server_can_be_listed(postgres_target: str, tmp_path: Path) -> None:
    if shutil.which("pg_dump") is None:
        pytest.skip("no pg_dump (postgresql-client)")
    opening.open_database(postgres_target)
    establish()
    copy = backup.back_up(tmp_path / "copy.dump")
    assert copy.stat().st_size > 1_000
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("version", "safe"),
    [((3, 40, 1), False), ((3, 44, 6), True), ((3, 45, 0), False), ((3, 50, 7), True), ((3, 51, 3), True)],
)
def test_wal_only_where_it_cannot_corrupt(version: tuple[int, int, int], safe: bool) -> None:
    assert wal_is_safe(version) is safe


@pytest.mark.parametrize("table", ["trail", "operation", "posting", "sale_line", "statement", "allocation"])
def test_inv_03_the_ledger_refuses_to_be_rewritten(counter: Counter, table: str) -> None:
    """INV-03: by SQL too"""
    client = counter.client()
    counter.sell(client, 1_000, cash=1_000)
    statements.issue(
        client,
        clock.today(),
        clock.today(),
        StatementDetail.SIMPLIFIED,
        by=by_staff(counter.staff),
    )
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):
        with pytest.raises(DatabaseError, match="append-only"):
            connection.engine().database.execute_sql(statement)


def test_refusals_are_sentences() -> None:
    assert issubclass(StoreProblem, Refused)
    assert str(ReadOnly("/x")) == "/x may be read but not written. Nothing was changed."
