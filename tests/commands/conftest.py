"""The installed program in a process of its own, with a home of its own, on a small example pharmacy."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(sys.executable).with_name("officine")
SEED = 11
CLIENTS = 60

Officine = Callable[..., subprocess.CompletedProcess[str]]


def environment(home: Path, language: str = "en") -> dict[str, str]:
    """Nothing of this machine's settings; what was compiled for one command is there for the next."""
    foreign = ("OFFICINE", "XDG", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "HOME": str(home), "OFFICINE_LANG": language, "PYTHONUTF8": "1"}


def run(
    home: Path, *arguments: object, language: str = "en", **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(PROGRAM), *map(str, arguments)],
        check=False,  # how it ends is what is tested
        capture_output=True,
        text=True,
        timeout=120,
        cwd=home,
        env={**environment(home, language), **more},
    )


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database made by `officine demo`, for all tests; who writes takes a copy."""
    home = tmp_path_factory.mktemp("made")
    database = home / "officine.db"
    done = run(
        home, "--database", database, "demo", "--clients", CLIENTS, "--sales-per-client", 5, "--seed", SEED
    )
    assert done.returncode == 0, done.stderr
    return database


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    """The example pharmacy, for this test alone."""
    folder = tmp_path / "pharmacy"
    folder.mkdir(mode=0o700)
    return Path(shutil.copy(made, folder / "officine.db"))


@pytest.fixture
def officine(tmp_path: Path) -> Officine:
    """Runs the program; `home` is this test's folder."""
    return lambda *arguments, **options: run(tmp_path, *arguments, **options)


@pytest.fixture
def asked(officine: Officine, database: Path) -> Callable[..., Any]:
    """Runs the program on this test's example pharmacy, and reads the JSON it prints."""

    def ask(*arguments: object) -> Any:
        done = officine("--database", database, *arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def said(done: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """The one sentence of a failure: on stderr, alone, no traceback, nothing on stdout."""
    assert done.returncode == code, done
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("officine")
    return lines[0]
