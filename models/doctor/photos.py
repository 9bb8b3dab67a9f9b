"""Checks of the stored files and of the photos of clients."""

from collections.abc import Iterator

from peewee import JOIN, Case, fn

from models.doctor.fault import Check, Fault, first
from models.doctor.requests.details import read
from models.files.table import USED_BY, StoredFile, digest
from models.people.clients.aliases import ClientAlias
from models.people.photos.table import ClientPhoto
from models.refusals import N_
from models.requests.trail import Trail
from models.store.connection import engine

_SHORT = 12
"""The first digits of a digest name a file for a person."""


def files_hold_what_they_are_called_by() -> Iterator[Fault]:
    """The content of a file has the digest by which it is known: no byte of it changed. One file is read at a
    time, whatever their number."""
    sentence = N_("The stored file {file} does not hold what it held when it was stored.")
    last = ""
    columns = StoredFile.hash, StoredFile.size, StoredFile.content
    rows = StoredFile.select(*columns).order_by(StoredFile.hash).limit(1)
    while row := rows.where(StoredFile.hash > last).tuples().first():
        last, size, content = row
        if digest(bytes(content)) != last or size != len(content):
            yield Fault("files", sentence, {"file": last[:_SHORT]})


def files_are_used() -> Iterator[Fault]:
    """Something names each stored file: what was erased is gone with its bytes."""
    sentence = N_("The stored file {file} belongs to nothing: it was erased, and is still there.")
    named = " UNION ".join(f"SELECT {column} FROM {table}" for table, column in USED_BY)
    rows = engine().database.execute_sql(f"SELECT hash FROM stored_file WHERE hash NOT IN ({named})")
    for (file,) in rows:
        yield Fault("files", sentence, {"file": file[:_SHORT]})


def photos_have_their_files() -> Iterator[Fault]:
    """The file that a photo is, is there; and the number of a photo is the one its request told."""
    missing = N_("The bytes of a photo of client {client} are missing.")
    other = N_("A photo of client {client} bears another number than its request gave it.")
    rows = ClientPhoto.select(ClientPhoto.client).join(StoredFile, JOIN.LEFT_OUTER)
    for (client,) in first(rows.where(StoredFile.hash.is_null())):
        yield Fault("photos", missing, {"client": client}, client=client)
    told = ClientPhoto.select(ClientPhoto.client, ClientPhoto.number, Trail.detail).join(Trail)
    for client, number, detail in told.tuples():
        if read(detail).get("number") != number:
            yield Fault("photos", other, {"client": client}, client=client)


def one_photo_is_shown() -> Iterator[Fault]:
    """Of the photos of a client, one is that of the fiche."""
    sentence = N_("Client {client} has photos, and not exactly one of them is that of the fiche.")
    person = fn.COALESCE(ClientAlias.survivor, ClientPhoto.client)
    shown = fn.SUM(Case(None, [(ClientPhoto.shown, 1)], 0))
    rows = ClientPhoto.select(person).join(
        ClientAlias, JOIN.LEFT_OUTER, on=ClientAlias.client == ClientPhoto.client
    )
    rows = rows.group_by(person).having(shown != 1)
    for (client,) in first(rows):
        yield Fault("photos", sentence, {"client": client}, client=client)


CHECKS: tuple[Check, ...] = (
    files_hold_what_they_are_called_by,
    files_are_used,
    photos_have_their_files,
    one_photo_is_shown,
)
