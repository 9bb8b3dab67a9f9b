"""officine demo: the same pharmacy for the same seed, in an empty database only."""

import signal
import subprocess
import time
from pathlib import Path

import pexpect
import pytest

from tests.commands.conftest import PROGRAM, Officine, environment, said

SMALL = ("--clients", 25, "--sales-per-client", 4)


def told(officine: Officine, database: Path) -> str:
    """All that programs can read of a pharmacy."""
    rows = officine("--database", database, "clients", "--json").stdout
    shown = (officine("--database", database, "show", number, "--json").stdout for number in (1, 20))
    return rows + "".join(shown)


def test_the_same_seed_makes_the_same_pharmacy_byte_for_byte(officine: Officine, tmp_path: Path) -> None:
    seeds = {"one.db": 4, "again.db": 4, "other.db": 5}
    for name, seed in seeds.items():
        assert officine("--database", name, "demo", *SMALL, "--seed", seed).returncode == 0
    one, again, other = (told(officine, tmp_path / name) for name in seeds)
    assert one == again
    assert one != other


def test_the_end_says_who_can_log_in_with_which_code(officine: Officine) -> None:
    done = officine("--database", "new.db", "demo", *SMALL, language="fr")
    assert (done.returncode, done.stderr) == (0, "")
    assert "S. Amrani" in done.stdout
    assert "1234" in done.stdout
    assert "0000" in done.stdout


def test_a_pharmacy_is_never_filled_twice(officine: Officine, database: Path) -> None:
    before = database.read_bytes()
    assert "empty" in said(officine("--database", database, "demo", *SMALL))
    assert database.read_bytes() == before


@pytest.mark.parametrize("number", ["0", "-3", "many", "1.5", "", "٣"])
def test_the_number_of_clients_is_a_whole_number_from_one_on(officine: Officine, number: str) -> None:
    said(officine("--database", "new.db", "demo", f"--clients={number}"), code=2)


def test_who_interrupts_it_is_told_nothing_and_nothing_is_written(tmp_path: Path, officine: Officine) -> None:
    command = [str(PROGRAM), "--database", "new.db", "demo", "--clients", "100000"]
    running = subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(2)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, b"", b"")
    assert officine("--database", "new.db", "demo", *SMALL).returncode == 0


def test_a_terminal_sees_a_bar_that_goes_away(tmp_path: Path) -> None:
    screen = pexpect.spawn(
        str(PROGRAM),
        ["--database", "new.db", "demo", "--clients", "60"],
        cwd=str(tmp_path),
        env=environment(tmp_path),
        encoding="utf-8",
        dimensions=(24, 80),
    )
    screen.expect(r"\d+ %", timeout=60)
    screen.expect("1234", timeout=60)
    screen.expect(pexpect.EOF, timeout=60)
    screen.close()
    assert screen.exitstatus == 0


@pytest.mark.postgres
def test_a_server_is_filled_and_read_the_same_way(officine: Officine, postgres_target: str) -> None:
    server = ("--database", postgres_target)
    assert officine("--database", "file.db", "demo", *SMALL, "--seed", 4).returncode == 0
    filled = officine(*server, "demo", *SMALL, "--seed", 4)
    assert filled.returncode == 0, filled.stderr
    assert postgres_target not in filled.stdout  # it holds the password
    listed = [officine(*where, "clients", "--json").stdout for where in (server, ("--database", "file.db"))]
    assert listed[0] == listed[1]
    assert officine(*server, "doctor").returncode == 0
