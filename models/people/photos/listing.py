"""Reads the photos of a client."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.files.table import StoredFile
from models.people.clients.aliases import about
from models.people.photos.table import ClientPhoto
from models.requests.actors import Staff
from models.requests.trail import Trail


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo without its bytes. `at` and `by`: when its present bytes came, and from whom."""

    id: int
    client: int
    number: int
    shown: bool
    hash: str
    size: int
    at: datetime
    by: str


def of(client: int) -> list[PhotoRow]:
    """The photos of a client: the one of the fiche first, then by number."""
    rows = (
        ClientPhoto.select(
            ClientPhoto.id,
            ClientPhoto.client,
            ClientPhoto.number,
            ClientPhoto.shown,
            StoredFile.hash,
            StoredFile.size,
            Trail.at,
            fn.COALESCE(Staff.name, ""),
        )
        .join(StoredFile)
        .switch(ClientPhoto)
        .join(Trail)
        .join(Staff, JOIN.LEFT_OUTER)
        .where(about(ClientPhoto.client, client))
        .order_by(ClientPhoto.shown.desc(), ClientPhoto.number)
    )
    return [PhotoRow(*row) for row in rows.tuples()]


def shown(client: int) -> PhotoRow | None:
    """The photo of the fiche; None if the client has none."""
    return next((row for row in of(client) if row.shown), None)


def content(row: PhotoRow) -> bytes:
    """The JPEG of a photo; empty if it was erased meanwhile."""
    found = StoredFile.select(StoredFile.content).where(StoredFile.hash == row.hash).scalar()
    return bytes(found or b"")


def count(client: int) -> int:
    """The number of a client's photos."""
    return int(counting_of(client).scalar())


def counting_of(client: Any) -> ModelSelect:
    """The query that counts the photos of a client."""
    return ClientPhoto.select(fn.COUNT(ClientPhoto.id)).where(about(ClientPhoto.client, client))
