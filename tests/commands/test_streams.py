"""Streams that are closed, full or no longer read, and places that hold no database: a sentence, a code."""

import os
import shlex
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import PROGRAM, environment

VERBS = ["clients", "export --format csv", "send", "--help"]


def shell(home: Path, arguments: str, how: str) -> subprocess.CompletedProcess[str]:
    """What a shell makes of it: its exit code, and what was complained."""
    return subprocess.run(
        ["bash", "-c", f"{shlex.quote(str(PROGRAM))} {arguments} {how}"],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        cwd=home,
        env=environment(home) | {"PYTHONUNBUFFERED": ""},  # as it is at a person's
    )


@pytest.mark.parametrize("verb", VERBS)
def test_an_answer_that_nobody_can_have_is_no_success(database: Path, tmp_path: Path, verb: str) -> None:
    before = database.read_bytes()
    where = f"--database {shlex.quote(str(database))} {verb}"
    for how, sentence in ((">&-", "standard output is closed"), (">/dev/full", "could not be written whole")):
        done = shell(tmp_path, where, how)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert sentence in done.stderr
    assert shell(tmp_path, where, "<&- >&- 2>&-").returncode == 1
    assert shell(tmp_path, where, ">/dev/full 2>/dev/full").returncode == 1
    assert shell(tmp_path, where, "<&-").returncode == 0
    assert database.read_bytes() == before, "nothing is printed into the database"


def test_who_stops_reading_is_told_by_the_code_of_a_broken_pipe(database: Path, tmp_path: Path) -> None:
    where = f"--database {shlex.quote(str(database))} export --format csv"
    done = shell(tmp_path, where, "| head -1 >/dev/null; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize("how", ["<&-", "</dev/null", ">/dev/full", "<&- 2>&-"])
def test_the_screens_need_a_terminal_on_both_sides(database: Path, tmp_path: Path, how: str) -> None:
    done = shell(tmp_path, f"--database {shlex.quote(str(database))}", how)
    assert done.returncode == 1
    assert "2>&-" in how or "need a terminal" in done.stderr


@pytest.mark.parametrize("verb", ["clients", "backup copy.db", ""])
def test_what_is_no_database_is_one_sentence(tmp_path: Path, verb: str) -> None:
    """A pipe, a folder, devices, somebody else's file; nothing is waited for, nothing is changed."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").write_text("precious")
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE mine (id)")
    theirs = (tmp_path / "other.db").read_bytes()
    for place in ("pipe", "folder", "text", "other.db", "/dev/null", "/dev/full", "/dev/zero", "other.db/x"):
        done = shell(tmp_path, f"--database {place} {verb}", "")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), (place, done.stderr)
        assert "unexpected" not in done.stderr, place
    assert (tmp_path / "text").read_text() == "precious"
    assert (tmp_path / "other.db").read_bytes() == theirs
    assert not (tmp_path / "copy.db").exists()
