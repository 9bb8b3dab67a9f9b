"""Choose a file; of one that is imported, look at what it would do."""

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from platformdirs import user_documents_path
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _
from locales.sentences import explain
from models.importing.files import text_file
from models.importing.files.text_file import DoubtfulEncoding
from models.people.staff import preferences
from models.store.connection import own_connection
from models.values import Progress
from tui.dialogs.progress import work
from tui.frame.base import STYLES, Desk, asking
from tui.importing.encoding import encoding_dialog
from tui.importing.file_picker import FilePicker
from tui.importing.preview import OTHER_ENCODING, PreviewDesk

Answer = TypeVar("Answer")
Preview = TypeVar("Preview")


class FileDesk(Desk[Answer], Generic[Answer]):
    """The files of a folder: at first the folder of this person's last one. A subclass says which kinds are
    shown, and what becomes of the chosen file.
    """

    CSS_PATH = STYLES / "importer.tcss"
    TITLE: ClassVar[str] = ""
    ASIDE: ClassVar[str] = ""
    """What such a file is, in a few words."""
    FOLDER: ClassVar[str] = ""
    """The preference that stores the folder."""
    ENDINGS: ClassVar[Sequence[str]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5",
            "refresh",
            N_("Refresh"),
            id="importer.refresh",
            show=False,
            tooltip=N_("Read the folder again"),
        ),
        Binding("escape", "back", N_("Back"), id="importer.back", tooltip=N_("Back to the list")),
    ]

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(_(self.TITLE), markup=False, classes="title")
            yield Static(_(self.ASIDE), markup=False, classes="who")
        yield FilePicker(self._folder(), self.ENDINGS)

    def _folder(self) -> Path:
        """The folder of this person's last file; at first their documents or home folder."""
        remembered = Path(preferences.preferred(self.officine.staff, self.FOLDER) or "/nowhere")
        documents = user_documents_path()
        return next((each for each in (remembered, documents) if each.is_dir()), Path.home())

    def remember(self, file: Path) -> None:
        """Stores the folder of a file, unless its name is not text: the database stores text only."""
        folder = str(file.parent)
        if folder.isprintable():
            preferences.remember(self.officine.staff, self.FOLDER, folder)

    def action_refresh(self) -> None:
        self.query_one(FilePicker).read_again()


class ChoosingDesk(FileDesk[str], Generic[Preview]):
    """The files of a folder. Returns what was imported as a sentence; empty if nothing was."""

    PURPOSE = N_("Choose a CSV file. It is looked at first, and nothing is written.")
    FOLDER = "import folder"
    ENDINGS = (".csv", ".txt")

    @abstractmethod
    def read(self, path: Path, progress: Progress, encoding: str) -> Preview:
        """Previews the import in an encoding, empty for the detected one. Runs in a thread."""

    @abstractmethod
    def preview(self, read: Preview) -> PreviewDesk[Any]:
        """The screen that shows it."""

    @abstractmethod
    def imported(self, done: Any) -> str:
        """What was done, as a sentence."""

    @on(FilePicker.Picked)
    def picked(self, event: FilePicker.Picked) -> None:
        self._path = event.path
        self.action_preview()

    @asking
    async def action_preview(self) -> None:
        encoding = ""
        while True:
            read = await self._read_in_the_right_encoding(encoding)
            if read is None:
                return
            self.remember(self._path)
            done = await self.ask(self.preview(read))
            if done is not OTHER_ENCODING:
                break
            chosen = await self.ask(encoding_dialog(text_file.guesses(self._path)))
            encoding = chosen or encoding
        if done is not None:
            self.dismiss(self.imported(done))

    async def _read_in_the_right_encoding(self, encoding: str) -> Preview | None:
        """If the encoding is in doubt, the person chooses it by the names; None if they go back."""
        while True:
            try:
                return await work(self, _("Reading the file"), partial(self._read, encoding))
            except DoubtfulEncoding as doubtful:
                chosen = await self.ask(encoding_dialog(doubtful.guesses, explain(doubtful)))
                if not chosen:
                    return None
                encoding = chosen

    def _read(self, encoding: str, progress: Progress) -> Preview:
        """In a thread."""
        with own_connection():
            return self.read(self._path, progress, encoding)

    def action_back(self) -> None:
        self.dismiss("")
