"""The databases that are measured, made once by the code that reads them and kept in `build/benchmarks`."""

import re
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring.versions import FOLDER, TODAY, Version

CODE = "1234"


def pharmacy(clients: int, sales_per_client: int = 0, version: Version = TODAY) -> Path:
    """An example pharmacy with so many clients, as this version makes it."""

    def make(database: Path) -> None:
        demo = ["demo", "--clients", str(clients), "--sales-per-client", str(sales_per_client)]
        officine(database, *demo, version=version)

    return kept(f"{version.name}-{clients}-{sales_per_client}", make, version)


def kept(name: str, make: Callable[[Path], None], version: Version = TODAY) -> Path:
    """A database under this name, made anew when the code that makes the data has changed; older ones go."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    database = FOLDER / f"{name}-{version.data_key()}.db"
    if not database.exists():
        for older in FOLDER.iterdir():
            if re.fullmatch(re.escape(name) + r"-[0-9a-f]{12}\..+", older.name):
                older.unlink()
        making = database.with_suffix(".making")
        make(making)
        making.rename(database)
    return database


def as_text(database: Path) -> Path:
    """The rows of its list as lines of text, for fzf."""
    text = database.with_suffix(".txt")
    if not text.exists():
        columns = "last_name, first_name, mobile, email, balance"
        with sqlite3.connect(database) as reader, text.open("w") as file:
            for row in reader.execute(f"SELECT {columns} FROM client ORDER BY place"):
                file.write("  ".join(str(value) for value in row) + "\n")
    return text


def officine(database: Path, *words: str, version: Version = TODAY) -> None:
    """Runs a verb of the command line."""
    command = [*version.officine(database), *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=version.tree)


def first_name_in_order(database: Path) -> str:
    """The last name of the list's first row."""
    with sqlite3.connect(database) as connection:
        (name,) = connection.execute(
            "SELECT last_name FROM client WHERE status = 'active' ORDER BY place LIMIT 1"
        ).fetchone()
    return str(name)


def largest_and_ordinary(database: Path, about: int = 10) -> tuple[str, str]:
    """The codes of the client with the most operations, and of one with about so many."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute(
            "SELECT client.code, count(*) AS operations FROM client JOIN operation ON client_id = client.id "
            "WHERE status = 'active' GROUP BY client.id ORDER BY operations"
        ).fetchall()
    ordinary = min(rows, key=lambda row: abs(row[1] - about))
    return rows[-1][0], ordinary[0]
