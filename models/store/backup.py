"""Backup: copies the database and verifies the copy."""

import os
from pathlib import Path

from models.store import copying
from models.store.connection import engine
from models.store.copying import BackupExists
from models.store.place import names


def back_up(target: Path) -> Path:
    """Copies the open database to `target` while others work, and opens the copy to be sure.

    Raises `BackupExists`, `NameInUse` or `BackupFailed`.
    """
    if os.path.lexists(target):
        raise BackupExists(str(target))
    names.refuse(target)
    copying.copy(engine(), target)
    return target
