"""Papers as PDF files, written where this person's last one went, or elsewhere if necessary."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from platformdirs import user_documents_path

from locales import N_, _
from locales.sentences import explain
from models.people.staff import preferences
from models.refusals import Refused
from models.store.connection import own_connection
from models.values import Progress
from printing import files
from printing.refusals import Cancelled, PangoMissing
from tui.dialogs.form_dialog import FormDialog
from tui.dialogs.progress import work
from tui.forms.fields import TextField
from tui.frame.base import BaseScreen
from tui.widgets.folder import absolute, as_text, begun_again

FOLDER = "statement folder"
"""The preference that stores the folder."""


class FolderDialog(FormDialog[str]):
    """Asks for another folder if the file could not be written."""

    ENTER_SUBMITS: ClassVar[bool] = True
    FIELDS = (TextField("folder", N_("Folder"), required=True),)

    def __init__(self, heading: str, folder: str, refused: Refused) -> None:
        """`heading` is the name of the paper, in the user's language."""
        super().__init__(refused=refused)
        self._heading = heading
        self._folder = folder

    def heading(self) -> str:
        return self._heading

    def start(self) -> Mapping[str, Any]:
        return {"folder": self._folder}

    def answer(self, values: dict[str, Any]) -> str:
        files.check(place(values["folder"]) / "paper.pdf", replace=True)
        return str(values["folder"])

    def refuse(self, refused: Refused) -> None:
        self.form.fault("folder", explain(refused))


async def write(
    desk: BaseScreen[Any], heading: str, writing: str, task: Callable[[Path, Progress], Path]
) -> None:
    """Writes a paper and says where it is; if the folder refuses it, asks for another.

    `task` gets the folder and writes the file, in a thread with its own connection. `heading` is the name of
    the paper and `writing` is shown meanwhile, both in the user's language.
    """
    chosen: str | None = folder(desk)
    while chosen is not None:
        try:
            path = await _written_in(desk, writing, task, place(chosen))
        except (PangoMissing, Cancelled):
            raise
        except Refused as refused:
            chosen = await desk.ask(FolderDialog(heading, chosen, refused))
        else:
            written(desk, path, chosen)
            return


async def _written_in(
    desk: BaseScreen[Any], writing: str, task: Callable[[Path, Progress], Path], where: Path
) -> Path:
    def write_it(progress: Progress) -> Path:
        with own_connection():
            return task(where, progress)

    return await work(desk, writing, write_it)


def written(desk: BaseScreen[Any], path: Path, chosen: str) -> None:
    """Says where a paper is, and remembers the folder as it was typed."""
    preferences.remember(desk.officine.staff, FOLDER, chosen)
    desk.read_again()
    desk.tell(_("Written: {path}").format(path=as_text(path)))


def folder(desk: BaseScreen[Any]) -> str:
    """The folder of this person's last paper; at first their documents or home folder."""
    remembered = preferences.preferred(desk.officine.staff, FOLDER)
    documents = user_documents_path()
    return remembered or str(documents if documents.is_dir() else Path.home())


def place(typed: str) -> Path:
    """The folder that was typed: `~` is the home, and `//` or `/~/` begins again."""
    return absolute(begun_again(typed), Path.home())
