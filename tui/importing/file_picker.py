"""`FilePicker`: a path to type, above the content of its folder; with the keys of the client list."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from locales import N_, _, formats
from tui.widgets import folder
from tui.widgets.columns import Column
from tui.widgets.folder import FolderEntry
from tui.widgets.rows import STEERING, Rows
from tui.widgets.search import SearchField
from tui.widgets.window import Fixed

COLUMNS: list[Column[FolderEntry]] = [
    Column(
        "name",
        N_("File"),
        lambda entry: entry.name,
        30,
        grows=1,
        style=lambda entry: "strong" if entry.is_folder else "plain",
    ),
    Column(
        "modified",
        N_("Changed"),
        lambda entry: formats.moment(entry.modified) if entry.modified else "",
        16,
        needs=50,
        style=lambda entry: "quiet",
    ),
]


class PathField(SearchField):
    """Takes a file that is dropped on the terminal, which types its path, as its whole value."""

    HOLDS = "folder"

    def _on_paste(self, event: events.Paste) -> None:
        path = folder.dropped(event.text)
        if path:
            event.prevent_default()
            event.stop()
            self.value = path
            self.cursor_position = len(path)


class FilePicker(Vertical):
    """The field holds a path: its folder is listed, and the text after the last slash filters the list.

    Enter goes into a folder, or posts `Picked`. Hidden files are shown once a dot is typed.

    Args:
        start: the folder that is listed first.
        endings: the kinds of files that are shown, such as `.csv`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Choose"), id="files.open", tooltip=N_("Into the folder, or this file")),
        Binding(
            "f6", "show_all", N_("All files"), id="files.all", tooltip=N_("Files of other kinds too, or not")
        ),
        *STEERING,
    ]

    @dataclass
    class Picked(Message):
        """A file was chosen; whether it can be read is not known yet."""

        picker: "FilePicker"
        path: Path

        @property
        def control(self) -> "FilePicker":
            return self.picker

    def __init__(self, start: Path, endings: Sequence[str]) -> None:
        """`start`: the folder that is listed first. `endings`: the kinds that are shown, as `.csv`."""
        super().__init__()
        self._endings = tuple(endings)
        self._all = False
        self._steered = False
        self._read_folder: Path | None = None
        self._entries: list[FolderEntry] = []
        self._trouble = ""
        self._real: dict[str, Path] = {}
        self._start = start

    def compose(self) -> ComposeResult:
        with Horizontal(classes="searchline"):
            yield Static(_("File"), markup=False, classes="label")
            yield PathField()
        yield Rows(COLUMNS, identity=lambda entry: entry.path)
        yield Static(markup=False, classes="remark")

    def on_mount(self) -> None:
        # The cursor can only be placed once the list knows its height.
        self.call_after_refresh(self._go, self._start)

    @property
    def rows(self) -> Rows[FolderEntry]:
        """The folder's files."""
        return self.query_one(Rows)

    @property
    def field(self) -> PathField:
        """The path."""
        return self.query_one(PathField)

    @property
    def here(self) -> Path:
        """The folder that is listed."""
        typed, slash, _rest = self.field.value.rpartition("/")
        return self._real.get(typed) or folder.absolute(f"{typed}/", self._start) if slash else self._start

    @property
    def typed(self) -> Path:
        """The path as it stands in the field."""
        return self.here / self._narrowing if self._narrowing else self.here

    @property
    def _narrowing(self) -> str:
        return self.field.value.rpartition("/")[2]

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._steered = False
        again = folder.begun_again(self.field.value)
        if again != self.field.value:
            self.field.value = again
            self.field.cursor_position = len(again)
        self._show()

    def read_again(self) -> None:
        """Reads the folder once more: somebody may just have put the file there."""
        self._read_folder = None
        self._show(keep_cursor=True)

    def _show(self, *, keep_cursor: bool = False) -> None:
        here = self.here
        if here != self._read_folder:
            self._read(here)
        shown = [entry for entry in self._entries if self._is_shown(entry)]
        rows = self.rows
        self._remark(self._trouble or ("" if shown else _("No such file here. F6 shows all kinds of files.")))
        up = not self._narrowing and here != here.parent
        rows.show(Fixed([folder.parent(here), *shown] if up else shown), keep_cursor=keep_cursor)
        if up and shown and not keep_cursor:
            rows.move(1)

    def _remark(self, sentence: str) -> None:
        remark = self.query_one(".remark", Static)
        remark.update(sentence)
        remark.display = bool(sentence)

    def _read(self, here: Path) -> None:
        self._read_folder, self._entries, self._trouble = here, [], ""
        try:
            self._entries = folder.entries(here)
        except PermissionError:
            self._trouble = _("You may not read this folder.")
        except (OSError, ValueError):
            self._trouble = _("There is no such folder.")

    def _is_shown(self, entry: FolderEntry) -> bool:
        wanted = self._narrowing.casefold()
        if entry.name.startswith(".") and not wanted.startswith("."):
            return False
        if not entry.name.casefold().startswith(wanted):
            return False
        return self._all or folder.ends_with(entry, self._endings)

    def action_steer(self, where: str) -> None:
        self._steered = True
        self.rows.steer(where)

    def action_show_all(self) -> None:
        self._all = not self._all
        self._show(keep_cursor=True)

    def action_open(self) -> None:
        entry = self.rows.current
        if entry is None or (not self._steered and self._narrowing and folder.is_file(self.typed)):
            self.post_message(self.Picked(self, self.typed))
        elif entry.is_folder:
            self._go(entry.path)
        else:
            self.post_message(self.Picked(self, entry.path))

    def _go(self, to: Path) -> None:
        """Into a folder."""
        self.field.value = self._text_of(to)
        self.field.cursor_position = len(self.field.value)

    def _text_of(self, path: Path) -> str:
        text = folder.as_text(path).rstrip("/")
        self._real[text] = path
        return f"{text}/"
