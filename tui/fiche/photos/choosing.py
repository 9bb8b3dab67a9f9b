"""Chooses the file of a picture."""

from typing import ClassVar

from textual import on

from locales import N_, _
from models.people.photos import pictures
from models.people.photos.pictures import Picture
from models.values import Progress
from tui.dialogs.progress import work
from tui.frame.base import asking
from tui.importing.choosing import FileDesk
from tui.importing.file_picker import FilePicker


class PictureDesk(FileDesk[Picture | None]):
    """The pictures of a folder. Its answer was checked; where a file is refused another may be chosen."""

    PURPOSE = N_("Choose a picture. It is checked, and kept small and without what the camera wrote into it.")
    GUIDE = "photos.md"
    TITLE = N_("Photo of a client")
    ASIDE = N_("JPEG or PNG, at most 5 MB")
    FOLDER = "photo folder"
    ENDINGS: ClassVar[tuple[str, ...]] = (".jpg", ".jpeg", ".png")

    @on(FilePicker.Picked)
    def picked(self, event: FilePicker.Picked) -> None:
        self._path = event.path
        self.action_read()

    @asking
    async def action_read(self) -> None:
        def read(progress: Progress) -> Picture:
            return pictures.read(self._path)

        picture = await work(self, _("Reading the picture"), read)
        self.remember(self._path)
        self.dismiss(picture)
