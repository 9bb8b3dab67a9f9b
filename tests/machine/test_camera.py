"""The camera: a command that writes a picture, late, wrongly or not at all; never through a shell."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from commands.shell import configuration
from commands.shell.refusals import WrongSettings
from machine import camera, folders
from machine.camera import CameraGaveNothing
from machine.programs import CommandFailed, CommandMissing, CommandSlow, CommandStopped
from models.files.reading import FileTooBig, NotAFile, SymbolicLink
from models.refusals import Refused
from tests.pictures import jpeg


def python(code: str, *more: str) -> Sequence[str]:
    """A camera that does this; `sys.argv[1]` is where the picture goes."""
    return [sys.executable, "-c", f"import os, sys, time; file = sys.argv[1]; {code}", "{file}", *more]


def always(done: int, total: int) -> bool:
    return True


def test_what_it_writes_is_taken_and_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    picture = tmp_path / "picture"
    picture.write_bytes(jpeg())
    code = f"open(file, 'wb').write(open({str(picture)!r}, 'rb').read()); open('beside', 'w').write('x')"
    assert camera.take(python(code), always) == jpeg()
    assert list(tmp_path.iterdir()) == [picture]


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    """What would be another command there is a text like any other."""
    mark = tmp_path / "mark"
    code = "open(file, 'w').write(sys.argv[2])"
    assert camera.take(python(code, f"$(touch {mark}); `touch {mark}` > {mark}"), always).startswith(b"$(")
    assert not mark.exists()


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("pass", CameraGaveNothing),
        ("sys.exit(3)", CommandFailed),
        ("os.kill(os.getpid(), 9)", CommandFailed),
        ("os.mkdir(file)", NotAFile),
        ("os.mkfifo(file)", NotAFile),
        ("os.symlink('/dev/zero', file)", SymbolicLink),
        ("os.truncate(os.open(file, os.O_CREAT | os.O_WRONLY), 6000000)", FileTooBig),
    ],
)
def test_what_is_no_picture_is_refused(code: str, why: type[Refused]) -> None:
    with pytest.raises(why):
        camera.take(python(code), always)


def test_a_command_that_is_not_there() -> None:
    with pytest.raises(CommandMissing):
        camera.take(["no-such-camera", "{file}"], always)


def test_a_camera_that_never_ends_is_ended_with_what_it_started(tmp_path: Path) -> None:
    told = tmp_path / "told"
    code = (
        "child = os.fork(); "
        f"child and open({str(told)!r}, 'w').write(f'{{os.getpid()}} {{child}}'); "
        "time.sleep(600)"
    )
    with pytest.raises(CommandSlow):
        camera.take(python(code), always, patience=1.5)
    for process in map(int, told.read_text().split()):
        assert gone(process)


def test_who_gives_up_waits_no_longer() -> None:
    with pytest.raises(CommandStopped):
        camera.take(python("time.sleep(600)"), lambda done, total: done < 3)


def gone(process: int) -> bool:
    """Ended, or ended and not yet collected by whoever inherited it."""
    for _ in range(100):
        try:
            os.kill(process, 0)
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (ProcessLookupError, FileNotFoundError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ('["fswebcam", "{file}"]', True),
        ('["take", "--to={file}"]', True),
        ('"fswebcam {file}"', False),
        ('["{file}"]', False),
        ('["fswebcam"]', False),
        ("[1, 2]", False),
        ("7", False),
    ],
)
def test_the_command_in_the_settings_of_the_machine(
    written: str, right: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert camera.command() == ()
    folders.config_file().parent.mkdir(parents=True)
    folders.config_file().write_text(f'language = "fr"\ncamera = {written}\n', encoding="utf-8")
    assert bool(camera.command()) is right
    if right:
        assert configuration.read({}).language == "fr"
    else:
        with pytest.raises(WrongSettings):
            configuration.read({})
