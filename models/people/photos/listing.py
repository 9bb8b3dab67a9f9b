"""Reads the photos of a client."""

from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN, fn

from models.files.table import StoredFile
from models.people.photos.table import ClientPhoto
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store.connection import engine


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
        .where(ClientPhoto.client == client)
        .order_by(ClientPhoto.shown.desc(), ClientPhoto.number)
    )
    return [PhotoRow(*row) for row in rows.tuples()]


def shown(client: int) -> PhotoRow | None:
    """The photo of the fiche; None if the client has none."""
    return next((row for row in of(client) if row.shown), None)


def count(client: int) -> int:
    """The number of a client's photos."""
    (number,) = (
        engine().run(f"SELECT count(*) FROM client_photo WHERE client_id = {int(client)}", ()).fetchone()
    )
    return int(number)
