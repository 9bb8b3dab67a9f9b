"""Names that a database, or the program, uses itself: what is put there would be taken for a part of it.

What is called like a database with `-journal` or `-wal` after it, SQLite deletes, or plays back, without a
word.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from models.refusals import N_, Refused
from models.store.engines.turns import SUFFIX

OF_SQLITE = ("-journal", "-wal", "-shm")
BESIDE = (*OF_SQLITE, SUFFIX, "-sender")
"""After a database's name: what SQLite keeps beside it, and what those who share it take turns with."""
BEFORE = ".before-"
"""After a database's name, and before a migration's: the copy that is made before it."""
_OF_A_MIGRATION = re.compile(re.escape(BEFORE) + r"\d{4}_\w+$")
_OF_SEVERAL = re.compile(r"-mj[0-9a-f]{8,9}$")
"""SQLite's journal of a transaction over several files."""
_OF_THE_PROGRAM = frozenset(
    {"config.toml", "secrets.toml", "officine.log", "officine.old.log", "last-login", "carnet.jsonl"}
)
_HEAD = b"SQLite format 3\x00"


@dataclass
class NameInUse(Refused):
    """A file of this name would not stay, or would be taken for something else."""

    path: str
    sentence: ClassVar[str] = N_(
        "{path} is a name that Officine or a database uses itself: choose another one."
    )


def is_kept(name: str) -> bool:
    """Whether a file of this name belongs to some database, or to the program."""
    lower = name.lower()
    return (
        lower.endswith(BESIDE)
        or lower in _OF_THE_PROGRAM
        or bool(_OF_A_MIGRATION.search(lower) or _OF_SEVERAL.search(lower))
    )


def refuse(path: Path) -> None:
    """Raises `NameInUse` for a file that may not be put there, whether or not there is one already.

    So it is where an older journal lies beside the name: it would be played back into the new file. And a
    database is not replaced by anything that is not asked for as one.
    """
    named = is_kept(path.name) or is_kept(Path(os.path.realpath(path)).name)
    older = any(os.path.lexists(f"{path}{suffix}") for suffix in OF_SQLITE)
    if named or older or is_database(path):
        raise NameInUse(str(path))


def is_database(path: Path) -> bool:
    """Whether a SQLite file is there, whosever it is."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_HEAD)) == _HEAD
    except OSError:
        return False
