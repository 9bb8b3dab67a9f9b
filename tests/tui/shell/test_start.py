"""What opening the client list may not import: each of these costs more than the list itself."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = [
    "weasyprint",
    "PIL",
    "jinja2",
    "phonenumbers",
    "babel",
    "argon2",
    "playhouse",
    "psycopg",
    "sqlite_utils",
    "printing",
    "messaging",
    "http.server",
    "zoneinfo",
    "ssl",
    "demo",
    "stdnum",
    "markdown_it",
    "tui.guide",
    "textual.widgets._option_list",
    "tomllib",
    "tui.forms",
    "models.custom_fields",
    "models.people.companies",
    "models.people.clients.fields",
]

PROGRAM = """
import sys
from models.store.opening import open_database
open_database(sys.argv[1])
from tui.shell.app import OfficineApp
from tui.frame.session import Session
import asyncio

async def main():
    app = OfficineApp(Session(1, "S. Amrani", "Pharmacie Atlas"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("a", "down")
    print(*sys.modules)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The packages and modules that were imported when the list was open."""
    from models.store import connection, opening

    database = tmp_path_factory.mktemp("start") / "officine.db"
    opening.open_database(database)
    connection.close()
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(database)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    names = run.stdout.split()
    return {*names, *(name.partition(".")[0] for name in names)}


@pytest.mark.parametrize("package", HEAVY)
def test_opening_the_client_list_does_not_import(imported: set[str], package: str) -> None:
    assert package not in imported


def test_it_does_import_what_it_needs(imported: set[str]) -> None:
    assert {"textual", "peewee", "tui"} <= imported
