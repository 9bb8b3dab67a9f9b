"""The databases that are measured, made once and kept in `build/benchmarks`."""

import sqlite3
import subprocess
from pathlib import Path

from benchmarks.terminal import python

FOLDER = Path(__file__).resolve().parent.parent / "build" / "benchmarks"
CODE = "1234"


def pharmacy(clients: int, sales_per_client: int = 0) -> Path:
    """An example pharmacy with so many clients."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    database = FOLDER / f"{clients}-{sales_per_client}.db"
    if not database.exists():
        making = database.with_suffix(".making")
        making.unlink(missing_ok=True)
        officine(making, "demo", "--clients", str(clients), "--sales-per-client", str(sales_per_client))
        making.rename(database)
    return database


def as_text(database: Path) -> Path:
    """The rows of its list as lines of text, for fzf."""
    text = database.with_suffix(".txt")
    if not text.exists():
        from models.people.client_table import Client
        from models.store.connection import close, open_database

        open_database(database)
        columns = (Client.last_name, Client.first_name, Client.mobile, Client.email, Client.balance)
        with text.open("w") as file:
            for row in Client.select(*columns).order_by(Client.place).tuples().iterator():
                file.write("  ".join(str(value) for value in row) + "\n")
        close()
    return text


def officine(database: Path, *words: str) -> None:
    """Runs a verb of the command line."""
    subprocess.run([*command(database), *words], check=True, stdout=subprocess.DEVNULL)


def command(database: Path) -> list[str]:
    """How Officine is started on a database."""
    return [python(), "-m", "officine", "--database", str(database)]


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
