"""Folders that only their owner may enter: they hold names, debts, codes and passwords."""

from pathlib import Path


def make_folder(folder: Path) -> None:
    """Makes the folder and its missing parents, for their owner alone, whatever the umask. Raises `OSError`.

    `Path.mkdir` applies its mode to the last folder only: under umask 000 anybody could
    replace one of its parents.
    """
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
