"""import-flow: which file is imported, found or typed or dropped."""

from pathlib import Path

import pytest

from tests.tui.hands import come_to, until
from tests.tui.importing.at_the_importer import THREE, choose, choosing, documents_of_somebody, files, painted
from tui.clients.importer import ImporterDesk
from tui.frame.session import Session
from tui.importing.file_picker import FilePicker
from tui.importing.preview import PreviewDesk


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return documents_of_somebody(tmp_path, monkeypatch)


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


async def test_a_deep_folder_can_be_narrowed(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its path alone is longer than any search"""
    documents = documents_of_somebody(tmp_path, monkeypatch)
    deep = documents.joinpath(*["a" * 60] * 4)
    deep.mkdir(parents=True)
    (deep / "clients.csv").write_text(THREE, encoding="utf-8")
    monkeypatch.setattr("tui.importing.choosing.user_documents_path", lambda: deep)
    async with choosing(session) as pilot:
        await pilot.press("c", "l")
        assert files(pilot) == ["clients.csv"]
