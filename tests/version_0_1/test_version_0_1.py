"""A base that version 0.1 made opens, is brought up to date with progress, and says what it said before."""

import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import environment
from tests.journeys.terminal import Terminal
from tests.version_0_1 import answers
from tests.version_0_1.conftest import FOLDER, releves_as_issued

PROGRESS = "Updating the database ░"
OF_A_LINE = ("day", "kind", "number", "debit", "credit", "balance", "products")


@pytest.mark.parametrize("verb", [["show", "1"], []], ids=["a command", "the screens"])
def test_how_far_the_update_is_shows_once_and_leaves_nothing_behind(
    base: Any, verb: list[str], tmp_path: Path
) -> None:
    for begins_old in (True, False):
        with Terminal(["--database", str(base), *verb], tmp_path) as terminal:
            terminal.see("ALAOUI" if verb else "Code")
            assert (PROGRESS in terminal.raw.decode()) is begins_old
            assert "Updating" not in terminal.text


@pytest.mark.parametrize("engine_kind", ["sqlite"])
def test_who_waits_for_the_update_of_another_terminal_sees_that_there_is_one(
    base: Path, tmp_path: Path
) -> None:
    folder = os.open(base.parent, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)  # as the other terminal does
    with Terminal(["--database", str(base)], tmp_path) as terminal:
        terminal.see("Updating the database", "0 %")
        os.close(folder)
        terminal.see("Code").gone("Updating")


def test_every_command_answers_what_it_answered_before(base: Any, tmp_path: Path) -> None:
    ask = [sys.executable, "-m", answers.__name__, str(base), str(tmp_path)]
    subprocess.run(ask, check=True, cwd=FOLDER.parents[1], env=environment(tmp_path))
    answered = {name: (tmp_path / name).read_text(encoding="utf-8") for name in answers.QUESTIONS}
    for name, answer in answered.items():
        assert answer.splitlines() == (FOLDER / "expected" / name).read_text("utf-8").splitlines(), name
    releves = [json.loads(line) for line in answered[answers.RELEVES].splitlines()]
    assert list(map(said_by_0_1, releves)) == list(map(said_by_0_1, releves_as_issued()))


def said_by_0_1(releve: dict[str, Any]) -> dict[str, Any]:
    """Without what 0.1 said otherwise or not at all: its lines had the notes of the staff, and no modes."""
    return {**releve, "lines": [{name: line[name] for name in OF_A_LINE} for line in releve["lines"]]}
