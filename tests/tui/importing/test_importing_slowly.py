"""import-flow: stopped or left in the middle of an import."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from models import doctor
from models.importing.clients import verbs as client_import
from models.people.clients.table import Client
from tests.tui.hands import come_to, until
from tests.tui.importing.at_the_importer import choosing, documents_of_somebody, preview_of, told
from tui.clients.listing import ClientDesk
from tui.dialogs.progress import WorkingDialog
from tui.frame.session import Session
from tui.importing.preview import PreviewDesk
from tui.shell.help import Help


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return documents_of_somebody(tmp_path, monkeypatch)


class Slow:
    """Holds an import in the middle of its writing until the test lets it go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go_on, self.ended = threading.Event(), threading.Event(), threading.Event()
        carry_out = client_import.carry_out

        def slowly(*args: Any, progress: Callable[[int, int], bool], **more: Any) -> Any:
            def tell(done: int, total: int) -> bool:
                self.begun.set()
                self.go_on.wait(20)
                return progress(done, total)

            try:
                return carry_out(*args, progress=tell, **more)
            finally:
                self.ended.set()

        monkeypatch.setattr(client_import, "carry_out", slowly)


async def importing_slowly(pilot: Pilot[Any], slow: Slow) -> None:
    await preview_of(pilot, "clients.csv")
    await pilot.press("enter", "enter")
    await until(pilot, slow.begun.is_set)
    await come_to(pilot, WorkingDialog)


async def test_escape_in_the_middle_leaves_nothing(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    async with choosing(session) as pilot:
        await importing_slowly(pilot, slow)
        await pilot.press("escape")
        slow.go_on.set()
        await come_to(pilot, PreviewDesk)
        await until(pilot, lambda: bool(told(pilot)))
        assert told(pilot) == "Stopped. Nothing was imported."
        assert Client.select().count() == 0
    assert doctor.examine() == []


async def test_keys_and_reads_go_on_while_a_file_comes_in(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    async with choosing(session) as pilot:
        await importing_slowly(pilot, slow)
        await pilot.press("f1")
        await come_to(pilot, Help)
        assert Client.select().count() == 0
        await pilot.press("escape")
        slow.go_on.set()
        await come_to(pilot, ClientDesk)
        assert Client.select().count() == 3


async def test_a_file_that_is_in_before_the_help_is_closed(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ends beneath another dialog waits for it, and closes neither that one nor nothing."""
    slow = Slow(monkeypatch)
    async with choosing(session) as pilot:
        await importing_slowly(pilot, slow)
        await pilot.press("f1")
        await come_to(pilot, Help)
        slow.go_on.set()
        await until(pilot, lambda: Client.select().count() == 3)
        await asyncio.sleep(0.2)
        await pilot.pause()
        assert isinstance(pilot.app.screen, Help)
        await pilot.press("escape")
        await come_to(pilot, ClientDesk)


async def test_leaving_in_the_middle_leaves_nothing(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    async with choosing(session) as pilot:
        await importing_slowly(pilot, slow)
        on_unmount = WorkingDialog.on_unmount

        def unmounted(dialog: WorkingDialog) -> None:
            on_unmount(dialog)
            slow.go_on.set()

        monkeypatch.setattr(WorkingDialog, "on_unmount", unmounted)
        pilot.app.exit()
    assert await asyncio.to_thread(slow.ended.wait, 20)
    assert Client.select().count() == 0
    assert doctor.examine() == []
