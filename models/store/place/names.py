"""File names that a database or the program uses itself, so that nothing else may be stored under them.

SQLite silently deletes, or plays back, a file that has a database's name followed by `-journal` or `-wal`.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from models.refusals import N_, Refused

OF_SQLITE = ("-journal", "-wal", "-shm")
TURNS = "-turn"
BESIDE = (*OF_SQLITE, TURNS, "-sender")
"""Suffixes of a database's name: SQLite's own files, and the lock files of those who share it."""
BEFORE = ".before-"
"""Suffix of the copy that is made before a migration; the migration's name follows."""
_OF_A_MIGRATION = re.compile(re.escape(BEFORE) + r"\d{4}_\w+$")
_OF_SEVERAL = re.compile(r"-mj[0-9a-f]{8,9}$")
"""SQLite's journal of a transaction over several files."""
_OF_THE_PROGRAM = frozenset(
    {"config.toml", "secrets.toml", "officine.log", "officine.old.log", "last-login", "carnet.jsonl"}
)
_HEAD = b"SQLite format 3\x00"


@dataclass
class NameInUse(Refused):
    """A file of this name would be deleted, or taken for something else."""

    path: str
    sentence: ClassVar[str] = N_(
        "{path} is a name that Officine or a database uses itself: choose another one."
    )


def is_kept(name: str) -> bool:
    """Whether a file of this name belongs to a database or to the program."""
    lower = name.lower()
    return (
        lower.endswith(BESIDE)
        or lower in _OF_THE_PROGRAM
        or bool(_OF_A_MIGRATION.search(lower) or _OF_SEVERAL.search(lower))
    )


def refuse(path: Path) -> None:
    """Raises `NameInUse` for a path where no file may be put, whether or not one exists.

    That is also a path beside which an old rollback journal lies: SQLite would play it back into the new
    file. And a database is not overwritten by anything else.
    """
    named = is_kept(path.name) or is_kept(Path(os.path.realpath(path)).name)
    older = any(os.path.lexists(f"{path}{suffix}") for suffix in OF_SQLITE)
    if named or older or is_database(path):
        raise NameInUse(str(path))


def is_database(path: Path) -> bool:
    """Whether the file is a SQLite database, of any program."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_HEAD)) == _HEAD
    except OSError:
        return False
