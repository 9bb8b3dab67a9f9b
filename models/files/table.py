"""The stored files. A file is known by the SHA-256 digest of its content (content-addressed storage)."""

import hashlib
from enum import StrEnum

from models.store.connection import Table, engine
from models.store.fields import BytesField, ChoiceField, IntegerField, TextField

USED_BY = (("client_photo", "file_hash"),)
"""The tables and columns that name a stored file. A file that none of them names is deleted."""


class MediaType(StrEnum):
    """What a stored file is (RFC 2046)."""

    JPEG = "image/jpeg"


class StoredFile(Table):
    """A file. Its content is never changed: other bytes are another file.

    Attributes:
      hash: the SHA-256 digest of the content, 64 hexadecimal digits
      size: the number of bytes
    """

    hash = TextField(primary_key=True)
    media_type = ChoiceField(MediaType)
    size = IntegerField()
    content = BytesField()


def digest(content: bytes) -> str:
    """The name of a file with this content."""
    return hashlib.sha256(content).hexdigest()


def put(content: bytes, media_type: MediaType) -> str:
    """Stores a file unless it is there already, and returns its digest. Called by verbs, inside their
    transaction."""
    name = digest(content)
    StoredFile.insert(
        hash=name, media_type=media_type, size=len(content), content=content
    ).on_conflict_ignore().execute()
    return name


def content(name: str) -> bytes:
    """The content of a stored file. Raises `StoredFile.DoesNotExist`."""
    return bytes(StoredFile.get_by_id(name).content)


def drop_unused(*names: str) -> None:
    """Deletes those of these files that nothing uses any more, and overwrites their bytes. Called by verbs,
    inside their transaction."""
    unused = [
        f"NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.{column} = stored_file.hash)"
        for table, column in USED_BY
    ]
    with engine().overwriting():
        for name in names:
            where = " AND ".join([f"hash = {engine().database.param}", *unused])
            engine().run(f"DELETE FROM stored_file WHERE {where}", (name,))
