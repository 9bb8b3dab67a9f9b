"""The pictures of the documentation, taken by the program of itself in the example pharmacy."""

import asyncio
import os
import re
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
SEARCH = "fati"
CLIENTS, SALES, SEED = 600, 8, 1


async def take(session: Session, code: str) -> None:
    """A search in the list, the fiche of somebody who owes, the payment of what they owe; then those who owe
    most, ticked to be reminded.
    """
    app = OfficineApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*SEARCH)
        await pilot.pause(0.5)
        _keep(app, "clients")
        await pilot.press("escape", *f"#{code}", "enter")
        await pilot.pause(0.5)
        _keep(app, "fiche")
        await pilot.press("p")
        await pilot.pause(0.5)
        _keep(app, "paiement")
        await pilot.press("escape", "escape", "f7", "n")
        await pilot.pause(0.5)
        await pilot.press("down", "space", "space", "space", "up")
        await pilot.pause(0.5)
        _keep(app, "communication")


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
        asyncio.run(take(session, debtor.code))
        connection.close()


if __name__ == "__main__":
    main()
