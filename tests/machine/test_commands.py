"""The commands of this machine that keys of the fiche run: by name, with the client, without a shell."""

import sys
from pathlib import Path

import pytest

from commands.shell import configuration
from commands.shell.refusals import WrongSettings
from machine import commands, folders
from machine.commands import NoSuchCommand
from machine.programs import CommandFailed, CommandMissing, CommandSlow, CommandStopped
from models.refusals import Refused


def always(done: int, total: int) -> bool:
    return True


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command `tell` writes its arguments."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    told = tmp_path / "told"
    tell = f"import sys; open({str(told)!r}, 'w').write('|'.join(sys.argv[1:]))"
    python = sys.executable
    write(
        f"tell = [{python!r}, '-c', {tell!r}, '--copies']\n"
        f"fail = [{python!r}, '-c', 'import sys; sys.exit(3)']\n"
        f"sleep = [{python!r}, '-c', 'import time; time.sleep(600)']\n"
        'missing = ["no-such-program"]\n'
        'text = "tell"\nempty = []\nnumbers = [1]\n'
    )
    return told


def write(table: str) -> None:
    folders.config_file().parent.mkdir(parents=True, exist_ok=True)
    folders.config_file().write_text(f'language = "fr"\n[commands]\n{table}', encoding="utf-8")


def test_a_command_gets_the_number_and_the_name_as_they_are(told: Path) -> None:
    commands.run("tell", 362, "O'HARA $(touch x) `id`; Zoé", always)
    assert told.read_text() == "--copies|362|O'HARA $(touch x) `id`; Zoé"


def test_a_name_is_never_taken_for_an_option(told: Path) -> None:
    commands.run("tell", 362, "--delete Jean", always)
    assert told.read_text() == "--copies|362|delete Jean"


@pytest.mark.parametrize(
    ("name", "why"), [("other", NoSuchCommand), ("missing", CommandMissing), ("fail", CommandFailed)]
)
def test_what_cannot_be_run_is_said(told: Path, name: str, why: type[Refused]) -> None:
    with pytest.raises(why):
        commands.run(name, 1, "MARTIN", always)


def test_what_does_not_end_is_ended_and_who_gives_up_waits_no_longer(told: Path) -> None:
    with pytest.raises(CommandSlow):
        commands.run("sleep", 1, "MARTIN", always, patience=0.5)
    with pytest.raises(CommandStopped):
        commands.run("sleep", 1, "MARTIN", lambda done, total: done < 3)


def test_what_is_no_command_is_not_offered_and_the_shell_names_it(told: Path) -> None:
    assert set(commands.named()) == {"tell", "fail", "sleep", "missing"}
    with pytest.raises(WrongSettings, match="text"):
        configuration.read({})
    write('"Print a label" = ["label-printer"]\n')
    assert configuration.read({}).language == "fr"
    assert commands.named() == {"Print a label": ["label-printer"]}


@pytest.mark.parametrize("content", ['commands = "x"', "commands = [", 'commands = ["x"]'])
def test_a_file_that_is_wrong_offers_none(told: Path, content: str) -> None:
    folders.config_file().write_text(content, encoding="utf-8")
    assert commands.named() == {}
    with pytest.raises(WrongSettings):
        configuration.read({})
