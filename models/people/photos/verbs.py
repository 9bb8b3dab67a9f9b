"""Adds, shows, turns, crops and erases the photos of clients."""

from dataclasses import dataclass
from typing import Any, ClassVar

from models.files import table as files
from models.files.table import MediaType
from models.people.clients.aliases import about
from models.people.clients.verbs import lock
from models.people.photos import listing, pictures
from models.people.photos.pictures import Picture
from models.people.photos.table import ClientPhoto
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb

ADDS, SHOWS, TURNS, CROPS, ERASES = (f"photos.{each}" for each in ("add", "show", "turn", "crop", "erase"))
MOST = 20
"""The most photos of one client."""


@dataclass
class TooManyPhotos(Refused):
    """A fiche is no album, and each backup copies all of them."""

    limit: int
    sentence: ClassVar[str] = N_("This client has {limit} photos already. Erase one first.")


@dataclass
class PhotoKnown(Refused):
    """The same bytes are there already."""

    number: int
    sentence: ClassVar[str] = N_("This picture is already there, as photo {number}.")


@dataclass
class NoSuchPhoto(Refused):
    """Somebody erased it meanwhile."""

    photo: int
    sentence: ClassVar[str] = N_("This photo was erased meanwhile.")


@verb(ADDS, Right.EDIT_CLIENTS, answers=lambda done: int(done.details()["number"]))
def add(client: int, picture: Picture, *, by: By) -> int:
    """Adds a picture that `pictures` has checked, and shows it on the fiche. Returns its number among the
    client's photos.

    Raises `TooManyPhotos` or `PhotoKnown`, and what `clients.lock` raises.
    """
    owner = lock(client).id
    kept = listing.of(owner)
    if len(kept) >= MOST:
        raise TooManyPhotos(MOST)
    for row in kept:
        if row.hash == picture.hash:
            raise PhotoKnown(row.number)
    number = max((row.number for row in kept), default=0) + 1
    record = trail.leave(by, client=owner, number=number)
    file = files.put(picture.content, MediaType.JPEG)
    _hide_all(owner)
    ClientPhoto.create(client=owner, number=number, file=file, shown=True, trail=record)
    return number


@verb(SHOWS, Right.EDIT_CLIENTS)
def show(photo: int, *, by: By) -> None:
    """Makes this one the photo of the fiche. Raises `NoSuchPhoto`."""
    row, owner = _locked(photo)
    if row.shown:
        return
    trail.leave(by, client=owner, number=row.number)
    _hide_all(owner)
    ClientPhoto.update(shown=True).where(ClientPhoto.id == photo).execute()


@verb(TURNS, Right.EDIT_CLIENTS)
def turn(photo: int, quarters: int = 1, *, by: By) -> None:
    """Turns a photo to the right by so many quarters. Raises `NoSuchPhoto`."""
    row, owner = _locked(photo)
    if quarters % 4:
        _change(row, owner, pictures.turned(files.content(row.file_hash), quarters), by, quarters=quarters)


@verb(CROPS, Right.EDIT_CLIENTS)
def crop(photo: int, *, by: By) -> None:
    """Crops a photo to a square; what is outside is erased. Raises `NoSuchPhoto`."""
    row, owner = _locked(photo)
    picture = pictures.squared(files.content(row.file_hash))
    if picture is not None:
        _change(row, owner, picture, by)


@verb(ERASES, Right.EDIT_CLIENTS)
def erase(photo: int, *, by: By) -> None:
    """Erases a photo with its bytes, for good. If it was the one of the fiche, the newest of the others is
    from then on. Raises `NoSuchPhoto`."""
    row, owner = _locked(photo)
    trail.leave(by, client=owner, number=row.number)
    ClientPhoto.delete().where(ClientPhoto.id == photo).execute()
    files.drop_unused(row.file_hash)
    if row.shown:
        settle_shown(owner)


def forget(client: int) -> None:
    """Erases all photos of a client. Called by the redaction, inside its transaction."""
    kept = [row.hash for row in listing.of(client)]
    ClientPhoto.delete().where(about(ClientPhoto.client, client)).execute()
    files.drop_unused(*kept)


def shown_of(client: int) -> int | None:
    """The photo that is shown on the fiche, None where a client has none."""
    rows = ClientPhoto.select(ClientPhoto.id).where(about(ClientPhoto.client, client), ClientPhoto.shown)
    found = rows.tuples().first()
    return found[0] if found else None


def hide(photo: int | None) -> None:
    """Hides a photo, as its fiche was merged into one that shows another."""
    ClientPhoto.update(shown=False).where(ClientPhoto.id == photo).execute()


def settle_shown(client: int, first: int | None = None) -> None:
    """Chooses the photo of the fiche where it was erased, or went with another fiche: `first` if it is still
    there, else the newest.
    """
    rows = ClientPhoto.select(ClientPhoto.id).where(about(ClientPhoto.client, client))
    kept = [key for (key,) in rows.order_by(ClientPhoto.id).tuples()]
    if kept and (first in kept or shown_of(client) is None):
        _hide_all(client)
        chosen = first if first in kept else kept[-1]
        ClientPhoto.update(shown=True).where(ClientPhoto.id == chosen).execute()


def _locked(photo: int) -> tuple[ClientPhoto, int]:
    """The photo and its client, who is locked until the transaction ends."""
    row: ClientPhoto | None = ClientPhoto.get_or_none(ClientPhoto.id == photo)
    if row is not None:
        owner = lock(row.client_id).id
        row = ClientPhoto.get_or_none(ClientPhoto.id == photo)
    if row is None:
        raise NoSuchPhoto(photo)
    return row, owner


def _change(row: ClientPhoto, owner: int, picture: Picture, by: By, **told: Any) -> None:
    """Gives a photo other bytes, and deletes those it had."""
    record: Trail = trail.leave(by, client=owner, number=row.number, **told)
    file = files.put(picture.content, MediaType.JPEG)
    ClientPhoto.update(file=file, trail=record).where(ClientPhoto.id == row.id).execute()
    if file != row.file_hash:
        files.drop_unused(row.file_hash)


def _hide_all(client: int) -> None:
    ClientPhoto.update(shown=False).where(about(ClientPhoto.client, client), ClientPhoto.shown).execute()
