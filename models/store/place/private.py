"""Folders that only their owner may enter: names and debts, codes and passwords are in them."""

from pathlib import Path


def make_folder(folder: Path) -> None:
    """Makes it and whatever is missing above it, for its owner alone, whatever the umask. Raises `OSError`.

    `Path.mkdir` gives its mode to the last folder only, so that under umask 000 anybody could put another one
    in the place of a parent.
    """
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
