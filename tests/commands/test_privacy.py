"""Nobody else reads the database or takes its place, whatever the umask; the doctor says where they could."""

import json
import shlex
import stat
import subprocess
from pathlib import Path

import pytest

from tests.commands.conftest import PROGRAM, Officine, environment


def test_under_any_umask_every_folder_that_is_made_is_its_owners(tmp_path: Path) -> None:
    """The data folder and its parents, that of the log, and every file in them."""
    command = f"umask 000; {shlex.quote(str(PROGRAM))}"
    for arguments in ("demo --clients 5", "send", "backup nowhere/copy.db", "doctor"):
        subprocess.run(
            ["bash", "-c", f"{command} {arguments}"],
            check=False,
            capture_output=True,
            timeout=120,
            cwd=tmp_path,
            env=environment(tmp_path),
        )
    made = [each for each in tmp_path.rglob("*") if each.is_dir() or each.suffix != ".pyc"]
    assert (tmp_path / ".local/share/officine/officine.db") in made
    assert {oct(stat.S_IMODE(each.stat().st_mode)) for each in made if each.is_dir()} == {"0o700"}
    assert {oct(stat.S_IMODE(each.stat().st_mode)) for each in made if each.is_file()} == {"0o600"}


@pytest.mark.parametrize(
    ("name", "mode", "said"),
    [
        ("officine.db", 0o604, "Others may read"),
        ("", 0o707, "Others may replace"),
        ("..", 0o777, "Others may replace"),
    ],
)
def test_the_doctor_says_what_others_may_read_or_replace(
    officine: Officine, database: Path, name: str, mode: int, said: str
) -> None:
    above = database.parent / "above" / "pharmacy"
    above.mkdir(mode=0o700, parents=True)
    moved = database.rename(above / database.name)
    well = json.loads(officine("--database", moved, "doctor", "--json").stdout)
    assert not well["faults"], well
    (above / name).chmod(mode)
    told = officine("--database", moved, "doctor")
    assert told.returncode == 1
    assert said in told.stdout
