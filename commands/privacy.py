"""Whether others on this machine can read the stored data or replace its files."""

import stat
from collections.abc import Iterator
from pathlib import Path

from locales import _
from machine.folders import config_file, secrets_file, state_folder

_OTHERS_READ = stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWOTH


def faults(database: Path | None) -> Iterator[str]:
    """One sentence for each file that others can read or write, and each folder in
    which they can replace one.

    `database` is None if it is on a server.
    """
    kept = [secrets_file(), *_within(state_folder())]
    if database is not None:
        kept += [database, *database.parent.glob(f"{database.name}-*"), *_copies(database)]
    for file in kept:
        if _mode(file) & _OTHERS_READ:
            yield _("Others may read {file}. Type: chmod o-rwx {file}").format(file=file)
    if _mode(config_file()) & _OTHERS_WRITE:
        yield _("Others may write {file}. Type: chmod o-w {file}").format(file=config_file())
    # Whoever may write in a folder may put another file in the place of one that they may not even read; with
    # the sticky bit, as on /tmp, only its owner may.
    places = {config_file(), state_folder() / "log", *([database] if database else [])}
    for folder in sorted({parent for place in places for parent in place.resolve().parents}):
        mode = _mode(folder)
        if mode & _OTHERS_WRITE and not mode & stat.S_ISVTX:
            sentence = _("Others may replace what is in {folder}. Type: chmod o-w {folder}")
            yield sentence.format(folder=folder)


def _within(folder: Path) -> list[Path]:
    return [each for each in folder.iterdir() if each.is_file()] if folder.is_dir() else []


def _copies(database: Path) -> Iterator[Path]:
    """The copies made before migrations."""
    return database.parent.glob(f"{database.name}.before-*")


def _mode(path: Path) -> int:
    """The mode bits; 0 if the file does not exist or may not be examined."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0
