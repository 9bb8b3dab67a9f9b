"""Choose a file; of one that is imported, look at what it would do."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from platformdirs import user_documents_path
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats
from locales.sentences import explain
from models.files.reading import FileRefused
from models.importing.batches import ImportSubject
from models.importing.files import text_file, workbook
from models.importing.files.reading import AS_IT_IS, ReadAs
from models.importing.files.text_file import DoubtfulEncoding
from models.importing.files.titles import FoundColumn
from models.importing.files.workbook import WhichSheet
from models.people.staff import preferences
from models.store.connection import own_connection
from models.values import Progress
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.progress import work
from tui.frame.base import STYLES, Desk, asking
from tui.importing.columns import ColumnsDesk
from tui.importing.encoding import encoding_dialog
from tui.importing.file_picker import FilePicker
from tui.importing.preview import Again, PreviewDesk
from tui.terminal.inert import inert

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

    PURPOSE = N_("Choose a file: CSV, XLSX or ODS. It is looked at first, and nothing is written.")
    FOLDER = "import folder"
    ENDINGS = (".csv", ".txt", *workbook.ENDINGS)
    SUBJECT: ClassVar[ImportSubject]
    WORDS: ClassVar[Mapping[Any, str]]
    """What each field is called that a column may hold."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f7",
            "imports",
            N_("Imports done"),
            id="importer.done",
            tooltip=N_("What was imported, when and by whom; to undo an import"),
        ),
    ]

    @abstractmethod
    def read(self, path: Path, progress: Progress, encoding: str, read_as: ReadAs) -> Preview:
        """Previews the import, read so; the encoding is empty for the detected one. Runs in a thread."""

    @abstractmethod
    def preview(self, read: Preview) -> PreviewDesk[Any]:
        """The screen that shows it."""

    @abstractmethod
    def imported(self, done: Any) -> str:
        """What was done, as a sentence."""

    async def lacking(self, refused: FileRefused, read_as: ReadAs) -> ReadAs | None:
        """Asks for what the file does not say, and without which it cannot be read; None for going back.

        Raises the refusal where it is no such question.
        """
        if isinstance(refused, WhichSheet):
            sheet = await self.ask(sheet_dialog(refused))
            return replace(read_as, sheet=sheet) if sheet else None
        columns: tuple[FoundColumn, ...] = getattr(refused, "columns", ())
        if not columns:
            raise refused
        chosen = await self.ask(ColumnsDesk(columns, self.words(), explain(refused)))
        return replace(read_as, columns=chosen) if chosen is not None else None

    def words(self) -> dict[str, str]:
        """What each field is called, in the user's language."""
        return {str(field): _(word) for field, word in self.WORDS.items()}

    @on(FilePicker.Picked)
    def picked(self, event: FilePicker.Picked) -> None:
        self._path = event.path
        self.action_preview()

    @asking
    async def action_preview(self) -> None:
        encoding, read_as = "", AS_IT_IS
        while True:
            found = await self._read_with_what_it_lacks(encoding, read_as)
            if found is None:
                return
            read, encoding, read_as = found
            self.remember(self._path)
            done = await self.ask(self.preview(read))
            match done:
                case Again.ENCODING:
                    chosen = await self.ask(encoding_dialog(text_file.guesses(self._path)))
                    encoding = chosen or encoding
                case Again.COLUMNS:
                    columns = await self.ask(ColumnsDesk(self.columns(read), self.words()))
                    read_as = read_as if columns is None else replace(read_as, columns=columns)
                case Again.LEFT_OUT:
                    read_as = replace(read_as, leave_out=not read_as.leave_out)
                case None:
                    return
                case _:
                    self.dismiss(self.imported(done))
                    return

    @abstractmethod
    def columns(self, read: Preview) -> Sequence[FoundColumn]:
        """The columns of the file that is previewed."""

    async def _read_with_what_it_lacks(
        self, encoding: str, read_as: ReadAs
    ) -> tuple[Preview, str, ReadAs] | None:
        """If the encoding is in doubt, the person chooses it by the names, and likewise what else is not
        said; None if they go back.
        """
        while True:
            try:
                reading = partial(self._read, encoding, read_as)
                return await work(self, _("Reading the file"), reading), encoding, read_as
            except DoubtfulEncoding as doubtful:
                chosen = await self.ask(encoding_dialog(doubtful.guesses, explain(doubtful)))
                if not chosen:
                    return None
                encoding = chosen
            except FileRefused as refused:
                more = await self.lacking(refused, read_as)
                if more is None:
                    return None
                read_as = more

    def _read(self, encoding: str, read_as: ReadAs, progress: Progress) -> Preview:
        """In a thread."""
        with own_connection():
            return self.read(self._path, progress, encoding, read_as)

    @asking
    async def action_imports(self) -> None:
        from tui.importing.done import ImportsDesk

        await self.ask(ImportsDesk(self.SUBJECT, self.of_client()))

    def of_client(self) -> int | None:
        """The client whose imports are shown, where an import is of one client."""
        return None

    def action_back(self) -> None:
        self.dismiss("")


def sheet_dialog(which: WhichSheet) -> ChooseDialog:
    """The sheets of a workbook that hold something; returns the name of the chosen one."""
    size = _("{rows} rows, {columns} columns")
    ways = [
        Way(
            each.name,
            inert(each.name),
            size.format(rows=formats.count(each.rows), columns=formats.count(each.columns)),
        )
        for each in which.sheets
    ]
    return ChooseDialog(_("Sheet"), _("Which sheet holds the list?"), ways)
