"""The copy of each engine into a file while others work, and the verification of the copy.

Both return what is wrong with the copy, in the words of the engine; empty when all is well.
"""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any


def of_sqlite(connection: Any, copy: Path) -> str:
    """One step of SQLite's online backup: a stepped one never ends beside a busy writer."""
    with closing(sqlite3.connect(copy)) as made:
        connection.backup(made)
        made.execute("PRAGMA journal_mode = delete")
        (verdict,) = made.execute("PRAGMA integrity_check").fetchone()
    return "" if verdict == "ok" else str(verdict)


def of_postgres(address: str, copy: Path) -> str:
    """A dump, and its table of contents read back."""
    if shutil.which("pg_dump") is None:
        return "pg_dump (postgresql-client)"
    address, environment = _password_apart(address)
    for command in (["pg_dump", "-Fc", "-f", str(copy), address], ["pg_restore", "--list", str(copy)]):
        run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if run.returncode:
            return run.stderr.strip().splitlines()[-1] if run.stderr else command[0]
    return ""


def _password_apart(address: str) -> tuple[str, dict[str, str]]:
    """The address without its password, and an environment with it: everybody may read a command line."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    parts = conninfo_to_dict(address)
    password = parts.pop("password", None)
    environment = {**os.environ, "PGPASSWORD": str(password)} if password else dict(os.environ)
    return make_conninfo("", **parts), environment
