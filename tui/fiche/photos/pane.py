"""The tab of photos: one of them as large as it fits, and the keys for all that can be done with it."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.people.photos import listing
from models.people.photos.listing import PhotoRow
from models.pharmacy.features import Feature
from models.store import clock
from tui.fiche.parts.pane import Group, Pane, Tab
from tui.frame.base import asking
from tui.widgets.text_lines import Lines

if TYPE_CHECKING:
    from tui.fiche.photos.view import PhotoView


class PhotosPane(Pane):
    """The photos of one client, one at a time."""

    PURPOSE = N_("what the client looks like; several photos may be kept, one is that of the fiche.")
    GUIDE = "photos.md"
    CREATES = True
    OF_A_ROW = ("gallery", "next", "act")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "take", N_("Camera"), id="photo.take", tooltip=N_("Take a photo with the camera")),
        Binding(
            "enter", "gallery", N_("Gallery"), id="photo.gallery", tooltip=N_("All photos of the client")
        ),
        Binding("s", "next", N_("Next"), id="photo.next", tooltip=N_("Look at the next photo")),
        Binding("t", "act('turn')", N_("Turn"), id="photo.turn", tooltip=N_("A quarter to the right")),
        Binding("r", "act('crop')", N_("Crop"), id="photo.crop", tooltip=N_("To a square, once asked")),
        Binding(
            "e", "act('copy')", N_("Copy"), id="photo.copy", tooltip=N_("A copy into the folder of papers")
        ),
        Binding(
            "x,delete", "act('erase')", N_("Erase"), id="photo.erase", tooltip=N_("For good, once asked")
        ),
    ]

    def __init__(self) -> None:
        from machine import camera  # with what starts programs: for who opens the tab

        super().__init__()
        self._rows: list[PhotoRow] = []
        self._at = 0
        """The place of the photo that is looked at."""
        self._has_camera = bool(camera.command())

    def compose(self) -> ComposeResult:
        yield Lines(classes="pane-head")
        yield Lines(classes="remark")
        from tui.fiche.photos.view import FocusablePhoto  # with what knows pictures

        yield FocusablePhoto()

    @property
    def view(self) -> "PhotoView":
        """The photo itself."""
        from tui.fiche.photos.view import PhotoView

        return self.query_one(PhotoView)

    @property
    def current(self) -> PhotoRow | None:
        return self._rows[self._at] if self._rows else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "take":
            return self._has_camera
        if action in self.OF_A_ROW and len(self._rows) <= (action == "next"):
            return False
        return super().check_action(action, parameters)

    def enter(self) -> None:
        self.view.focus()

    def show(self, client: int) -> None:
        self.client, self._rows, self._at = client, [], 0
        self.read_again()

    def read_again(self) -> None:
        before, known = self.current, {row.id for row in self._rows}
        self._rows = listing.of(self.client)
        added = {row.id for row in self._rows} - known
        kept = [place for place, row in enumerate(self._rows) if before and row.id == before.id]
        self._at = kept[0] if kept and not added else 0  # the last one added is that of the fiche, and first
        self._show()

    def _show(self) -> None:
        row = self.current
        self.view.show(row)
        nothing = self.query_one(".remark", Lines)
        nothing.display = row is None
        nothing.put(lambda width: [[(_("No photo yet. F2 adds one from a file."), "quiet")]])
        self.head(_(TAB.title), " · ".join(_said(row, self._at, len(self._rows)) if row else []))

    def action_next(self) -> None:
        self._at = (self._at + 1) % len(self._rows)
        self._show()

    @asking
    async def create(self) -> None:
        from tui.fiche.photos import actions

        await actions.add_file(self.desk, self.client)

    @asking
    async def action_take(self) -> None:
        from tui.fiche.photos import actions

        await actions.take(self.desk, self.client)

    @asking
    async def action_gallery(self) -> None:
        from tui.fiche.photos.gallery import GalleryDesk

        await self.desk.ask(GalleryDesk(self.client))
        self._at = 0
        self.read_again()

    @asking
    async def action_act(self, name: str) -> None:
        """Does one of `actions.OF_ONE` with the photo that is looked at."""
        from tui.fiche.photos import actions

        if self.current is not None:
            await actions.OF_ONE[name](self.desk, self.current)


def _said(row: PhotoRow, place: int, total: int) -> list[str]:
    """The text beside the title: which of how many, and whose."""
    which = _("{number} of {total}").format(number=formats.count(place + 1), total=formats.count(total))
    among = [which, *([_("that of the fiche")] if row.shown else [])] if total > 1 else []
    return [*among, formats.day(clock.local_day(row.at))]


TAB = Tab(
    "photos",
    N_("Photos"),
    PhotosPane,
    group=Group.PERSON,
    feature=Feature.PHOTO,
    count=listing.counting_of,
)
