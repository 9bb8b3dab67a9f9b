"""import-flow: F4, a file, what it would do, and only then the import."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from models import doctor
from models.money import client_import
from models.people.client_table import Client
from models.people.trail import Trail
from tui.app import OfficineApp
from tui.clients.importer import ImporterDesk
from tui.clients.listing import ClientDesk
from tui.help import Help
from tui.importing.preview import PreviewDesk
from tui.session import Session
from tui.widgets.choose import ChooseDialog
from tui.widgets.file_picker import FilePicker
from tui.widgets.notice import Notice
from tui.widgets.progress import WorkingDialog
from tui.widgets.rows import Rows

THREE = "Nom du client,Solde crédit\nALAOUI Salma,150.50\nBennani Karim,0\nTAZI Omar,-20\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
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


async def until(pilot: Pilot[Any], true: Callable[[], bool]) -> None:
    for _ in range(500):
        await pilot.pause()
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"still on {pilot.app.screen}")


async def come_to(pilot: Pilot[Any], screen: type) -> Any:
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))
    await pilot.pause()
    return pilot.app.screen


def files(pilot: Pilot[Any]) -> list[str]:
    return [entry.name for entry in pilot.app.screen.query_one(Rows).window]


def painted(pilot: Pilot[Any]) -> str:
    """The whole screen as one line with single blanks, as a sentence may go on in the next line."""
    strips = pilot.app.screen._compositor.render_strips()
    return " ".join(" ".join(strip.text for strip in strips).split())


def told(pilot: Pilot[Any]) -> str:
    return pilot.app.screen.query_one(Notice).sentence


async def test_csv_and_text_files_are_shown_and_no_hidden_ones(session: Session, folder: Path) -> None:
    async with choosing(session) as pilot:
        assert files(pilot) == ["../", "exports/", "clients.csv", "OLD.TXT", "wrong.csv"]
        await pilot.press("f6")
        assert "notes.pdf" in files(pilot)
        await pilot.press("f6", ".")
        await pilot.pause()
        assert files(pilot) == [".hidden.csv"]


async def test_a_path_can_be_typed_and_narrows_the_list(session: Session, folder: Path) -> None:
    async with choosing(session) as pilot:
        await pilot.press("c", "L")
        await pilot.pause()
        assert files(pilot) == ["clients.csv"]
        field = pilot.app.screen.query_one(FilePicker).field
        field.value = "~/"
        await pilot.pause()
        assert files(pilot) == ["../", "Documents/"]


async def test_enter_goes_into_a_folder_and_up_again(session: Session, folder: Path) -> None:
    async with choosing(session) as pilot:
        picker = pilot.app.screen.query_one(FilePicker)
        await pilot.press("enter")
        await pilot.pause()
        assert picker.here == folder / "exports"
        assert files(pilot) == ["../"]
        await pilot.press("enter")
        await pilot.pause()
        assert picker.here == folder


@pytest.mark.parametrize("text", ["'{}'", '"{}"', "{}\n", "file://{}"])
async def test_a_file_dropped_on_the_terminal_is_taken(session: Session, folder: Path, text: str) -> None:
    from textual import events

    async with choosing(session) as pilot:
        picker = pilot.app.screen.query_one(FilePicker)
        picker.field.post_message(events.Paste(text.format(folder / "clients.csv")))
        await until(pilot, lambda: picker.field.value == str(folder / "clients.csv"))
        await pilot.press("enter")
        await come_to(pilot, PreviewDesk)


async def test_what_cannot_be_listed_is_told(session: Session, folder: Path) -> None:
    async with choosing(session) as pilot:
        pilot.app.screen.query_one(FilePicker).field.value = "/no/such/folder/"
        await pilot.pause()
        assert "There is no such folder." in painted(pilot)


@pytest.mark.parametrize(
    "name", ["[red]x[b].csv", "a\x1b[31mb.csv", "x" * 200 + ".csv", "محمد.csv", "a\nb.csv"]
)
async def test_names_of_files_are_text_only(session: Session, folder: Path, name: str) -> None:
    (folder / name).write_text(THREE, encoding="utf-8")
    async with choosing(session) as pilot:
        assert "\x1b" not in painted(pilot)
        picker = pilot.app.screen.query_one(FilePicker)
        while picker.rows.current is None or picker.rows.current.path.name != name:
            await pilot.press("down")
        await pilot.press("enter")
        await come_to(pilot, PreviewDesk)
        assert "\x1b" not in painted(pilot)
        assert "3 clients" in painted(pilot)


async def test_names_that_are_no_text_on_this_system_can_be_chosen(session: Session, folder: Path) -> None:
    (folder / "caf\udce9").mkdir()
    (folder / "caf\udce9" / "th\udce9.csv").write_text(THREE, encoding="utf-8")
    async with choosing(session) as pilot:
        await choose(pilot, "caf\ufffd/")
        await until(pilot, lambda: "th\ufffd.csv" in files(pilot))
        await choose(pilot, "th\ufffd.csv")
        await come_to(pilot, PreviewDesk)
        assert "th\ufffd.csv" in painted(pilot)


async def choose(pilot: Pilot[Any], name: str) -> None:
    """With the arrows, then Enter."""
    rows = pilot.app.screen.query_one(FilePicker).rows
    await pilot.press("home")
    while rows.current is None or rows.current.name != name:
        await pilot.press("down")
    await pilot.press("enter")


async def test_the_folder_of_the_last_file_is_where_the_next_one_is_looked_for(
    session: Session, folder: Path
) -> None:
    (folder / "exports" / "more.csv").write_text(THREE, encoding="utf-8")
    async with choosing(session) as pilot:
        await choose(pilot, "exports/")
        await until(pilot, lambda: "more.csv" in files(pilot))
        await choose(pilot, "more.csv")
        await come_to(pilot, PreviewDesk)
        await pilot.press("escape", "escape", "f4")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImporterDesk) and bool(files(pilot)))
        assert pilot.app.screen.query_one(FilePicker).here == folder / "exports"


async def preview_of(pilot: Pilot[Any], name: str) -> PreviewDesk[Any]:
    await pilot.press(*name, "enter")
    desk: PreviewDesk[Any] = await come_to(pilot, PreviewDesk)
    return desk


async def test_a_preview_shows_totals_and_how_the_file_was_read_and_writes_nothing(
    session: Session, folder: Path
) -> None:
    async with choosing(session) as pilot:
        await preview_of(pilot, "clients.csv")
        shown = painted(pilot)
        assert "3 clients, total debt 150.50 DH, credits 20.00 DH" in shown
        assert "UTF-8 · separated by commas · decimal point · first line: titles" in shown
        assert "Salma" in shown
        assert Client.select().count() == 0


async def test_from_the_key_to_the_list_that_shows_who_came(session: Session, folder: Path) -> None:
    """import-flow: F4, the file, Enter, Enter."""
    async with choosing(session) as pilot:
        await preview_of(pilot, "clients.csv")
        await pilot.press("enter")
        await come_to(pilot, ChooseDialog)
        assert Client.select().count() == 0
        await pilot.press("enter")
        desk = await come_to(pilot, ClientDesk)
        await until(pilot, lambda: bool(desk.rows.window))
        assert [row.last_name for row in desk.rows.window] == ["ALAOUI", "Bennani Karim", "TAZI"]
        assert [row.balance for row in desk.rows.window] == [15050, 0, -2000]
        assert told(pilot) == "Imported: 3 clients, total debt 150.50 DH, credits 20.00 DH."
        (left,) = Trail.select().where(Trail.verb == client_import.VERB)
        assert left.staff_id == session.staff
    assert doctor.examine() == []


async def test_escape_goes_back_one_step_at_a_time_and_nothing_is_written(
    session: Session, folder: Path
) -> None:
    async with choosing(session) as pilot:
        await preview_of(pilot, "clients.csv")
        await pilot.press("enter")
        for screen in (ChooseDialog, PreviewDesk, ImporterDesk, ClientDesk):
            await come_to(pilot, screen)
            await pilot.press("escape")
        assert Client.select().count() == 0


async def test_every_error_is_named_and_nothing_can_be_imported(session: Session, folder: Path) -> None:
    async with choosing(session) as pilot:
        desk = await preview_of(pilot, "wrong.csv")
        shown = painted(pilot)
        assert "2 errors: nothing is imported until the file is corrected." in shown
        assert "1 Balance “1.234” can be read two ways." in shown
        assert "3 Name" in shown
        await pilot.press("down")
        await pilot.pause()
        reason = str(desk.query_one(".reason", Static).content)
        assert reason.endswith("A comma in a name needs quotation marks.")
        await pilot.press("enter", "f4")
        await pilot.pause()
        assert pilot.app.screen is desk


async def test_a_file_that_is_none_is_said_and_another_can_be_chosen(session: Session, folder: Path) -> None:
    (folder / "book.csv").write_bytes(b"PK\x03\x04")
    async with choosing(session) as pilot:
        await pilot.press(*"book.csv", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImporterDesk) and bool(told(pilot)))
        assert told(pilot).startswith("book.csv is a workbook.")
        await pilot.press(*["backspace"] * 8)
        await preview_of(pilot, "clients.csv")


async def test_the_same_content_again_needs_to_be_insisted_on(session: Session, folder: Path) -> None:
    async with choosing(session) as pilot:
        await preview_of(pilot, "clients.csv")
        await pilot.press("enter", "enter")
        await come_to(pilot, ClientDesk)
        await until(pilot, lambda: Client.select().count() == 3)
        await pilot.press("f4")
        await come_to(pilot, ImporterDesk)
        await until(pilot, lambda: bool(files(pilot)))
        await preview_of(pilot, "clients.csv")
        assert "clients.csv was already imported on" in painted(pilot)
        assert "by S. Amrani." in painted(pilot)
        await pilot.press("enter")
        await come_to(pilot, ChooseDialog)
        await pilot.press("enter")  # the first answer is to go back
        await come_to(pilot, PreviewDesk)
        assert Client.select().count() == 3
        await pilot.press("enter")
        await come_to(pilot, ChooseDialog)
        await pilot.press("down", "enter")
        await come_to(pilot, ClientDesk)
        assert Client.select().count() == 6


class Slow:
    """Holds an import in the middle of its writing until the test lets it go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go_on, self.ended = threading.Event(), threading.Event(), threading.Event()
        carry_out = client_import.carry_out

        def slowly(*args: Any, told: Callable[[int, int], bool], **more: Any) -> Any:
            def tell(done: int, total: int) -> bool:
                self.begun.set()
                self.go_on.wait(20)
                return told(done, total)

            try:
                return carry_out(*args, told=tell, **more)
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


@pytest.mark.parametrize("size", [(20, 5), (80, 24), (120, 40)])
async def test_any_size_is_survived(session: Session, folder: Path, size: tuple[int, int]) -> None:
    async with choosing(session) as pilot:
        await pilot.resize_terminal(*size)
        await preview_of(pilot, "wrong.csv")
        await pilot.press("down", "pagedown", "end", "home", "f1", "escape")
        await pilot.pause()


async def test_many_lines_can_be_walked_through_to_the_end(session: Session, folder: Path) -> None:
    (folder / "many.csv").write_text("Alaoui,1\n" * 5000 + "Tazi,2\n", encoding="utf-8")
    async with choosing(session) as pilot:
        desk = await preview_of(pilot, "many.csv")
        rows = desk.query_one(Rows)
        await pilot.press("pagedown", "pagedown", "up")
        assert rows.current is not None
        assert rows.current.id == len(rows.window) * 2 - 1
        await pilot.press("end")
        assert rows.current.item.last_name == "Tazi"
