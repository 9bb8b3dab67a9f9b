"""A folder with files to import, and the importer opened."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.hands import come_to, until
from tui.clients.importer import ImporterDesk
from tui.clients.listing import ClientDesk
from tui.frame.notice import Notice
from tui.frame.session import Session
from tui.importing.file_picker import FilePicker
from tui.importing.preview import PreviewDesk
from tui.shell.app import OfficineApp
from tui.widgets.rows import Rows

THREE = "Nom du client,Solde crédit\nALAOUI Salma,150.50\nBennani Karim,0\nTAZI Omar,-20\n"


def documents_of_somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home folder of whoever imports, with a few files in its documents."""
    documents = tmp_path / "home" / "Documents"
    (documents / "exports").mkdir(parents=True)
    for name, content in {
        "clients.csv": THREE,
        "notes.pdf": "x",
        ".hidden.csv": "Alaoui,1\n",
        "OLD.TXT": "Fassi,1\n",
        "wrong.csv": "Alaoui,1.234\n=1+1,2\nBennani,1,2\nTazi,3\n",
    }.items():
        (documents / name).write_text(content, encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tui.importing.choosing.user_documents_path", lambda: documents)
    return documents


@asynccontextmanager
async def choosing(session: Session, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
    """The importer, opened by its key from the list."""
    app = OfficineApp(session)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ClientDesk))
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ImporterDesk) and bool(files(pilot)))
        yield pilot


def files(pilot: Pilot[Any]) -> list[str]:
    return [entry.name for entry in pilot.app.screen.query_one(Rows).window]


def painted(pilot: Pilot[Any]) -> str:
    """The whole screen as one line with single blanks, as a sentence may go on in the next line."""
    strips = pilot.app.screen._compositor.render_strips()
    return " ".join(" ".join(strip.text for strip in strips).split())


def told(pilot: Pilot[Any]) -> str:
    return pilot.app.screen.query_one(Notice).sentence


async def choose(pilot: Pilot[Any], name: str) -> None:
    """With the arrows, then Enter."""
    rows = pilot.app.screen.query_one(FilePicker).rows
    await pilot.press("home")
    while rows.current is None or rows.current.name != name:
        await pilot.press("down")
    await pilot.press("enter")


async def preview_of(pilot: Pilot[Any], name: str) -> PreviewDesk[Any]:
    await pilot.press(*name, "enter")
    desk: PreviewDesk[Any] = await come_to(pilot, PreviewDesk)
    return desk
