"""Records what the migrations make (`models/store/structure.py`), or checks that it was recorded.

`update` on SQLite, and on PostgreSQL where OFFICINE_TEST_POSTGRES names a server. `check` asks no server: it
looks whether the last migration is the one of which the record was made; a test compares all of it.
"""

import os
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from models.store import connection, opening, schema, structure

ENGINES = ("sqlite", "postgresql")


def update() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _record(Path(folder) / "new.db")
    server = os.environ.get("OFFICINE_TEST_POSTGRES")
    if server is None:
        sys.exit("PostgreSQL: not recorded, as there is no server")
    with _new_database(server) as address:
        _record(address)


def check() -> None:
    late = [name for name in ENGINES if structure.recorded_by(name) != schema.known()[-1]]
    if late:
        sys.exit(f"the schema of {', '.join(late)} is not recorded since the last migration: make structure")


def _record(target: Path | str) -> None:
    opened = opening.open_database(target)
    structure.record(opened.name, opened.structure())
    connection.close()


@contextmanager
def _new_database(server: str) -> Iterator[str]:
    import psycopg

    name = f"structure_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            line.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    {"update": update, "check": check}[sys.argv[1]]()
