"""The pictures of the documentation, taken by the program of itself in the example pharmacy."""

import asyncio
import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ |= {
    "OFFICINE_LANG": "fr",
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "OFFICINE_THEME": "dark",
}

import demo
from models.people.clients.listing import ClientListing
from models.people.staff import login as staff
from models.store import clock, connection, opening, settings
from tui.frame.session import Session
from tui.shell.app import OfficineApp

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
DAY = datetime(2026, 11, 12, 10, 30, tzinfo=UTC)
SIZE = (100, 28)
SEARCH = "kar"
"""Finds nobody with an Arabic name: browsers turn such a line of a picture round as a whole."""
CLIENTS, SALES, SEED = 600, 8, 1

Taking = Sequence[tuple[Sequence[str], str]]
"""Keys, and the name of the picture that is taken after them; empty for none."""


def takings(code: str) -> Sequence[Taking]:
    """What is done from the list of clients, each time anew."""
    debtor = (*f"#{code}", "enter")
    return (
        [(SEARCH, "clients")],
        [(debtor, "fiche"), (("p",), "paiement"), (("escape", "1"), "tableau-de-bord")],
        [(("f2", *"BENNANI", "enter", *"Salma", "enter", *"0661234567"), "editeur"), (("f1", "f1"), "guide")],
        [(("ctrl+n", "down", "enter"), "caisse")],
        [(("f7", "n"), ""), (("down", "space", "space", "space", "up"), "communication")],
    )


async def take(session: Session, taking: Taking) -> None:
    """Presses the keys, and keeps the pictures."""
    app = OfficineApp(session)
    async with app.run_test(size=SIZE) as pilot:
        for keys, name in taking:
            await pilot.press(*keys)
            await pilot.pause(0.5)
            if name:
                _keep(app, name)


def _keep(app: OfficineApp, name: str) -> None:
    """Without the fonts Rich would have the reader's browser fetch."""
    FOLDER.mkdir(exist_ok=True)
    picture = app.export_screenshot(title="Officine")
    picture = re.sub(r",\s*url\([^)]*\) format\([^)]*\)", "", picture)
    FOLDER.joinpath(f"{name}.svg").write_text(picture)


def main() -> None:
    with TemporaryDirectory() as folder, clock.stopped_at(DAY):
        opening.open_database(Path(folder, "officine.db"))
        demo.fill(CLIENTS, SALES, SEED)
        first = staff.members()[0]
        debtor = max(ClientListing(SEARCH).read(50), key=lambda row: row.balance)
        session = Session(first.id, first.name, settings.pharmacy().name)
        for taking in takings(debtor.code):
            asyncio.run(take(session, taking))
        connection.close()


if __name__ == "__main__":
    main()
