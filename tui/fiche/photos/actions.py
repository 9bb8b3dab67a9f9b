"""What can be done with the photos of a client, from the tab and from the gallery."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from locales import _, formats
from machine import camera
from models.people.photos import listing, pictures
from models.people.photos import verbs as photos
from models.people.photos.listing import PhotoRow
from models.people.photos.pictures import Picture
from models.people.photos.verbs import NoSuchPhoto
from models.store import clock
from models.values import Progress
from printing import files
from tui.dialogs.choose import Way
from tui.dialogs.progress import work
from tui.dialogs.sure import sure
from tui.fiche.photos.choosing import PictureDesk
from tui.frame.base import BaseScreen
from tui.parts import papers


async def add_file(desk: BaseScreen[Any], client: int) -> None:
    """Adds the picture of a file that is chosen."""
    picture = await desk.ask(PictureDesk())
    if picture is not None:
        _add(desk, client, picture)


async def take(desk: BaseScreen[Any], client: int) -> None:
    """Adds what the camera of this machine gives."""

    def taken(progress: Progress) -> Picture:
        return pictures.made_of(camera.take(camera.command(), progress))

    _add(desk, client, await work(desk, _("Waiting for the camera"), taken))


def _add(desk: BaseScreen[Any], client: int, picture: Picture) -> None:
    number = desk.attempt(photos.add, client, picture, by=desk.officine.by())
    desk.read_again()
    if number is not None:
        desk.tell(_("Photo {number} is that of the fiche.").format(number=number))


def show(desk: BaseScreen[Any], row: PhotoRow) -> None:
    """Makes this one the photo of the fiche."""
    desk.attempt(photos.show, row.id, by=desk.officine.by())
    desk.read_again()
    now = listing.shown(row.client)
    if now is not None and now.id == row.id:
        desk.tell(_("Photo {number} is that of the fiche.").format(number=row.number))


async def turn(desk: BaseScreen[Any], row: PhotoRow) -> None:
    """Turns a photo to the right."""
    desk.attempt(photos.turn, row.id, by=desk.officine.by())
    desk.read_again()


async def crop(desk: BaseScreen[Any], row: PhotoRow) -> None:
    """Crops a photo to a square, once asked: what is outside is gone."""
    doing = Way("crop", _("Crop to a square"), _("what is outside is erased for good"))
    if await sure(desk, _("Crop to a square"), _name(row), doing):
        desk.attempt(photos.crop, row.id, by=desk.officine.by())
        desk.read_again()


async def erase(desk: BaseScreen[Any], row: PhotoRow) -> None:
    """Erases a photo, once asked."""
    doing = Way("erase", _("Erase the photo"), _("it is gone for good"))
    if await sure(desk, _("Erase the photo"), _name(row), doing):
        desk.attempt(photos.erase, row.id, by=desk.officine.by())
        desk.read_again()


async def write_copy(desk: BaseScreen[Any], row: PhotoRow) -> None:
    """Writes the JPEG into the folder of papers."""
    name = _("Client_photo_{client:08}_{number}.jpg").format(client=row.client, number=row.number)

    def task(folder: Path, progress: Progress) -> Path:
        content = listing.content(row)
        if not content:
            raise NoSuchPhoto(row.id)
        return files.write(content, folder / name, replace=True)

    await papers.write(desk, _("Copy of the photo"), _("Writing"), task)


OF_ONE: Mapping[str, Callable[[BaseScreen[Any], PhotoRow], Awaitable[None]]] = {
    "turn": turn,
    "crop": crop,
    "copy": write_copy,
    "erase": erase,
}
"""What the keys of the tab do with the photo that is looked at."""


def _name(row: PhotoRow) -> str:
    day = formats.day(clock.local_day(row.at))
    return _("Photo {number}, of {day}").format(number=row.number, day=day)
